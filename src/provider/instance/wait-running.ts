import { type Clock, type Instance, RateLimitError, TransientError, type VastClient } from '../../vast';
import { LAG_MS } from '../lag';
import { lookUpInstance } from '../look-up';
import type { Snapshot } from '../snapshot';
import { formatSeconds } from '../time-limit';
import { look } from './assess';

/** How waiting for an instance ended. */
export type WaitResult =
  | { readonly kind: 'running'; readonly instance: Instance }
  /** It will not run: give it back. `instance` is the last that was seen of it. */
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly blame: 'host' | 'image';
      readonly instance: Instance | null;
    };

export interface WaitEffects {
  readonly vast: Pick<VastClient, 'readInstance'>;
  readonly snapshot: Snapshot;
  readonly clock: Clock;
}

export interface WaitOptions {
  /** Container ports that must be mapped. */
  readonly ports: readonly string[];
  /** Longest wait, milliseconds of the clock. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
  /** Called for each read; a text ends the wait as a failure of the host. */
  readonly onRead?: (instance: Instance) => string | undefined;
}

/** Between two looks. Concurrent creates share the list behind them. */
const POLL_MS = 5000;
/** A bad sign counts when it has lasted so long, over at least three looks. */
const LASTING_MS = 30_000;
const LASTING_LOOKS = 3;

/**
 * Waits until an instance runs with its ports and address (vast-api.md 4.3, "robust readiness"). Looks into the shared
 * list; a single read decides when the list does not hold it. Goes on through server errors and 429; throws what cannot
 * pass (a bad key), and the signal's reason.
 */
export async function waitUntilRunning(
  effects: WaitEffects,
  id: number,
  options: WaitOptions,
): Promise<WaitResult> {
  const { clock } = effects;
  const { signal } = options;
  const started = clock.now();
  let last: Instance | null = null;
  let doing = 'not shown by the platform yet';
  let bad: { readonly since: number; readonly looks: number } | undefined;
  for (;;) {
    const elapsed = clock.now() - started;
    let instance: Instance | null | undefined;
    try {
      instance = await lookUpInstance(effects, id, { maxAgeMs: POLL_MS * 0.8, signal });
    } catch (error) {
      // A platform that stumbles says nothing about the machine: keep looking until the limit.
      if (!(error instanceof TransientError || error instanceof RateLimitError)) throw error;
      doing = error.message;
    }
    if (instance === undefined) {
      bad = undefined;
    } else if (instance === null) {
      if (elapsed >= LAG_MS)
        return { kind: 'failed', reason: 'the platform no longer knows it', blame: 'host', instance: last };
    } else {
      last = instance;
      const objection = options.onRead?.(instance);
      if (objection !== undefined) return { kind: 'failed', reason: objection, blame: 'host', instance };
      const seen = look(instance, options.ports);
      if (seen.kind === 'ready') return { kind: 'running', instance };
      if (seen.kind === 'waiting') {
        bad = undefined;
        doing = seen.doing;
      } else {
        bad = { since: bad?.since ?? clock.now(), looks: (bad?.looks ?? 0) + 1 };
        doing = seen.reason;
        if (clock.now() - bad.since >= LASTING_MS && bad.looks >= LASTING_LOOKS) {
          return { kind: 'failed', reason: seen.reason, blame: seen.blame, instance };
        }
      }
    }
    if (elapsed >= options.limitMs) {
      const reason = `not running after ${formatSeconds(elapsed)}: ${doing}`;
      return { kind: 'failed', reason, blame: 'host', instance: last };
    }
    await clock.sleep(Math.min(POLL_MS, Math.max(0, options.limitMs - elapsed) + 1), signal);
  }
}
