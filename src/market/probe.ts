import { probeTargets } from '../selection';
import type { LatencyProbe } from '../selection';
import type { Connector } from './connector';
import type { LatencyProber } from './search';

/** Ports dialled in turn until one answers: SSH, HTTPS, HTTP. (selection.md 5.6) */
export const PROBE_PORTS: readonly number[] = [22, 443, 80];

/** The time that measuring goes by. */
export interface ProbeClock {
  /** Milliseconds with fractions, for differences only; never runs backwards. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects when `signal` aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** How to measure. The defaults are those of selection.md 5.6. */
export interface ProbeOptions {
  readonly connect: Connector;
  readonly clock: ProbeClock;
  /** For one connection attempt, ms. Default 5000. */
  readonly attemptTimeoutMs?: number | undefined;
  /** For everything, ms. Default 15,000. An address that is unfinished then counts as not measured. */
  readonly totalTimeoutMs?: number | undefined;
  /** Addresses dialled at once. Default 8. */
  readonly concurrency?: number | undefined;
  /** Round trips taken of an address. Default 3. */
  readonly samples?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Carries the limits of one run to each of its attempts. */
interface Run extends ProbeOptions {
  readonly stop: AbortSignal;
}

/** One connection attempt: its round trip in ms, or undefined when nothing came back in time. */
async function attempt(address: string, port: number, run: Run): Promise<number | undefined> {
  const { clock, connect, stop } = run;
  const limit = new AbortController();
  const ended = AbortSignal.any([stop, limit.signal]);
  clock.sleep(run.attemptTimeoutMs ?? 5000, ended).then(
    () => limit.abort(new Error('no answer in time')),
    () => undefined,
  );
  const started = clock.now();
  try {
    const { kind } = await Promise.race([connect(address, port, ended), rejectionOf(ended)]);
    // A reset has made the way there and back as well as a handshake.
    return kind === 'open' || kind === 'refused' ? clock.now() - started : undefined;
  } catch (error) {
    if (stop.aborted) throw error;
    return undefined;
  } finally {
    limit.abort();
  }
}

/** Rejects when `signal` aborts: a connector that does not listen to it must not hold everything up. */
function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(new Error('the attempt is over'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** Half up to 0.1 ms, the resolution that a record shows. */
const toTenths = (ms: number): number => Math.floor(ms * 10 + 0.5) / 10;

async function measure(address: string, run: Run): Promise<readonly number[]> {
  for (const port of PROBE_PORTS) {
    const first = await attempt(address, port, run);
    if (first === undefined) continue;
    const samples = [toTenths(first)];
    for (let taken = 1; taken < (run.samples ?? 3); taken += 1) {
      const next = await attempt(address, port, run);
      if (next !== undefined) samples.push(toTenths(next));
    }
    return samples;
  }
  return [];
}

/**
 * Measures round trips by dialling each address; nothing is sent. The result has one entry an address, in the order
 * given, with no samples where nothing answered. (selection.md 5.6)
 * @throws the reason of `signal` when it aborts; never because of an address.
 */
export async function probeLatencies(
  addresses: readonly string[],
  options: ProbeOptions,
): Promise<readonly LatencyProbe[]> {
  const { signal } = options;
  signal?.throwIfAborted();
  const deadline = new AbortController();
  const done = new AbortController();
  const run: Run = {
    ...options,
    stop: AbortSignal.any([deadline.signal, ...(signal === undefined ? [] : [signal])]),
  };
  options.clock.sleep(options.totalTimeoutMs ?? 15_000, AbortSignal.any([done.signal, run.stop])).then(
    () => deadline.abort(new Error('the time for measuring is used up')),
    () => undefined,
  );

  const queue = [...new Set(addresses)];
  const measured = new Map<string, readonly number[]>();
  const isOver = (): boolean => run.stop.aborted;
  const worker = async (): Promise<void> => {
    for (let address = queue.shift(); address !== undefined && !isOver(); address = queue.shift()) {
      try {
        measured.set(address, await measure(address, run));
      } catch (error) {
        if (!isOver()) throw error;
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: options.concurrency ?? 8 }, worker));
  } finally {
    done.abort();
  }
  signal?.throwIfAborted();
  return [...new Set(addresses)].map((address) => ({ address, samplesMs: measured.get(address) ?? [] }));
}

/**
 * What a search takes as its `probe`: picks the addresses and measures them. It contacts machines that are not rented,
 * so it is made only when the user switched the latency check on.
 */
export function createLatencyProber(options: ProbeOptions): LatencyProber {
  return (offers, requirements, preferences) => {
    const targets = probeTargets({ offers, requirements, preferences });
    return probeLatencies(
      targets.map(({ address }) => address),
      options,
    );
  };
}
