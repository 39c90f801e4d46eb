import { dialTimeoutMs } from '../dial-timeout';
import type { AttemptEffects } from './attempt';
import type { Standing } from './wait';

/** A service that answered. */
export interface Endpoint {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** Best of a few connections, ms. */
  readonly latencyMs: number;
  /** From the beginning of the wait until it was ready, seconds. */
  readonly timeToReadySeconds: number;
}

/** The check that was good, and two more connections: the first one often pays for a cold path. */
const MORE_SAMPLES = 2;

/** Measures the latency of services that are ready, all at the same time. Throws the signal's reason. */
export async function measureEndpoints(
  effects: AttemptEffects,
  standings: readonly Standing[],
  signal: AbortSignal,
): Promise<readonly Endpoint[]> {
  return await Promise.all(
    // A signal for each: Node warns about more than ten listeners on one.
    standings.map((standing) => measure(effects, standing, AbortSignal.any([signal]))),
  );
}

async function measure(
  { connector, timeScale }: AttemptEffects,
  { target: { service, address, port }, lastAnswer, readyAfterMs = 0 }: Standing,
  signal: AbortSignal,
): Promise<Endpoint> {
  let best = lastAnswer?.good === true ? lastAnswer.latencyMs : Number.POSITIVE_INFINITY;
  for (let sample = 0; sample < MORE_SAMPLES; sample += 1) {
    const timeoutMs = dialTimeoutMs(service.pace.timeoutMs, timeScale);
    const dial = await connector(address, port, signal, timeoutMs);
    if (dial.kind === 'open') best = Math.min(best, dial.latencyMs);
  }
  const { name } = service;
  return { name, address, port, latencyMs: best, timeToReadySeconds: tenths(readyAfterMs / 1000) };
}

/** Mean of the latencies in tenths of a millisecond; null without endpoints. */
export function averageLatencyMs(endpoints: readonly Endpoint[]): number | null {
  if (endpoints.length === 0) return null;
  const sum = endpoints.reduce((total, endpoint) => total + endpoint.latencyMs, 0);
  return tenths(sum / endpoints.length);
}

/** Seconds until the last one was ready; null without endpoints. */
export function timeToReadySeconds(endpoints: readonly Endpoint[]): number | null {
  if (endpoints.length === 0) return null;
  return Math.max(...endpoints.map((endpoint) => endpoint.timeToReadySeconds));
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
