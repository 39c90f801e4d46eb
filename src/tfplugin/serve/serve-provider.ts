import { writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { AnyProvider, LazyProvider } from '../definition/provider';
import { Runtime } from '../rpc/runtime';
import { checkReservedWords } from './check-provider';
import { createCertificate } from './certificate';
import { createPluginServer, listen, mutualTls } from './grpc-server';
import { checkLaunch, HandshakeError, handshakeLine } from './handshake';
import { takeOver } from './lifecycle';
import type { ServerOptions } from './options';
import { guardStdout, STDERR, STDOUT, stderrLogger, writeError } from './standard-streams';
import { createSocketFolder, isProcessAlive, sweepSocketFolders, type SocketFolder } from './socket-folder';

/**
 * Serves a provider to the Terraform that started this process: the whole `main` of a provider executable.
 * Resolves once it listens; the process then ends when Terraform says so or is gone. Started by hand it says
 * what it is and exits with code 1.
 */
export async function serveProvider(
  provider: AnyProvider | LazyProvider,
  options: ServerOptions = {},
): Promise<void> {
  guardStdout();
  try {
    checkLaunch(process.env, provider.address);
    await serve(provider, options);
  } catch (error) {
    // Terraform shows what comes on stdout instead of a handshake, and nothing else.
    const onStdout = !(error instanceof HandshakeError && error.audience === 'person');
    const text = error instanceof Error ? error.message : String(error);
    writeSync(onStdout ? STDOUT : STDERR, `${text.replaceAll('\n', ' ')}\n`);
    process.exit(1);
  }
}

async function serve(provider: AnyProvider | LazyProvider, options: ServerOptions): Promise<void> {
  const folder = socketFolder();
  try {
    await listenAndGreet(provider, options, folder);
  } catch (error) {
    folder?.remove();
    throw error;
  }
  // After the handshake, where it costs nobody time.
  setImmediate(() =>
    sweepSocketFolders(socketParent(), { uid: process.getuid?.(), now: Date.now(), isAlive: isProcessAlive }),
  );
}

async function listenAndGreet(
  provider: AnyProvider | LazyProvider,
  options: ServerOptions,
  folder: SocketFolder | undefined,
): Promise<void> {
  const { env } = process;
  const development = options.development ?? env['NODE_ENV'] === 'test';
  const runtime = new Runtime(provider, options.log ?? stderrLogger(provider.address), development);
  if (development) {
    await runtime.ready();
    checkReservedWords(runtime.provider);
  }
  const { server, drain } = createPluginServer(runtime, () => lifecycle.shutdown());
  const lifecycle = takeOver({ host: process, runtime, writeError, drain, cleanUp: () => folder?.remove() });
  const clientPem = env['PLUGIN_CLIENT_CERT'];
  const own = clientPem === undefined ? undefined : createCertificate(Date.now());
  const tls = own === undefined || clientPem === undefined ? undefined : mutualTls(own, clientPem);
  const address = await listen(server, tls, folder?.socket);
  writeSync(STDOUT, `${handshakeLine(env, address, own?.certificateDer)}\n`);
  // While Terraform connects. A definition that cannot be loaded ends the process like any crash.
  void runtime.ready();
}

function socketParent(): string {
  return process.env['PLUGIN_UNIX_SOCKET_DIR'] ?? tmpdir();
}

// Undefined means TCP: always on Windows, and where the temporary folder's name is too long for a socket.
function socketFolder(): SocketFolder | undefined {
  return process.platform === 'win32' ? undefined : createSocketFolder(socketParent(), process.pid);
}
