import path from 'node:path';

import { Command } from 'commander';

import { bindLockFile, readLock, type BindLine } from '../market';
import { printable } from '../selection';
import { readAppliedApp } from './applied-instances';
import { realEffects, type CliEffects } from './effects';
import { count } from './format';
import type { CliIo } from './io';
import { LOCK_OPTION } from './lock-file';
import { warn } from './settings';

interface Options {
  readonly output: string;
  readonly lock: string;
}

const HELP = `
Run it after 'cdktf deploy' and 'cdktf destroy', and commit the lock file. Per construct:
  in the state       the entry is bound: its offer is the rented one and is never looked up again
  not in the state   the entry is unbound, so that the next lookup may choose anew
  no entry           it is restored from the state, so a lost lock file comes back
An entry without a construct is dropped, unless its machine may still be rented: then a warning says so.

The states are read by 'terraform show -json' in the folder of each stack, from that stack's own backend. The
marketplace is not asked, and no key is needed.

Exit codes: 0, or 1 when the output folder, a state or the lock file cannot be read (nothing is written then).`;

const lineOf = ({ path: construct, text }: BindLine): string =>
  `${printable(construct)}: ${printable(text, 400)}`;

/** `vast-gpu sync`: brings the lock file in line with what was deployed. (cdktf.md 10.6) */
export function syncCommand(io: CliIo, effects: Pick<CliEffects, 'runTerraform'> = realEffects): Command {
  return new Command('sync')
    .description('mark in the lock file what was deployed: bind, unbind, restore and drop entries')
    .option('--output <dir>', "the folder that 'cdktf synth' wrote", 'cdktf.out')
    .option(...LOCK_OPTION)
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      const file = path.resolve(io.cwd, options.lock);
      const before = readLock(file);
      const { app, warnings } = await readAppliedApp({
        output: path.resolve(io.cwd, options.output),
        lockedPaths: Object.keys(before.entries),
        io,
        runTerraform: effects.runTerraform,
      });
      const { lines } = await bindLockFile(file, app);
      warn(io, [
        ...warnings.map((text) => printable(text, 400)),
        ...lines.filter(({ kind }) => kind === 'warning').map(lineOf),
      ]);
      for (const line of lines) if (line.kind !== 'warning') io.stdout.write(`${lineOf(line)}\n`);
      const changes = lines.filter(({ kind }) => kind === 'change').length;
      io.stdout.write(
        changes === 0
          ? `${options.lock}: nothing to change\n`
          : `${options.lock}: ${count(changes, 'entry', 'entries')} changed\n`,
      );
    });
}
