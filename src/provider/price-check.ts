import {
  type RejectReason,
  type Requirements,
  select,
  type Preferences,
  type SelectionRecord,
} from '../selection';
import { type Clock, orAborted, type VastClient } from '../vast';
import { type BidTerms, type BidTermsById, marketFor, type RentalKind } from './bid-terms';

/** What the market says now about offers that were chosen earlier. */
export interface CheckedOffers {
  /** Price in USD per hour of each offer that is still there and meets every requirement. */
  readonly good: ReadonlyMap<number, number>;
  /** Why an offer that is still there no longer does. */
  readonly rejected: ReadonlyMap<number, readonly RejectReason[]>;
  /** Not in the answer: probably rented, but a search is a sample (vast-api.md 2.3). */
  readonly unlisted: readonly number[];
  /** How the offers compare now. */
  readonly record: SelectionRecord;
  /** What a bid has to reckon with, by offer id; empty on demand. */
  readonly terms: ReadonlyMap<number, BidTerms>;
}

/** Offers that one search asks about. */
interface Batch {
  readonly ids: Set<number>;
  readonly terms: BidTermsById;
  readonly rows: Promise<readonly unknown[]>;
}

/** How long a check waits for others to join it. */
const GATHER_MS = 100;

/**
 * Checks offers against the requirements right before renting. Creates that ask at the same time share one search
 * (design.md D5): ten of them would otherwise use up the ten searches of a minute.
 */
export class PriceCheck {
  private readonly batches = new Map<string, Batch>();

  constructor(
    private readonly client: Pick<VastClient, 'searchOffers'>,
    private readonly clock: Clock,
    private readonly today: () => Date,
  ) {}

  /** Throws what the client throws. */
  async check(question: {
    readonly offerIds: readonly number[];
    readonly requirements: Requirements;
    readonly preferences: Preferences;
    readonly rental: RentalKind;
    readonly signal: AbortSignal;
  }): Promise<CheckedOffers> {
    const { offerIds, preferences, rental, signal } = question;
    const batch = this.batchFor(offerIds, question.requirements, rental);
    const rows = await orAborted(batch.rows, signal);
    const wanted = new Set(offerIds);
    const { record } = select({
      offers: rows.filter((row) => wanted.has(offerIdOf(row))),
      // Latency was judged at synth, perhaps by measuring; here it could only be estimated.
      requirements: { ...question.requirements, maxLatencyMs: null },
      preferences,
      takenAt: this.today().toISOString(),
      query: queryFor(
        [...wanted].sort((a, b) => a - b),
        question.requirements,
      ),
    });
    const good = new Map(record.ranking.map((offer) => [offer.offerId, offer.pricePerHour] as const));
    const rejected = new Map(record.rejected.map((offer) => [offer.offerId, offer.reasons] as const));
    const unlisted = offerIds.filter((id) => !good.has(id) && !rejected.has(id));
    return { good, rejected, unlisted, record, terms: batch.terms };
  }

  private batchFor(offerIds: readonly number[], requirements: Requirements, rental: RentalKind): Batch {
    // The answer's prices hold for one disk size and one kind of rental, and its rows for one kind of host.
    const key = `${requirements.diskGb} ${requirements.verifiedOnly} ${rental}`;
    const open = this.batches.get(key);
    if (open) {
      for (const id of offerIds) open.ids.add(id);
      return open;
    }
    const ids = new Set(offerIds);
    const terms: BidTermsById = new Map();
    const rows = this.clock.sleep(GATHER_MS).then(() => {
      this.batches.delete(key);
      return marketFor(rental, this.client, terms).searchOffers(queryFor([...ids], requirements));
    });
    const batch = { ids, terms, rows };
    this.batches.set(key, batch);
    return batch;
  }
}

/** One search by id; `id` itself found nothing in 2026 (vast-api.md 7, quirk 41). */
function queryFor(ids: readonly number[], requirements: Requirements): Readonly<Record<string, unknown>> {
  return {
    ask_contract_id: { in: ids },
    rentable: { eq: true },
    ...(requirements.verifiedOnly ? { verified: { eq: true } } : {}),
    type: 'on-demand',
    allocated_storage: requirements.diskGb,
    limit: Math.max(64, ids.length * 2),
  };
}

function offerIdOf(row: unknown): number {
  if (typeof row !== 'object' || row === null || !('id' in row)) return NaN;
  return Number(row.id);
}
