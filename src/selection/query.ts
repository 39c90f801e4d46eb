import { normalizeRequirements } from './normalize';
import { countriesOf } from './region-list';
import type { OfferQuery, Requirements } from './types';

/** Rows asked for in one page. The marketplace may return fewer than it has. */
export const PAGE_LIMIT = 1000;

/** Pages per search: the marketplace allows about ten searches a minute. (selection.md 5.2) */
export const MAX_PAGES = 5;

/** What the marketplace returns without (and, at times, despite) a limit. (vast-api.md 2.3) */
const SILENT_LIMIT = 64;

const ORDER = [
  ['dph_total', 'asc'],
  ['reliability', 'desc'],
  ['inet_down', 'desc'],
];

function oneOf(values: readonly string[]): Readonly<Record<string, unknown>> {
  return values.length === 1 ? { eq: values[0] } : { in: values };
}

/** A filter for a minimum, left out at 0 so that rows without the figure stay in. */
function atLeast(field: string, minimum: number): Record<string, unknown> {
  return minimum > 0 ? { [field]: { gte: minimum } } : {};
}

/** What every search of one configuration has in common. */
function frame(requirements: Requirements): Record<string, unknown> {
  const { gpuName, fallbackGpuNames, numGpus, diskGb } = requirements;
  return {
    rentable: { eq: true },
    rented: { eq: false },
    external: { eq: false },
    gpu_name: oneOf([gpuName, ...fallbackGpuNames]),
    num_gpus: { eq: numGpus },
    order: ORDER,
    type: 'on-demand',
    limit: PAGE_LIMIT,
    // The price that comes back is for this disk. Without it the cap would be checked against another size.
    allocated_storage: diskGb,
  };
}

/**
 * The body of the first search page. Blocked hosts are not sent: they are filtered here, so that the report can say so.
 * (selection.md 5.2)
 */
export function buildOfferQuery(given: Requirements): OfferQuery {
  const requirements = normalizeRequirements(given);
  const countries = countriesOf(requirements.regions);
  return {
    ...frame(requirements),
    ...(requirements.verifiedOnly ? { verified: { eq: true } } : {}),
    ...atLeast('gpu_ram', Math.round(requirements.minGpuMemoryGb * 1000)),
    dph_total: { lte: requirements.maxPricePerHour },
    ...atLeast('reliability', requirements.minReliability),
    ...atLeast('inet_down', requirements.minDownloadMbps),
    ...atLeast('inet_up', requirements.minUploadMbps),
    ...(countries === null ? {} : { geolocation: oneOf(countries) }),
    ...atLeast('disk_space', requirements.diskGb),
    ...atLeast('direct_port_count', requirements.portCount),
  };
}

/**
 * The same search without the limits that a user may relax. Run it when nothing matched: the strict query never
 * returns the near misses, so the relaxations in the record could not be counted from it.
 */
export function buildDiagnosticQuery(requirements: Requirements): OfferQuery {
  return frame(normalizeRequirements(requirements));
}

/**
 * One query a country instead of one for all, for the case that `geolocation in` returns nothing (it has been seen to
 * be unreliable). Empty when the query names fewer than two countries. (selection.md 4.3)
 */
export function perCountryQueries(query: OfferQuery): readonly OfferQuery[] {
  const filter = query['geolocation'];
  const list: unknown =
    typeof filter === 'object' && filter !== null && 'in' in filter ? filter.in : undefined;
  if (!Array.isArray(list)) return [];
  return list.map((country: unknown) => ({ ...query, geolocation: { eq: country } }));
}

/** Whether a page may be cut off: it has as many rows as asked for, or the marketplace's silent limit. */
export function isTruncated(rows: readonly unknown[], limit: number = PAGE_LIMIT): boolean {
  return rows.length >= limit || rows.length === SILENT_LIMIT;
}

function numberAt(row: unknown, field: string): number | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const value: unknown = (row as Readonly<Record<string, unknown>>)[field];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The highest `dph_total` among rows, or `undefined` if none has one. */
export function highestPrice(rows: readonly unknown[]): number | undefined {
  let highest: number | undefined;
  for (const row of rows) {
    const price = numberAt(row, 'dph_total');
    if (price !== undefined && (highest === undefined || price > highest)) highest = price;
  }
  return highest;
}

/**
 * The query for what lies above a truncated page: the same, from the highest price seen.
 * `undefined` when the page names no price, or none above the one it was asked from (asking again would not help).
 */
export function nextPageQuery(query: OfferQuery, rows: readonly unknown[]): OfferQuery | undefined {
  const from = highestPrice(rows);
  const filter = query['dph_total'];
  const range: Readonly<Record<string, unknown>> =
    typeof filter === 'object' && filter !== null ? { ...filter } : {};
  const before = range['gte'];
  if (from === undefined || (typeof before === 'number' && from <= before)) return undefined;
  return { ...query, dph_total: { ...range, gte: from } };
}

/**
 * Adds a page to the rows so far, one row an offer. Pages overlap at their boundary price; where the price of an offer
 * moved in between, the row with the higher price is kept (selection.md 5.3). Rows without an id are all kept.
 */
export function mergeRows(
  known: readonly unknown[],
  page: readonly unknown[],
): { readonly rows: readonly unknown[]; readonly added: number } {
  const rows = [...known];
  const places = new Map<number, number>();
  rows.forEach((row, place) => {
    const id = numberAt(row, 'id');
    if (id !== undefined) places.set(id, place);
  });
  let added = 0;
  for (const row of page) {
    const id = numberAt(row, 'id');
    const place = id === undefined ? undefined : places.get(id);
    if (place === undefined) {
      if (id !== undefined) places.set(id, rows.length);
      rows.push(row);
      added += 1;
    } else if ((numberAt(row, 'dph_total') ?? 0) > (numberAt(rows[place], 'dph_total') ?? 0)) {
      rows[place] = row;
    }
  }
  return { rows, added };
}
