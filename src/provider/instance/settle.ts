import { NotFoundError } from '../../vast';
import type { Account } from '../account';
import { ownershipOf, type Ownership } from '../fence';
import { TimeLimitExceeded, timeLimit } from '../time-limit';
import { rentalLabel, type RentalNote } from './holdings';

/**
 * Longest time from the look at the label to the end of the write that settles it. Whoever takes a rental over waits longer
 * than this before looking again, so that a late write of the former owner cannot be missed (design.md D12).
 */
export const WRITE_MS = 20_000;
/** Longest time for all of it: many creates that settle at once wait for each other's calls. */
const TOTAL_MS = 600_000;
const TRIES = 3;
const PAUSE_MS = 3000;

/**
 * Takes the pending mark off a rental: the last thing a create does. Nothing is written when another create has taken it
 * over, or when it is gone. Throws what the client throws, and `TimeLimitExceeded`.
 */
export async function settleRental(
  account: Pick<Account, 'vast' | 'snapshot' | 'clock'>,
  rental: RentalNote & { readonly id: number },
): Promise<Ownership> {
  // Not the create's own limit: seconds before the goal, finishing is better than giving everything back.
  const total = timeLimit(account.clock, TOTAL_MS);
  try {
    for (let failures = 0; ;) {
      try {
        return await settleOnce(account, rental, total.signal);
      } catch (error) {
        if (error instanceof NotFoundError) return 'gone';
        total.signal.throwIfAborted();
        // A write whose turn did not come in time was not sent: look again, as often as it takes.
        if (!(error instanceof TimeLimitExceeded)) failures += 1;
        if (failures >= TRIES) throw error;
      }
      await account.clock.sleep(PAUSE_MS, total.signal);
    }
  } finally {
    total.release();
  }
}

async function settleOnce(
  { clock, snapshot, vast }: Pick<Account, 'vast' | 'snapshot' | 'clock'>,
  rental: RentalNote & { readonly id: number },
  signal: AbortSignal,
): Promise<Ownership> {
  const owner = await ownershipOf({ vast, snapshot }, rental, signal);
  if (owner !== 'ours') return owner;
  const limit = timeLimit(clock, WRITE_MS, signal);
  try {
    await vast.setLabel(rental.id, rentalLabel(rental, 'settled'), limit.signal);
    return 'ours';
  } finally {
    limit.release();
    snapshot.invalidate();
  }
}
