import type { CategoryGrant, KeyConstraints } from '../world/model';
import { ApiError } from './api-error';
import type { Endpoint } from './endpoint';

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function readConstraints(value: unknown): KeyConstraints {
  if (!isRecord(value) || value.constraints === undefined) return {};
  if (!isRecord(value.constraints)) throw ApiError.of(400, 'invalid_args', 'constraints should be an object');
  const constraints: Record<string, Record<string, number>> = {};
  for (const [field, operations] of Object.entries(value.constraints)) {
    if (!isRecord(operations))
      throw ApiError.of(400, 'invalid_args', `constraint on ${field} should be an object`);
    const limits: Record<string, number> = {};
    for (const [op, limit] of Object.entries(operations)) {
      if (!['eq', 'lte', 'gte'].includes(op) || typeof limit !== 'number') {
        throw ApiError.of(400, 'invalid_args', `constraint on ${field} should be eq, lte or gte a number`);
      }
      limits[op] = limit;
    }
    constraints[field] = limits;
  }
  return constraints;
}

/**
 * Reads `{"api":{"instance_read":{},…}}` (vast-api.md 1.3); `null` = full access. An empty category allows all of it,
 * one with entries only those. Throws ApiError 400 for another shape.
 */
export function readPermissions(value: unknown): ReadonlyMap<string, CategoryGrant> | null {
  if (value === undefined || value === null) return null;
  if (!isRecord(value) || !isRecord(value.api))
    throw ApiError.of(400, 'invalid_args', 'permissions should be {"api": {…}}');
  const grants = new Map<string, CategoryGrant>();
  for (const [category, entries] of Object.entries(value.api)) {
    if (!isRecord(entries))
      throw ApiError.of(400, 'invalid_args', `permission ${category} should be an object`);
    const named = Object.entries(entries);
    grants.set(
      category,
      named.length === 0 ? null : new Map(named.map(([name, limits]) => [name, readConstraints(limits)])),
    );
  }
  return grants;
}

/** `api.instance.request_logs` for the endpoint `request-logs`: by the one documented example, for all of them. */
function identifier(endpoint: Endpoint): string {
  return `api.instance.${endpoint.name.replaceAll('-', '_')}`;
}

/** `true` when a scoped key may make this call. */
export function permits(
  grants: ReadonlyMap<string, CategoryGrant>,
  endpoint: Endpoint,
  params: Readonly<Record<string, string>>,
): boolean {
  const grant = grants.get(endpoint.scope);
  if (grant === undefined) return false;
  if (grant === null) return true;
  const constraints = grant.get(identifier(endpoint));
  if (constraints === undefined) return false;
  return Object.entries(constraints).every(([field, limits]) => {
    const value = Number(params[field]);
    return (
      (limits.eq === undefined || value === limits.eq) &&
      (limits.lte === undefined || value <= limits.lte) &&
      (limits.gte === undefined || value >= limits.gte)
    );
  });
}
