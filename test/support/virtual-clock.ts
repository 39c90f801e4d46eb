import type { Clock } from '../../src/vast';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * A clock that jumps: whenever everything that can run has run, it goes to the next sleeper's time and wakes it.
 * Nothing waits for real, and several sleepers wake in the order of their times.
 */
export class VirtualClock implements Clock {
  readonly resolutionMs = 0;
  /** Every sleep that was asked for, in order. */
  readonly sleeps: number[] = [];
  private time: number;
  private sleepers: Sleeper[] = [];
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
    return new Promise((resolve, reject) => {
      const fail = (): void => {
        const reason: unknown = signal?.reason;
        reject(reason instanceof Error ? reason : new Error('aborted'));
      };
      if (signal?.aborted) {
        fail();
        return;
      }
      const onAbort = (): void => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        fail();
      };
      const sleeper: Sleeper = {
        at: this.time + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.sleepers.push(sleeper);
      this.pump();
    });
  }

  private pump(): void {
    if (this.pumping) return;
    this.pumping = true;
    setImmediate(() => {
      this.pumping = false;
      const next = [...this.sleepers].sort((a, b) => a.at - b.at)[0];
      if (!next) return;
      this.sleepers = this.sleepers.filter((other) => other !== next);
      this.time = Math.max(this.time, next.at);
      next.wake();
      this.pump();
    });
  }
}
