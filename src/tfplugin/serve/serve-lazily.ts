import { writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { type EngineSource, LazyEngine } from '../engine/lazy-engine';
import { createCertificate } from './certificate';
import { createPluginServer, listen, mutualTls } from './grpc-server';
import { checkLaunch, HandshakeError, handshakeLine } from './handshake';
import { takeOver } from './lifecycle';
import { guardStdout, STDERR, STDOUT, writeError } from './standard-streams';
import { createSocketFolder, isProcessAlive, sweepSocketFolders, type SocketFolder } from './socket-folder';

/**
 * Serves a provider to the Terraform that started this process, and loads what answers its calls when the first one
 * needs it. Resolves once it listens; the process then ends when Terraform says so or is gone. Started by hand it says
 * what it is and exits with code 1.
 * @param development loads it before the greeting, so that what is wrong with it is told at once.
 */
export async function serveLazily(source: EngineSource, development: boolean): Promise<void> {
  guardStdout();
  try {
    checkLaunch(process.env, source.address);
    await serve(new LazyEngine(source), development);
  } catch (error) {
    // Terraform shows what comes on stdout instead of a handshake, and nothing else.
    const onStdout = !(error instanceof HandshakeError && error.audience === 'person');
    const text = error instanceof Error ? error.message : String(error);
    writeSync(onStdout ? STDOUT : STDERR, `${text.replaceAll('\n', ' ')}\n`);
    process.exit(1);
  }
}

async function serve(engine: LazyEngine, development: boolean): Promise<void> {
  const folder = socketFolder();
  try {
    if (development) await engine.load();
    await listenAndGreet(engine, folder);
  } catch (error) {
    folder?.remove();
    throw error;
  }
  // After the handshake, where it costs nobody time.
  setImmediate(() =>
    sweepSocketFolders(socketParent(), { uid: process.getuid?.(), now: Date.now(), isAlive: isProcessAlive }),
  );
}

async function listenAndGreet(engine: LazyEngine, folder: SocketFolder | undefined): Promise<void> {
  const { env } = process;
  const { server, drain } = createPluginServer(engine, () => lifecycle.shutdown());
  const lifecycle = takeOver({ host: process, engine, writeError, drain, cleanUp: () => folder?.remove() });
  const clientPem = env['PLUGIN_CLIENT_CERT'];
  const own = clientPem === undefined ? undefined : createCertificate(Date.now());
  const tls = own === undefined || clientPem === undefined ? undefined : mutualTls(own, clientPem);
  const address = await listen(server, tls, folder?.socket);
  writeSync(STDOUT, `${handshakeLine(env, address, own?.certificateDer)}\n`);
}

function socketParent(): string {
  return process.env['PLUGIN_UNIX_SOCKET_DIR'] ?? tmpdir();
}

// Undefined means TCP: always on Windows, and where the temporary folder's name is too long for a socket.
function socketFolder(): SocketFolder | undefined {
  return process.platform === 'win32' ? undefined : createSocketFolder(socketParent(), process.pid);
}
