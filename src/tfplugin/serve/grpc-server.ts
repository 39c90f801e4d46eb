import type { Engine } from '../engine/engine';
import { GrpcServer, type ServerTls } from '../grpc/server';
import type { Certificate } from './certificate';
import type { Address } from './handshake';
import { pluginServices } from './plugin-services';

/** What the Go SDK allows as well: a large state is one message. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

/** A server with all services. */
export interface PluginServer {
  readonly server: GrpcServer;
  /** Takes no more calls and resolves once every answer is out. */
  readonly drain: () => Promise<void>;
}

/** Makes a server that does not listen yet. @param shutdown called when Terraform asks the process to end. */
export function createPluginServer(engine: Engine, shutdown: () => void): PluginServer {
  const { methods, endStreams } = pluginServices(shutdown);
  const own = new Map(methods.map((method) => [method.path, method]));
  const server = new GrpcServer({
    method: (path) => own.get(path) ?? engine.method(path),
    maxMessageBytes: MAX_MESSAGE_BYTES,
  });
  const drain = async (): Promise<void> => {
    endStreams();
    await server.drain();
  };
  return { server, drain };
}

/** Mutual TLS: only who holds the key to the client certificate may call. */
export function mutualTls(own: Certificate, clientPem: string): ServerTls {
  return { key: own.keyPem, certificate: own.certificatePem, clientCertificate: clientPem };
}

/**
 * Starts to listen on a Unix socket, or on a free loopback port without one.
 * @param tls undefined for debugging, and when the user switched it off with TF_DISABLE_PLUGIN_TLS.
 * @returns where, in the words of the handshake.
 */
export async function listen(
  server: GrpcServer,
  tls: ServerTls | undefined,
  socket: string | undefined,
): Promise<Address> {
  try {
    const port = await server.listen(socket === undefined ? 'loopback' : { path: socket }, tls);
    return socket === undefined
      ? { network: 'tcp', address: `127.0.0.1:${port}` }
      : { network: 'unix', address: socket };
  } catch (error) {
    const target = socket === undefined ? '127.0.0.1' : `unix:${socket}`;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`cannot listen on ${target}: ${reason}`, { cause: error });
  }
}
