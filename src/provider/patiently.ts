import { type Clock, RateLimitError, TransientError } from '../vast';

const PAUSE_MS = 5000;

/**
 * Repeats a call that does no harm when repeated, through 429 and server errors, until `signal` aborts; then throws its
 * reason. Throws at once what cannot pass by waiting (a bad key, a refusal).
 */
export async function patiently<T>(
  options: {
    readonly clock: Clock;
    readonly signal: AbortSignal;
    readonly onRetry?: ((error: unknown) => void) | undefined;
  },
  call: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const passing = error instanceof RateLimitError || error instanceof TransientError;
      if (!passing || options.signal.aborted) throw error;
      options.onRetry?.(error);
    }
    await options.clock.sleep(PAUSE_MS, options.signal);
  }
}
