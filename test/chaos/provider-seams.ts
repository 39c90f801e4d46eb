import type { Rewrite } from './rewrite';

/** Names what the runner and the chaos build of the provider share. */
export const CLOCK_FILE_VARIABLE = 'CHAOS_CLOCK_FILE';
export const SEED_VARIABLE = 'CHAOS_SEED';
export const CLOCK_SYMBOL = 'vast-gpu.chaos.clock';

const CLOCK = `(globalThis as unknown as Record<symbol, { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> }>)[Symbol.for('${CLOCK_SYMBOL}')]!`;

/**
 * Where the chaos build differs from what is shipped: a scaled clock (there is one only with VAST_TIME_SCALE) is the
 * simulator's, and so is the time of day.
 */
export const TIME_SEAMS: readonly Rewrite[] = [
  {
    file: 'src/vast/clock.ts',
    find: 'now: () => Date.now() * scale,',
    replace: `now: () => ${CLOCK}.now(),`,
  },
  {
    file: 'src/vast/clock.ts',
    find: 'sleep: (ms, signal) => sleepReal(ms / scale, signal),',
    replace: `sleep: (ms, signal) => ${CLOCK}.sleep(ms, signal),`,
  },
  {
    file: 'src/provider/create-account.ts',
    find: 'const today = (): Date => new Date();',
    replace: 'const today = (): Date => new Date(clock.now());',
  },
  // The clock and the time of day run equally fast.
  {
    file: 'src/provider/create-account.ts',
    find: 'today,\n    timeScale,',
    replace: 'today,\n    timeScale: 1,',
  },
];
