import { ApiError } from '../http/api-error';
import type { Row } from '../rows/hardware';

const OPERATORS = new Set(['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'notin']);

/** One condition on one field. */
export interface Condition {
  readonly field: string;
  readonly op: string;
  readonly value: unknown;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/**
 * Reads a filter object (vast-api.md 2.2) into conditions, all of which must hold.
 * Throws ApiError 400: `bad_request` for a bare value, `invalid_request` for an unknown field or operator.
 */
export function readFilters(
  filters: Readonly<Record<string, unknown>>,
  isKnown: (field: string) => boolean,
  prefix = '',
): Condition[] {
  const conditions: Condition[] = [];
  for (const [field, operations] of Object.entries(filters)) {
    if (!isKnown(field)) {
      throw ApiError.of(400, 'invalid_request', `${prefix}${field} is not a valid search key`);
    }
    if (!isRecord(operations)) {
      throw ApiError.of(
        400,
        'bad_request',
        `q.${field}: Input should be a valid dictionary; got ${JSON.stringify(operations)}`,
      );
    }
    for (const [op, value] of Object.entries(operations)) {
      if (!OPERATORS.has(op))
        throw ApiError.of(400, 'invalid_request', `${prefix}${op} is not a valid search op`);
      if ((op === 'in' || op === 'notin') && !Array.isArray(value)) {
        throw ApiError.of(400, 'invalid_request', `${prefix}${field}: ${op} needs a list`);
      }
      conditions.push({ field, op, value });
    }
  }
  return conditions;
}

/** A filter value in the type of the column, as the server coerces it: `"1"` for a number, `"true"` for a boolean. */
function coerce(value: unknown, column: unknown): unknown {
  if (typeof column === 'number') {
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
      return Number(value);
  }
  if (typeof column === 'boolean') {
    if (value === 1 || value === '1' || value === 'true' || value === 'True') return true;
    if (value === 0 || value === '0' || value === 'false' || value === 'False') return false;
  }
  if (typeof column === 'string' && typeof value === 'number') return String(value);
  return value;
}

function compare(column: unknown, value: unknown): number | null {
  const other = coerce(value, column);
  if (typeof column === 'number' && typeof other === 'number') return column - other;
  if (typeof column === 'string' && typeof other === 'string')
    return column < other ? -1 : column > other ? 1 : 0;
  return null;
}

/** `true` when a column satisfies a condition. `null` equals only `null` and is never ordered, as in SQL. */
export function matches(column: unknown, op: string, value: unknown): boolean {
  const cell = column ?? null;
  switch (op) {
    case 'eq':
      return cell === null ? value === null : cell === coerce(value, cell);
    case 'neq':
      return value === null ? cell !== null : cell !== null && cell !== coerce(value, cell);
    case 'in':
      return (value as unknown[]).some((item) => matches(cell, 'eq', item));
    case 'notin':
      return cell !== null && !(value as unknown[]).some((item) => matches(cell, 'eq', item));
    default: {
      const order = compare(cell, value);
      if (order === null) return false;
      if (op === 'gt') return order > 0;
      if (op === 'gte') return order >= 0;
      return op === 'lt' ? order < 0 : order <= 0;
    }
  }
}

/** Orders rows by several fields; `null` comes last either way. */
export function sortRows(rows: readonly Row[], order: readonly (readonly [string, 'asc' | 'desc'])[]): Row[] {
  return [...rows].sort((a, b) => {
    for (const [field, direction] of order) {
      const left = a[field] ?? null;
      const right = b[field] ?? null;
      if (left === null || right === null) {
        if (left === right) continue;
        return left === null ? 1 : -1;
      }
      const difference = compare(left, right) ?? 0;
      if (difference !== 0) return direction === 'desc' ? -difference : difference;
    }
    return 0;
  });
}
