import { X509Certificate } from 'node:crypto';
import {
  createSecureServer,
  createServer,
  type Http2Server,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { TLSSocket } from 'node:tls';
import { ServerCall } from './call';
import { MessageReader } from './framing';
import type { Method } from './method';
import { GrpcError, status } from './status';

/** Keys for mutual TLS, in PEM. */
export interface ServerTls {
  readonly key: string;
  readonly certificate: string;
  /** The only certificate that a caller may show. */
  readonly clientCertificate: string;
}

export interface GrpcServerOptions {
  /** The method of a path, if there is one. */
  readonly method: (path: string) => Method | undefined;
  /** Longest message that is taken, bytes. */
  readonly maxMessageBytes: number;
}

/**
 * The part of gRPC that a Terraform provider needs, over HTTP/2: it starts in a fraction of the time of a full
 * implementation, and a plan starts three of them (docs/decisions/0017-start-up.md). No compression, no metadata.
 */
export class GrpcServer {
  readonly #method: GrpcServerOptions['method'];
  readonly #maxMessageBytes: number;
  readonly #sessions = new Set<Http2Session>();
  readonly #whenGone: (() => void)[] = [];
  #http: Http2Server | undefined;

  constructor({ method, maxMessageBytes }: GrpcServerOptions) {
    this.#method = method;
    this.#maxMessageBytes = maxMessageBytes;
  }

  /**
   * Starts to listen on a Unix socket, or on a free port of the loopback device.
   * @param tls undefined for plain text.
   * @returns the port, 0 for a socket.
   */
  listen(where: { readonly path: string } | 'loopback', tls: ServerTls | undefined): Promise<number> {
    // The caller alone decides how much it sends: it holds the key, and a large state is no attack.
    const settings = { maxSessionMemory: Number.MAX_SAFE_INTEGER };
    const http =
      tls === undefined
        ? createServer(settings)
        : createSecureServer({
            ...settings,
            key: tls.key,
            cert: tls.certificate,
            // Without any, Node leaves out its 140 root certificates, which take 20 ms to load: whom to trust is one alone.
            ca: [],
            requestCert: true,
            rejectUnauthorized: false,
          });
    const trusted = tls === undefined ? undefined : new X509Certificate(tls.clientCertificate).raw;
    this.#http = http;
    http.on('session', (session) => this.#admit(session, trusted));
    http.on('stream', (stream, headers) => this.#serve(stream, headers));
    return new Promise((resolve, reject) => {
      http.once('error', reject);
      http.listen(where === 'loopback' ? { host: '127.0.0.1', port: 0 } : where, () => {
        const address = http.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  }

  /** Takes no new calls, and resolves once every call has ended and every connection is closed. */
  async drain(): Promise<void> {
    this.#http?.close();
    const gone = new Promise<void>((resolve) => this.#whenGone.push(resolve));
    for (const session of this.#sessions) session.close();
    this.#forget();
    await gone;
  }

  /** Cuts every connection. */
  destroy(): void {
    this.#http?.close();
    for (const session of this.#sessions) session.destroy();
  }

  /** @param trusted the one certificate that a caller may have, as DER; undefined without TLS. */
  #admit(session: Http2Session, trusted: Buffer | undefined): void {
    if (trusted !== undefined && !shows(session, trusted)) {
      session.on('error', () => undefined);
      session.destroy();
      return;
    }
    this.#sessions.add(session);
    // A connection that breaks is closed as well; its calls notice by themselves.
    session.on('error', () => undefined);
    session.once('close', () => this.#forget(session));
  }

  #forget(session?: Http2Session): void {
    if (session !== undefined) this.#sessions.delete(session);
    if (this.#sessions.size === 0) this.#whenGone.splice(0).forEach((tell) => tell());
  }

  #serve(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    // Of a caller who has been turned away.
    if (stream.session === undefined || !this.#sessions.has(stream.session)) {
      stream.on('error', () => undefined);
      stream.destroy();
      return;
    }
    const isGrpc = headers['content-type']?.startsWith('application/grpc') === true;
    if (headers[':method'] !== 'POST' || !isGrpc) {
      stream.on('error', () => undefined);
      stream.respond({ ':status': isGrpc ? 405 : 415 }, { endStream: true });
      stream.resume();
      return;
    }
    const call = new ServerCall(stream, single(headers['grpc-timeout']));
    const path = single(headers[':path']) ?? '';
    const method = this.#method(path);
    if (method === undefined) {
      call.fail(new GrpcError(status.UNIMPLEMENTED, `there is no method ${path}`));
      stream.resume();
      return;
    }
    if (method.kind === 'conversation') {
      stream.resume();
      stream.once('end', () => call.end());
      method.open(call);
      return;
    }
    readOne(stream, this.#maxMessageBytes)
      .then(async (request) => {
        if (method.kind === 'stream') {
          method.open(request, call);
          return;
        }
        call.answer(await method.answer(request, call));
        method.answered?.();
      })
      .catch((error: unknown) => {
        call.fail(error);
        stream.resume();
      });
  }
}

/** Whether the other side has shown this certificate, which it could not without its key. */
function shows({ socket }: Http2Session, certificate: Buffer): boolean {
  // The socket stands behind a proxy that does not know what is "in" it.
  const { getPeerX509Certificate } = socket as Partial<TLSSocket>;
  return getPeerX509Certificate?.()?.raw.equals(certificate) === true;
}

/** The one message of a stream that its caller has ended. */
function readOne(stream: ServerHttp2Stream, maxBytes: number): Promise<Buffer> {
  const reader = new MessageReader(maxBytes);
  const messages: Buffer[] = [];
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      try {
        messages.push(...reader.push(chunk));
      } catch (error) {
        stream.removeAllListeners('data');
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    stream.once('end', () => {
      const [message] = messages;
      if (message !== undefined && messages.length === 1 && !reader.incomplete) resolve(message);
      else
        reject(
          new GrpcError(
            status.INTERNAL,
            `one whole message was expected, ${messages.length} came${reader.incomplete ? ' and a part of another' : ''}`,
          ),
        );
    });
  });
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
