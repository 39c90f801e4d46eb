import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Command } from 'commander';

import { simulate, type SimulateFlags } from '../simulator';
import { CliFailure, type CliIo } from './io';

/** `vast-gpu simulate`: serves the simulated Vast.ai API until it is interrupted. */
export function simulateCommand(io: CliIo): Command {
  return new Command('simulate')
    .description('Serve a simulated Vast.ai API with a seeded market until Ctrl-C.')
    .option('--port <number>', 'port to listen on; 0 takes a free one', '0')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--seed <text>', 'the same seed gives the same market', 'vast')
    .option('--market <file>', 'market file (JSON) in place of the generated market')
    .option('--faults <file>', 'faults file (YAML): what goes wrong, and when')
    .option('--rate-limits <mode>', 'real, scaled or off', 'real')
    .option('--clock <mode>', 'real, scaled:FACTOR, manual or manual:MS (per request)', 'real')
    .option('--api-key <key>', 'key that clients use', 'sim-key')
    .option('--credit <usd>', 'credit of the account', '100')
    .option('--control', 'serve the control interface under /_sim/')
    .option('--verbose', 'print every request')
    .option('--print-market', 'print the market as a market file and end')
    .action(async (flags: SimulateFlags) => {
      const problems: string[] = [];
      const exitCode = await simulate(flags, {
        write: (text) => io.stdout.write(text),
        writeError: (text) => problems.push(text),
        readFile: (file) => readFileSync(path.resolve(io.cwd, file), 'utf8'),
        signal: io.signal,
      });
      if (exitCode !== 0) throw new CliFailure(problems.join('').trim());
    });
}
