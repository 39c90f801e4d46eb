import { ApiError } from '../http/api-error';
import { type Call, type Endpoint, ok, type Reply } from '../http/endpoint';
import { searchRows } from '../query/offer-search';
import { hardwareRow, type Row } from '../rows/hardware';
import type { Contract, Machine, Slice, Volume } from '../world/model';
import { diskPricePerHour, isBroke } from '../world/money';
import {
  deleteVolume,
  findVolumeAsk,
  isInUse,
  mount,
  rentVolume,
  volumeAskId,
  volumeSpaceGb,
} from '../world/volumes';
import type { World } from '../world/world';
import { invalidArgs } from './create-request';

const NAME = /^[A-Za-z0-9_]{1,64}$/;

function volumeOfferRow(world: World, machine: Machine, allocatedGb: number): Row {
  const { spec } = machine;
  const disk = diskPricePerHour(spec.storageCostPerGbMonth, allocatedGb);
  return {
    ...hardwareRow(spec, 0, spec.gpuCount),
    id: volumeAskId(machine),
    ask_contract_id: volumeAskId(machine),
    bundle_id: machine.spec.machineId,
    disk_space: volumeSpaceGb(machine),
    reliability: spec.reliability,
    public_ipaddr: spec.publicIp,
    start_date: machine.listedAt / 1000,
    end_date: machine.endsAt / 1000,
    duration: (machine.endsAt - world.time) / 1000,
    rentable: true,
    rented: false,
    score: spec.reliability,
    storage_total_cost: disk,
    dph_total: disk,
    dph_base: 0,
    expected_reliability: spec.reliability,
  };
}

function search(call: Call): Reply {
  const { world } = call;
  const offers = searchRows(world, call.body, (_type, allocatedGb) =>
    [...world.machines.values()]
      .filter((machine) => findVolumeAsk(world, volumeAskId(machine)) !== null)
      .map((machine) => volumeOfferRow(world, machine, allocatedGb)),
  );
  return ok({ offers });
}

function volumeRow(call: Call, volume: Volume): Row {
  const { spec } = volume.machine;
  return {
    id: volume.id,
    name: volume.name,
    volume_name: `V.${volume.id}`,
    status: isInUse(volume, call.world.time) ? 'in-use' : 'created',
    instances: [...volume.mountedBy],
    machine_id: spec.machineId,
    host_id: spec.hostId,
    disk_space: volume.sizeGb,
    storage_cost: spec.storageCostPerGbMonth,
    storage_total_cost: volume.pricePerHour,
    start_date: volume.createdAt / 1000,
    end_date: volume.machine.endsAt / 1000,
    public_ipaddr: spec.publicIp,
    geolocation: spec.geolocation,
    verification: spec.verification,
    reliability2: spec.reliability,
    type: 'local_volume',
  };
}

function list(call: Call): Reply {
  const type = call.query.get('type') ?? 'all_volume';
  if (!['all_volume', 'local_volume', 'network_volume'].includes(type)) {
    throw ApiError.of(400, 'invalid_args', `unknown volume type ${type}`);
  }
  const volumes = type === 'network_volume' ? [] : [...call.account.volumes.values()];
  return ok({ success: true, volumes: volumes.map((volume) => volumeRow(call, volume)) });
}

function readSize(value: unknown, machine: Machine): number {
  const size = Number(value);
  if (!Number.isFinite(size) || size < 1)
    throw ApiError.of(400, 'invalid_args', 'size should be a number of at least 1 GB');
  if (size > volumeSpaceGb(machine)) {
    throw ApiError.of(
      400,
      'invalid_args',
      `size ${size} GB is more than the ${volumeSpaceGb(machine)} GB on offer`,
    );
  }
  return size;
}

function readName(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || !NAME.test(value)) {
    throw ApiError.of(422, 'invalid_args', 'name should be 1 to 64 letters, digits or underscores');
  }
  return value;
}

function create(call: Call): Reply {
  const { body, world, account } = call;
  const machine = findVolumeAsk(world, Number(body.id));
  if (!machine)
    throw ApiError.of(
      400,
      'no_such_ask',
      `error 404/3603: no_such_ask Volume offer ${String(body.id)} is not available.`,
    );
  const name = readName(body.name);
  const size = readSize(body.size, machine);
  if (isBroke(account, world.time)) {
    throw ApiError.of(400, 'insufficient_credit', 'Your account lacks credit; see the billing page.');
  }
  const volume = rentVolume(world, account, machine, size, name);
  return ok({ success: true, volume_name: `V.${volume.id}`, volume_id: volume.id });
}

function remove(call: Call): Reply {
  const id = Number(call.body.id ?? call.query.get('id'));
  if (!Number.isInteger(id)) throw ApiError.of(400, 'invalid_args', 'id is required');
  const volume = call.account.volumes.get(id);
  if (!volume) throw ApiError.of(404, 'no_such_volume', `Volume ${id} not found.`);
  if (isInUse(volume, call.world.time)) throw ApiError.of(400, 'invalid_args', `Volume ${id} is in use.`);
  deleteVolume(call.world, volume);
  return ok({ success: true });
}

/** What `volume_info` of a create asks for, checked; applied once the contract exists. Throws ApiError 400. */
export function planVolume(call: Call, slice: Slice, askId: number): ((contract: Contract) => void) | null {
  const info = call.body.volume_info as Row | null | undefined;
  if (info === undefined || info === null) return null;
  const { world, account } = call;
  if (typeof info.mount_path !== 'string' || !info.mount_path.startsWith('/')) {
    throw invalidArgs(askId, 'volume_info.mount_path should be an absolute path');
  }
  if (info.create_new === true) {
    const machine = findVolumeAsk(world, Number(info.volume_id));
    if (machine !== slice.machine) throw invalidArgs(askId, 'the volume offer is on another machine');
    const size = readSize(info.size, machine);
    const name = readName(info.name);
    return (contract) => mount(rentVolume(world, account, machine, size, name), contract);
  }
  const volume = account.volumes.get(Number(info.volume_id));
  if (!volume) throw ApiError.of(404, 'no_such_volume', `Volume ${String(info.volume_id)} not found.`);
  if (volume.machine !== slice.machine) throw invalidArgs(askId, 'the volume is on another machine');
  return (contract) => mount(volume, contract);
}

const PATH = '/api/v0/volumes/';

/** Local volumes (vast-api.md 5.9). */
export const volumeEndpoints: readonly Endpoint[] = [
  {
    name: 'volume-search',
    method: 'POST',
    path: '/api/v0/volumes/search/',
    scope: 'misc',
    intervalSeconds: null,
    handle: search,
  },
  { name: 'volumes', method: 'GET', path: PATH, scope: 'instance_read', intervalSeconds: 5.5, handle: list },
  {
    name: 'volume-create',
    method: 'PUT',
    path: PATH,
    scope: 'instance_write',
    intervalSeconds: 5.5,
    handle: create,
  },
  {
    name: 'volume-delete',
    method: 'DELETE',
    path: PATH,
    scope: 'instance_write',
    intervalSeconds: 5.5,
    handle: remove,
  },
];
