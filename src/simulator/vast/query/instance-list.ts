import { ApiError } from '../http/api-error';
import type { Row } from '../rows/hardware';
import { instanceRow } from '../rows/instance-row';
import type { Contract } from '../world/model';
import type { World } from '../world/world';
import { matches, readFilters, sortRows } from './filter';

/** Most rows of one page (vast-api.md 4.1). */
export const PAGE_SIZE = 25;

/** Columns that a filter or an order may name: those that are stored, not computed. */
const STORED = new Set([
  'id', 'label', 'actual_status', 'intended_status', 'cur_state', 'next_state', 'gpu_name', 'verification', 'machine_id',
  'host_id', 'bundle_id', 'image_uuid', 'image_runtype', 'geolocation', 'start_date', 'end_date', 'is_bid',
  'template_id', 'template_hash_id', 'template_name', 'status_msg', 'public_ipaddr', 'ssh_host', 'ssh_port',
]); // prettier-ignore

const PREFIX = 'Error in query parameters: ';

function readJson(text: string | null, name: string): unknown {
  if (text === null || text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw ApiError.of(400, 'invalid_request', `${PREFIX}${name} is not valid JSON`);
  }
}

function readLimit(text: string | null): number {
  if (text === null || text === '') return PAGE_SIZE;
  const limit = Number(text);
  if (!Number.isInteger(limit))
    throw ApiError.of(400, 'invalid_request', `${PREFIX}limit should be an integer`);
  return limit <= 0 ? 5 : Math.min(limit, PAGE_SIZE);
}

function readOrder(value: unknown): (readonly [string, 'asc' | 'desc'])[] {
  if (value === undefined || value === null) return [['id', 'asc']];
  if (!Array.isArray(value)) throw ApiError.of(400, 'invalid_request', `${PREFIX}order_by should be a list`);
  const order = value.map((entry: unknown): readonly [string, 'asc' | 'desc'] => {
    const { col, dir } = (entry ?? {}) as { col?: unknown; dir?: unknown };
    if (typeof col !== 'string' || !STORED.has(col)) {
      throw ApiError.of(400, 'invalid_request', `${PREFIX}${String(col)} is not a valid order column`);
    }
    return [col, dir === 'desc' ? 'desc' : 'asc'];
  });
  return order.some(([col]) => col === 'id') ? order : [...order, ['id', 'asc']];
}

function encodeToken(values: Row): string {
  return Buffer.from(JSON.stringify({ values })).toString('base64');
}

function decodeToken(text: string): Row {
  try {
    const decoded = JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as { values?: unknown };
    if (decoded.values !== null && typeof decoded.values === 'object') return decoded.values as Row;
  } catch {
    // Reported below: whatever is wrong with a token, the answer is the same.
  }
  throw ApiError.of(400, 'invalid_token', 'The pagination token is invalid.');
}

function pickColumns(row: Row, columns: unknown): Row {
  if (columns === undefined || columns === null) return row;
  if (!Array.isArray(columns))
    throw ApiError.of(400, 'invalid_request', `${PREFIX}select_cols should be a list`);
  if (columns.includes('*')) return row;
  return Object.fromEntries(columns.map((name: unknown) => [String(name), row[String(name)] ?? null]));
}

/** Where a page starts: after the row that the token names, even if that row is gone by now. */
function afterToken(
  rows: readonly Row[],
  order: readonly (readonly [string, 'asc' | 'desc'])[],
  token: Row,
): Row[] {
  const mark = { ...token };
  return rows.filter((row) => row.id !== mark.id && sortRows([mark, row], order)[0] === mark);
}

/** One page of `GET /api/v1/instances/`. `omit`: ids that the page leaves out although they exist (a fault). */
export function listInstances(
  world: World,
  contracts: Iterable<Contract>,
  query: URLSearchParams,
  omit: ReadonlySet<number> = new Set(),
): Row {
  const limit = readLimit(query.get('limit'));
  const order = readOrder(readJson(query.get('order_by'), 'order_by'));
  const filters: unknown = readJson(query.get('select_filters'), 'select_filters') ?? {};
  if (typeof filters !== 'object' || Array.isArray(filters)) {
    throw ApiError.of(400, 'invalid_request', `${PREFIX}select_filters should be an object`);
  }
  const conditions = readFilters(filters as Record<string, unknown>, (field) => STORED.has(field), PREFIX);
  const columns = readJson(query.get('select_cols'), 'select_cols');
  const token = query.get('after_token');
  const rows = [...contracts].map((contract) => instanceRow(world, contract, true));
  const found = rows.filter((row) =>
    conditions.every(({ field, op, value }) => matches(row[field], op, value)),
  );
  const sorted = sortRows(found, order);
  const rest = token ? afterToken(sorted, order, decodeToken(token)) : sorted;
  const page = rest.slice(0, limit);
  const last = page[page.length - 1];
  const labels: Record<string, number> = {};
  for (const row of found) {
    if (typeof row.label === 'string') labels[row.label] = (labels[row.label] ?? 0) + 1;
  }
  const shown = page.filter((row) => !omit.has(row.id as number));
  return {
    success: true,
    instances_found: shown.length,
    total_instances: found.length,
    label_counts: labels,
    next_token:
      rest.length > page.length && last
        ? encodeToken(Object.fromEntries(order.map(([column]) => [column, last[column] ?? null])))
        : null,
    instances: shown.map((row) => pickColumns(row, columns)),
  };
}
