import { explainNothing, REASON_TEXTS, type SelectionRecord } from '../../selection';
import type { Account } from '../account';
import type { BidTerms, RentalKind } from '../bid-terms';
import { formatPrice } from './attempts';
import type { RentRequest } from './rent-request';

/** An offer to try. */
export interface OfferCandidate {
  readonly offerId: number;
  readonly machineId: number;
  readonly region: string;
  /** USD per hour now; null when the market did not list it. */
  readonly pricePerHour: number | null;
  /** `pinned`: from the configuration; `search`: found at apply. */
  readonly source: 'pinned' | 'search';
  /** How it compares with others now. */
  readonly record: SelectionRecord;
  /** What a bid has to reckon with; undefined on demand, and when the market did not list the offer. */
  readonly terms: BidTerms | undefined;
}

/** A pinned offer that is not worth a call. */
export interface SkippedOffer {
  readonly offerId: number;
  readonly machineId: number;
  readonly region: string;
  readonly pricePerHour: number | null;
  readonly reason: string;
}

/** Searches of one create after the pinned candidates: the platform answers ten a minute. */
const MAX_SEARCHES = 4;

/**
 * The offers of one create in order: first the pinned ones that the market still shows and that meet every requirement,
 * then those it does not show (a search is a sample), then, unless `on_stale` forbids it, what new searches bring.
 */
export class CandidateSupply {
  private queue: OfferCandidate[] = [];
  private started = false;
  private searches = 0;
  private readonly triedOffers = new Set<number>();
  private readonly usedMachines = new Set<number>();
  private exhausted = '';

  constructor(
    private readonly account: Pick<Account, 'priceCheck' | 'searchMarket' | 'reservedOffers'>,
    private readonly request: RentRequest,
    private readonly onSkipped: (skipped: SkippedOffer) => void,
  ) {}

  /** Why there is nothing left; empty before that. */
  get reason(): string {
    return this.exhausted;
  }

  /** The next offer, reserved for this create, or undefined when there is none left. Throws what the client throws. */
  async next(signal: AbortSignal): Promise<OfferCandidate | undefined> {
    if (!this.started) {
      this.started = true;
      await this.checkPinned(signal);
    }
    for (;;) {
      const candidate = this.queue.shift();
      if (candidate === undefined) {
        if (!(await this.search(signal))) return undefined;
      } else if (
        !this.usedMachines.has(candidate.machineId) &&
        !this.account.reservedOffers.has(candidate.offerId)
      ) {
        this.triedOffers.add(candidate.offerId);
        // At once, before anybody else gets a turn: the caller gives the reservation back.
        this.account.reservedOffers.add(candidate.offerId);
        return candidate;
      }
    }
  }

  /** No other offer of this machine will be tried. */
  avoidMachine(machineId: number): void {
    this.usedMachines.add(machineId);
  }

  private get rental(): RentalKind {
    return this.request.bid === null ? 'on-demand' : 'bid';
  }

  private async checkPinned(signal: AbortSignal): Promise<void> {
    const { offers, requirements, preferences } = this.request;
    if (offers.length === 0) return;
    const offerIds = offers.map((offer) => offer.offerId);
    const now = await this.account.priceCheck.check({
      offerIds,
      requirements,
      preferences,
      rental: this.rental,
      signal,
    });
    const unlisted: OfferCandidate[] = [];
    for (const offer of offers) {
      const terms = now.terms.get(offer.offerId);
      const candidate = { ...offer, source: 'pinned', record: now.record, terms } as const;
      const price = now.good.get(offer.offerId);
      const reasons = now.rejected.get(offer.offerId);
      if (price !== undefined) this.queue.push({ ...candidate, pricePerHour: price });
      else if (reasons === undefined) unlisted.push({ ...candidate, pricePerHour: null });
      else {
        this.triedOffers.add(offer.offerId);
        this.onSkipped({
          ...offer,
          reason: `no longer suitable: ${reasons.map((key) => REASON_TEXTS[key]).join(', ')}`,
        });
      }
    }
    this.queue.push(...unlisted);
  }

  private async search(signal: AbortSignal): Promise<boolean> {
    const { offers, requirements, preferences, onStale } = this.request;
    if (onStale === 'fail') {
      this.exhausted =
        offers.length === 0
          ? '`offers` is empty, and on_stale = "fail" forbids a search.'
          : 'Every candidate of `offers` is gone, and on_stale = "fail" forbids a new search. Look offers up anew and apply again.';
      return false;
    }
    if (this.searches >= MAX_SEARCHES) {
      this.exhausted = `${MAX_SEARCHES} searches found nothing that could be kept.`;
      return false;
    }
    this.searches += 1;
    const { candidates, record, terms } = await this.account.searchMarket({
      requirements,
      preferences,
      rental: this.rental,
      taken: {
        offerIds: [...this.triedOffers, ...this.account.reservedOffers],
        machineIds: [...this.usedMachines],
      },
      signal,
    });
    this.queue = candidates.map((candidate) => ({
      ...candidate,
      source: 'search',
      record,
      terms: terms.get(candidate.offerId),
    }));
    if (candidates.length > 0) return true;
    this.exhausted = `A search at a cap of $${formatPrice(requirements.maxPricePerHour)}/h found nothing:\n${explainNothing(record)}`;
    return false;
  }
}
