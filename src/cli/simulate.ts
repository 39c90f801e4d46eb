import { once } from 'node:events';

import { Command, InvalidArgumentError } from 'commander';

import { startSimulator } from '../simulator';
import type { CliIo } from './io';

interface SimulateOptions {
  readonly port: number;
  readonly seed: string;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new InvalidArgumentError('it must be a whole number from 0 (any free port) to 65535.');
  }
  return port;
}

/** `vast-gpu simulate`: serves the simulated Vast.ai API until it is interrupted. */
export function simulateCommand(io: CliIo): Command {
  return new Command('simulate')
    .description('Serve a simulated Vast.ai API on 127.0.0.1, with a seeded market, until Ctrl-C.')
    .option('--port <number>', 'port to listen on; 0 takes a free one', parsePort, 0)
    .option('--seed <text>', 'the same seed gives the same market', 'vast')
    .action(async ({ port, seed }: SimulateOptions) => {
      const simulator = await startSimulator({ port, seed });
      try {
        io.stdout.write(
          [
            `Simulated Vast.ai API at ${simulator.url}, seed '${seed}'. Ctrl-C ends it. To point clients at it:`,
            `  export VAST_API_URL=${simulator.url}`,
            `  export VAST_API_KEY=${simulator.apiKey}`,
            `  export VAST_CONNECT_PROXY=${simulator.url}   # the rented machines answer through it`,
            `  export VAST_URL=${simulator.url}             # the vendor's own client`,
            '',
          ].join('\n'),
        );
        if (!io.signal.aborted) await once(io.signal, 'abort');
      } finally {
        await simulator.close();
      }
    });
}
