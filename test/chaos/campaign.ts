import { drawSchedule } from './draw';
import type { Bench } from './lab';
import { type Outcome, playSchedule } from './play';
import { describeSchedule, type Schedule } from './schedule';
import { Tally } from './tally';
import { INVARIANTS } from './violation';

/** The results of many schedules. */
export interface Campaign {
  readonly tally: Tally;
  readonly failures: readonly Outcome[];
  readonly seconds: number;
}

/** Plays the schedules of a range of seeds, `jobs` at a time; `onOutcome` sees each as it ends. */
export async function runCampaign(
  bench: Bench,
  options: {
    readonly first: number;
    readonly runs: number;
    readonly jobs: number;
    /** Plays each schedule a second time, and breaks a promise when anything differs. */
    readonly twice?: boolean;
    readonly onOutcome?: (outcome: Outcome, done: number) => void;
  },
): Promise<Campaign> {
  const started = performance.now();
  const tally = new Tally();
  const failures: Outcome[] = [];
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (next < options.runs && !bench.signal.aborted) {
      const schedule = drawSchedule(options.first + next);
      next += 1;
      const outcome = await (options.twice === true ? playTwice : playSchedule)(bench, schedule);
      done += 1;
      tally.add(['schedules', ...shapeKeys(schedule), ...outcome.notes]);
      if (outcome.violations.length > 0) failures.push(outcome);
      options.onOutcome?.(outcome, done);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, worker));
  bench.signal.throwIfAborted();
  return { tally, failures, seconds: (performance.now() - started) / 1000 };
}

/** The outcome of a schedule that was played twice: it is a broken promise that the two differ. */
export async function playTwice(bench: Bench, schedule: Schedule): Promise<Outcome> {
  const first = await playSchedule(bench, schedule);
  const second = await playSchedule(bench, schedule);
  const difference = differenceOf(first.journal, second.journal);
  if (difference === undefined) return first;
  return { ...first, violations: [...first.violations, { invariant: 'replays', detail: difference }] };
}

/** Where two journals part; undefined when they are the same. */
export function differenceOf(first: readonly string[], second: readonly string[]): string | undefined {
  const length = Math.max(first.length, second.length);
  for (let at = 0; at < length; at += 1) {
    if (first[at] !== second[at])
      return `line ${at + 1}: ${first[at] ?? '(end)'}\n  and then: ${second[at] ?? '(end)'}`;
  }
  return undefined;
}

function shapeKeys({ shape }: Schedule): readonly string[] {
  return [
    `shape: ${shape.replacement}`,
    `shape: ${shape.backend} backend`,
    `shape: ${shape.instances} instance(s)`,
    ...(shape.bid === null ? [] : ['shape: bid']),
    ...(shape.readiness ? ['shape: readiness'] : []),
    ...(shape.trace ? ['shape: trace logs'] : []),
  ];
}

const JOURNAL_TAIL = 40;
const OUTPUT_TAIL = 6000;

/** A failed schedule, with all that is needed to understand and to repeat it. */
export function describeFailure({ schedule, violations, journal, runs }: Outcome, replay: string): string {
  const broken = violations.map(({ invariant, detail }) => `BROKEN: ${INVARIANTS[invariant]}\n  ${detail}`);
  const outputs = runs.map(({ command, code, signal, output }) => {
    // Of what went well nobody wants to read a plan of a hundred lines.
    const text = code === 0 ? '' : `\n${output.slice(-OUTPUT_TAIL)}`;
    return `$ terraform ${command}  -> ${code ?? String(signal)}${text}`;
  });
  return [
    describeSchedule(schedule),
    ...broken,
    `the last requests (${Math.min(JOURNAL_TAIL, journal.length)} of ${journal.length} lines):`,
    ...journal.slice(-JOURNAL_TAIL).map((line) => `  ${line}`),
    ...outputs,
    `replay: ${replay}`,
  ].join('\n');
}
