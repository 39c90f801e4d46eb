import { ApiError } from '../http/api-error';
import { countryOf } from '../market/geography';
import { driverNumber, type Row } from '../rows/hardware';
import { type OfferType, offerRows } from '../rows/offer-row';
import type { World } from '../world/world';
import { type Condition, matches, readFilters, sortRows } from './filter';

/** Rows without a `limit` (vast-api.md 2.3). */
const DEFAULT_LIMIT = 64;

/** Disk size that prices are for when a search says nothing, GB. */
const DEFAULT_DISK_GB = 8;

const CONTROL_KEYS = new Set([
  'type', 'order', 'limit', 'allocated_storage', 'disable_bundling', 'target_reliability', 'extra_ids',
  'gpu_option', 'show_incompatible', 'sort_option', 'template_id', 'client_id', 'api_key', 'owner', 'select_cols', 'q',
]); // prettier-ignore

const VIRTUAL_KEYS = new Set([
  'verified',
  'datacenter',
  'ubuntu_version',
  'rented',
  'duration',
  'geolocation',
]);

const TYPES: Readonly<Record<string, OfferType>> = {
  'on-demand': 'on-demand',
  ondemand: 'on-demand',
  bid: 'bid',
  interruptible: 'bid',
  reserved: 'reserved',
};

function numberOf(value: unknown, name: string): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) {
    throw ApiError.of(400, 'invalid_request', `${name} should be a number`);
  }
  return number;
}

function readType(value: unknown): OfferType {
  if (value === undefined || value === null) return 'on-demand';
  const type = typeof value === 'string' ? TYPES[value] : undefined;
  if (type === undefined)
    throw ApiError.of(400, 'invalid_request', 'type should be on-demand, bid or reserved');
  return type;
}

function readOrder(
  value: unknown,
  isKnown: (field: string) => boolean,
): (readonly [string, 'asc' | 'desc'])[] {
  if (value === undefined || value === null) return [['score', 'desc']];
  if (!Array.isArray(value)) throw ApiError.of(400, 'invalid_request', 'order should be a list of pairs');
  return value.map((pair: unknown) => {
    const [field, direction] = Array.isArray(pair) ? (pair as unknown[]) : [undefined, undefined];
    if (
      typeof field !== 'string' ||
      (direction !== undefined && direction !== 'asc' && direction !== 'desc')
    ) {
      throw ApiError.of(400, 'invalid_request', 'order should be a list of [field, "asc" | "desc"] pairs');
    }
    if (!isKnown(field)) throw ApiError.of(400, 'invalid_request', `${field} is not a valid search key`);
    return [field, direction ?? 'asc'];
  });
}

/** Applies one condition, with the virtual columns of vast-api.md 2.2. */
function holds(world: World, row: Row, { field, op, value }: Condition): boolean {
  switch (field) {
    case 'verified':
      return matches(row.verification === 'verified', op, value);
    case 'datacenter':
      return matches(row.hosting_type === 1, op, value);
    case 'external':
      return matches(row.external ?? false, op, value);
    case 'rented':
      return true;
    case 'geolocation':
      return matches(countryOf(row.geolocation as string | null), op, value);
    case 'ubuntu_version':
      return matches(row.os_version, op, value);
    case 'driver_version':
      return matches(
        typeof value === 'number' ? driverNumber(String(row.driver_version)) : row.driver_version,
        op,
        value,
      );
    case 'id':
      return world.knobs.idFilter === 'works' && matches(row.id, op, value);
    default:
      return matches(row[field], op, value);
  }
}

/** Makes the rows that a search looks through, for a price type and a disk size in GB. */
export type RowSource = (type: OfferType, allocatedGb: number) => readonly Row[];

/** Searches rows with a flat query object (vast-api.md 2.2). Throws ApiError 400 for what the server refuses. */
export function searchRows(world: World, query: Readonly<Record<string, unknown>>, source: RowSource): Row[] {
  const type = readType(query.type);
  const allocatedGb =
    query.allocated_storage == null
      ? DEFAULT_DISK_GB
      : numberOf(query.allocated_storage, 'allocated_storage');
  const rows = source(type, allocatedGb);
  const columns = rows[0] ?? {};
  const isColumn = (field: string): boolean => Object.hasOwn(columns, field);
  const isKnown = (field: string): boolean => rows.length === 0 || isColumn(field) || VIRTUAL_KEYS.has(field);
  const filters = Object.fromEntries(Object.entries(query).filter(([key]) => !CONTROL_KEYS.has(key)));
  const conditions = readFilters(filters, isKnown).filter(
    (condition) => !world.knobs.ignoredFilters.includes(condition.field),
  );
  if (query.target_reliability != null) {
    conditions.push({ field: 'expected_reliability', op: 'gte', value: query.target_reliability });
  }
  if (query.allocated_storage != null)
    conditions.push({ field: 'disk_space', op: 'gte', value: allocatedGb });
  const order = readOrder(query.order, isKnown);
  const limit = query.limit == null ? DEFAULT_LIMIT : Math.floor(numberOf(query.limit, 'limit'));
  const found = rows.filter((row) => conditions.every((condition) => holds(world, row, condition)));
  const sample = world.knobs.searchSample;
  const seen = sample >= 1 ? found : found.filter(() => world.random.times.chance(sample));
  return sortRows(seen, order).slice(0, Math.min(limit, world.knobs.searchCap));
}

/** Searches the market for instances. */
export function searchOffers(world: World, query: Readonly<Record<string, unknown>>): Row[] {
  const everySlice = query.disable_bundling === true;
  return searchRows(world, query, (type, allocatedGb) => offerRows(world, type, allocatedGb, { everySlice }));
}
