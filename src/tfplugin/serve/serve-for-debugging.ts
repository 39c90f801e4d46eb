import { writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { AnyProvider } from '../definition/provider';
import { engineOf } from '../engine/provider-engine';
import { Runtime } from '../rpc/runtime';
import { checkReservedWords } from './check-provider';
import { createPluginServer, listen } from './grpc-server';
import { reattachTable } from './reattach';
import { guardStdout, stderrLogger, writeError } from './standard-streams';
import { createSocketFolder } from './socket-folder';

const PARENT_POLL_MS = 1_000;

/** The parts of a process that the server for debugging depends on. */
export interface DebugHost {
  readonly ppid: number;
  on(event: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void): unknown;
  exit(code: number): void;
}

/** What the server reaches outside for. */
export interface DebugEffects {
  readonly host: DebugHost;
  readonly print: (line: string) => void;
}

/**
 * Serves a provider that somebody else started and watches, under a debugger perhaps, to every `terraform` run that has the
 * printed variable (plugin-protocol.md 20.1). Answers are checked against Terraform's rules. An interrupt asks calls in
 * flight to end, waits for their answers and leaves; a second one leaves at once, and so does the loss of the parent.
 */
export async function serveForDebugging(
  provider: AnyProvider,
  effects: DebugEffects = { host: process, print: (line) => void writeSync(1, `${line}\n`) },
): Promise<void> {
  const { host, print } = effects;
  if (host === process) guardStdout();
  const parent = host.ppid;
  checkReservedWords(provider);
  const runtime = new Runtime(provider, stderrLogger(provider.address), true);
  const folder = process.platform === 'win32' ? undefined : createSocketFolder(tmpdir(), process.pid);
  // Nobody asks a server for a shutdown that he did not start.
  const { server, drain } = createPluginServer(engineOf(runtime), () => undefined);
  const exit = (code: number): void => {
    clearInterval(watch);
    server.destroy();
    folder?.remove();
    host.exit(code);
  };
  let interrupted = false;
  const leave = (): void => {
    runtime.stop();
    if (interrupted) exit(1);
    interrupted = true;
    void runtime
      .idle()
      .then(drain)
      .then(() => runtime.close())
      .catch((error: unknown) => writeError(`${String(error)}\n`))
      .finally(() => exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) host.on(signal, leave);
  const watch = setInterval(() => {
    if (host.ppid !== parent) exit(1);
  }, PARENT_POLL_MS);
  watch.unref();
  try {
    const address = await listen(server, undefined, folder?.socket);
    print(`TF_REATTACH_PROVIDERS='${reattachTable([{ source: provider.address, address }])}'`);
  } catch (error) {
    writeError(`${error instanceof Error ? error.message : String(error)}\n`);
    exit(1);
  }
}
