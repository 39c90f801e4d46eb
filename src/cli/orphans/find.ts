import type { Clock } from '../../vast';
import { type AccountReads, viewAccount } from './account';
import { type KnownState, type OrphanReport, orphanReport } from './report';

/** What the search works with. */
export interface FindEffects {
  readonly vast: AccountReads;
  /** The clock of the wait between the two lists. */
  readonly clock: Clock;
  /** The time of day. */
  readonly now: () => Date;
  readonly signal?: AbortSignal;
}

/**
 * Looks at the account and compares it with states that were read before: the whole of `vast-gpu orphans` but for reading
 * and printing. Sends nothing but reads.
 * @param states null when there are none to compare with
 * @throws what the client throws; an error is never "no orphans"
 */
export async function findOrphans(
  { vast, clock, now, signal }: FindEffects,
  states: readonly KnownState[] | null,
): Promise<OrphanReport> {
  const named = (states ?? []).flatMap(({ held }) => held.flatMap(({ id }) => id ?? []));
  const view = await viewAccount(vast, clock, named, signal);
  return orphanReport(view, states, now());
}
