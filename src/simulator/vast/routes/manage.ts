import { ApiError } from '../http/api-error';
import { type Call, type Endpoint, ok, type Reply } from '../http/endpoint';
import { instanceRow } from '../rows/instance-row';
import { minBid } from '../world/allocation';
import { reallocate, reboot, recycle } from '../world/lifecycle';
import type { Contract } from '../world/model';
import { creditOf, MONTH_HOURS, prepay, reprice } from '../world/money';
import { readArgs, readEnv } from './create-request';
import { findInstance } from './instances';
import { templateBase } from './templates';
import { textOf } from './values';

function rebootOne(call: Call): Reply {
  const contract = findInstance(call);
  if (!contract) throw ApiError.of(400, 'invalid_args', 'invalid instance_id');
  reboot(call.world, contract);
  return ok({ success: true });
}

function recycleOne(call: Call): Reply {
  const contract = findInstance(call);
  if (!contract) throw ApiError.of(400, 'invalid_id', 'invalid instance_id');
  recycle(call.world, contract);
  return ok({ success: true });
}

/** Changes what the container will be made from; it takes effect with the next recycle (vast-api.md 5.3). */
function updateTemplate(call: Call): Reply {
  const contract = findInstance(call);
  if (!contract) throw ApiError.of(404, 'no_such_instance', `Instance ${call.params.id ?? ''} not found.`);
  const template = templateBase(call.account, call.body.template_hash_id ?? call.body.template_id);
  const own = Object.fromEntries(Object.entries(call.body).filter(([, value]) => value != null));
  const fields = { ...template?.fields, ...own };
  if (fields.image !== undefined) {
    if (typeof fields.image !== 'string' || fields.image === '')
      throw ApiError.of(400, 'invalid_args', 'image should be a string');
    contract.image = fields.image;
  }
  if (fields.env !== undefined) contract.env = readEnv(fields.env, null);
  if (fields.onstart !== undefined) contract.onstart = textOf(fields.onstart);
  if (fields.args !== undefined || fields.args_str !== undefined) contract.args = readArgs(fields, null);
  if (template) {
    contract.templateId = template.id;
    contract.templateHash = template.hashId;
    contract.templateName = template.name;
  }
  call.world.note('template', { contract }, { image: contract.image });
  return ok({ success: true, updated_instance: instanceRow(call.world, contract, false) });
}

function readPrice(call: Call, contract: Contract): number {
  const { price } = call.body;
  if (price === null || price === undefined) return minBid(contract, contract);
  const number = typeof price === 'string' ? Number(price) : price;
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0.001) {
    throw ApiError.of(400, 'invalid_price', 'Please set a bid price >= 0.001.');
  }
  if (number > 32 * contract.gpus) {
    throw ApiError.of(400, 'invalid_price', `Please set a bid price <= ${32 * contract.gpus}.`);
  }
  return number;
}

function changeBid(call: Call): Reply {
  const contract = findInstance(call);
  if (!contract) throw ApiError.of(404, 'no_such_instance', 'Instance with that ID does not exist.');
  if (!contract.isBid)
    throw ApiError.of(400, 'invalid_args', `Instance ${contract.id} is not interruptible.`);
  contract.bid = readPrice(call, contract);
  call.world.note('bid', { contract }, { price: contract.bid });
  reallocate(call.world, contract.machine);
  reprice(call.world, contract);
  return ok({ success: true });
}

/** Discount for months paid ahead (vast-api.md 6.5): 0.2 at one, 0.3 at three, at most 0.4. */
export function discountFor(months: number): number {
  if (months < 1) return 0.2 * months;
  if (months < 3) return 0.2 + 0.05 * (months - 1);
  return Math.min(0.4, 0.3 + (0.1 * (months - 3)) / 9);
}

function prepayOne(call: Call): Reply {
  const contract = findInstance(call);
  if (!contract) throw ApiError.of(400, 'no_such_instance', 'No such instance');
  const { amount } = call.body;
  if (typeof amount !== 'number' || !Number.isFinite(amount) || amount <= 0) {
    throw ApiError.of(400, 'invalid_args', 'amount should be a positive number');
  }
  if (amount > creditOf(call.account, call.world.time))
    throw ApiError.of(411, 'insufficient_credit', 'Insufficient credit');
  const disk = (contract.storageCostPerGbMonth * contract.diskGb) / MONTH_HOURS;
  const months = (contract.prepaid + amount) / ((contract.gpuPricePerHour + disk) * MONTH_HOURS);
  const rate = discountFor(months);
  prepay(call.world, contract, amount, rate);
  return ok({ success: true, timescale: months, discount_rate: rate });
}

const WRITE = { method: 'PUT', scope: 'instance_write' } as const;

/** Commands on one instance beyond start, stop and label. */
export const manageEndpoints: readonly Endpoint[] = [
  { name: 'reboot', path: '/api/v0/instances/reboot/{id}/', intervalSeconds: 1, handle: rebootOne, ...WRITE },
  {
    name: 'recycle',
    path: '/api/v0/instances/recycle/{id}/',
    intervalSeconds: 1,
    handle: recycleOne,
    ...WRITE,
  },
  {
    name: 'update-template',
    path: '/api/v0/instances/update_template/{id}/',
    intervalSeconds: null,
    handle: updateTemplate,
    ...WRITE,
  },
  {
    name: 'bid',
    path: '/api/v0/instances/bid_price/{id}/',
    intervalSeconds: 5.5,
    handle: changeBid,
    ...WRITE,
  },
  { name: 'prepay', path: '/api/v0/instances/prepay/{id}/', intervalSeconds: 2, handle: prepayOne, ...WRITE },
];
