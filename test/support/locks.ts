/** Builders of lock entries. */
import { requirementsHash } from '../../src/market';
import type { LockEntry, OfferLock } from '../../src/market';
import { select } from '../../src/selection';
import type { Requirements } from '../../src/selection';
import { SEED_OFFERS, TAKEN_AT, requirements, selectInput } from './offers';
import type { OfferRow } from './offers';

/** What an entry is made from: rows to choose of, and whatever differs from a fresh, unbound choice. */
export interface EntryFields extends Partial<LockEntry> {
  readonly rows?: readonly OfferRow[];
  readonly asked?: Requirements;
}

/** An entry as settling would have made it at {@link TAKEN_AT} (or `resolvedAt`) from the given rows. */
export function lockEntry({
  rows = SEED_OFFERS,
  asked = requirements(),
  ...changes
}: EntryFields = {}): LockEntry {
  const takenAt = changes.resolvedAt ?? TAKEN_AT;
  const { candidates, record } = select(selectInput({ offers: rows, requirements: asked, takenAt }));
  const best = candidates[0];
  if (best === undefined) throw new Error('the rows hold no match');
  return {
    query: asked,
    queryHash: requirementsHash(asked),
    offer: { id: best.offerId, machineId: best.machineId, pricePerHour: best.pricePerHour },
    candidates,
    score: best.final,
    scorer: 'v1',
    resolvedAt: takenAt,
    bound: false,
    record,
    ...changes,
  };
}

/** A lock with these entries. */
export function offerLock(entries: Readonly<Record<string, LockEntry>> = {}): OfferLock {
  return { version: 1, entries };
}

/** A time some minutes after {@link TAKEN_AT}. */
export function minutesLater(minutes: number): Date {
  return new Date(Date.parse(TAKEN_AT) + minutes * 60_000);
}
