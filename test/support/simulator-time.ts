import type { Connector } from '../../src/market';
import type { Simulator } from '../../src/simulator';
import type { Send } from '../../src/vast';
import type { Outside } from '../live/world';
import { Sleepers } from './sleepers';

/** The event loop must come round so often without anything to do before time moves on. */
const QUIET_TURNS = 4;

/**
 * The time of a simulator in this process, as a client's clock. Each wait moves it to where the wait ends, as soon as
 * nothing else is under way: no decision depends on how fast the machine is.
 */
export class SimulatorTime implements Outside {
  readonly resolutionMs = 0;
  private readonly sleepers = new Sleepers();
  private underWay = 0;
  private quiet = 0;
  private watching = false;

  constructor(private readonly simulator: Pick<Simulator, 'clock'>) {}

  now(): number {
    return this.simulator.clock.now();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const woken = this.sleepers.add(this.now() + Math.max(0, ms), signal);
    this.quiet = 0;
    if (!this.watching) {
      this.watching = true;
      setImmediate(this.look);
    }
    return woken;
  }

  /** Sends like `send`; time stands still until the whole answer has been read. */
  sending(send: Send): Send {
    return async (request, signal) => {
      const answer = await this.during(send(request, signal));
      this.underWay += 1;
      return { ...answer, body: this.read(answer.body) };
    };
  }

  /** Dials like `connector`; time stands still meanwhile. */
  dialling(connector: Connector): Connector {
    return (...dial) => this.during(connector(...dial));
  }

  private async during<T>(work: Promise<T>): Promise<T> {
    this.underWay += 1;
    try {
      return await work;
    } finally {
      this.underWay -= 1;
    }
  }

  private async *read(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    try {
      yield* body;
    } finally {
      this.underWay -= 1;
    }
  }

  private readonly look = (): void => {
    const { firstAt } = this.sleepers;
    if (firstAt === undefined) {
      this.watching = false;
      return;
    }
    this.quiet = this.underWay > 0 ? 0 : this.quiet + 1;
    if (this.quiet > QUIET_TURNS) {
      this.quiet = 0;
      this.simulator.clock.advance(Math.max(0, firstAt - this.now()));
      this.sleepers.wakeFirst();
    }
    setImmediate(this.look);
  };
}
