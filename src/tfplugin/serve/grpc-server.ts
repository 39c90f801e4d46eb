import { Server, ServerCredentials } from '@grpc/grpc-js';
import { ProviderService } from '../protocol/tfplugin6.generated';
import type { Runtime } from '../rpc/runtime';
import { providerService } from '../rpc/service';
import type { Certificate } from './certificate';
import type { Address } from './handshake';
import { addPluginServices } from './plugin-services';

/** What the Go SDK allows as well; grpc-js stops at 4 MiB by default, which a large state exceeds. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

/** A server with all services. */
export interface GrpcServer {
  readonly server: Server;
  /** Takes no more calls and resolves once every answer is out. */
  readonly drain: () => Promise<void>;
}

/** Makes a server that does not listen yet. @param shutdown called when Terraform asks the process to end. */
export function createGrpcServer(runtime: Runtime, shutdown: () => void): GrpcServer {
  const server = new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
  });
  server.addService(ProviderService, providerService(runtime));
  const endStreams = addPluginServices(server, shutdown);
  const drain = async (): Promise<void> => {
    endStreams();
    await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
  };
  return { server, drain };
}

/** Mutual TLS: only who holds the key to the client certificate may call. */
export function mutualTls(own: Certificate, clientPem: string): ServerCredentials {
  const pair = { private_key: Buffer.from(own.keyPem), cert_chain: Buffer.from(own.certificatePem) };
  return ServerCredentials.createSsl(Buffer.from(clientPem), [pair], true);
}

/** No encryption: for debugging, and when the user switched it off with TF_DISABLE_PLUGIN_TLS. */
export function plaintext(): ServerCredentials {
  return ServerCredentials.createInsecure();
}

/**
 * Starts to listen on a Unix socket, or on a free loopback port without one.
 * @returns where, in the words of the handshake.
 */
export async function listen(
  server: Server,
  credentials: ServerCredentials,
  socket: string | undefined,
): Promise<Address> {
  const port = await bind(server, credentials, socket === undefined ? 'ipv4:127.0.0.1:0' : `unix:${socket}`);
  return socket === undefined
    ? { network: 'tcp', address: `127.0.0.1:${port}` }
    : { network: 'unix', address: socket };
}

function bind(server: Server, credentials: ServerCredentials, target: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(target, credentials, (error, port) => {
      if (error === null) resolve(port);
      else reject(new Error(`cannot listen on ${target}: ${error.message}`, { cause: error }));
    });
  });
}
