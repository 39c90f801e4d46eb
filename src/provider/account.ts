import { DiagnosticError } from '../tfplugin';
import type { CachedSearch, Connector, HttpProbe } from '../market';
import type { SearchMarket } from './market-search';
import type { Clock, VastClient } from '../vast';
import type { Budget } from './budget';
import type { ClaimBook } from './claims';
import type { Credit } from './credit';
import type { PriceCheck } from './price-check';
import type { Snapshot } from './snapshot';

/** Everything that handlers reach the world through: made once by configure, replaced by doubles in tests. */
export interface Account {
  readonly vast: VastClient;
  readonly clock: Clock;
  readonly connector: Connector;
  /** Like `connector`, for services that speak HTTP. */
  readonly httpProbe: HttpProbe;
  readonly snapshot: Snapshot;
  readonly claims: ClaimBook;
  readonly budget: Budget;
  readonly credit: Credit;
  readonly priceCheck: PriceCheck;
  readonly searchMarket: SearchMarket;
  /** The lookup of data sources: each distinct question is asked once in the life of this account. */
  readonly lookUpOffers: CachedSearch;
  /** Offers that a create of this process is renting, so that two of them do not race for one. */
  readonly reservedOffers: Set<number>;
  /** `digits` random hex digits. */
  readonly randomHex: (digits: number) => string;
  /** The time of day. */
  readonly today: () => Date;
  /** How much faster `clock` runs than the time of day; 1 but for tests. */
  readonly timeScale: number;
}

/** What configure makes: an account, or the reason why there is none yet. */
export type ProviderClient =
  | { readonly kind: 'ready'; readonly account: Account }
  /** A value of the provider block is not known during this plan; `unknown` names the arguments. */
  | { readonly kind: 'not-yet-known'; readonly unknown: readonly string[] };

/** The account of a client. Throws a DiagnosticError when the provider's configuration is not known yet. */
export function accountOf(client: ProviderClient): Account {
  if (client.kind === 'ready') return client.account;
  throw new DiagnosticError({
    summary: 'The provider configuration is not known yet',
    detail:
      `${client.unknown.join(', ')} of the provider "vastai" depend(s) on something that is created in the same apply. ` +
      'Apply that first (terraform apply -target=...), or set the value in another way.',
  });
}
