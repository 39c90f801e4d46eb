import type { Contract, Machine, Slice } from './model';
import { canPay } from './money';
import type { World } from './world';

/** Bid per GPU and hour, USD: what bids of different sizes are compared by. */
function bidPerGpu(contract: Contract): number {
  return (contract.bid ?? Number.POSITIVE_INFINITY) / contract.gpus;
}

function overlaps(a: { firstGpu: number; gpus: number }, b: { firstGpu: number; gpus: number }): boolean {
  return a.firstGpu < b.firstGpu + b.gpus && b.firstGpu < a.firstGpu + a.gpus;
}

/** On-demand before bids, holders before those who wait, higher bids before lower ones, first come first served. */
function byPriority(a: Contract, b: Contract): number {
  if (a.isBid !== b.isBid) return a.isBid ? 1 : -1;
  if (a.isBid && bidPerGpu(a) !== bidPerGpu(b)) return bidPerGpu(b) - bidPerGpu(a);
  if (a.holding !== b.holding) return a.holding ? -1 : 1;
  return a.queuedAt - b.queuedAt || a.id - b.id;
}

/** `true` while the contract may run at all, were its GPUs free. */
function isEligible(world: World, contract: Contract): boolean {
  return (
    contract.wanted === 'running' &&
    !contract.expired &&
    canPay(contract, world.time) &&
    (!contract.isBid || bidPerGpu(contract) >= contract.machine.spec.minBidPerGpuHour - 1e-12)
  );
}

/**
 * Decides who holds a machine's GPUs (vast-api.md 6.1): pure, so that the rule can be read and tested on its own.
 * A contract that was told to stop keeps its GPUs until the scheduler has stopped it.
 */
export function allocate(world: World, machine: Machine): ReadonlySet<Contract> {
  const granted = [...machine.contracts].filter(
    (contract) => contract.holding && contract.wanted === 'stopped',
  );
  const waiting = [...machine.contracts].filter((contract) => isEligible(world, contract)).sort(byPriority);
  for (const contract of waiting) {
    // A host that is away starts nothing new, but what it holds it keeps.
    if (!contract.holding && !machine.online && contract.actual !== null) continue;
    if (!granted.some((other) => overlaps(other, contract))) granted.push(contract);
  }
  return new Set(granted);
}

/** `true` when the slice is on the market: nobody holds one of its GPUs on demand. Bids can be outbid, so they do not count. */
function isOffered(world: World, slice: Slice): boolean {
  const { machine } = slice;
  if (!machine.listed || world.time >= machine.endsAt) return false;
  for (const contract of machine.contracts) {
    if (contract.holding && !contract.isBid && overlaps(contract, slice)) return false;
  }
  return true;
}

/** Puts slices on the market and takes them off as their GPUs are free or not. A slice that returns has a new id. */
export function refreshAsks(world: World, machine: Machine): void {
  machine.version++;
  for (const slice of machine.slices) {
    const offered = isOffered(world, slice);
    if (offered && slice.askId === null) {
      slice.askId = world.askId();
      world.asks.set(slice.askId, slice);
    } else if (!offered && slice.askId !== null) {
      world.asks.delete(slice.askId);
      slice.askId = null;
    }
  }
}

/** Uses an offer up: its id never works again. */
export function consumeAsk(world: World, slice: Slice): void {
  if (slice.askId === null) return;
  world.asks.delete(slice.askId);
  slice.askId = null;
}

/** Lowest bid that would win a slice now, USD per hour for the whole slice. */
export function minBid(
  slice: { machine: Machine; firstGpu: number; gpus: number },
  except?: Contract,
): number {
  const reserve = slice.machine.spec.minBidPerGpuHour * slice.gpus;
  let floor = reserve;
  for (const contract of slice.machine.contracts) {
    if (contract === except || !contract.holding || !contract.isBid || !overlaps(contract, slice)) continue;
    floor = Math.max(floor, bidPerGpu(contract) * slice.gpus + 0.001);
  }
  return floor;
}

/** `true` when GPUs of the slice are held by an on-demand contract: no bid can win them. */
export function heldOnDemand(
  slice: { machine: Machine; firstGpu: number; gpus: number },
  except?: Contract,
): boolean {
  for (const contract of slice.machine.contracts) {
    if (contract !== except && contract.holding && !contract.isBid && overlaps(contract, slice)) return true;
  }
  return false;
}
