import type { FaultKind, RentalView, Simulator } from '../../src/simulator';
import { IMAGE } from './project';
import type { PlannedFault } from './schedule';
import type { Watcher } from './watcher';

/** Something that happens to the world when the n-th request to an endpoint arrives. */
export interface WorldFault {
  readonly plan: PlannedFault;
  readonly endpoint: string;
  readonly nth: number;
  /** Does it; false when there is nothing to do it to. */
  readonly play: (simulator: Simulator) => boolean;
}

/** What the account owns in the beginning, USD. */
export const CREDIT = 100;

/** Hands a fault to the simulator when it has a kind for it. */
export function inject(
  simulator: Simulator,
  fault: PlannedFault,
): { readonly fault: PlannedFault; readonly isPending: () => boolean }[] {
  switch (fault.kind) {
    case 'omitted':
    case 'dead-host':
    case 'filtered-host':
    case 'ports-moved':
    case 'outbid':
    case 'adopted-elsewhere':
      return [];
    case 'no-credit': {
      simulator.control.setCredit(0);
      return [{ fault, isPending: () => false }];
    }
    case 'stuck-image': {
      const before = simulator.journal.requests('create').length;
      simulator.control.image(IMAGE, { fault: fault.how });
      return [{ fault, isPending: () => simulator.journal.requests('create').length === before }];
    }
    case 'refused': {
      const spec = { kind: 'error', endpoint: 'create', status: 400, error: fault.error } as const;
      simulator.control.injectFault(spec);
      return [{ fault, isPending: () => simulator.control.pendingFaults().includes(spec) }];
    }
    default: {
      const spec = { kind: fault.kind satisfies FaultKind, endpoint: fault.endpoint, skip: fault.skip };
      simulator.control.injectFault(spec);
      return [{ fault, isPending: () => simulator.control.pendingFaults().includes(spec) }];
    }
  }
}

/** The faults that need to know what is rented by then. */
export function worldFaults(faults: readonly PlannedFault[], watcher: Watcher): WorldFault[] {
  return faults.flatMap((plan): WorldFault[] => {
    switch (plan.kind) {
      case 'omitted':
        return [{ plan, endpoint: 'list', nth: plan.nth, play: (simulator) => onNewest(simulator, ({ id }) => simulator.control.injectFault({ kind: 'omit', instanceId: id })) }]; // prettier-ignore
      case 'stuck-image':
        return [{ plan, endpoint: 'create', nth: plan.hosts + 1, play: heal }];
      case 'dead-host':
        return [{ plan, endpoint: '*', nth: plan.nth, play: (simulator) => onNewest(simulator, ({ machineId }) => simulator.control.killHost(machineId)) }]; // prettier-ignore
      case 'filtered-host':
        return [{ plan, endpoint: '*', nth: plan.nth, play: (simulator) => onNewest(simulator, ({ machineId }) => simulator.control.filterHost(machineId)) }]; // prettier-ignore
      case 'ports-moved':
        return [{ plan, endpoint: '*', nth: plan.nth, play: (simulator) => onNewest(simulator, ({ id, ports }) => Object.keys(ports).length > 0 && simulator.control.movePorts(id)) }]; // prettier-ignore
      case 'outbid':
        return [{ plan, endpoint: '*', nth: plan.nth, play: (simulator) => onNewest(simulator, ({ id, isBid }) => isBid && simulator.control.outbid(id)) }]; // prettier-ignore
      case 'adopted-elsewhere':
        return [{ plan, endpoint: '*', nth: plan.nth, play: (simulator) => onNewest(simulator, ({ id }) => watcher.adopt(id)) }]; // prettier-ignore
      default:
        return [];
    }
  });
}

/** Puts the world in order: hosts are back, images start, nobody drops packets. Tells whether a host came back. */
export function calm(simulator: Simulator): boolean {
  simulator.control.clearFaults();
  simulator.control.setCredit(CREDIT);
  heal(simulator);
  let isRevived = false;
  for (const { spec, online, listed, filtered } of simulator.world.machines()) {
    if (!online) isRevived = true;
    if (!online || !listed) simulator.control.reviveHost(spec.machineId);
    if (filtered) simulator.control.filterHost(spec.machineId, false);
  }
  return isRevived;
}

function heal(simulator: Simulator): false {
  simulator.control.image(IMAGE, {});
  return false;
}

function onNewest(simulator: Simulator, act: (rental: RentalView) => unknown): boolean {
  const newest = simulator.world.rentals().at(-1);
  return newest !== undefined && act(newest) !== false;
}
