import type { Clock } from './clock';
import { RateLimitError, TransientError } from './errors';

/** How a call is repeated. */
export interface RetryPolicy {
  /** Attempts in total. */
  readonly attempts: number;
  /** Wait before the second attempt, in milliseconds; doubled each time, and shortened at random by up to a half. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

/** Seconds, not milliseconds: less could not clear the platform's intervals (vast-api.md 1.4). */
export const DEFAULT_RETRY: RetryPolicy = { attempts: 5, firstDelayMs: 1000, longestDelayMs: 15_000 };

/** Which failures of a call may be repeated. */
export type Repeatable = 'after-429' | 'always';

export interface RetryContext {
  readonly policy: RetryPolicy;
  readonly repeatable: Repeatable;
  readonly clock: Clock;
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  readonly signal?: AbortSignal | undefined;
  /** Told before each wait. */
  readonly onRetry?: (error: unknown, attempt: number, waitMs: number) => void;
}

/** Calls until it succeeds, fails for good, or the attempts are used up; then throws the last error. */
export async function withRetry<T>(call: () => Promise<T>, context: RetryContext): Promise<T> {
  const { policy, clock, random } = context;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= policy.attempts || !mayRepeat(error, context.repeatable)) throw error;
      const full = Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** (attempt - 1));
      const waitMs = Math.max(
        full * (0.5 + random() / 2),
        (error instanceof RateLimitError ? error.retryAfterMs : 0) ?? 0,
      );
      context.onRetry?.(error, attempt, waitMs);
      await clock.sleep(waitMs, context.signal);
    }
  }
}

function mayRepeat(error: unknown, repeatable: Repeatable): boolean {
  if (error instanceof RateLimitError) return true;
  return repeatable === 'always' && error instanceof TransientError;
}
