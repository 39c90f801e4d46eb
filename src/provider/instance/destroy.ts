import type { Clock, VastClient } from '../../vast';
import { LAG_MS } from '../lag';
import { patiently } from '../patiently';
import type { Snapshot } from '../snapshot';

/** What a confirmed destruction needs. */
export interface DestroyEffects {
  readonly vast: Pick<VastClient, 'destroyInstance' | 'readInstance'>;
  readonly snapshot: Snapshot;
  readonly clock: Clock;
}

export interface DestroyOptions {
  /**
   * True when the rental is younger than a minute or so: reads may not show it yet, so neither "no such instance" nor an
   * empty read counts before that minute is over (vast-api.md 3.7).
   */
  readonly young?: boolean;
  readonly signal: AbortSignal;
  /** Told why a try failed and will be repeated. */
  readonly onRetry?: (error: unknown) => void;
}

const POLL_MS = 3000;
/** The platform accepted the call and the instance is still there: ask again after so long. */
const REPEAT_MS = 15_000;

/**
 * Destroys an instance and returns once it is certainly gone: an empty single read *and* absent from the list
 * (vast-api.md 5.2). Repeats through 429 and server errors until `signal` aborts, then throws its reason; throws at once
 * what cannot pass by waiting (a bad key, a refusal). When it throws, the instance may exist.
 */
export async function destroyConfirmed(
  effects: DestroyEffects,
  id: number,
  options: DestroyOptions,
): Promise<void> {
  const { clock, snapshot, vast } = effects;
  const { signal } = options;
  const retry = { clock, signal, onRetry: options.onRetry };
  const started = clock.now();
  for (;;) {
    const denied = (await patiently(retry, () => vast.destroyInstance(id, signal))) === 'already-gone';
    snapshot.invalidate();
    const asked = clock.now();
    while (clock.now() - asked < REPEAT_MS) {
      const gone = await patiently(retry, () => isGone(effects, id, signal));
      const credible = options.young !== true || !denied || clock.now() - started >= LAG_MS;
      if (gone && credible) return;
      await clock.sleep(POLL_MS, signal);
    }
  }
}

/** Whether neither the single read nor a fresh list knows the instance. Throws what the client throws. */
export async function isGone(
  effects: Pick<DestroyEffects, 'vast' | 'snapshot'>,
  id: number,
  signal: AbortSignal,
): Promise<boolean> {
  if ((await effects.vast.readInstance(id, signal)) !== null) return false;
  effects.snapshot.invalidate();
  return !(await effects.snapshot.get({ signal })).has(id);
}
