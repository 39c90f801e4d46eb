import type { Clock } from '../../src/vast';
import { Sleepers } from './sleepers';

/**
 * A clock that jumps: whenever everything that can run has run, it goes to the next sleeper's time and wakes it.
 * Nothing waits for real, and several sleepers wake in the order of their times.
 */
export class VirtualClock implements Clock {
  readonly resolutionMs = 0;
  /** Every sleep that was asked for, in order. */
  readonly sleeps: number[] = [];
  private time: number;
  private readonly sleepers = new Sleepers();
  private pumping = false;

  constructor(start = 1_000_000) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  /** Lets time pass without waking anybody before the next turn of the event loop. */
  advance(ms: number): void {
    this.time += ms;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(ms);
    const woken = this.sleepers.add(this.time + Math.max(0, ms), signal);
    this.pump();
    return woken;
  }

  private pump(): void {
    if (this.pumping) return;
    this.pumping = true;
    setImmediate(() => {
      this.pumping = false;
      const { firstAt } = this.sleepers;
      if (firstAt === undefined) return;
      this.time = Math.max(this.time, firstAt);
      this.sleepers.wakeFirst();
      this.pump();
    });
  }
}
