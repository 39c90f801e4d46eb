import { abortReason } from '../../src/vast/clock';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Who waits on a clock of tests, which moves when somebody moves it. */
export class Sleepers {
  private readonly waiting = new Set<Sleeper>();

  /** Resolves when it is woken; rejects with the signal's reason when that aborts first. */
  add(at: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(abortReason(signal));
        return;
      }
      const onAbort = (): void => {
        this.waiting.delete(sleeper);
        if (signal) reject(abortReason(signal));
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const sleeper: Sleeper = { at, wake };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.waiting.add(sleeper);
    });
  }

  /** When the first one wants to be woken; undefined when nobody waits. */
  get firstAt(): number | undefined {
    return this.first()?.at;
  }

  /** Wakes the first one; of equals the one that came first. */
  wakeFirst(): void {
    const sleeper = this.first();
    if (sleeper === undefined) return;
    this.waiting.delete(sleeper);
    sleeper.wake();
  }

  private first(): Sleeper | undefined {
    return [...this.waiting].sort((a, b) => a.at - b.at)[0];
  }
}
