import { randomBytes } from 'node:crypto';

import { runLive } from './run';

const stop = new AbortController();
// Handlers stay for the whole run: a second Ctrl-C must not cut off the destruction of what was rented.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    if (stop.signal.aborted) process.stdout.write('  still ending: what was rented is being destroyed\n');
    stop.abort(new Error(`interrupted by ${name}`));
  });
}

// A closed pipe or terminal must not end it either.
process.stdout.on('error', () => undefined);

void runLive(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  signal: stop.signal,
  print: (text) => process.stdout.write(text),
  now: () => new Date(),
  claim: randomBytes(6).toString('hex'),
}).then((exitCode) => {
  process.exitCode = exitCode;
});
