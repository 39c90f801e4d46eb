import { performance } from 'node:perf_hooks';

/** How the simulator's time runs. All times are virtual: rate limits, boot times, money and expiry follow this clock. */
export type ClockOptions =
  /** Virtual time is wall time (plus whatever `advance` skipped). */
  | { readonly mode: 'real'; readonly startMs?: number }
  /** Virtual time runs `factor` times as fast as wall time; pairs with `VAST_TIME_SCALE=factor` of a client. */
  | { readonly mode: 'scaled'; readonly factor: number; readonly startMs?: number }
  /** Virtual time stands still until `advance`, except for `tickMsPerRequest` (default 0) before every API request. */
  | { readonly mode: 'manual'; readonly tickMsPerRequest?: number; readonly startMs?: number };

/** The simulator's clock. */
export interface VirtualClock {
  readonly mode: ClockOptions['mode'];
  /** Virtual milliseconds per wall millisecond: 1, the factor, or 0 for a manual clock. */
  readonly factor: number;
  /** Virtual time, milliseconds since the epoch. */
  now(): number;
  /** Moves virtual time forward by `ms` (0 or more) in any mode. Throws RangeError for a negative or non-finite value. */
  advance(ms: number): void;
  /** One API request begins: a manual clock moves by its `tickMsPerRequest`. */
  tick(): void;
  /** Calls back after every `advance` or effective `tick`; returns the function that ends it. */
  onAdvance(listener: () => void): () => void;
}

/** Where a manual clock starts unless told otherwise: 2026-10-01T00:00:00Z, so that runs are identical. */
export const MANUAL_START_MS = Date.UTC(2026, 9, 1);

/** Makes a clock. `wall` (milliseconds, monotonic) is for tests. Throws RangeError for a factor that is not positive. */
export function createClock(
  options: ClockOptions,
  wall: () => number = () => performance.now(),
): VirtualClock {
  const factor = options.mode === 'manual' ? 0 : options.mode === 'scaled' ? options.factor : 1;
  if (options.mode === 'scaled' && !(Number.isFinite(factor) && factor > 0)) {
    throw new RangeError(`clock factor must be a positive number, got ${factor}`);
  }
  const tickMs = options.mode === 'manual' ? (options.tickMsPerRequest ?? 0) : 0;
  const start = options.startMs ?? (options.mode === 'manual' ? MANUAL_START_MS : Date.now());
  const wallStart = wall();
  let skipped = 0;
  const listeners = new Set<() => void>();
  const advance = (ms: number): void => {
    if (!Number.isFinite(ms) || ms < 0)
      throw new RangeError(`the clock only moves forward: cannot advance by ${ms} ms`);
    skipped += ms;
    for (const listener of [...listeners]) listener();
  };
  return {
    mode: options.mode,
    factor,
    now: () => start + skipped + (factor === 0 ? 0 : (wall() - wallStart) * factor),
    advance,
    tick: () => {
      if (tickMs > 0) advance(tickMs);
    },
    onAdvance: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
