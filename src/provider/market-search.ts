import { searchMarket } from '../market';
import type { Preferences, Requirements, Selection } from '../selection';
import type { VastClient } from '../vast';

/** A search for new candidates at apply. */
export interface MarketQuestion {
  readonly requirements: Requirements;
  readonly preferences: Preferences;
  readonly taken: { readonly offerIds: readonly number[]; readonly machineIds: readonly number[] };
  readonly signal: AbortSignal;
}

/** Asks the market and ranks exactly as synth would (design.md D2). Throws what the client throws. */
export type SearchMarket = (question: MarketQuestion) => Promise<Selection>;

/** The search over a client. Nothing is probed at apply: latencies are estimates. */
export function marketSearch(client: Pick<VastClient, 'searchOffers'>, today: () => Date): SearchMarket {
  return (question) => searchMarket({ client, now: today, ...question });
}
