import type { Clock } from '../vast';

/** A time limit ran out. */
export class TimeLimitExceeded extends Error {
  override readonly name = 'TimeLimitExceeded';
}

/** A signal that aborts when the time is up or when `parent` does. `release` frees the timer. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** When the time is up, on the clock it was made with. */
  readonly deadline: number;
  release(): void;
}

/** Limits work to `ms` milliseconds of the clock. The signal's reason is then a `TimeLimitExceeded`. */
export function timeLimit(clock: Clock, ms: number, parent?: AbortSignal): TimeLimit {
  const expired = new AbortController();
  const timer = new AbortController();
  clock.sleep(ms, timer.signal).then(
    () => expired.abort(new TimeLimitExceeded(`The time limit of ${formatSeconds(ms)} is over.`)),
    () => undefined,
  );
  return {
    signal: parent ? AbortSignal.any([expired.signal, parent]) : expired.signal,
    deadline: clock.now() + ms,
    release: () => timer.abort(),
  };
}

/** Milliseconds for people: `42s`, `3m 20s`, `2h 5m`. */
export function formatSeconds(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return seconds % 60 === 0 ? `${minutes}m` : `${minutes}m ${seconds % 60}s`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours}h` : `${hours}h ${minutes % 60}m`;
}

/** The message of whatever was thrown. */
export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
