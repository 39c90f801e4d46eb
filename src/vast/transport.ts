import type { Dispatcher } from 'undici';
import { abortReason } from './clock';
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
  /** Default: an agent of its own, with undici's keep-alive. */
  readonly dispatcher?: Dispatcher | undefined;
  /** Real milliseconds for one attempt, from connecting to the last byte. */
  readonly attemptTimeoutMs: number;
  /** Longest body in bytes; a longer one is a fault. */
  readonly maxBodyBytes: number;
}

/** Sends one request and reads its answer. Throws `ConnectionFault`, or the reason of an aborted `signal`. */
export type Transport = (request: VastRequest, signal?: AbortSignal) => Promise<VastAnswer>;

/** Codes of faults that strike before the request is written. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Carries requests over undici, which is loaded at the first one. */
export function createTransport(options: TransportOptions): Transport {
  const base = new URL(options.apiUrl);
  let dispatcher = options.dispatcher;

  return async (request, signal) => {
    const { Agent, request: send } = await import('undici');
    dispatcher ??= new Agent({ connect: { timeout: 10_000 } });
    if (signal?.aborted) throw abortReason(signal);
    const url = new URL(base.pathname.replace(/\/$/, '') + request.path, base);
    for (const [key, value] of Object.entries(request.query ?? {})) url.searchParams.set(key, value);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), options.attemptTimeoutMs);
    try {
      const response = await send(url, {
        method: request.method,
        dispatcher,
        headers: {
          accept: 'application/json',
          'user-agent': options.userAgent,
          ...(options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` }),
          ...(request.method === 'GET' ? {} : { 'content-type': 'application/json' }),
        },
        // The official client always sends a body on POST, PUT and DELETE (vast-api.md 1.1).
        body: request.method === 'GET' ? null : JSON.stringify(request.body ?? {}),
        signal: signal ? AbortSignal.any([deadline.signal, signal]) : deadline.signal,
      });
      return {
        status: response.statusCode,
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
      throw new ConnectionFault(describeFault(error), !neverSent(error), error);
    } finally {
      clearTimeout(timer);
    }
  };
}

async function readBody(body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      body.destroy();
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

function neverSent(error: unknown): boolean {
  const code = errorCode(error);
  if (code !== undefined && NEVER_SENT.has(code)) return true;
  // Several addresses were tried (IPv6, IPv4): all of them must have failed before anything was written.
  return error instanceof AggregateError && error.errors.length > 0 && error.errors.every(neverSent);
}

function describeFault(error: unknown): string {
  const code = errorCode(error);
  const message = error instanceof Error ? error.message : String(error);
  return message === '' ? (code ?? 'connection failed') : message;
}
