import { spawn, type ChildProcess } from 'node:child_process';

import { Command } from 'commander';

import { findPackageRoot, findProviderBundle } from '../synth/without-cdktf';
import type { CliEffects } from './effects';
import { CliFailure, type CliIo } from './io';

interface ProviderFlags {
  readonly debug?: true;
  readonly inspect?: string | true;
}

/** `vast-gpu provider --debug`: serves the Terraform provider under your eyes until it is interrupted. */
export function providerCommand(io: CliIo, effects: Pick<CliEffects, 'now'>): Command {
  return new Command('provider')
    .description(
      'Serve the Terraform provider for debugging until Ctrl-C, and print the variable that makes terraform use it.',
    )
    .option('--debug', 'serve it; Terraform starts the provider by itself otherwise')
    .option('--inspect [address]', 'let a debugger attach to it, as the option of node with this name')
    .addHelpText(
      'after',
      `
Paste the printed line into the shell that runs terraform. No init is needed for this provider, and its answers are
checked against Terraform's own rules. It takes its key and its folder from here, not from that shell. One server
serves one provider configuration at a time.`,
    )
    .action(async (flags: ProviderFlags) => {
      if (flags.debug !== true) {
        throw new CliFailure('Terraform starts the provider by itself; add --debug to serve it by hand');
      }
      const bundle = await findProviderBundle(findPackageRoot(), effects.now);
      await serve(startProvider(bundle, flags.inspect, io), io);
    });
}

/** Starts the bundle in a process group of its own, so that an interrupt reaches it once: from here. */
function startProvider(bundle: string, inspect: string | true | undefined, io: CliIo): ChildProcess {
  const debuggerFlag = inspect === undefined ? [] : [inspect === true ? '--inspect' : `--inspect=${inspect}`];
  // As in the launcher: what is meant for the provider reaches it, and nothing else.
  const nodeOptions = io.env['VASTAI_NODE_OPTIONS'];
  return spawn(process.execPath, [...debuggerFlag, bundle, '--debug'], {
    cwd: io.cwd,
    env: { ...io.env, NODE_OPTIONS: nodeOptions },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

/** Passes on what the provider says, and the interrupt, until it has ended. */
async function serve(provider: ChildProcess, io: CliIo): Promise<void> {
  let said = '';
  provider.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const before = said.includes('\n');
    said += text;
    if (before || !said.includes('\n')) return;
    io.stdout.write(`export ${said.slice(0, said.indexOf('\n'))}\n`);
    io.stderr.write('Paste this line into the shell that runs terraform. Ctrl-C ends the provider.\n');
  });
  provider.stderr?.setEncoding('utf8').on('data', (text: string) => io.stderr.write(text));
  const interrupt = (): void => void provider.kill('SIGINT');
  if (io.signal.aborted) interrupt();
  else io.signal.addEventListener('abort', interrupt, { once: true });
  const code = await new Promise<number | null>((resolve, reject) => {
    provider.once('error', reject);
    provider.once('close', resolve);
  });
  io.signal.removeEventListener('abort', interrupt);
  if (code !== 0) throw new CliFailure(`the provider ended with exit code ${String(code)}`);
}
