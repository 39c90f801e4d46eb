import type { PackageRoot } from '../../src/synth';
import { drawSchedule } from './draw';
import { type Bench, openBench } from './lab';
import type { Mutant } from './mutants';
import { type Outcome, playSchedule } from './play';
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
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const schedules = [
    ...new Map(mutants.flatMap((mutant) => mutant.schedules).map((s) => [JSON.stringify(s), s])).values(),
  ];
  const bench = await openBench(root, signal);
  try {
    const outcomes = await inParallel(jobs, schedules, (schedule) => playSchedule(bench, schedule));
    return outcomes.filter(({ violations }) => violations.length > 0);
  } finally {
    await bench.close();
  }
}

/** Plants each bug in a build of its own and plays schedules until a promise breaks that holds without the bug. */
export async function huntMutants(
  root: PackageRoot,
  mutants: readonly Mutant[],
  jobs: number,
  signal: AbortSignal,
  onCatch: (found: Catch) => void,
): Promise<readonly Catch[]> {
  const sound = await openBench(root, signal);
  try {
    return await inParallel(jobs, mutants, async (mutant) => {
      const found = await hunt(root, mutant, sound);
      onCatch(found);
      return found;
    });
  } finally {
    await sound.close();
  }
}

async function hunt(root: PackageRoot, mutant: Mutant, sound: Bench): Promise<Catch> {
  const started = performance.now();
  const caught = (by: string, violation: Violation | undefined): Catch => ({
    mutant,
    violation,
    by,
    seconds: (performance.now() - started) / 1000,
  });
  const bench = await openBench(root, sound.signal, [mutant]);
  try {
    for (const schedule of mutant.schedules) {
      const [violation] = (await playSchedule(bench, schedule)).violations;
      if (violation) return caught('targeted', violation);
    }
    for (let seed = 1; seed <= RANDOM_SCHEDULES; seed += 1) {
      const schedule = drawSchedule(seed);
      const [violation] = (await playSchedule(bench, schedule)).violations;
      // What breaks without the bug as well says nothing about it.
      if (violation && (await playSchedule(sound, schedule)).violations.length === 0)
        return caught(`seed ${seed}`, violation);
    }
    return caught('', undefined);
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
