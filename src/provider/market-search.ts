import { searchMarket } from '../market';
import type { Preferences, Requirements, Selection } from '../selection';
import type { VastClient } from '../vast';
import { type BidTerms, type BidTermsById, marketFor, type RentalKind } from './bid-terms';

/** A search for new candidates at apply. */
export interface MarketQuestion {
  readonly requirements: Requirements;
  readonly preferences: Preferences;
  readonly rental: RentalKind;
  readonly taken: { readonly offerIds: readonly number[]; readonly machineIds: readonly number[] };
  readonly signal: AbortSignal;
}

/** What a search found; `terms` by offer id, for bids only. */
export interface MarketAnswer extends Selection {
  readonly terms: ReadonlyMap<number, BidTerms>;
}

/** Asks the market and ranks exactly as synth would (design.md D2). Throws what the client throws. */
export type SearchMarket = (question: MarketQuestion) => Promise<MarketAnswer>;

/** The search over a client. Nothing is probed at apply: latencies are estimates. */
export function marketSearch(client: Pick<VastClient, 'searchOffers'>, today: () => Date): SearchMarket {
  return async ({ rental, ...question }) => {
    const terms: BidTermsById = new Map();
    const source = marketFor(rental, client, terms);
    return { ...(await searchMarket({ client: source, now: today, ...question })), terms };
  };
}
