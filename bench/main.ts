/**
 * `npm run bench -- [word] [--json FILE] [--strict]`: how fast functions and whole commands are on this machine; only suites
 * and tasks whose name holds the word. Nothing here is asserted, because numbers depend on the machine and on what else
 * it does: goals are printed with "met" or "missed", and only `--strict` makes a missed one an exit code.
 */
import { writeFileSync } from 'node:fs';
import { constants, cpus } from 'node:os';
import { parseArgs } from 'node:util';

import { Figures, isMet, type Figure } from './figures';
import { measureFunctions } from './functions';
import { marketSuite } from './market';
import { handshakeSuite } from './process/handshake';
import { hundredSuite } from './process/hundred';
import { limitSuite } from './process/limits';
import { planSuite } from './process/plans';
import { selectionSuite } from './selection';
import type { SuiteFactory } from './suite';

/** Functions, measured in this process. */
const FUNCTIONS: Readonly<Record<string, SuiteFactory>> = {
  selection: selectionSuite,
  market: marketSuite,
};

/** Whole processes, measured from outside. */
const PROCESSES: Readonly<Record<string, (figures: Figures) => Promise<void>>> = {
  handshake: handshakeSuite,
  plans: planSuite,
  limits: limitSuite,
  hundred: hundredSuite,
};

async function measure(word: string): Promise<readonly Figure[]> {
  const all: Figure[] = [];
  const print = (text: string): void => void process.stdout.write(text);
  for (const [name, prepare] of Object.entries(FUNCTIONS)) {
    const figures = new Figures(name, print);
    const suite = await prepare();
    try {
      await measureFunctions(name, suite, word, figures);
    } finally {
      await suite.close?.();
    }
    all.push(...figures.all);
  }
  for (const [name, run] of Object.entries(PROCESSES).filter(([each]) => each.includes(word))) {
    const figures = new Figures(name, print);
    await run(figures);
    all.push(...figures.all);
  }
  return all;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, strict: { type: 'boolean' } },
  });
  const word = positionals[0] ?? '';
  const figures = await measure(word);
  if (figures.length === 0) {
    const suites = [...Object.keys(FUNCTIONS), ...Object.keys(PROCESSES)].join(', ');
    throw new RangeError(
      `nothing to measure has ${JSON.stringify(word)} in its name; the suites are ${suites}`,
    );
  }
  const missed = figures.filter((figure) => !isMet(figure));
  const goals = figures.filter(({ goal }) => goal !== undefined);
  process.stdout.write(`\n${goals.length - missed.length} of ${goals.length} goals met\n`);
  if (values.json !== undefined) {
    const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
    writeFileSync(
      values.json,
      `${JSON.stringify({ machine, figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })) }, null, 2)}\n`,
    );
  }
  if (values.strict === true && missed.length > 0) process.exitCode = 1;
}

// A signal ends it as an exit, so that what it has started is ended as well.
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => process.exit(128 + constants.signals[name]));
}

main().catch((error: unknown) => {
  console.error(error instanceof RangeError ? error.message : error);
  process.exitCode = 1;
});
