import { abortReason } from './clock';
import { type HttpAnswer, httpSend, NotConnectedError, type Send } from './http';
import { isRecord } from './lenient';

/** One HTTP request to the platform. */
export interface VastRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with its trailing slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One HTTP answer, whatever its status. */
export interface VastAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | undefined;
  readonly location: string | undefined;
  readonly text: string;
}

/** The connection failed, or no whole answer arrived. */
export class ConnectionFault extends Error {
  /** False when the request certainly never left this machine. */
  readonly sent: boolean;

  constructor(message: string, sent: boolean, cause: unknown) {
    super(message, { cause });
    this.name = 'ConnectionFault';
    this.sent = sent;
  }
}

export interface TransportOptions {
  readonly apiUrl: string;
  readonly apiKey: string | undefined;
  readonly userAgent: string;
  /** Default: the HTTP client of Node, with connections of its own. */
  readonly send?: Send | undefined;
  /** Real milliseconds for one attempt, from connecting to the last byte. */
  readonly attemptTimeoutMs: number;
  /** Longest body in bytes; a longer one is a fault. */
  readonly maxBodyBytes: number;
}

/** Sends one request and reads its answer. Throws `ConnectionFault`, or the reason of an aborted `signal`. */
export type Transport = (request: VastRequest, signal?: AbortSignal) => Promise<VastAnswer>;

/** Carries requests to the platform, with the key in a header. */
export function createTransport(options: TransportOptions): Transport {
  const base = new URL(options.apiUrl);
  const send = options.send ?? httpSend(base.protocol);

  return async (request, signal) => {
    if (signal?.aborted) throw abortReason(signal);
    const url = new URL(base.pathname.replace(/\/$/, '') + request.path, base);
    for (const [key, value] of Object.entries(request.query ?? {})) url.searchParams.set(key, value);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), options.attemptTimeoutMs);
    try {
      const response = await send(
        {
          url,
          method: request.method,
          headers: {
            accept: 'application/json',
            'user-agent': options.userAgent,
            ...(options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` }),
            ...(request.method === 'GET' ? {} : { 'content-type': 'application/json' }),
          },
          // The official client always sends a body on POST, PUT and DELETE (vast-api.md 1.1).
          body: request.method === 'GET' ? undefined : JSON.stringify(request.body ?? {}),
        },
        signal ? AbortSignal.any([deadline.signal, signal]) : deadline.signal,
      );
      return {
        status: response.status,
        contentType: single(response.headers['content-type']) ?? '',
        retryAfter: single(response.headers['retry-after']),
        location: single(response.headers['location']),
        text: await readBody(response.body, options.maxBodyBytes),
      };
    } catch (error) {
      if (signal?.aborted) throw abortReason(signal);
      if (error instanceof ConnectionFault) throw error;
      if (deadline.signal.aborted) {
        throw new ConnectionFault(`no answer within ${options.attemptTimeoutMs / 1000} s`, true, error);
      }
      throw new ConnectionFault(describeFault(error), !(error instanceof NotConnectedError), error);
    } finally {
      clearTimeout(timer);
    }
  };
}

async function readBody(body: HttpAnswer['body'], maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop early cuts the connection.
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new ConnectionFault(`the answer is longer than ${maxBytes} bytes`, true, undefined);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function errorCode(error: unknown): string | undefined {
  if (!isRecord(error)) return undefined;
  if (typeof error['code'] === 'string') return error['code'];
  return isRecord(error['cause']) ? errorCode(error['cause']) : undefined;
}

function describeFault(error: unknown): string {
  const code = errorCode(error);
  const message = error instanceof Error ? error.message : String(error);
  return message === '' ? (code ?? 'connection failed') : message;
}
