import { type Clock, systemClock } from './clock';
import { RateLimitError } from './errors';
import type { RateLimit } from './limits';
import type { PaceStore } from './pace-file';
import { Turnstile } from './turnstile';

/** Keeps the minimum interval of every endpoint, over all concurrent callers. */
export interface Pacer {
  /**
   * Runs `call` as soon as its lane allows. Callers of one lane go one after the other, in the order they came.
   * Rejects with the signal's reason while waiting; a call that has begun is never interrupted here.
   * A `RateLimitError` of the call closes its lane for as long as the platform asks.
   */
  run<T>(limit: RateLimit, call: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export interface PacerOptions {
  /** Default: the machine's clock. */
  readonly clock?: Clock;
  /** Times shared with other processes; default: this process alone. */
  readonly store?: PaceStore;
}

/**
 * A call that takes longer than this lets the next one go: the server has counted it by then. Without it, one hanging
 * call would hold up its whole lane until its timeout.
 */
const PATIENCE_MS = 2000;
/** A shared time further ahead was not written by a process that paces: a changed clock, or a broken file. */
const FURTHEST_AHEAD_MS = 120_000;

interface Lane {
  readonly turnstile: Turnstile;
  times: readonly number[];
  closedUntil: number;
}

/**
 * A pacer. The interval counts from the *end* of the call before: the server counts when a request arrives, which is
 * not known here but lies before its answer, so the next one can never arrive too early.
 */
export function createPacer(options: PacerOptions = {}): Pacer {
  const clock = options.clock ?? systemClock;
  const { store } = options;
  const lanes = new Map<string, Lane>();

  const laneOf = (limit: RateLimit): Lane => {
    const lane = lanes.get(limit.lane) ?? { turnstile: new Turnstile(), times: [], closedUntil: 0 };
    lanes.set(limit.lane, lane);
    return lane;
  };

  const reserve = async (limit: RateLimit, lane: Lane): Promise<number> => {
    const pick = (shared: readonly number[]): number => {
      const now = clock.now();
      const believable = shared.filter((time) => time < now + FURTHEST_AHEAD_MS);
      const free = Math.max(nextFree(lane.times, limit), nextFree(believable, limit));
      return Math.max(now, lane.closedUntil, free + clock.resolutionMs);
    };
    if (!store) return pick([]);
    return store.update((times) => {
      const shared = times[limit.lane] ?? [];
      const slot = pick(shared);
      return { times: { ...times, [limit.lane]: replaceTime(shared, limit, slot) }, result: slot };
    });
  };

  /** Notes that the call reserved for `slot` ended at `time`. */
  const note = async (limit: RateLimit, lane: Lane, slot: number, time: number): Promise<void> => {
    lane.times = replaceTime(lane.times, limit, time);
    await store?.update((times) => ({
      times: { ...times, [limit.lane]: replaceTime(times[limit.lane] ?? [], limit, time, slot) },
      result: undefined,
    }));
  };

  return {
    async run<T>(limit: RateLimit, call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
      const lane = laneOf(limit);
      const leave = await lane.turnstile.enter(signal);
      let slot: number;
      try {
        slot = await reserve(limit, lane);
        await clock.sleep(Math.max(0, slot - clock.now()), signal);
      } catch (error) {
        leave();
        throw error;
      }
      const patience = new AbortController();
      let noted: Promise<void> | undefined;
      // Whatever the store does, the result of the call must get through: it may name a rental.
      const finish = (time: number): Promise<void> =>
        (noted ??= note(limit, lane, slot, time)
          .catch(() => undefined)
          .finally(leave));
      clock.sleep(PATIENCE_MS, patience.signal).then(
        () => finish(clock.now()),
        () => undefined,
      );
      let until = 0;
      try {
        return await call();
      } catch (error) {
        if (error instanceof RateLimitError) {
          const wait = Math.max(error.retryAfterMs ?? 0, limit.windowMs / limit.count, limit.penaltyMs ?? 0);
          until = clock.now() + wait;
          lane.closedUntil = Math.max(lane.closedUntil, until);
        }
        throw error;
      } finally {
        patience.abort();
        // With one call a window, a closed lane can be told to other processes as a later call.
        await finish(limit.count === 1 ? Math.max(clock.now(), until - limit.windowMs) : clock.now());
      }
    },
  };
}

/** When the next call may start after calls at `times`. */
function nextFree(times: readonly number[], limit: RateLimit): number {
  const oldest = [...times].sort((a, b) => a - b)[times.length - limit.count];
  return oldest === undefined ? -Infinity : oldest + limit.windowMs;
}

/** `times` with `time` added, in place of one `instead`; only the last `count` matter. */
function replaceTime(
  times: readonly number[],
  limit: RateLimit,
  time: number,
  instead?: number,
): readonly number[] {
  const index = instead === undefined ? -1 : times.indexOf(instead);
  const others = index < 0 ? times : times.filter((_, at) => at !== index);
  return [...others, time].sort((a, b) => a - b).slice(-limit.count);
}
