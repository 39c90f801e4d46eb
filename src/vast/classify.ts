import {
  AuthError,
  CreateRefusedError,
  InsufficientCreditError,
  InvalidArgumentsError,
  NotFoundError,
  OfferGoneError,
  RateLimitError,
  RequestRefusedError,
  ResourcesUnavailableError,
  SpendRateLimitError,
  TransientError,
  VastError,
} from './errors';
import { isRecord, toId, toNumber, toText } from './lenient';
import type { VastAnswer } from './transport';

/** What was called, as far as it decides what an answer means. */
export interface CallKind {
  /** For messages: `PUT /api/v0/asks/123/`. */
  readonly endpoint: string;
  /** True when the call may change something on the platform. */
  readonly write: boolean;
  /** True for the paying call: any contract that its answer names must reach the caller. */
  readonly create?: boolean;
  /** Key under which an answer that is a bare array is read; without it, an array is no answer. */
  readonly arrayAs?: string;
  /** Takes secrets out of a text of the server before it gets into an error. Default: changes nothing. */
  readonly redact?: (text: string) => string;
}

const INVALID = new Set([
  'invalid_args',
  'invalid_price',
  'invalid_request',
  'invalid_token',
  'bad_request',
  'label_too_long',
  'no_ssh_key_for_vm',
]);
const AUTH_TEXT =
  /auth_error|invalid user key|session expired|requires login|bearer token|two factor|credentials were not provided/i;

/** The JSON object of a good answer, or throws the error that the answer stands for (vast-api.md 1.5, 3.6). */
export function readAnswer(answer: VastAnswer, kind: CallKind): Record<string, unknown> {
  const body = parseBody(answer.text, kind.arrayAs);
  const error = classify(answer, body, kind);
  if (kind.create && error && body) {
    const newContractId = toId(body['new_contract']);
    if (newContractId !== undefined) {
      throw new CreateRefusedError(
        `${error.message} The answer names contract ${newContractId}, which may exist.`,
        {
          endpoint: kind.endpoint,
          status: answer.status,
          code: error.code,
          cause: error,
          newContractId,
        },
      );
    }
  }
  if (error) throw error;
  if (body) return body;
  throw new TransientError(
    `${kind.endpoint} answered ${answer.status} with a body that is no JSON object: ${excerpt(answer.text, kind)}`,
    {
      endpoint: kind.endpoint,
      status: answer.status,
      ambiguous: kind.write,
    },
  );
}

function classify(
  answer: VastAnswer,
  body: Record<string, unknown> | undefined,
  kind: CallKind,
): VastError | undefined {
  const { status } = answer;
  const refused = status >= 300 || body?.['success'] === false;
  if (!refused) return undefined;
  const code = body ? toText(body['error']) : undefined;
  const said = body ? (toText(body['msg']) ?? toText(body['message']) ?? toText(body['detail'])) : undefined;
  const text = said ?? (body ? '' : answer.text);
  const shownCode = code === undefined ? undefined : excerpt(code, kind);
  const message = `${kind.endpoint} answered ${status}${code === undefined ? '' : ` ${shownCode}`}: ${excerpt(text, kind)}`;
  const facts = { endpoint: kind.endpoint, status, code: shownCode };
  const transient = (hint = ''): TransientError =>
    new TransientError(message + hint, { ...facts, ambiguous: kind.write });

  if (status === 429 || code === 'rate_limit_exceeded' || /API requests too frequent/i.test(text)) {
    return new RateLimitError(message, { ...facts, retryAfterMs: retryAfterMs(answer, body, text) });
  }
  // One code before all others: the same 404 or 400 carries it with other codes around it.
  if (code === 'no_such_ask' || /no_such_ask/.test(text)) return new OfferGoneError(message, facts);
  if (
    code === 'auth_error' ||
    status === 401 ||
    (code === undefined && status < 500 && AUTH_TEXT.test(text))
  ) {
    return new AuthError(message, facts);
  }
  if (status >= 500 || status === 408 || code === 'server_error') return transient();
  if (code === 'insufficient_credit' || code === 'missing_billing')
    return new InsufficientCreditError(message, facts);
  if (code === 'spend_rate_limit') return new SpendRateLimitError(message, facts);
  if (code === 'resources_unavailable') return new ResourcesUnavailableError(message, facts);
  if (
    code === 'no_such_instance' ||
    code === 'not_found' ||
    // Sent only for the number in the path.
    code === 'invalid_id' ||
    (status === 404 && /^instance\b.*(not found|does not exist)/i.test(text))
  )
    return new NotFoundError(message, facts);
  if (code !== undefined && INVALID.has(code)) return new InvalidArgumentsError(message, facts);
  if (status === 403) {
    // nginx answers a burst with an HTML 403 that has nothing to do with the key (vast-api.md 1.4).
    return body ? new AuthError(message, facts) : transient();
  }
  if (status < 400 && status >= 300) {
    const target = originOf(answer.location);
    return new RequestRefusedError(
      `${message} (redirected to ${target}): use that as the API address.`,
      facts,
    );
  }
  if (!body) {
    const hint = ' This is no answer of the Vast.ai API: check the API address.';
    return kind.write ? transient(hint) : new RequestRefusedError(message + hint, facts);
  }
  return new RequestRefusedError(message, facts);
}

function parseBody(text: string, arrayAs: string | undefined): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed) && arrayAs !== undefined) return { [arrayAs]: parsed };
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function retryAfterMs(
  answer: VastAnswer,
  body: Record<string, unknown> | undefined,
  text: string,
): number | undefined {
  const seconds =
    toNumber(answer.retryAfter) ??
    toNumber(body?.['retry_after']) ??
    toNumber(/threshold\s*=\s*([\d.]+)/.exec(text)?.[1]);
  return seconds !== undefined && seconds >= 0 ? Math.min(seconds, 300) * 1000 : undefined;
}

function originOf(location: string | undefined): string {
  try {
    return new URL(location ?? '').origin;
  } catch {
    return 'another address';
  }
}

/** At most 300 characters of a text on one line, without secrets. */
function excerpt(text: string, { redact = (whole) => whole }: CallKind): string {
  // Before anything is cut off: a part of a secret would not be found.
  const line = redact(text)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return '(empty)';
  return line.length > 300 ? `${line.slice(0, 300)}...` : line;
}
