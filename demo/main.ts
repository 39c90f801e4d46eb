import './check-node';

import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

import { runDemo } from './demo';
import { DEMO_HELP, type DemoOptions, parseDemoOptions } from './options';
import { Stopwatch } from './stopwatch';
import { type DemoWorld, openDemoWorld } from './world';

const print = (text: string): void => {
  process.stdout.write(text);
};

/** Asks on a terminal; without one, or with --yes, the answer is yes. */
function confirmer(options: DemoOptions, signal: AbortSignal): (question: string) => Promise<boolean> {
  if (options.yes || !process.stdin.isTTY || !process.stdout.isTTY) return () => Promise.resolve(true);
  return async (question) => {
    const dialogue = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return !/^n/i.test(await dialogue.question(`\n${question} [Y/n] `, { signal }));
    } finally {
      dialogue.close();
    }
  };
}

/** Keeps the servers up until Ctrl-C. */
async function keepUp(world: DemoWorld, signal: AbortSignal): Promise<void> {
  print(`\n== Both servers stay up until Ctrl-C. To use them by hand:\n\n`);
  for (const [name, value] of Object.entries(world.handles)) print(`export ${name}='${value}'\n`);
  print(`# then, for example: kubectl --kubeconfig "$KUBE_CONFIG_PATH" get services,endpoints\n`);
  if (!signal.aborted) await once(signal, 'abort');
}

async function main(options: DemoOptions, signal: AbortSignal): Promise<void> {
  const stopwatch = new Stopwatch(() => performance.now());
  const world = await stopwatch.measure('servers', openDemoWorld);
  try {
    await runDemo(world, { print, confirm: confirmer(options, signal), signal, stopwatch });
    if (options.keep) await keepUp(world, signal);
  } finally {
    await stopwatch.measure('clean-up', () => world.close());
  }
  print(
    `\n== Where the time went\n\n${stopwatch
      .lines()
      .map((line) => `  ${line}\n`)
      .join('')}`,
  );
}

const stop = new AbortController();
// Handlers stay for the whole run: a second Ctrl-C must not cut the clean-up short.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    stop.abort(new Error(`interrupted by ${name}`));
  });
}

function fail(error: unknown): void {
  process.stderr.write(`\ndemo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

try {
  const options = parseDemoOptions(process.argv.slice(2));
  if (options === 'help') print(DEMO_HELP);
  else main(options, stop.signal).catch(fail);
} catch (error) {
  fail(error);
}
