import { tmpdir } from 'node:os';
import type { AnyProvider } from '../definition/provider';
import { silentLogger } from '../log/hclog';
import { engineOf } from '../engine/provider-engine';
import { Runtime } from '../rpc/runtime';
import { checkReservedWords } from './check-provider';
import { createPluginServer, listen } from './grpc-server';
import type { ServerOptions, TestServer } from './options';
import { reattachTable, type Running } from './reattach';
import { createSocketFolder } from './socket-folder';

/** One provider that is served in this process. */
interface Served extends Running {
  readonly close: () => Promise<void>;
}

/**
 * Serves one or more providers in this process, for `terraform` runs with `env` added to their environment:
 * no init, no lock file, no process start (plugin-protocol.md 20.1). Answers are checked as in development
 * mode unless the options say otherwise. One server serves one provider configuration at a time: test aliases
 * with launched processes.
 */
export async function serveForTests(
  providers: AnyProvider | readonly AnyProvider[],
  options: ServerOptions = {},
): Promise<TestServer> {
  const served: Served[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(served.splice(0).map(async (one) => one.close()));
  };
  try {
    for (const provider of isList(providers) ? providers : [providers])
      served.push(await serveOne(provider, options));
  } catch (error) {
    await close();
    throw error;
  }
  return { env: { TF_REATTACH_PROVIDERS: reattachTable(served) }, close };
}

function isList(providers: AnyProvider | readonly AnyProvider[]): providers is readonly AnyProvider[] {
  return Array.isArray(providers);
}

async function serveOne(provider: AnyProvider, options: ServerOptions): Promise<Served> {
  checkReservedWords(provider);
  const runtime = new Runtime(provider, options.log ?? silentLogger, options.development ?? true);
  const folder = process.platform === 'win32' ? undefined : createSocketFolder(tmpdir(), process.pid);
  const { server } = createPluginServer(engineOf(runtime), () => undefined);
  const close = async (): Promise<void> => {
    server.destroy();
    runtime.stop();
    await runtime.idle();
    await runtime.close();
    folder?.remove();
  };
  try {
    return { source: provider.address, address: await listen(server, undefined, folder?.socket), close };
  } catch (error) {
    await close();
    throw error;
  }
}
