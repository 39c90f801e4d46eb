import { ApiError } from '../http/api-error';
import { type Call, type Endpoint, ok, type Reply } from '../http/endpoint';
import { searchOffers } from '../query/offer-search';

function parseQuery(value: unknown): Readonly<Record<string, unknown>> {
  let query = value;
  if (typeof value === 'string') {
    try {
      query = JSON.parse(value) as unknown;
    } catch {
      throw ApiError.of(400, 'invalid_request', 'Invalid json body');
    }
  }
  if (query === null || typeof query !== 'object' || Array.isArray(query)) {
    throw ApiError.of(400, 'invalid_request', 'Invalid json body');
  }
  return query as Record<string, unknown>;
}

/** `POST /bundles/`: the query is the body itself; a `q` in it (one client's raw form) is merged in. */
function searchFlat(call: Call): Reply {
  const { q, ...rest } = call.body;
  const query = q === undefined ? rest : { ...rest, ...parseQuery(q) };
  return ok({ offers: searchOffers(call.world, query) });
}

function searchByQuery(call: Call): Reply {
  return ok({ offers: searchOffers(call.world, parseQuery(call.query.get('q') ?? {})) });
}

function searchAsks(call: Call): Reply {
  return ok({ offers: searchOffers(call.world, parseQuery(call.body.q ?? {})) });
}

function gpuNames(call: Call): readonly string[] {
  return [...new Set([...call.world.machines.values()].map((machine) => machine.spec.gpuName))].sort();
}

const SEARCH = { scope: 'none', intervalSeconds: null, perMinute: 10 } as const;

/** Search and what goes with it; all of it works without a key. */
export const offerEndpoints: readonly Endpoint[] = [
  { name: 'search', method: 'POST', path: '/api/v0/bundles/', ...SEARCH, handle: searchFlat },
  { name: 'search', method: 'GET', path: '/api/v0/bundles/', ...SEARCH, handle: searchByQuery },
  { name: 'search', method: 'PUT', path: '/api/v0/search/asks/', ...SEARCH, handle: searchAsks },
  { name: 'search', method: 'GET', path: '/api/v0/search/asks/', ...SEARCH, handle: searchByQuery },
  {
    name: 'gpu-names',
    method: 'GET',
    path: '/api/v0/gpu_names/unique/',
    scope: 'none',
    intervalSeconds: null,
    handle: (call) => ok({ gpu_names: gpuNames(call) }),
  },
  {
    name: 'gpu-types',
    method: 'GET',
    path: '/api/v0/gpu_types/',
    scope: 'none',
    intervalSeconds: null,
    handle: (call) => ok({ success: true, gpu_types: gpuNames(call) }),
  },
];
