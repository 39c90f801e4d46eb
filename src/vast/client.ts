import type { InstanceFilters, VastClient, VastClientOptions, VastLogEvent, VastUser } from './api';
import { type CallKind, readAnswer } from './classify';
import { type Clock, clockFor } from './clock';
import { createBody, type CreateInstanceRequest, createRequestProblems } from './create-request';
import { AuthError, InvalidArgumentsError, NotFoundError, TransientError } from './errors';
import { type Instance, parseInstance } from './instance';
import { isRecord, toId, toNumber, toText } from './lenient';
import { LIMITS, type RateLimit } from './limits';
import { createPacer, type Pacer } from './pacer';
import { DEFAULT_RETRY, type Repeatable, type RetryPolicy, withRetry } from './retry';
import { ConnectionFault, createTransport, type Transport, type VastRequest } from './transport';

/** The largest page that the list gives (vast-api.md 4.1). */
const PAGE_SIZE = 25;
/** 25,000 instances: more pages than that are a server that never ends its walk. */
const MAX_PAGES = 1000;

/** A client of the Vast.ai REST API. Throws RangeError for a `timeScale` with an API that is not on loopback. */
export function createVastClient(options: VastClientOptions): VastClient {
  const clock = options.clock ?? clockFor(options.apiUrl, options.timeScale);
  return new HttpVastClient(
    {
      clock,
      pacer: options.pacer ?? createPacer({ clock }),
      random: options.random ?? Math.random,
      retry: options.retry ?? DEFAULT_RETRY,
      log: harmless(options.log),
    },
    options.apiKey !== undefined,
    // A server that echoes what it was sent must not put the key into an error message.
    (text) => (options.apiKey ? text.replaceAll(options.apiKey, '(key)') : text),
    createTransport({
      apiUrl: options.apiUrl,
      apiKey: options.apiKey,
      userAgent: options.userAgent ?? 'cdktf-vast-gpu',
      dispatcher: options.dispatcher,
      attemptTimeoutMs: options.attemptTimeoutMs ?? 30_000,
      maxBodyBytes: options.maxBodyBytes ?? 32 * 1024 * 1024,
    }),
  );
}

interface Tools {
  readonly clock: Clock;
  readonly pacer: Pacer;
  readonly random: () => number;
  readonly retry: RetryPolicy;
  readonly log: (event: VastLogEvent) => void;
}

interface CallOptions {
  readonly limit: RateLimit;
  readonly repeatable: Repeatable;
  readonly kind: Pick<CallKind, 'write' | 'create'>;
  readonly anonymous?: boolean;
  /** False: the signal ends waiting for a turn, but never a call that is on its way. Default true. */
  readonly interruptible?: boolean;
  readonly signal?: AbortSignal | undefined;
}

type Body = Readonly<Record<string, unknown>>;

const READ = { repeatable: 'always', kind: { write: false } } as const;
/** State, label and destroy say what shall be, not what shall change: repeating them does no harm. */
const IDEMPOTENT_WRITE = { repeatable: 'always', kind: { write: true } } as const;

class HttpVastClient implements VastClient {
  constructor(
    private readonly tools: Tools,
    private readonly hasKey: boolean,
    private readonly redact: (text: string) => string,
    private readonly transport: Transport,
  ) {}

  searchOffers(query: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<readonly unknown[]> {
    const request = { method: 'POST', path: '/api/v0/bundles/', body: query } as const;
    return this.call(request, { ...READ, limit: LIMITS.search, anonymous: true, signal }, (body) => {
      const offers = body['offers'];
      if (Array.isArray(offers)) return offers as readonly unknown[];
      if (isRecord(offers)) return [offers];
      throw senseless(request, 'no list of offers');
    });
  }

  async createInstance(
    offerId: number,
    request: CreateInstanceRequest,
    signal?: AbortSignal,
  ): Promise<{ readonly instanceId: number }> {
    const http = { method: 'PUT', path: `/api/v0/asks/${offerId}/`, body: createBody(request) } as const;
    const problems = createRequestProblems(request);
    if (problems.length > 0) {
      const message = problems.map((problem) => problem.message).join(' ');
      throw new InvalidArgumentsError(`Not sent: ${message}`, { endpoint: endpointOf(http) });
    }
    const paying = {
      kind: { write: true, create: true },
      repeatable: 'after-429',
      interruptible: false,
    } as const;
    return this.call(http, { ...paying, limit: LIMITS.create, signal }, (body) => {
      const instanceId = toId(body['new_contract']);
      if (instanceId === undefined) throw senseless(http, 'success without new_contract', true);
      return { instanceId };
    });
  }

  async readInstance(id: number, signal?: AbortSignal): Promise<Instance | null> {
    const request = { method: 'GET', path: `/api/v0/instances/${id}/`, query: { owner: 'me' } } as const;
    try {
      return await this.call(request, { ...READ, limit: LIMITS.readOne, signal }, (body) => {
        const answer = body['instances'];
        const value: unknown = Array.isArray(answer) ? (answer.length === 0 ? null : answer[0]) : answer;
        if (value === null) return null;
        const instance = parseInstance(value);
        // Anything but a plain "none" must not count as gone.
        if (instance?.id !== id) throw senseless(request, `no instance ${id}`);
        return instance;
      });
    } catch (error) {
      if (error instanceof NotFoundError) return null;
      throw error;
    }
  }

  async listInstances(filters?: InstanceFilters, signal?: AbortSignal): Promise<readonly Instance[]> {
    const found = new Map<number, Instance>();
    const tokens = new Set<string>();
    let token: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const request = {
        method: 'GET',
        path: '/api/v1/instances/',
        query: {
          limit: String(PAGE_SIZE),
          ...(filters === undefined ? {} : { select_filters: JSON.stringify(filters) }),
          ...(token === undefined ? {} : { after_token: token }),
        },
      } as const;
      const { rows, next } = await this.call(request, { ...READ, limit: LIMITS.list, signal }, (body) => ({
        rows: parsePage(request, body['instances']),
        next: toText(body['next_token']),
      }));
      for (const instance of rows) found.set(instance.id, instance);
      if (next === undefined) return [...found.values()];
      if (tokens.has(next)) throw senseless(request, 'the same page twice');
      tokens.add(next);
      token = next;
    }
    throw new TransientError(`GET /api/v1/instances/ did not end after ${MAX_PAGES} pages.`, {
      endpoint: 'GET /api/v1/instances/',
      ambiguous: false,
    });
  }

  async setState(id: number, state: 'running' | 'stopped', signal?: AbortSignal): Promise<void> {
    await this.manage(id, { state }, signal);
  }

  async setLabel(id: number, label: string, signal?: AbortSignal): Promise<void> {
    await this.manage(id, { label }, signal);
  }

  async destroyInstance(id: number, signal?: AbortSignal): Promise<'destroyed' | 'already-gone'> {
    const request = { method: 'DELETE', path: `/api/v0/instances/${id}/`, body: {} } as const;
    try {
      await this.call(request, { ...IDEMPOTENT_WRITE, limit: LIMITS.destroy, signal }, () => undefined);
      return 'destroyed';
    } catch (error) {
      if (error instanceof NotFoundError) return 'already-gone';
      throw error;
    }
  }

  currentUser(signal?: AbortSignal): Promise<VastUser> {
    const request = { method: 'GET', path: '/api/v0/users/current/' } as const;
    return this.call(request, { ...READ, limit: LIMITS.user, signal }, (body) => ({
      id: toId(body['id']) ?? null,
      email: toText(body['email']) ?? null,
      creditUsd: toNumber(body['credit']) ?? null,
      balanceUsd: toNumber(body['balance']) ?? null,
    }));
  }

  private async manage(
    id: number,
    body: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<void> {
    const request = { method: 'PUT', path: `/api/v0/instances/${id}/`, body } as const;
    await this.call(request, { ...IDEMPOTENT_WRITE, limit: LIMITS.manage, signal }, () => undefined);
  }

  /** Paces, sends, retries; `read` takes the answer apart and may throw for one that makes no sense. */
  private call<T>(request: VastRequest, options: CallOptions, read: (body: Body) => T): Promise<T> {
    const endpoint = endpointOf(request);
    if (!this.hasKey && !options.anonymous) {
      const message = `${endpoint} needs an API key and none is set. Set VAST_API_KEY in the environment or in config.env.`;
      return Promise.reject(new AuthError(message, { endpoint }));
    }
    const { clock, pacer, random, retry, log } = this.tools;
    const { signal } = options;
    const once = async (): Promise<T> => {
      const callSignal = options.interruptible === false ? undefined : signal;
      const attempt = (): Promise<Body> => this.attempt(request, { endpoint, ...options.kind }, callSignal);
      return read(await pacer.run(options.limit, attempt, signal));
    };
    return withRetry(once, {
      policy: retry,
      repeatable: options.repeatable,
      clock,
      random,
      signal,
      onRetry: (cause, attempt, waitMs) => {
        const error = cause instanceof Error ? cause.message : String(cause);
        log({ message: 'retry', method: request.method, path: request.path, attempt, waitMs, error });
      },
    });
  }

  private async attempt(request: VastRequest, kind: CallKind, signal?: AbortSignal): Promise<Body> {
    const started = Date.now();
    const about = { message: 'call', method: request.method, path: request.path } as const;
    try {
      const answer = await this.transport(request, signal);
      this.tools.log({ ...about, status: answer.status, durationMs: Date.now() - started });
      return readAnswer({ ...answer, text: this.redact(answer.text) }, kind);
    } catch (error) {
      const { endpoint } = kind;
      if (error instanceof ConnectionFault) {
        this.tools.log({ ...about, durationMs: Date.now() - started, error: error.message });
        throw new TransientError(`${endpoint} failed: ${error.message}.`, {
          endpoint,
          ambiguous: kind.write && error.sent,
          cause: error,
        });
      }
      throw error;
    }
  }
}

/** A log that fails must not swallow the answer that it was told about. */
function harmless(log: VastClientOptions['log']): (event: VastLogEvent) => void {
  return (event) => {
    try {
      log?.(event);
    } catch {
      // Nobody is left to tell.
    }
  };
}

function parsePage(request: VastRequest, rows: unknown): readonly Instance[] {
  if (!Array.isArray(rows)) throw senseless(request, 'no list of instances');
  return rows.map((row) => {
    const instance = parseInstance(row);
    if (!instance) throw senseless(request, 'an instance without id');
    return instance;
  });
}

function endpointOf(request: VastRequest): string {
  return `${request.method} ${request.path}`;
}

function senseless(request: VastRequest, what: string, ambiguous = false): TransientError {
  const endpoint = endpointOf(request);
  return new TransientError(`${endpoint} gave an answer that makes no sense: ${what}.`, {
    endpoint,
    ambiguous,
  });
}
