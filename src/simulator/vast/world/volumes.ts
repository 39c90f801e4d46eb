import type { Account, Contract, Machine, Volume } from './model';
import { diskPricePerHour, reckon } from './money';
import { freeDiskGb } from './rent';
import type { World } from './world';

/** Number of a machine's volume offer: one per machine, unlike any instance offer. */
export function volumeAskId(machine: Machine): number {
  return 10_000_000 + machine.spec.machineId;
}

/** Disk that a machine offers for volumes, GB: half of what is free. */
export function volumeSpaceGb(machine: Machine): number {
  return Math.floor(freeDiskGb({ machine }) / 2);
}

/** The machine behind a volume offer, or `null` when it offers none (any more). */
export function findVolumeAsk(world: World, id: number): Machine | null {
  const machine = world.machines.get(id - 10_000_000);
  return machine?.listed && machine.online && volumeSpaceGb(machine) >= 1 ? machine : null;
}

/** Rents disk space on a machine. The caller has checked size and credit. */
export function rentVolume(
  world: World,
  account: Account,
  machine: Machine,
  sizeGb: number,
  name: string | null,
): Volume {
  const volume: Volume = {
    id: world.contractId(),
    account,
    machine,
    sizeGb,
    name,
    createdAt: world.time,
    pricePerHour: diskPricePerHour(machine.spec.storageCostPerGbMonth, sizeGb),
    mountedBy: new Set(),
    busyUntil: 0,
  };
  account.volumes.set(volume.id, volume);
  machine.volumes.add(volume);
  machine.version++;
  world.note('volume-created', { machine }, { volume: volume.id, sizeGb });
  reckon(world, account);
  return volume;
}

/** Gives disk space back for good. */
export function deleteVolume(world: World, volume: Volume): void {
  const { account, machine } = volume;
  account.volumes.delete(volume.id);
  machine.volumes.delete(volume);
  machine.version++;
  const hours = (world.time - volume.createdAt) / 3_600_000;
  account.charges.push({
    id: world.serial(),
    source: `volume-${volume.id}`,
    startAt: volume.createdAt,
    endAt: world.time,
    gpu: 0,
    disk: hours * volume.pricePerHour,
    traffic: 0,
  });
  world.note('volume-deleted', { machine }, { volume: volume.id });
  reckon(world, account);
}

/** Mounts a volume into a contract. */
export function mount(volume: Volume, contract: Contract): void {
  volume.mountedBy.add(contract.id);
  contract.volumeIds.add(volume.id);
}

/** `true` while an instance has it, or had it a moment ago. */
export function isInUse(volume: Volume, time: number): boolean {
  return volume.mountedBy.size > 0 || time < volume.busyUntil;
}
