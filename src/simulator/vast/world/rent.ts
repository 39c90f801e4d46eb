import { consumeAsk, heldOnDemand, minBid, refreshAsks } from './allocation';
import { boot, destroy, planExpiry, reallocate } from './lifecycle';
import type { Account, Contract, Slice } from './model';
import type { PowerState } from './spec';
import { reprice } from './money';
import type { World } from './world';

/** What a renter asked for, checked and with defaults filled in. */
export interface RentalRequest {
  readonly image: string;
  readonly diskGb: number;
  readonly label: string | null;
  /** Long form, `'ssh_direc ssh_proxy'`. */
  readonly imageRuntype: string;
  readonly onstart: string | null;
  readonly args: readonly string[];
  readonly env: readonly (readonly [string, string])[];
  /** USD per hour for the whole slice; `null` = on demand. */
  readonly bid: number | null;
  readonly targetState: PowerState;
  /** `true`: rather nothing than a contract that cannot start now. */
  readonly cancelUnavailable: boolean;
  readonly templateId: number | null;
  readonly templateHash: string | null;
  readonly templateName: string | null;
}

/** How a rental went: running-to-be, made but stopped, or not made at all. */
export type RentalOutcome =
  | { readonly result: 'rented'; readonly contract: Contract }
  | { readonly result: 'stopped'; readonly contract: Contract }
  | { readonly result: 'unavailable' };

function makeContract(world: World, account: Account, slice: Slice, request: RentalRequest): Contract {
  const id = world.contractId();
  const { spec } = slice.machine;
  const secrets = world.random.secrets;
  const sshIdx = world.random.ids.int(1, 9);
  return {
    id,
    account,
    machine: slice.machine,
    firstGpu: slice.firstGpu,
    gpus: slice.gpus,
    bundleId: slice.bundleId,
    askId: slice.askId ?? 0,
    createdAt: world.time,
    endsAt: slice.machine.endsAt,
    diskGb: request.diskGb,
    bid: request.bid,
    isBid: request.bid !== null,
    gpuPricePerHour: spec.pricePerGpuHour * slice.gpus,
    storageCostPerGbMonth: spec.storageCostPerGbMonth,
    image: request.image,
    label: request.label,
    imageRuntype: request.imageRuntype,
    onstart: request.onstart,
    args: request.args,
    env: request.env,
    templateId: request.templateId,
    templateHash: request.templateHash,
    templateName: request.templateName,
    instanceKey: {
      id: world.serial(),
      key: secrets.hex(64),
      name: `instance ${id}`,
      scopes: null,
      permissions: null,
      instanceId: id,
      createdAt: world.time,
    },
    jupyterToken: secrets.hex(64),
    sshIdx,
    sshPort: world.random.ids.int(1, 3) * 10_000 + (id % 10_000),
    machineDirSshPort: world.random.ids.int(40_000, 65_535),
    localIp: `10.0.${world.random.ids.int(0, 9)}.${world.random.ids.int(2, 254)}`,
    intended: request.targetState,
    current: 'stopped',
    next: request.targetState,
    actual: null,
    statusMessage: null,
    wanted: request.targetState,
    holding: false,
    queuedAt: world.time,
    expired: false,
    ports: null,
    lastPorts: null,
    runningSince: null,
    services: new Map(),
    sshKeys: new Map([...account.sshKeys].map(([keyId, key]) => [keyId, { ...key }])),
    secrets: new Map(account.secrets),
    volumeIds: new Set(),
    logs: { container: [], daemon: [] },
    timers: [],
    expiry: null,
    reads: 0,
    prepaid: 0,
    prepaidEnd: null,
    discountRate: 0,
    discountUsed: 0,
    priceIncrease: null,
    charged: { gpu: 0, disk: 0, traffic: 0 },
    settledAt: world.time,
    ratePerHour: { gpu: 0, disk: 0 },
    runSeconds: 0,
  };
}

/** Disk that a machine has left for a new contract, GB. */
export function freeDiskGb(slice: { readonly machine: Slice['machine'] }): number {
  let used = 0;
  for (const contract of slice.machine.contracts) used += contract.diskGb;
  for (const volume of slice.machine.volumes) used += volume.sizeGb;
  return Math.max(0, slice.machine.spec.diskGb - used);
}

/** A contract that could not start: the image is loaded all the same, and after a while the platform gives up wanting it. */
function leaveStopped(world: World, contract: Contract): void {
  boot(world, contract);
  if (!contract.isBid) return;
  contract.intended = 'running';
  contract.next = 'stopped';
  contract.timers.push(
    world.after(world.draw(world.knobs.heartbeatMs), () => {
      if (!contract.holding) contract.intended = 'stopped';
    }),
  );
}

/**
 * Rents a slice that is on the market. `busy` makes its GPUs count as unavailable just now (a fault).
 * The offer id is used up, whatever becomes of the contract.
 */
export function rent(
  world: World,
  account: Account,
  slice: Slice,
  request: RentalRequest,
  busy = false,
): RentalOutcome {
  const startable =
    !busy &&
    (request.bid === null
      ? !heldOnDemand(slice)
      : request.bid >= minBid(slice) - 1e-9 && !heldOnDemand(slice));
  if (request.targetState === 'running' && !startable && request.cancelUnavailable)
    return { result: 'unavailable' };
  const contract = makeContract(world, account, slice, request);
  consumeAsk(world, slice);
  world.contracts.set(contract.id, contract);
  account.contracts.set(contract.id, contract);
  slice.machine.contracts.add(contract);
  world.note('created', { contract }, { account: account.name, bid: request.bid, gpus: slice.gpus });
  planExpiry(world, contract);
  if (startable && request.targetState === 'running') reallocate(world, slice.machine);
  else refreshAsks(world, slice.machine);
  if (request.targetState === 'stopped') {
    boot(world, contract);
  } else if (!contract.holding) {
    // Somebody who waited longer for these GPUs has them, or they cannot be had.
    if (request.cancelUnavailable) {
      destroy(world, contract, 'unavailable');
      return { result: 'unavailable' };
    }
    leaveStopped(world, contract);
  }
  reprice(world, contract);
  return { result: contract.holding || request.targetState === 'stopped' ? 'rented' : 'stopped', contract };
}
