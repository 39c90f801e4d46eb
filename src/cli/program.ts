import { Command, CommanderError } from 'commander';

import { adviceFor } from '../market';
import { realEffects, type CliEffects } from './effects';
import { explainCommand } from './explain';
import { CliFailure, type CliIo } from './io';
import { lockCommand } from './lock';
import { offersCommand } from './offers';
import { orphansCommand } from './orphans';
import { providerCommand } from './provider';
import { simulateCommand } from './simulate';
import { syncCommand } from './sync';

/** Every subcommand: a function that describes itself on a fresh {@link Command}, one file each. */
const SUBCOMMANDS: readonly ((io: CliIo, effects: CliEffects) => Command)[] = [
  offersCommand,
  explainCommand,
  lockCommand,
  syncCommand,
  orphansCommand,
  simulateCommand,
  providerCommand,
];

/**
 * Runs the `vast-gpu` command.
 * @param argv the arguments after the program's name
 * @param effects default the real world; tests hand in their own
 * @returns the exit code: 0, 1 for an error (its text is on stderr), 3 when nothing matches, 4 when there are rentals
 *   that no state knows
 */
export async function runCli(
  argv: readonly string[],
  io: CliIo,
  effects: CliEffects = realEffects,
): Promise<number> {
  const program = new Command('vast-gpu')
    .description(
      'Rent GPUs on Vast.ai as infrastructure: look offers up, explain a choice, find lost rentals, run the simulator.',
    )
    .showHelpAfterError('(run with --help for the options)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHasColors: () => io.isTTY,
      getErrHasColors: () => false,
    });
  for (const subcommand of SUBCOMMANDS) {
    program.addCommand(subcommand(io, effects).copyInheritedSettings(program));
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    io.stderr.write(
      `vast-gpu: ${error instanceof Error ? error.message : String(error)}${adviceFor(error)}\n`,
    );
    return error instanceof CliFailure ? error.exitCode : 1;
  }
}
