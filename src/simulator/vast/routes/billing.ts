import { ApiError } from '../http/api-error';
import { type Call, type Endpoint, ok, type Reply } from '../http/endpoint';
import type { Row } from '../rows/hardware';
import { planExpiry } from '../world/lifecycle';
import type { Contract } from '../world/model';
import { chargedUntil, diskPricePerHour, reprice } from '../world/money';

const PAGE = 25;

interface Page {
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly total: number;
}

/** Cuts a page out of rows; the token is the position, opaque to clients. */
function paginate(call: Call, rows: readonly Row[]): Page {
  const limit = Number(call.query.get('limit') ?? PAGE);
  if (!Number.isInteger(limit)) throw ApiError.of(400, 'invalid_request', 'limit should be an integer');
  const size = limit <= 0 ? 5 : Math.min(limit, PAGE);
  const token = call.query.get('after_token');
  const from = token ? Number(Buffer.from(token, 'base64').toString('utf8')) : 0;
  if (!Number.isInteger(from) || from < 0)
    throw ApiError.of(400, 'invalid_token', 'The pagination token is invalid.');
  const end = from + size;
  return {
    rows: rows.slice(from, end),
    next: end < rows.length ? Buffer.from(String(end)).toString('base64') : null,
    total: rows.length,
  };
}

function chargeRow(
  source: string,
  startAt: number,
  endAt: number,
  cost: { gpu: number; disk: number; traffic: number },
): Row {
  const items = [
    { type: 'gpu', amount: cost.gpu },
    { type: 'disk', amount: cost.disk },
    { type: 'bandwidth', amount: cost.traffic },
  ].filter((item) => item.amount > 0);
  return {
    source,
    type: source.startsWith('volume') ? 'volume' : 'instance',
    start: startAt / 1000,
    end: endAt / 1000,
    amount: cost.gpu + cost.disk + cost.traffic,
    items,
  };
}

/** What finished and running contracts have cost, newest first. */
function charges(call: Call): Reply {
  const { account, world } = call;
  const finished = account.charges.map((entry) => chargeRow(entry.source, entry.startAt, entry.endAt, entry));
  const running = [...account.contracts.values()].map((contract) =>
    chargeRow(`instance-${contract.id}`, contract.createdAt, world.time, chargedUntil(contract, world.time)),
  );
  const volumes = [...account.volumes.values()].map((volume) => {
    const disk = ((world.time - volume.createdAt) / 3_600_000) * volume.pricePerHour;
    return chargeRow(`volume-${volume.id}`, volume.createdAt, world.time, { gpu: 0, disk, traffic: 0 });
  });
  const page = paginate(call, [...finished, ...running, ...volumes].reverse());
  return ok({
    success: true,
    count: page.rows.length,
    total: page.total,
    results: page.rows,
    next_token: page.next,
  });
}

function invoices(call: Call): Reply {
  const rows = call.account.payments.map((payment) => ({
    id: payment.id,
    type: 'payment',
    source: 'card',
    when: payment.at / 1000,
    amount: payment.amount,
    description: 'Credit added',
  }));
  const page = paginate(call, rows.reverse());
  return ok({
    success: true,
    count: page.rows.length,
    total: page.total,
    results: page.rows,
    next_token: page.next,
  });
}

function increaseRow(contract: Contract): Row[] {
  const { priceIncrease: increase, machine } = contract;
  if (!increase) return [];
  const { spec } = machine;
  return [
    {
      pending_price_increase_id: increase.id,
      contract_id: contract.id,
      host_id: spec.hostId,
      new_gpu_costpersec: increase.gpuPricePerHour / 3600,
      old_gpu_costpersec: contract.gpuPricePerHour / 3600,
      new_disk_ram_costpersec: diskPricePerHour(contract.storageCostPerGbMonth, contract.diskGb) / 3600,
      new_bwu_cost: spec.inetUpCost,
      new_bwd_cost: spec.inetDownCost,
      new_platform_fee: null,
      contract_end_date: contract.endsAt / 1000,
      ask_end_date: increase.endsAt / 1000,
      created_at: increase.createdAt / 1000,
    },
  ];
}

function pendingIncreases(call: Call): Reply {
  const rows = [...call.account.contracts.values()].flatMap(increaseRow);
  return ok({ success: true, count: rows.length, truncated: false, pending_price_increases: rows });
}

function takeIncrease(call: Call): { contract: Contract; increase: NonNullable<Contract['priceIncrease']> } {
  const extra = Object.keys(call.body).filter((key) => key !== 'pending_price_increase_id');
  if (extra.length > 0) throw ApiError.of(400, 'invalid_args', `unexpected ${extra.join(', ')}`);
  for (const contract of call.account.contracts.values()) {
    const increase = contract.priceIncrease;
    if (increase && increase.id === call.body.pending_price_increase_id) {
      contract.priceIncrease = null;
      return { contract, increase };
    }
  }
  throw ApiError.of(404, 'no_pending_price_increase', 'No such pending price increase.');
}

function accept(call: Call): Reply {
  const { contract, increase } = takeIncrease(call);
  contract.gpuPricePerHour = increase.gpuPricePerHour;
  contract.endsAt = increase.endsAt;
  contract.expired = false;
  planExpiry(call.world, contract);
  reprice(call.world, contract);
  call.world.note('price-increase-accepted', { contract }, { gpuPricePerHour: increase.gpuPricePerHour });
  return ok({ success: true });
}

function reject(call: Call): Reply {
  const { contract } = takeIncrease(call);
  call.world.note('price-increase-rejected', { contract });
  return ok({ success: true });
}

const INCREASE = '/api/v0/instances';

/** What was charged and paid, and price proposals of hosts (vast-api.md 5.4, 5.10). */
export const billingEndpoints: readonly Endpoint[] = [
  {
    name: 'charges',
    method: 'GET',
    path: '/api/v0/charges/',
    scope: 'billing_read',
    intervalSeconds: 1,
    handle: charges,
  },
  {
    name: 'invoices',
    method: 'GET',
    path: '/api/v1/invoices/',
    scope: 'billing_read',
    intervalSeconds: 3,
    handle: invoices,
  },
  {
    name: 'price-increases',
    method: 'GET',
    path: `${INCREASE}/pending-price-increases/`,
    scope: 'instance_read',
    intervalSeconds: null,
    handle: pendingIncreases,
  },
  {
    name: 'price-increase-accept',
    method: 'PUT',
    path: `${INCREASE}/accept-price-increase/`,
    scope: 'instance_write',
    intervalSeconds: null,
    handle: accept,
  },
  {
    name: 'price-increase-reject',
    method: 'PUT',
    path: `${INCREASE}/reject-price-increase/`,
    scope: 'instance_write',
    intervalSeconds: null,
    handle: reject,
  },
];
