import type { Agent, IncomingMessage, RequestOptions } from 'node:http';
import type { Duplex } from 'node:stream';

/** One request, as it goes out. */
export interface HttpRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** One answer as it begins. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: AsyncIterable<Buffer>;
}

/** Sends one request. Rejects with a {@link NotConnectedError} when certainly nothing of it left this machine. */
export type Send = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;

/** No connection came about, so nothing was sent. `cause` tells why. */
export class NotConnectedError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'NotConnectedError';
  }
}

interface Options extends RequestOptions {
  /** Ends the connecting, which the signal of a request does not: a connection serves many requests. */
  readonly connectSignal: AbortSignal;
}

const CONNECT_TIMEOUT_MS = 10_000;
/** A connection that was idle for so long is not used again: its other end may be closing it. */
const IDLE_MS = 4000;

/**
 * Sends over the HTTP client of Node, which is loaded as soon as the caller has nothing else to do. Connections are kept
 * for the next request.
 * A request is written only once its connection stands, and with TLS once the certificate has been checked.
 * @param protocol of all requests, `http:` or `https:`.
 */
export function httpSend(protocol: string): Send {
  const secure = protocol === 'https:';
  let agent: Agent | undefined;
  let loading: Promise<typeof import('node:http') | typeof import('node:https')> | undefined;
  const load = () => (loading ??= secure ? import('node:https') : import('node:http'));
  // It takes some milliseconds, and Terraform takes its time between the configuration and the first call that sends.
  setImmediate(() => void load());
  return async ({ url, method, headers, body }, signal) => {
    const http = await load();
    agent ??= connectFirst(new http.Agent({ keepAlive: true, timeout: IDLE_MS }), secure);
    // Node announces no length for the body of a DELETE by itself.
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const options: Options = {
      method,
      headers: { ...headers, ...length },
      agent,
      signal,
      connectSignal: signal,
    };
    return new Promise((resolve, reject) => {
      const request = http.request(url, options);
      request.once('response', (response: IncomingMessage) =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response }),
      );
      // Stays for later errors as well: a body that is cut off fails by itself.
      request.on('error', reject);
      request.end(body);
    });
  };
}

/** Makes an agent hand out connections that stand, so that a failure before that is told from one after it. */
function connectFirst(agent: Agent, secure: boolean): Agent {
  const create = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const { connectSignal } = options as Options;
    const socket = create(options);
    if (socket == null) throw new Error('the HTTP client of Node made no socket');
    awaitConnection(socket, secure ? 'secureConnect' : 'connect', connectSignal).then(
      () => callback?.(null, socket),
      (error: unknown) => callback?.(new NotConnectedError(error), socket),
    );
    // Nothing is returned: the callback hands it over.
    return undefined;
  };
  return agent;
}

function awaitConnection(
  socket: Duplex,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => void socket.destroy(new Error('aborted'));
    signal.addEventListener('abort', onAbort, { once: true });
    const timer = setTimeout(
      () => socket.destroy(new Error(`no connection within ${CONNECT_TIMEOUT_MS / 1000} s`)),
      CONNECT_TIMEOUT_MS,
    );
    const settle = (outcome: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off('error', onError);
      socket.off('close', onClose);
      outcome();
    };
    const onError = (error: Error): void => settle(() => reject(error));
    const onClose = (): void => settle(() => reject(new Error('the connection was closed at once')));
    socket.once('error', onError);
    socket.once('close', onClose);
    socket.once(event, () => settle(resolve));
  });
}
