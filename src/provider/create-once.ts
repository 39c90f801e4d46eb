import { type Clock, TransientError } from '../vast';

const ATTEMPTS = 3;
const PAUSE_MS = 5000;
/** A new object may take a moment to appear in lists (vast-api.md 3.7). */
const SECOND_LOOK_MS = 3000;

/**
 * Makes an object by a call that has no idempotency key. When its answer is lost, the object is looked for twice before it
 * is made again, so that none is made twice. Throws what `create` throws, after three attempts, what `find` throws, or
 * the reason of `signal`.
 */
export async function createOnce<T>(
  effects: { readonly clock: Clock; readonly signal: AbortSignal },
  create: () => Promise<T>,
  find: () => Promise<T | undefined>,
): Promise<T> {
  const { clock, signal } = effects;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await create();
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      for (const pause of error.ambiguous ? [0, SECOND_LOOK_MS] : []) {
        if (pause > 0) await clock.sleep(pause, signal);
        const found = await find();
        if (found !== undefined) return found;
      }
      if (attempt >= ATTEMPTS) throw error;
    }
    await clock.sleep(PAUSE_MS, signal);
  }
}
