import { copyFile } from 'node:fs/promises';
import path from 'node:path';

import { writeAppProject } from '../test/support/app-folder';
import { endProcessTree } from '../test/support/process-tree';
import { run } from '../test/support/run';

/** The package's folder, where `main.ts` is. */
const CHECKOUT = path.resolve(__dirname, '..');

/** A `cdktf` command that failed; the message holds everything it printed. */
export class CommandFailure extends Error {
  constructor(command: string, how: string, output: string) {
    super(`${command} ${how}:\n${output}`);
    this.name = 'CommandFailure';
  }
}

/**
 * Prepares a folder in which `cdktf` runs the checkout's own app: the generated stacks, the state and
 * the lock file land there and not in the checkout.
 */
export async function prepareAppFolder(dir: string): Promise<void> {
  await writeAppProject(dir);
  await copyFile(path.join(CHECKOUT, 'config.env.example'), path.join(dir, 'config.env'));
}

/** Runs the real `cdktf` in a folder. */
export interface Cdktf {
  /**
   * @returns everything the command printed
   * @throws CommandFailure on an exit code other than 0, with the output
   */
  (args: readonly string[]): Promise<string>;
}

/**
 * @param onOutput receives the output as it comes
 * @param signal ends the command and everything below it
 */
export function cdktfIn(
  dir: string,
  env: Readonly<Record<string, string>>,
  onOutput: (text: string) => void,
  signal: AbortSignal,
): Cdktf {
  const bin = require.resolve('cdktf-cli/bundle/bin/cdktf');
  return async (args) => {
    signal.throwIfAborted();
    let ending: Promise<void> | undefined;
    let end = (): void => undefined;
    const result = await run(process.execPath, [bin, ...args, '--no-color'], {
      cwd: dir,
      env,
      onOutput,
      onStart: (pid) => {
        end = () => {
          ending = endProcessTree(pid, 5_000);
        };
        if (signal.aborted) end();
        else signal.addEventListener('abort', end, { once: true });
      },
    });
    signal.removeEventListener('abort', end);
    await ending;
    signal.throwIfAborted();
    if (result.code !== 0) {
      const how =
        result.code === null ? `was ended by ${String(result.signal)}` : `exited with ${result.code}`;
      throw new CommandFailure(`cdktf ${args.join(' ')}`, how, result.output);
    }
    return result.output;
  };
}
