import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

import { findPackageRoot } from '../../src/synth';
import { describeFailure, playTwice, runCampaign } from './campaign';
import { drawSchedule } from './draw';
import { huntMutants, playControls } from './hunt';
import { openBench } from './lab';
import { MUTANTS } from './mutants';
import { describeSchedule } from './schedule';
import { REQUIRED } from './tally';
import { INVARIANTS } from './violation';

const USAGE = `npm run chaos -- [options]
  --runs N      schedules to play (50)
  --seed N      seed of the first one; the others follow (1)
  --only SEED   plays the schedule of one seed twice, shows everything, and compares the two
  --twice       plays every schedule twice, and fails when anything differs
  --mutants     plants known bugs instead, and shows which promise catches each
  --mutant NAME plants one of them
  --jobs N      schedules at a time (${availableParallelism() + 1})`;

/** From here on a run is large enough to hold it against what it should have covered. */
const COVERAGE_RUNS = 50;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      twice: { type: 'boolean', default: false },
      mutants: { type: 'boolean', default: false },
      mutant: { type: 'string' },
      jobs: { type: 'string', default: String(availableParallelism() + 1) },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (values.only !== undefined) return replay(wholeNumber('only', values.only));
  const jobs = wholeNumber('jobs', values.jobs);
  if (values.mutants || values.mutant !== undefined) return hunt(values.mutant, jobs);
  const runs = wholeNumber('runs', values.runs);
  const bench = await openBench(findPackageRoot(), interrupted());
  try {
    const { tally, failures, seconds } = await runCampaign(bench, {
      first: wholeNumber('seed', values.seed),
      runs,
      jobs,
      twice: values.twice,
      onOutcome: (outcome, done) => {
        if (outcome.violations.length > 0) {
          console.log(describeFailure(outcome, `npm run chaos -- --only ${outcome.schedule.seed}`));
        } else if (done % 25 === 0) console.log(`${done} schedules`);
      },
    });
    const missing = runs >= COVERAGE_RUNS ? tally.missing(REQUIRED) : [];
    console.log(`\n${tally.toString()}\n`);
    if (missing.length > 0) console.log(`never happened: ${missing.join(', ')}`);
    const seeds = failures.map(({ schedule }) => schedule.seed).sort((a, b) => a - b);
    console.log(
      `${tally.count('schedules')} schedules in ${seconds.toFixed(0)} s, ${failures.length} failed${seeds.length > 0 ? `: seeds ${seeds.join(', ')}` : ''}`,
    );
    return failures.length > 0 || missing.length > 0 ? 1 : 0;
  } finally {
    await bench.close();
  }
}

/** Plays one schedule twice: it must do the same both times, or a failure could not be looked into. */
async function replay(seed: number): Promise<number> {
  const bench = await openBench(findPackageRoot(), interrupted());
  try {
    const outcome = await playTwice(bench, drawSchedule(seed));
    console.log(`all requests:\n${outcome.journal.join('\n')}\n\n${outcome.notes.join('\n')}\n`);
    const { schedule, violations, journal } = outcome;
    console.log(
      violations.length > 0
        ? describeFailure(outcome, `npm run chaos -- --only ${seed}`)
        : describeSchedule(schedule),
    );
    const isSame = violations.every(({ invariant }) => invariant !== 'replays');
    console.log(`played twice, ${journal.length} lines of journal, ${isSame ? 'the same' : 'not the same'}`);
    return violations.length > 0 ? 1 : 0;
  } finally {
    await bench.close();
  }
}

/** Shows that the promises are worth something: each planted bug has to break one. */
async function hunt(name: string | undefined, jobs: number): Promise<number> {
  const root = findPackageRoot();
  const mutants = MUTANTS.filter((mutant) => name === undefined || mutant.name === name);
  if (mutants.length === 0) {
    throw new RangeError(
      `no mutant ${JSON.stringify(name)}; use one of: ${MUTANTS.map((mutant) => mutant.name).join(', ')}`,
    );
  }
  const started = performance.now();
  const signal = interrupted();
  const broken = await playControls(root, mutants, jobs, signal);
  for (const outcome of broken)
    console.log(`without any bug:\n${describeFailure(outcome, 'npm run chaos -- --mutants')}`);
  const width = Math.max(...mutants.map((mutant) => mutant.name.length));
  const catches = await huntMutants(root, mutants, jobs, signal, ({ mutant, violation, by, seconds }) => {
    const verdict = violation === undefined ? 'SURVIVED' : `${INVARIANTS[violation.invariant]} (${by})`;
    console.log(`${mutant.name.padEnd(width)}  ${seconds.toFixed(0).padStart(3)} s  ${verdict}`);
  });
  const survivors = catches.filter(({ violation }) => violation === undefined);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(
    `${catches.length} mutants in ${seconds} s, ${survivors.length} survived, ${broken.length} schedules fail without them`,
  );
  return survivors.length > 0 || broken.length > 0 ? 1 : 0;
}

/** Aborts at the first Ctrl-C or SIGTERM: what runs is ended and cleared away. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => controller.abort(new Error('interrupted'));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return controller.signal;
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`--${name} takes a number from 1 on, not "${text}"`);
  return value;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
