/** Runs the live test against a simulator, inside the test's own process. */
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator';
import { runLive } from '../live/run';
import { SimulatorTime } from './simulator-time';

/** A key that no other text contains. */
export const LIVE_KEY = 'vast_api_key_1iVe5eCr3t';
/** What the rentals of these runs are marked with. */
export const LIVE_CLAIM = '11ee7e5711ee';

/** A simulator and everything that was printed. */
export interface LiveWorld {
  readonly simulator: Simulator;
  /** The environment of a run. */
  readonly env: Record<string, string>;
  /** Runs it with these arguments. `onPrint` sees all that was printed so far, each time something is. */
  run(argv: readonly string[], options?: LiveRunOptions): Promise<LiveOutcome>;
}

export interface LiveRunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly onPrint?: (soFar: string) => void;
}

export interface LiveOutcome {
  readonly code: number;
  readonly text: string;
}

/**
 * Starts a simulator whose time moves with the requests, and with the waits of what runs in this process. A process of its
 * own gets a clock that is as fast.
 */
export async function openLiveWorld(options: SimulatorOptions = {}): Promise<LiveWorld> {
  const simulator = await startSimulator({
    apiKey: LIVE_KEY,
    rateLimits: 'off',
    clock: { mode: 'manual', tickMsPerRequest: 2_000 },
    ...options,
  });
  const env = {
    VAST_API_URL: simulator.url,
    VAST_API_KEY: LIVE_KEY,
    VAST_CONNECT_PROXY: simulator.url,
    VAST_TIME_SCALE: '300',
  };
  return {
    simulator,
    env,
    run: async (argv, { env: own = env, signal = new AbortController().signal, onPrint } = {}) => {
      let text = '';
      const code = await runLive(argv, {
        env: own,
        cwd: __dirname,
        signal,
        now: () => new Date('2026-11-23T09:00:00Z'),
        claim: LIVE_CLAIM,
        outside: new SimulatorTime(simulator),
        print: (more) => {
          text += more;
          onPrint?.(text);
        },
      });
      return { code, text };
    },
  };
}
