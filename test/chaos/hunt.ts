import type { PackageRoot } from '../../src/synth';
import { drawSchedule } from './draw';
import { openBench } from './lab';
import type { Mutant } from './mutants';
import { type Outcome, playSchedule } from './play';
import type { Schedule } from './schedule';
import type { Violation } from './violation';

/** What became of a planted bug. */
export interface Catch {
  readonly mutant: Mutant;
  /** The broken promise that showed it; undefined for one that survived. */
  readonly violation: Violation | undefined;
  /** `targeted`, or the seed of the random schedule that showed it. */
  readonly by: string;
  readonly seconds: number;
}

/** How many random schedules a mutant has to survive that its own did not show. */
const RANDOM_SCHEDULES = 20;

/** Plays the targeted schedules of all mutants against the provider as it is: what fails here would prove nothing. */
export async function playControls(
  root: PackageRoot,
  mutants: readonly Mutant[],
  jobs: number,
): Promise<readonly Outcome[]> {
  const schedules = [
    ...new Map(mutants.flatMap((mutant) => mutant.schedules).map((s) => [JSON.stringify(s), s])).values(),
  ];
  const bench = await openBench(root);
  try {
    const outcomes = await inParallel(jobs, schedules, (schedule) => playSchedule(bench, schedule));
    return outcomes.filter(({ violations }) => violations.length > 0);
  } finally {
    await bench.close();
  }
}

/** Plants each bug in a build of its own and plays schedules until a promise breaks. */
export function huntMutants(
  root: PackageRoot,
  mutants: readonly Mutant[],
  jobs: number,
  onCatch: (found: Catch) => void,
): Promise<readonly Catch[]> {
  return inParallel(jobs, mutants, async (mutant) => {
    const found = await hunt(root, mutant);
    onCatch(found);
    return found;
  });
}

async function hunt(root: PackageRoot, mutant: Mutant): Promise<Catch> {
  const started = performance.now();
  const bench = await openBench(root, [mutant]);
  try {
    const randomly = Array.from({ length: RANDOM_SCHEDULES }, (_, at) => drawSchedule(at + 1));
    const plays: readonly (readonly [string, Schedule])[] = [
      ...mutant.schedules.map((schedule) => ['targeted', schedule] as const),
      ...randomly.map((schedule) => [`seed ${schedule.seed}`, schedule] as const),
    ];
    for (const [by, schedule] of plays) {
      const { violations } = await playSchedule(bench, schedule);
      const [violation] = violations;
      if (violation) return { mutant, violation, by, seconds: (performance.now() - started) / 1000 };
    }
    return { mutant, violation: undefined, by: '', seconds: (performance.now() - started) / 1000 };
  } finally {
    await bench.close();
  }
}

async function inParallel<T, R>(
  jobs: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, item] = next;
      results[at] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return results;
}
