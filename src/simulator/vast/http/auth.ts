import type { Account, ApiKey } from '../world/model';
import type { World } from '../world/world';
import { ApiError } from './api-error';
import type { Endpoint } from './endpoint';
import { permits } from './permissions';

/** Who is calling; `account` is `null` for an anonymous call. */
export interface Identity {
  readonly account: Account | null;
  readonly key: ApiKey | null;
  /** Text that rate limits are counted by. */
  readonly token: string;
}

/** The key of a request: `Authorization: Bearer` first, then `?api_key=` (vast-api.md 1.2). */
export function keyOf(authorization: string | undefined, query: URLSearchParams): string | null {
  const match = /^Bearer\s+(\S+)$/i.exec(authorization ?? '');
  return match?.[1] ?? query.get('api_key');
}

/** Who is calling, without judging. */
export function identify(world: World, key: string | null): Identity {
  const found = key === null ? null : world.findKey(key);
  return { account: found?.account ?? null, key: found?.key ?? null, token: key ?? 'anonymous' };
}

/** Three families of endpoints word the missing key in three ways (vast-api.md 1.2). */
function noKey(endpoint: Endpoint): ApiError {
  if (endpoint.path.startsWith('/api/v0/volumes/')) {
    return new ApiError(401, { detail: 'Authentication credentials were not provided.' });
  }
  if (endpoint.path.startsWith('/api/v0/auth/apikeys/')) {
    return new ApiError(400, { msg: 'API Key not provided as bearer token.' });
  }
  return new ApiError(403, { error: 'auth_error', msg: 'This action requires login.' });
}

/** Lets a call pass or throws the ApiError that the server answers (vast-api.md 1.2). */
export function authorize(
  world: World,
  endpoint: Endpoint,
  identity: Identity,
  presented: string | null,
  params: Readonly<Record<string, string>>,
): void {
  if (presented !== null && presented !== '' && identity.account === null) {
    throw ApiError.of(world.knobs.badKeyStatus, 'auth_error', 'Invalid user key');
  }
  if (endpoint.scope === 'none') return;
  if (identity.key === null) throw noKey(endpoint);
  if (identity.key.instanceId !== null) {
    if (endpoint.instanceKey === true && params.id === String(identity.key.instanceId)) return;
    throw ApiError.of(401, 'auth_error', 'This key is only good for its own instance.');
  }
  if (identity.key.scopes !== null && !permits(identity.key.scopes, endpoint, params)) {
    throw ApiError.of(403, 'auth_error', `This key lacks the permission ${endpoint.scope}.`);
  }
}
