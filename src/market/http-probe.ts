import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';

import type { DiallerOptions } from './dial';
import { createDialler, reasonOf } from './dialler';

/** One request, and how much of its answer matters. */
export interface HttpQuestion {
  /** Address to dial. */
  readonly host: string;
  readonly port: number;
  /** Begins with `/`; may hold a query. */
  readonly path: string;
  /** Speak TLS. */
  readonly tls: boolean;
  /** With `tls`: take any certificate. */
  readonly insecure: boolean;
  /** `name` or `name:port` for the Host header, and for SNI and the certificate with `tls`. Default: host and port. */
  readonly hostHeader?: string | undefined;
  /** Real milliseconds for everything: connection, TLS, head and body. */
  readonly timeoutMs: number;
  /** How much of the body to read, bytes; 0 judges by the head alone. */
  readonly maxBodyBytes: number;
}

/** What came back. */
export type HttpAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** The text behind the status, `Service Unavailable`; may be empty. */
      readonly reason: string;
      /** The first `maxBodyBytes` of the body as UTF-8. */
      readonly body: string;
      /** Time of the TCP handshake, ms. */
      readonly latencyMs: number;
    }
  /** No connection, or nothing that is an HTTP answer. */
  | { readonly kind: 'failed'; readonly detail: string };

/** Asks once. Redirects are not followed. Never throws, except the signal's reason when aborted. */
export type HttpProbe = (question: HttpQuestion, signal?: AbortSignal) => Promise<HttpAnswer>;

export interface HttpProbeOptions extends DiallerOptions {
  /** Certificates to trust, PEM; default those of Node. */
  readonly ca?: string | undefined;
}

/** Longest head of an answer that is read, bytes. */
const MAX_HEAD = 16_384;

/** Sends GET requests to services, directly or through an HTTP CONNECT proxy like a connector (design.md D4). */
export function createHttpProbe(options: HttpProbeOptions): HttpProbe {
  const dial = createDialler(options);
  return async (question, signal) => {
    const { host, port, timeoutMs } = question;
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(new AttemptTimeout()), timeoutMs);
    const stop = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
    let connected = false;
    try {
      const dialled = await dial(host, port, { timeoutMs, signal: stop });
      if (dialled.kind !== 'open') return { kind: 'failed', detail: dialled.detail };
      connected = true;
      const { socket, latencyMs } = dialled;
      try {
        const answer = await untilAborted(stop, () => converse(socket, question, options.ca));
        return { kind: 'answered', latencyMs, ...answer };
      } finally {
        socket.destroy();
      }
    } catch (error) {
      if (signal?.aborted) throw reasonOf(signal);
      return { kind: 'failed', detail: failureText(error, question, connected) };
    } finally {
      clearTimeout(timer);
    }
  };
}

/** The time for one attempt is up. */
class AttemptTimeout extends Error {
  override readonly name = 'AttemptTimeout';
}

/** The service closed the connection in the middle of its answer. */
class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

/** Runs `work`, or rejects with the signal's reason; what is left of the work ends with its socket. */
function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(reasonOf(signal));
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}

interface Exchange {
  readonly status: number;
  readonly reason: string;
  readonly body: string;
}

async function converse(socket: Socket, question: HttpQuestion, ca: string | undefined): Promise<Exchange> {
  const channel = question.tls ? await secure(socket, question, ca) : socket;
  return await exchange(channel, question);
}

/** Resolves once the certificate is accepted: nothing is sent to somebody else. */
function secure(socket: Socket, question: HttpQuestion, ca: string | undefined): Promise<Socket> {
  const name = (question.hostHeader ?? question.host).replace(/:\d+$/, '');
  const host = question.hostHeader === undefined ? question.host : name;
  return new Promise((resolve, reject) => {
    const channel = tlsConnect({
      socket,
      host,
      // SNI knows names only.
      servername: isIP(host) === 0 ? host : '',
      rejectUnauthorized: !question.insecure,
      ALPNProtocols: ['http/1.1'],
      ...(ca === undefined ? {} : { ca }),
    });
    channel.once('secureConnect', () => resolve(channel));
    channel.on('error', reject);
    channel.once('close', () => reject(new BrokenOff()));
  });
}

function exchange(channel: Socket, question: HttpQuestion): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const request: ClientRequest = httpRequest({
      createConnection: () => channel,
      method: 'GET',
      path: question.path,
      setHost: false,
      headers: {
        host: question.hostHeader ?? authority(question.host, question.port),
        'user-agent': 'vast-gpu-readiness',
        accept: '*/*',
        'accept-encoding': 'identity',
        connection: 'close',
      },
      maxHeaderSize: MAX_HEAD,
    });
    request.once('response', (response) => {
      readBody(response, question.maxBodyBytes).then(
        (body) => resolve({ ...statusOf(response), body }),
        reject,
      );
    });
    // A switch of protocols is an answer too; its body is not ours.
    request.once('upgrade', (response: IncomingMessage) => resolve({ ...statusOf(response), body: '' }));
    request.on('error', reject);
    request.once('close', () => reject(new BrokenOff()));
    request.end();
  });
}

function statusOf(response: IncomingMessage): Pick<Exchange, 'status' | 'reason'> {
  return { status: response.statusCode ?? 0, reason: response.statusMessage ?? '' };
}

/** The first `limit` bytes. Rejects when the answer ends before it is complete. */
function readBody(response: IncomingMessage, limit: number): Promise<string> {
  if (limit <= 0) return Promise.resolve('');
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const done = (): void => resolve(Buffer.concat(chunks).subarray(0, limit).toString('utf8'));
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= limit) done();
    });
    response.once('end', done);
    // Instead of the end, when the connection closes before the answer is complete.
    response.on('error', () => reject(new BrokenOff()));
  });
}

function authority(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function failureText(error: unknown, question: HttpQuestion, connected: boolean): string {
  const seconds = question.timeoutMs / 1000;
  if (error instanceof AttemptTimeout) {
    return connected
      ? `connected, but no complete answer within ${seconds} s`
      : `no answer within ${seconds} s`;
  }
  if (error instanceof BrokenOff) return 'the service closed the connection before its answer was complete';
  const { code, message } = partsOf(error);
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return 'the service closed the connection before its answer was complete';
  }
  if (code === 'HPE_HEADER_OVERFLOW') return `the head of the answer is longer than ${MAX_HEAD} bytes`;
  if (code.startsWith('HPE_')) return `the answer is not HTTP (${message})`;
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return 'the answer is not TLS';
  return /CERT|UNABLE_TO/.test(code) ? `the certificate is not accepted: ${message}` : message;
}

// By shape: an error of Node's own modules may come from another realm, where `instanceof Error` fails.
function partsOf(error: unknown): { readonly code: string; readonly message: string } {
  const has = typeof error === 'object' && error !== null;
  const code = has && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message =
    has && 'message' in error && typeof error.message === 'string' ? error.message : 'unknown error';
  return { code, message };
}
