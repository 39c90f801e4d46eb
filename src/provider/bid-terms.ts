import type { OfferSource } from '../market';

/** How a machine is rented. */
export type RentalKind = 'on-demand' | 'bid';

/** What a bid for an offer has to reckon with, USD per hour. */
export interface BidTerms {
  /** The lowest bid that would win now; null when the market does not say. */
  readonly minBidPerHour: number | null;
  /** The disk's part of the price. */
  readonly diskPerHour: number;
}

/** Terms by offer id. */
export type BidTermsById = Map<number, BidTerms>;

/**
 * The market as bidders see it: every search asks for prices of interruptible rentals (vast-api.md 2.2, `type`), and the
 * terms of the rows are noted in `terms`. On demand the market is passed through as it is.
 */
export function marketFor(kind: RentalKind, client: OfferSource, terms: BidTermsById): OfferSource {
  if (kind === 'on-demand') return client;
  return {
    searchOffers: async (query, signal) => {
      const rows = await client.searchOffers({ ...query, type: 'bid' }, signal);
      for (const row of rows) noteTerms(row, terms);
      return rows;
    },
  };
}

function noteTerms(row: unknown, terms: BidTermsById): void {
  if (typeof row !== 'object' || row === null) return;
  const fields = row as Readonly<Record<string, unknown>>;
  const id = figure(fields['id']);
  if (id === undefined) return;
  const total = figure(fields['dph_total']);
  const gpus = figure(fields['dph_base']);
  terms.set(id, {
    minBidPerHour: figure(fields['min_bid']) ?? gpus ?? null,
    diskPerHour: total === undefined || gpus === undefined ? 0 : Math.max(0, total - gpus),
  });
}

/** Responses mix numbers and numeric texts (vast-api.md 7, quirk 23). */
function figure(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
