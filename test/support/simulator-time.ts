import type { Simulator } from '../../src/simulator';
import type { Clock, Send } from '../../src/vast';

/** The event loop must come round so often without anything to do before time moves on. */
const QUIET_TURNS = 4;

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * The time of a simulator in this process, as a client's clock. Each wait moves it to where the wait ends, as soon as
 * nothing else is under way: no decision depends on how fast the machine is.
 */
export class SimulatorTime implements Clock {
  readonly resolutionMs = 0;
  private readonly sleepers = new Set<Sleeper>();
  private underWay = 0;
  private quiet = 0;
  private watching = false;

  constructor(private readonly simulator: Pick<Simulator, 'clock'>) {}

  now(): number {
    return this.simulator.clock.now();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.sleepers.delete(sleeper);
        reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const sleeper: Sleeper = { at: this.now() + Math.max(0, ms), wake };
      if (signal?.aborted === true) {
        onAbort();
        return;
      }
      signal?.addEventListener('abort', onAbort, { once: true });
      this.sleepers.add(sleeper);
      this.quiet = 0;
      if (this.watching) return;
      this.watching = true;
      setImmediate(this.look);
    });
  }

  /** Time stands still until the work is done. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.underWay += 1;
    try {
      return await work;
    } finally {
      this.underWay -= 1;
    }
  }

  /** Sends like `send`; time stands still until the whole answer has been read. */
  sending(send: Send): Send {
    return async (request, signal) => {
      const answer = await this.during(send(request, signal));
      this.underWay += 1;
      return { ...answer, body: this.read(answer.body) };
    };
  }

  private async *read(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    try {
      yield* body;
    } finally {
      this.underWay -= 1;
    }
  }

  private readonly look = (): void => {
    const [first] = [...this.sleepers].sort((a, b) => a.at - b.at);
    if (first === undefined) {
      this.watching = false;
      return;
    }
    this.quiet = this.underWay > 0 ? 0 : this.quiet + 1;
    if (this.quiet > QUIET_TURNS) {
      this.quiet = 0;
      this.simulator.clock.advance(Math.max(0, first.at - this.now()));
      this.sleepers.delete(first);
      first.wake();
    }
    setImmediate(this.look);
  };
}
