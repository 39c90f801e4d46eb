import { connect, type Socket } from 'node:net';

import type { Dial, DiallerOptions, NoConnection } from './dial';

/** An open connection, or why there is none. Whoever gets the socket destroys it. */
export type Dialled =
  { readonly kind: 'open'; readonly latencyMs: number; readonly socket: Socket } | NoConnection;

/**
 * Opens one TCP connection, within `timeoutMs` real milliseconds. Never throws, except the signal's reason when it is
 * aborted before the connection is open.
 */
export type Dialler = (
  host: string,
  port: number,
  options: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined },
) => Promise<Dialled>;

/** Longest answer of a proxy that is read, bytes. */
const MAX_PROXY_ANSWER = 16_384;
const END_OF_HEAD = '\r\n\r\n';

/** Dials over TCP, directly or through an HTTP CONNECT proxy (design.md D4), and hands over the open socket. */
export function createDialler(options: DiallerOptions): Dialler {
  const monotonic = options.monotonic ?? (() => performance.now());
  const { proxy } = options;
  return async (host, port, limits) => {
    const started = monotonic();
    const latency = (): number => Math.round((monotonic() - started) * 10) / 10;
    return proxy
      ? await throughProxy(proxy, host, port, limits, latency)
      : await withSocket(host, port, limits, (socket, settle) => {
          socket.once('connect', () => settle({ kind: 'open', latencyMs: latency() }));
          socket.once('error', (error: NodeJS.ErrnoException) => settle(fromError(error)));
        });
  };
}

type Limits = Parameters<Dialler>[2];
type Settle = (dial: Dial) => void;

function throughProxy(
  proxy: URL,
  host: string,
  port: number,
  limits: Limits,
  latency: () => number,
): Promise<Dialled> {
  const proxyPort = Number(proxy.port === '' ? '80' : proxy.port);
  const proxyHost = proxy.hostname.replace(/^\[|\]$/g, '');
  return withSocket(proxyHost, proxyPort, limits, (socket, settle) => {
    let answer = '';
    let connected = false;
    socket.once('connect', () => {
      connected = true;
      socket.write(connectRequest(proxy, host, port));
    });
    const onReadable = (): void => {
      for (;;) {
        const chunk = socket.read() as Buffer | null;
        if (chunk === null) return;
        answer += chunk.toString('latin1');
        const end = answer.indexOf(END_OF_HEAD);
        if (end < 0 && answer.length <= MAX_PROXY_ANSWER) continue;
        // Without a listener the stream is as it was before the first read, for whoever takes the socket over.
        socket.removeListener('readable', onReadable);
        const rest = end < 0 ? '' : answer.slice(end + END_OF_HEAD.length);
        settle(fromProxy(answer, latency()));
        if (rest !== '' && !socket.destroyed) socket.unshift(Buffer.from(rest, 'latin1'));
        return;
      }
    };
    socket.on('readable', onReadable);
    socket.once('end', () => settle(fromProxy(answer, latency())));
    socket.once('error', (error) => {
      const doing = connected ? 'broke off' : 'cannot be reached';
      settle({ kind: 'proxy', detail: `the proxy ${proxy.host} ${doing}: ${error.message}` });
    });
  });
}

function withSocket(
  host: string,
  port: number,
  { timeoutMs, signal }: Limits,
  watch: (socket: Socket, settle: Settle) => void,
): Promise<Dialled> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(reasonOf(signal));
      return;
    }
    const socket = connect({ host, port });
    let settled = false;
    const end = (): void => {
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      // A late error of a socket that nobody looks at any more, or not yet, must not end the process.
      socket.removeAllListeners('error').on('error', () => undefined);
    };
    const settle: Settle = (dial) => {
      if (settled) return;
      end();
      if (dial.kind === 'open') {
        resolve({ ...dial, socket });
        return;
      }
      socket.destroy();
      resolve(dial);
    };
    const onAbort = (): void => {
      end();
      socket.destroy();
      if (signal) reject(reasonOf(signal));
    };
    const timer = setTimeout(
      () => settle({ kind: 'filtered', detail: `no answer within ${timeoutMs / 1000} s` }),
      timeoutMs,
    );
    signal?.addEventListener('abort', onAbort, { once: true });
    watch(socket, settle);
  });
}

/** The reason of an aborted signal as an `Error`. */
export function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error('The operation was aborted.');
}

function fromError(error: NodeJS.ErrnoException): NoConnection {
  // A reset during the handshake comes from the host's side too: packets get there and back.
  if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') {
    return { kind: 'refused', detail: 'connection refused' };
  }
  return { kind: 'filtered', detail: error.code === 'ETIMEDOUT' ? 'connection timed out' : error.message };
}

function connectRequest(proxy: URL, host: string, port: number): string {
  const target = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const authorization =
    proxy.username === ''
      ? ''
      : `Proxy-Authorization: Basic ${Buffer.from(credentials).toString('base64')}\r\n`;
  return `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${authorization}\r\n`;
}

/**
 * What a proxy's answer says about the host behind it. There is no standard: 502 and 503 are a refused connection unless
 * the answer itself speaks of a timeout, 504 is a timeout, other statuses are about the proxy.
 */
function fromProxy(answer: string, latencyMs: number): Dial {
  const head = answer.split(END_OF_HEAD, 1)[0] ?? '';
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? NaN);
  if (status >= 200 && status < 300) return { kind: 'open', latencyMs };
  const reason = /^X-(?:Proxy|Squid)-Error:\s*(.*)$/im.exec(head)?.[1]?.trim();
  const detail = reason ?? `the proxy answered ${Number.isNaN(status) ? 'nothing that makes sense' : status}`;
  if (status === 504 || ((status === 502 || status === 503) && /time(d )?\s?-?out|\b110\b/i.test(head))) {
    return { kind: 'filtered', detail };
  }
  if (status === 502 || status === 503) return { kind: 'refused', detail };
  return { kind: 'proxy', detail };
}
