import { ApiError } from '../http/api-error';
import { type Call, type Endpoint, ok, type Reply } from '../http/endpoint';
import { listInstances } from '../query/instance-list';
import { instanceRow } from '../rows/instance-row';
import { destroy, start, stop } from '../world/lifecycle';
import type { Contract } from '../world/model';
import { canPay } from '../world/money';

const MAX_LABEL = 1024;

/** The caller's instance of the path, or `null`; other accounts' instances do not exist for it. Throws 400 for a bad id. */
export function findInstance(call: Call): Contract | null {
  const text = call.params.id ?? '';
  if (!/^\d{1,15}$/.test(text)) throw ApiError.of(400, 'invalid_args', `Invalid instance id ${text}`);
  return call.account.contracts.get(Number(text)) ?? null;
}

/** The caller's instance of the path. Throws ApiError 404 `no_such_instance`. */
export function needInstance(call: Call): Contract {
  const contract = findInstance(call);
  if (!contract) throw noSuchInstance(call.params.id ?? '');
  return contract;
}

/** The 404 of commands on an instance that is not there. */
export function noSuchInstance(id: string | number): ApiError {
  return ApiError.of(404, 'no_such_instance', `Instance ${id} not found.`);
}

function readOne(call: Call): Reply {
  const contract = findInstance(call);
  const hidden =
    contract !== null && (isHidden(call, contract) || contract.reads++ < call.world.knobs.readLag);
  if (contract && !hidden) return ok({ instances: instanceRow(call.world, contract, false) });
  switch (call.world.knobs.goneRead) {
    case '404':
      throw noSuchInstance(call.params.id ?? '');
    case 'empty-list':
      return ok({ instances: [] });
    default:
      return ok({ instances: null });
  }
}

function isHidden(call: Call, contract: Contract): boolean {
  return call.faults.take({ endpoint: call.endpoint.name, instanceId: contract.id }, ['null']) !== null;
}

function listPage(call: Call): Reply {
  const fault = call.faults.take({ endpoint: call.endpoint.name, instanceId: null }, ['omit']);
  const omit = new Set<number>();
  if (fault) {
    const id = fault.instanceId ?? call.account.contracts.keys().next().value;
    if (id !== undefined) omit.add(id);
  }
  return ok(listInstances(call.world, call.account.contracts.values(), call.query, omit));
}

const DEPRECATED = {
  success: false,
  error: 'deprecated_endpoint',
  msg: '/api/v0/instances/ is deprecated. Use /api/v1/instances/ instead.',
};

function retiredList(call: Call): Reply {
  const { world } = call;
  if (world.knobs.retiredList !== 'list') {
    return { status: world.knobs.retiredList === '410' ? 410 : 200, body: DEPRECATED };
  }
  const rows = [...call.account.contracts.values()].map((contract) => instanceRow(world, contract, true));
  return ok({ success: true, instances_found: rows.length, instances: rows });
}

/** Starts an instance. Returns what the server answers, also when it refuses (HTTP 200, vast-api.md 5.1). */
export function startInstance(call: Call, contract: Contract): Record<string, unknown> {
  const { world } = call;
  if (!canPay(contract, world.time)) {
    throw ApiError.of(
      400,
      'missing_billing',
      'Your account lacks credit; add a payment method to start instances.',
    );
  }
  if (contract.expired) {
    throw ApiError.of(400, 'invalid_args', `Instance ${contract.id} has expired and cannot be started.`);
  }
  const refused = call.faults.take({ endpoint: call.endpoint.name, instanceId: contract.id }, [
    'refused-start',
  ]);
  if (refused && !contract.holding) {
    contract.wanted = contract.intended = contract.next = 'running';
    contract.queuedAt = world.time;
  } else if (start(world, contract)) {
    return { success: true };
  }
  return {
    success: false,
    error: 'resources_unavailable',
    msg: 'Required resources are currently unavailable, state change queued.',
  };
}

function setLabel(call: Call, contract: Contract, label: unknown): Record<string, unknown> {
  if (label !== null && typeof label !== 'string')
    throw ApiError.of(400, 'invalid_args', 'label should be a string');
  if ((label ?? '').length > MAX_LABEL) {
    throw ApiError.of(
      400,
      'label_too_long',
      `Please limit label length to ${MAX_LABEL} characters, ideally less than 128.`,
    );
  }
  contract.label = label === '' ? null : label;
  call.world.note('label', { contract }, { label: contract.label });
  return { success: true, msg: `label for ${contract.id} set to '${label ?? ''}'` };
}

function update(call: Call): Reply {
  const contract = needInstance(call);
  const { state, label } = call.body;
  if (state === undefined && label === undefined)
    throw ApiError.of(400, 'invalid_args', 'state or label is required');
  if (state !== undefined && state !== 'running' && state !== 'stopped') {
    throw ApiError.of(400, 'invalid_args', `state ${JSON.stringify(state)} is not running or stopped`);
  }
  let reply: Record<string, unknown> = { success: true };
  if (label !== undefined) reply = setLabel(call, contract, label);
  if (state === 'running') reply = { ...reply, ...startInstance(call, contract) };
  if (state === 'stopped') stop(call.world, contract);
  return ok(reply);
}

function destroyOne(call: Call): Reply {
  const contract = findInstance(call);
  if (contract) {
    destroy(call.world, contract, 'api');
    return ok({ success: true });
  }
  switch (call.world.knobs.destroyedAgain) {
    case 'not_found':
      throw ApiError.of(404, 'not_found', 'Instance not found');
    case 'ok':
      throw ApiError.of(200, 'no_such_instance', `Instance ${call.params.id ?? ''} not found.`);
    default:
      throw noSuchInstance(call.params.id ?? '');
  }
}

/** Reading, listing, starting, stopping, labelling and destroying instances. */
export const instanceEndpoints: readonly Endpoint[] = [
  {
    name: 'list',
    method: 'GET',
    path: '/api/v1/instances/',
    scope: 'instance_read',
    intervalSeconds: 1,
    handle: listPage,
  },
  {
    name: 'retired-list',
    method: 'GET',
    path: '/api/v0/instances/',
    scope: 'instance_read',
    intervalSeconds: null,
    handle: retiredList,
  },
  {
    name: 'read',
    method: 'GET',
    path: '/api/v0/instances/{id}/',
    scope: 'instance_read',
    intervalSeconds: 2,
    instanceKey: true,
    handle: readOne,
  },
  {
    name: 'update',
    method: 'PUT',
    path: '/api/v0/instances/{id}/',
    scope: 'instance_write',
    intervalSeconds: 1,
    instanceKey: true,
    handle: update,
  },
  {
    name: 'destroy',
    method: 'DELETE',
    path: '/api/v0/instances/{id}/',
    scope: 'instance_write',
    intervalSeconds: 3,
    instanceKey: true,
    handle: destroyOne,
  },
];
