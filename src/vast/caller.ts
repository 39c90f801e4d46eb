import type { VastLogEvent } from './api';
import { type CallKind, readAnswer } from './classify';
import type { Clock } from './clock';
import { AuthError, InvalidArgumentsError, TransientError } from './errors';
import type { RateLimit } from './limits';
import type { Pacer } from './pacer';
import { type Repeatable, type RetryPolicy, withRetry } from './retry';
import { ConnectionFault, type Transport, type VastRequest } from './transport';

/** What a caller works with. */
export interface CallerTools {
  readonly clock: Clock;
  readonly pacer: Pacer;
  readonly random: () => number;
  readonly retry: RetryPolicy;
  readonly log: (event: VastLogEvent) => void;
  readonly transport: Transport;
  /** Without it only anonymous calls are made. Known here to keep it out of errors. */
  readonly apiKey: string | undefined;
}

export interface CallOptions {
  readonly limit: RateLimit;
  readonly repeatable: Repeatable;
  readonly kind: Pick<CallKind, 'write' | 'create' | 'arrayAs'>;
  readonly anonymous?: boolean;
  /** False: the signal ends waiting for a turn, but never a call that is on its way. Default true. */
  readonly interruptible?: boolean;
  /** Parts of the request that must be in no error, should the server repeat them. */
  readonly secrets?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

export type Body = Readonly<Record<string, unknown>>;

/** Paces, sends, retries; `read` takes the answer apart and may throw for one that makes no sense. */
export type Caller = <T>(request: VastRequest, options: CallOptions, read: (body: Body) => T) => Promise<T>;

export const READ = { repeatable: 'always', kind: { write: false } } as const;
/** Says what shall be, not what shall change: repeating it does no harm. */
export const IDEMPOTENT_WRITE = { repeatable: 'always', kind: { write: true } } as const;
/** Repeating it could act twice, and its answer is wanted even after an abort. */
export const SINGLE_WRITE = {
  repeatable: 'after-429',
  kind: { write: true },
  interruptible: false,
} as const;

/** The one way in which all calls reach the platform. */
export function createCaller(tools: CallerTools): Caller {
  const { clock, pacer, random, retry, log, transport, apiKey } = tools;

  const attempt = async (request: VastRequest, kind: CallKind, signal?: AbortSignal): Promise<Body> => {
    const started = Date.now();
    const about = { message: 'call', method: request.method, path: request.path } as const;
    try {
      const answer = await transport(request, signal);
      log({ ...about, status: answer.status, durationMs: Date.now() - started });
      // A server that echoes what it was sent must not put the key anywhere.
      return readAnswer({ ...answer, text: withoutKey(answer.text, apiKey) }, kind);
    } catch (error) {
      const { endpoint } = kind;
      if (error instanceof ConnectionFault) {
        log({ ...about, durationMs: Date.now() - started, error: error.message });
        throw new TransientError(`${endpoint} failed: ${error.message}.`, {
          endpoint,
          ambiguous: kind.write && error.sent,
          cause: error,
        });
      }
      throw error;
    }
  };

  return (request, options, read) => {
    const endpoint = endpointOf(request);
    if (apiKey === undefined && !options.anonymous) {
      const message = `${endpoint} needs an API key and none is set. Set VAST_API_KEY in the environment or in config.env.`;
      return Promise.reject(new AuthError(message, { endpoint }));
    }
    const { signal, secrets = [] } = options;
    const kind: CallKind = { endpoint, ...options.kind, redact: (text) => withoutSecrets(text, secrets) };
    const once = async () => {
      const callSignal = options.interruptible === false ? undefined : signal;
      return read(await pacer.run(options.limit, () => attempt(request, kind, callSignal), signal));
    };
    return withRetry(once, {
      policy: retry,
      repeatable: options.repeatable,
      clock,
      random,
      signal,
      onRetry: (cause, attemptNumber, waitMs) => {
        const error = cause instanceof Error ? cause.message : String(cause);
        const about = { method: request.method, path: request.path, attempt: attemptNumber };
        log({ message: 'retry', ...about, waitMs, error });
      },
    });
  };
}

/** Throws for a request with problems, which is never sent. */
export function refuseUnsendable(request: VastRequest, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new InvalidArgumentsError(`Not sent: ${problems.join(' ')}`, { endpoint: endpointOf(request) });
}

/** An answer that is neither a refusal nor what was asked for. */
export function senseless(request: VastRequest, what: string, ambiguous = false): TransientError {
  const endpoint = endpointOf(request);
  return new TransientError(`${endpoint} gave an answer that makes no sense: ${what}.`, {
    endpoint,
    ambiguous,
  });
}

/** The rows of a list. A broken one is an error, because what it stood for would seem to be gone. */
export function parseRows<T>(
  request: VastRequest,
  rows: unknown,
  what: string,
  parse: (row: unknown) => T | undefined,
): readonly T[] {
  if (!Array.isArray(rows)) throw senseless(request, `no list of ${what}s`);
  return rows.map((row) => {
    const parsed = parse(row);
    if (parsed === undefined) throw senseless(request, `one of the ${what}s without its id`);
    return parsed;
  });
}

function endpointOf(request: VastRequest): string {
  return `${request.method} ${request.path}`;
}

function withoutKey(text: string, apiKey: string | undefined): string {
  return apiKey ? text.replaceAll(apiKey, '(key)') : text;
}

/** Longer ones first, since one may be part of another; also as they stand inside a JSON text. */
function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .sort((a, b) => b.length - a.length)
    .reduce((rest, secret) => rest.replaceAll(secret, '(secret)'), text);
}
