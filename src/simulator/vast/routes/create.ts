import { ApiError } from '../http/api-error';
import { type Call, type Endpoint, ok, type Reply } from '../http/endpoint';
import type { Account, Slice } from '../world/model';
import { isBroke } from '../world/money';
import { rent, type RentalRequest } from '../world/rent';
import type { World } from '../world/world';
import { invalidArgs, readCreateRequest, type TemplateBase } from './create-request';
import { templateBase } from './templates';
import { planVolume } from './volumes';

/** `no_such_ask` for an offer that is gone, under the status of the knob. */
function gone(world: World, askId: number): ApiError {
  return ApiError.of(
    world.knobs.noSuchAskStatus,
    'no_such_ask',
    `error 404/3603: no_such_ask Instance type by id ${askId} is not available.`,
    { ask_id: askId },
  );
}

/** The plainest rental there is, for renters that the simulator plays itself. */
function plainRequest(bid: number | null): RentalRequest {
  return {
    image: 'pytorch/pytorch:latest',
    diskGb: 10,
    label: null,
    imageRuntype: 'ssh_proxy',
    onstart: null,
    args: [],
    env: [],
    bid,
    targetState: 'running',
    cancelUnavailable: false,
    templateId: null,
    templateHash: null,
    templateName: null,
  };
}

/** Somebody else rents an offer: on demand, or with a bid in USD per hour. Returns the contract's id. */
export function rentBySomebodyElse(world: World, slice: Slice, bid: number | null = null): number {
  const outcome = rent(world, world.others, slice, plainRequest(bid));
  if (outcome.result === 'unavailable')
    throw new RangeError(`offer ${String(slice.askId)} cannot be taken now`);
  return outcome.contract.id;
}

function readAskId(text: string): number {
  if (!/^\d{1,15}$/.test(text))
    throw ApiError.of(400, 'invalid_args', `error 400/3467: Invalid args: ask id ${text}`);
  return Number(text);
}

function checkCredit(world: World, account: Account): void {
  if (isBroke(account, world.time)) {
    throw ApiError.of(400, 'insufficient_credit', 'Your account lacks credit; see the billing page.');
  }
}

function checkSpendRate(account: Account, slice: Slice): void {
  const limit = account.spendLimitPerHour;
  if (limit !== null && account.burnPerHour + slice.machine.spec.pricePerGpuHour * slice.gpus > limit) {
    throw ApiError.of(400, 'spend_rate_limit', `Your account may spend at most $${limit} per hour for now.`);
  }
}

/** A virtual machine needs a host that can, a key to log in with, and no volumes (vast-api.md 3.2). */
function checkVm(call: Call, slice: Slice, askId: number): void {
  if (call.body.vm !== true) return;
  if (call.account.sshKeys.size === 0) {
    throw ApiError.of(
      400,
      'no_ssh_key_for_vm',
      'Please add an ssh key to your account before creating a VM.',
    );
  }
  if (!slice.machine.spec.vmsEnabled) throw invalidArgs(askId, 'this machine does not run VMs');
  if (call.body.volume_info != null) throw invalidArgs(askId, 'VMs take no volumes');
}

/** Rents one offer for a caller. `template` is what `template_hash_id` stands for. */
export function createInstance(call: Call, askId: number, template: TemplateBase | null): Reply {
  const { world, account, faults } = call;
  const target = { endpoint: call.endpoint.name, instanceId: null };
  const taken = faults.take(target, ['taken']);
  const before = world.asks.get(askId);
  if (taken && before) rentBySomebodyElse(world, before);
  const slice = world.asks.get(askId);
  if (!slice) throw gone(world, askId);
  const request = readCreateRequest(world, call.body, slice, askId, template);
  checkVm(call, slice, askId);
  const attachVolume = planVolume(call, slice, askId);
  checkCredit(world, account);
  checkSpendRate(account, slice);
  const busy = faults.take(target, ['unavailable']) !== null;
  const outcome = rent(world, account, slice, request, busy);
  if (outcome.result === 'unavailable') {
    throw ApiError.of(
      410,
      'no_such_ask',
      `error 410/3907: no_such_ask Instance type ${askId} is no longer available.`,
      {
        ask_id: askId,
      },
    );
  }
  const { contract } = outcome;
  attachVolume?.(contract);
  const made = { new_contract: contract.id, instance_api_key: contract.instanceKey.key };
  if (outcome.result === 'stopped' && world.knobs.unstartableReply === 'error') {
    throw ApiError.of(
      world.knobs.unstartableStatus,
      'resources_unavailable',
      'Required resources are currently unavailable, state change queued.',
      made,
    );
  }
  return ok({ success: true, ...made });
}

/** Renting by offer id. */
export const createEndpoints: readonly Endpoint[] = [
  {
    name: 'create',
    method: 'PUT',
    path: '/api/v0/asks/{id}/',
    scope: 'instance_write',
    intervalSeconds: 4.5,
    penaltySeconds: 12,
    handle: (call) =>
      createInstance(
        call,
        readAskId(call.params.id ?? ''),
        templateBase(call.account, call.body.template_hash_id),
      ),
  },
];
