import type { Endpoint } from './endpoint';

/** How much of the documented limits is in force: all of them, a hundredth of each, or none. */
export const RATE_LIMIT_MODES = ['real', 'scaled', 'off'] as const;
export type RateLimitMode = (typeof RATE_LIMIT_MODES)[number];

const WINDOW_MS = 60_000;

/** Identities that are kept without a look at their age. */
const PRUNE_ABOVE = 1_000;

/** What `scaled` divides the documented intervals by. */
const SCALE = 100;

interface Bucket {
  lastAt: number;
  lockedUntil: number;
  recent: number[];
}

/** A refusal: the interval that was not kept, seconds. */
export interface Violation {
  readonly thresholdSeconds: number;
  readonly waitMs: number;
}

/** Minimum intervals per endpoint and identity (vast-api.md 1.4), on the virtual clock. */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();
  private prunedAt = Number.NEGATIVE_INFINITY;

  constructor(readonly mode: RateLimitMode) {}

  /** Counts a call, or refuses it. Only accepted calls count, but a violation may lock out (`penaltySeconds`). */
  check(
    endpoint: Endpoint,
    identity: string,
    address: string,
    now: number,
    penalty: boolean,
  ): Violation | null {
    if (this.mode === 'off') return null;
    const divisor = this.mode === 'scaled' ? SCALE : 1;
    const perMinute = endpoint.perMinute;
    const key = `${endpoint.name}|${perMinute === undefined ? identity : address}`;
    if (this.buckets.size > PRUNE_ABOVE && now > this.prunedAt + WINDOW_MS) this.prune(now);
    const bucket = this.bucket(key);
    if (perMinute !== undefined) {
      const window = WINDOW_MS / divisor;
      bucket.recent = bucket.recent.filter((at) => at > now - window);
      const oldest = bucket.recent[0];
      if (bucket.recent.length >= perMinute && oldest !== undefined) {
        return { thresholdSeconds: window / 1000 / perMinute, waitMs: oldest + window - now };
      }
      bucket.recent.push(now);
      return null;
    }
    if (endpoint.intervalSeconds === null) return null;
    const interval = (endpoint.intervalSeconds * 1000) / divisor;
    const free = Math.max(bucket.lastAt + interval, bucket.lockedUntil);
    if (now < free) {
      if (penalty && endpoint.penaltySeconds !== undefined && bucket.lockedUntil <= now) {
        bucket.lockedUntil = now + (endpoint.penaltySeconds * 1000) / divisor;
      }
      return {
        thresholdSeconds: endpoint.intervalSeconds / divisor,
        waitMs: Math.max(free, bucket.lockedUntil) - now,
      };
    }
    bucket.lastAt = now;
    return null;
  }

  /** Identities known at the moment. */
  get size(): number {
    return this.buckets.size;
  }

  /** Forgets all calls. */
  reset(): void {
    this.buckets.clear();
  }

  /** Forgets who has not called for long: identities come and go, memory must not grow with them. */
  private prune(now: number): void {
    this.prunedAt = now;
    const old = now - WINDOW_MS * 2;
    for (const [key, bucket] of this.buckets) {
      const last = Math.max(
        bucket.lastAt,
        bucket.lockedUntil,
        bucket.recent.at(-1) ?? Number.NEGATIVE_INFINITY,
      );
      if (last < old) this.buckets.delete(key);
    }
  }

  private bucket(key: string): Bucket {
    let bucket = this.buckets.get(key);
    if (!bucket) {
      bucket = { lastAt: Number.NEGATIVE_INFINITY, lockedUntil: Number.NEGATIVE_INFINITY, recent: [] };
      this.buckets.set(key, bucket);
    }
    return bucket;
  }
}
