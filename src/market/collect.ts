import { MAX_PAGES, isTruncated, mergeRows, nextPageQuery, perCountryQueries } from '../selection';
import type { OfferQuery } from '../selection';

/** The one call of the API client that a lookup needs. */
export interface OfferSource {
  searchOffers(query: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<readonly unknown[]>;
}

/** All rows that a query brought in, over several pages. */
export interface CollectedOffers {
  /** The query of the first call; later calls only narrow it. */
  readonly query: OfferQuery;
  readonly rows: readonly unknown[];
  /** More offers exist than could be read: a better one may be missing. */
  readonly truncated: boolean;
  /** Search calls made. The platform allows about ten a minute. */
  readonly calls: number;
}

export interface CollectOptions {
  /** Search calls for one query. Default 5 (selection.md 5.2). */
  readonly maxCalls?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The platform answers about ten searches a minute, so a search country by country stops there. */
const MAX_COUNTRIES = 10;

/** Reads one query page by page, at most `maxCalls` of them. */
async function readPages(
  source: OfferSource,
  first: OfferQuery,
  maxCalls: number,
  signal: AbortSignal | undefined,
): Promise<Omit<CollectedOffers, 'query'>> {
  let rows: readonly unknown[] = [];
  let next: OfferQuery | undefined = first;
  let calls = 0;
  while (next !== undefined && calls < maxCalls) {
    const page = await source.searchOffers(next, signal);
    // The first page stays as it came: cleaning counts and reports an offer that is in it twice.
    const merged = calls === 0 ? { rows: page, added: page.length } : mergeRows(rows, page);
    calls += 1;
    rows = merged.rows;
    if (!isTruncated(page)) return { rows, calls, truncated: false };
    // A full page that brings nothing new: more offers at one price than a page holds.
    next = merged.added === 0 ? undefined : nextPageQuery(next, page);
  }
  return { rows, calls, truncated: true };
}

/**
 * Reads every offer for a query (selection.md 5.2). A full page is followed by the same query from its highest
 * price on, merged by id, until a page is short, nothing new arrives or the calls are used up. When a list of
 * countries finds nothing, each country is asked for by itself (4.3: `in` is not reliable).
 * @throws whatever `source` throws; nothing is swallowed, so a failing market never looks like an empty one.
 */
export async function collectOffers(
  source: OfferSource,
  query: OfferQuery,
  options: CollectOptions = {},
): Promise<CollectedOffers> {
  const maxCalls = options.maxCalls ?? MAX_PAGES;
  const together = await readPages(source, query, maxCalls, options.signal);
  const queries = together.rows.length === 0 ? perCountryQueries(query) : [];
  if (queries.length === 0) return { query, ...together };

  const asked = queries.slice(0, MAX_COUNTRIES);
  let { rows, calls } = together;
  let truncated = queries.length > asked.length;
  for (const one of asked) {
    // A long list leaves one call a country, a short one may still page.
    const share = Math.max(1, Math.floor((maxCalls - 1) / asked.length));
    const answer = await readPages(source, one, share, options.signal);
    rows = mergeRows(rows, answer.rows).rows;
    calls += answer.calls;
    truncated ||= answer.truncated;
  }
  return { query, rows, calls, truncated };
}
