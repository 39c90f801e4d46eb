import { abortReason } from './clock';

/** Lets one caller in at a time, in the order they came. */
export class Turnstile {
  private occupied = false;
  private readonly waiting: (() => void)[] = [];

  /**
   * Waits for its turn and returns the function that ends it (calling it twice is harmless).
   * Rejects with the signal's reason when it is aborted while waiting.
   */
  async enter(signal?: AbortSignal): Promise<() => void> {
    if (signal?.aborted) throw abortReason(signal);
    if (this.occupied) await this.wait(signal);
    this.occupied = true;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = this.waiting.shift();
      // The place is handed over without ever being free, so that nobody who comes just now slips in.
      if (next) next();
      else this.occupied = false;
    };
  }

  private wait(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const proceed = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        this.waiting.splice(this.waiting.indexOf(proceed), 1);
        if (signal) reject(abortReason(signal));
      };
      this.waiting.push(proceed);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }
}
