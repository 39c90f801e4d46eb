import type { OfferSource } from '../../src/market';
import type { OfferRow } from './offers';

interface FakeMarketOptions {
  /** Rows of one answer at most, whatever the limit. Default: the limit. */
  readonly pageSize?: number;
  /** Plays the platform's bug: a list of countries finds nothing. */
  readonly ignoresCountryLists?: boolean;
}

type Test = (value: unknown) => boolean;

const TESTS: Readonly<Record<string, (wanted: unknown) => Test>> = {
  eq: (wanted) => (value) => value === wanted,
  in: (wanted) => (value) => Array.isArray(wanted) && wanted.includes(value),
  gte: (wanted) => (value) => typeof value === 'number' && value >= Number(wanted),
  lte: (wanted) => (value) => typeof value === 'number' && value <= Number(wanted),
};

/** A market of fixed rows: answers the filters that a search relies on, cheapest first, and keeps the questions. */
export class FakeMarket implements OfferSource {
  readonly queries: Readonly<Record<string, unknown>>[] = [];
  /** Thrown in place of the next answers, one each. */
  readonly failures: Error[] = [];

  constructor(
    public rows: readonly OfferRow[],
    private readonly options: FakeMarketOptions = {},
  ) {}

  searchOffers(query: Readonly<Record<string, unknown>>): Promise<readonly unknown[]> {
    this.queries.push(query);
    const failure = this.failures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    const limit = Math.min(Number(query['limit']), this.options.pageSize ?? Infinity);
    const matching = this.rows.filter((row) =>
      ['dph_total', 'geolocation', 'gpu_name', 'reliability', 'gpu_ram'].every((field) =>
        this.admits(query[field], this.valueOf(row, field)),
      ),
    );
    const price = (row: OfferRow): number => Number(row['dph_total']);
    return Promise.resolve(matching.sort((a, b) => price(a) - price(b)).slice(0, limit));
  }

  private valueOf(row: OfferRow, field: string): unknown {
    return field === 'geolocation' ? String(row[field]).slice(-2) : row[field];
  }

  private admits(filter: unknown, value: unknown): boolean {
    if (typeof filter !== 'object' || filter === null) return true;
    return Object.entries(filter).every(([operator, wanted]) => {
      if (operator === 'in' && this.options.ignoresCountryLists === true && typeof value === 'string') {
        return value.length !== 2;
      }
      return TESTS[operator]?.(wanted)(value) ?? true;
    });
  }
}
