import type { Clock } from '../../vast';
import type { Connector, Dial } from '../../market';
import type { Target } from './targets';

/** A service that answered. */
export interface Endpoint {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** Best of a few connections, milliseconds. */
  readonly latencyMs: number;
}

/** The last answer of a service that is not ready. */
export interface NotReady {
  readonly target: Target;
  readonly lastAnswer: string;
}

export interface CheckEffects {
  readonly clock: Clock;
  readonly connector: Connector;
}

const INTERVAL_MS = 2000;
const SAMPLES = 3;

/**
 * Dials every service until all have answered once, at the same time. Told by `progress` after each round which do not
 * yet. Throws the signal's reason.
 */
export async function waitForServices(
  effects: CheckEffects,
  targets: readonly Target[],
  signal: AbortSignal,
  progress: (waiting: readonly NotReady[]) => void,
): Promise<readonly Endpoint[]> {
  const ready = new Map<Target, Endpoint>();
  for (;;) {
    const open = targets.filter((target) => !ready.has(target));
    const answers = await Promise.all(
      open.map(async (target) => ({
        target,
        dial: await effects.connector(target.address, target.port, signal),
      })),
    );
    const waiting: NotReady[] = [];
    for (const { target, dial } of answers) {
      if (dial.kind === 'open') ready.set(target, await measure(effects, target, dial.latencyMs, signal));
      else waiting.push({ target, lastAnswer: answerText(dial) });
    }
    progress(waiting);
    if (waiting.length === 0) return targets.flatMap((target) => ready.get(target) ?? []);
    await effects.clock.sleep(INTERVAL_MS, signal);
  }
}

/** The best of a few connections: the first one often pays for a cold path. */
async function measure(
  effects: CheckEffects,
  target: Target,
  first: number,
  signal: AbortSignal,
): Promise<Endpoint> {
  let best = first;
  for (let sample = 1; sample < SAMPLES; sample += 1) {
    const dial = await effects.connector(target.address, target.port, signal);
    if (dial.kind === 'open') best = Math.min(best, dial.latencyMs);
  }
  return { name: target.name, address: target.address, port: target.port, latencyMs: best };
}

function answerText(dial: Exclude<Dial, { kind: 'open' }>): string {
  return dial.detail;
}

/** Mean of the latencies in tenths of a millisecond; null without endpoints. */
export function averageLatency(endpoints: readonly Endpoint[]): number | null {
  if (endpoints.length === 0) return null;
  const sum = endpoints.reduce((total, endpoint) => total + endpoint.latencyMs, 0);
  return Math.round((sum / endpoints.length) * 10) / 10;
}
