import type { Rewrite } from './rewrite';

/** Names what the runner and the chaos build of the provider share. */
export const CLOCK_FILE_VARIABLE = 'CHAOS_CLOCK_FILE';
export const SEED_VARIABLE = 'CHAOS_SEED';
export const CLOCK_SYMBOL = 'vast-gpu.chaos.clock';

/** What the runner's clock offers to the provider. */
export interface ProviderTime {
  now(): number;
  /** Virtual milliseconds. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Real milliseconds, during which virtual time stands still. */
  pause(ms: number): Promise<void>;
}

const TIME = `(globalThis as unknown as Record<symbol, import('../../test/chaos/provider-seams').ProviderTime>)[Symbol.for('${CLOCK_SYMBOL}')]!`;

/**
 * Where the chaos build differs from what is shipped: a scaled clock (there is one only with VAST_TIME_SCALE) is the
 * simulator's, and so is the time of day.
 */
export const TIME_SEAMS: readonly Rewrite[] = [
  {
    file: 'src/vast/clock.ts',
    find: 'now: () => Date.now() * scale,',
    replace: `now: () => ${TIME}.now(),`,
  },
  {
    file: 'src/vast/clock.ts',
    find: 'sleep: (ms, signal) => sleepReal(ms / scale, signal),',
    replace: `sleep: (ms, signal) => ${TIME}.sleep(ms, signal),`,
  },
  {
    file: 'src/vast/pace-file.ts',
    find: 'await new Promise((resolve) => setTimeout(resolve, 5));',
    replace: `await ${TIME}.pause(5);`,
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
