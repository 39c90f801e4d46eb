import type { DiagnosticInput, Logger } from '../../tfplugin';
import type { Account } from '../account';
import { BudgetExceeded } from '../budget';
import { formatPrice } from './attempts';
import { bidFor } from './bid';
import type { OfferCandidate } from './candidates';
import { GaveUp } from './rent-failure';
import type { RentRequest } from './rent-request';

/** On which terms an offer is rented. All USD per hour. */
export interface Terms {
  /** With disk: what the budget has to cover. */
  readonly pricePerHour: number;
  /** Null on demand. */
  readonly bidPerHour: number | null;
}

/** The money of one create: bids, the account's credit, and its share of the budget. */
export class Spending {
  private hasAskedCredit = false;

  constructor(
    private readonly effects: {
      readonly account: Pick<Account, 'budget' | 'credit'>;
      readonly warn: (diagnostic: DiagnosticInput) => void;
      readonly log: Logger;
    },
    private readonly request: Pick<RentRequest, 'claim' | 'bid' | 'requirements'>,
  ) {}

  /** The terms for an offer; a text says why none of ours would do. */
  termsOf(candidate: Pick<OfferCandidate, 'pricePerHour' | 'terms'>): Terms | string {
    const { bid, requirements } = this.request;
    const cap = requirements.maxPricePerHour;
    if (bid === null) return { pricePerHour: candidate.pricePerHour ?? cap, bidPerHour: null };
    const { minBidPerHour = null, diskPerHour = 0 } = candidate.terms ?? {};
    const bidPerHour = bidFor(bid, minBidPerHour, cap - diskPerHour);
    if (bidPerHour !== undefined) return { pricePerHour: bidPerHour + diskPerHour, bidPerHour };
    const lowest = Math.max(minBidPerHour ?? 0, bid.minPerHour ?? 0);
    return `a bid of $${formatPrice(lowest)}/h would be needed, above the cap of the bid or of the price`;
  }

  /**
   * Looks at the credit before the first paying call, and reserves the price of the next one. Throws `GaveUp` when the
   * account lacks credit or the budget is used up; nothing was rented for it then.
   */
  async reserve(pricePerHour: number, signal: AbortSignal): Promise<void> {
    const { account, log, warn } = this.effects;
    if (!this.hasAskedCredit) {
      this.hasAskedCredit = true;
      const notice = await account.credit.check(pricePerHour, log, signal);
      if (notice.kind === 'none') throw new GaveUp(notice.diagnostic.summary, notice.diagnostic.detail ?? '');
      if (notice.kind === 'low') warn(notice.diagnostic);
    }
    try {
      await account.budget.reserve(this.request.claim, pricePerHour, signal);
    } catch (error) {
      throw error instanceof BudgetExceeded ? usedUp(error) : error;
    }
  }

  /** The reservation has become a rental. */
  rented(instanceId: number): void {
    this.effects.account.budget.bind(this.request.claim, instanceId);
  }

  /** A rental was given back. */
  gone(instanceId: number): void {
    this.effects.account.budget.releaseInstance(instanceId);
  }

  /** The create has failed, and nothing of it exists. */
  nothingLeft(): void {
    this.effects.account.budget.release(this.request.claim);
  }
}

function usedUp(error: BudgetExceeded): GaveUp {
  const { limitPerHour, committedPerHour, sharePerHour } = error;
  return new GaveUp(
    'The budget is used up',
    `max_total_price_per_hour of the provider is $${formatPrice(limitPerHour)}/h. The account already runs, or is about to rent, ` +
      `$${formatPrice(committedPerHour)}/h; this instance would add $${formatPrice(sharePerHour)}/h. Nothing was rented for it. ` +
      'Destroy or stop something, raise the limit, or lower max_price_per_hour. While an instance is replaced with ' +
      'create_before_destroy both count.',
  );
}
