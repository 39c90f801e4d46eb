import { ApiError } from '../http/api-error';
import { type Call, type Endpoint, ok, type Reply } from '../http/endpoint';
import { searchOffers } from '../query/offer-search';
import { destroy, stop } from '../world/lifecycle';
import type { Contract } from '../world/model';
import { createInstance } from './create';
import { startInstance } from './instances';
import { templateBase } from './templates';
import { textOf } from './values';

const MAX_IDS = 100;

function readIds(value: unknown, name: string): readonly number[] {
  const list = Array.isArray(value) ? (value as unknown[]) : null;
  if (
    !list ||
    list.length === 0 ||
    list.length > MAX_IDS ||
    !list.every((id) => Number.isInteger(Number(id)))
  ) {
    throw ApiError.of(400, 'invalid_args', `${name} should be a list of 1 to ${MAX_IDS} ids`);
  }
  return list.map(Number);
}

/** The caller's instances of a list of ids. Throws ApiError 404 for the first that is not there, before anything is done. */
function pick(call: Call, ids: readonly number[]): Contract[] {
  return ids.map((id) => {
    const contract = call.account.contracts.get(id);
    if (!contract) throw ApiError.of(404, 'no_such_instance', `Instance ${id} not found.`);
    return contract;
  });
}

function startOrStop(call: Call, contracts: readonly Contract[], state: unknown): Reply {
  if (state === 'stopped') {
    for (const contract of contracts) stop(call.world, contract);
    return ok({ success: true });
  }
  if (state !== 'running') throw ApiError.of(400, 'invalid_args', 'state should be running or stopped');
  const replies = contracts.map((contract) => startInstance(call, contract));
  return ok(replies.find((reply) => reply.success === false) ?? { success: true });
}

function updateMany(call: Call): Reply {
  return startOrStop(call, pick(call, readIds(call.body.ids, 'ids')), call.body.state);
}

function startMany(call: Call): Reply {
  const ids = readIds(call.body.ids ?? call.body.instance_ids ?? call.body.ID, 'ids');
  return startOrStop(call, pick(call, ids), 'running');
}

/** Destroys many; ids that are already gone do not stop the others. */
function destroyMany(call: Call): Reply {
  const ids = readIds(call.body.instance_ids, 'instance_ids');
  const missing: number[] = [];
  for (const id of ids) {
    const contract = call.account.contracts.get(id);
    if (contract) destroy(call.world, contract, 'api');
    else missing.push(id);
  }
  return ok(missing.length === 0 ? { success: true } : { success: true, not_found: missing });
}

/** One create per id; each result stands for itself, so a taken offer does not hide the contracts that were made. */
function createMany(call: Call): Reply {
  const ids = readIds(call.body.ids, 'ids');
  const template = templateBase(call.account, call.body.template_hash_id);
  const results = ids.map((id) => {
    try {
      return { ask_id: id, ...(createInstance(call, id, template).body as Record<string, unknown>) };
    } catch (error) {
      if (!(error instanceof ApiError) || typeof error.body === 'string') throw error;
      return { ask_id: id, ...error.body };
    }
  });
  const made = results.filter((result) => 'new_contract' in result);
  return ok({
    success: made.length > 0,
    new_contracts: made.map((result) => (result as { new_contract?: unknown }).new_contract),
    results,
  });
}

const LAUNCH_KEYS = new Set([
  'gpu_name',
  'num_gpus',
  'region',
  'geolocation',
  'order',
  'limit',
  'q',
  'query',
]);

/** Search and create in one call: the best row of the search is rented; the id comes back as text (vast-api.md 3.6). */
function launch(call: Call): Reply {
  const { body, world } = call;
  const given = (body.q ?? body.query ?? {}) as Record<string, unknown>;
  const region = body.region ?? body.geolocation;
  const query: Record<string, unknown> = {
    rentable: { eq: true },
    verified: { eq: true },
    ...(body.gpu_name === undefined ? {} : { gpu_name: { eq: textOf(body.gpu_name).replaceAll('_', ' ') } }),
    ...(body.num_gpus === undefined ? {} : { num_gpus: { eq: body.num_gpus } }),
    ...(typeof region === 'string' ? { geolocation: { in: region.replace(/[[\]\s]/g, '').split(',') } } : {}),
    ...(body.order === undefined || typeof body.order === 'string' ? {} : { order: body.order }),
    ...(typeof body.disk === 'number' ? { allocated_storage: body.disk } : {}),
    ...given,
    limit: 1,
  };
  const [row] = searchOffers(world, query);
  if (!row) throw ApiError.of(400, 'no_such_ask', 'error 404/3603: no_such_ask No offer matches the search.');
  const rest = Object.fromEntries(Object.entries(body).filter(([key]) => !LAUNCH_KEYS.has(key)));
  const reply = createInstance(
    { ...call, body: rest },
    row.id as number,
    templateBase(call.account, body.template_hash_id),
  );
  const made = reply.body as Record<string, unknown>;
  return ok({ ...made, new_contract: textOf(made.new_contract) });
}

/** The combinations of values that the caller's instances have, each once: what a client offers to filter by. */
function filterValues(call: Call): Reply {
  const rows = [...call.account.contracts.values()].map((contract) => ({
    actual_status: contract.actual,
    gpu_name: contract.machine.spec.gpuName,
    verification: contract.machine.spec.verification,
  }));
  return ok({ filters: [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()] });
}

/** Calls about several instances at once, and those that summarise them. */
export const bulkEndpoints: readonly Endpoint[] = [
  {
    name: 'create-bulk',
    method: 'POST',
    path: '/api/v0/asks/bulk/',
    scope: 'instance_write',
    intervalSeconds: null,
    handle: createMany,
  },
  {
    name: 'launch',
    method: 'PUT',
    path: '/api/v0/launch_instance/',
    scope: 'misc',
    intervalSeconds: 5,
    handle: launch,
  },
  {
    name: 'update-bulk',
    method: 'PUT',
    path: '/api/v0/instances/',
    scope: 'instance_write',
    intervalSeconds: null,
    handle: updateMany,
  },
  {
    name: 'start-bulk',
    method: 'POST',
    path: '/api/v0/instances/start/',
    scope: 'instance_write',
    intervalSeconds: null,
    handle: startMany,
  },
  {
    name: 'destroy-bulk',
    method: 'DELETE',
    path: '/api/v0/instances/',
    scope: 'instance_write',
    intervalSeconds: null,
    handle: destroyMany,
  },
  {
    name: 'filters',
    method: 'GET',
    path: '/api/v0/instances/filters/',
    scope: 'instance_read',
    intervalSeconds: null,
    handle: filterValues,
  },
  {
    name: 'count',
    method: 'GET',
    path: '/api/v0/instances/count/',
    scope: 'instance_read',
    intervalSeconds: null,
    handle: (call) => ok({ success: true, count: call.account.contracts.size }),
  },
];
