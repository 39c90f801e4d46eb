import { boot, cancelTimers, plan, reallocate, setActual, up } from './lifecycle';
import type { Contract, Machine } from './model';
import type { ActualStatus } from './spec';
import { reprice } from './money';
import type { World } from './world';

/** The host disconnects: its instances become `unknown`, then `offline`, and nothing is charged. */
export function loseHost(world: World, machine: Machine): void {
  if (!machine.online) return;
  machine.online = false;
  world.note('host-lost', { machine });
  for (const contract of machine.contracts) {
    cancelTimers(world, contract);
    if (contract.wanted === 'stopped') {
      // The scheduler's half of a stop under way does not need the host.
      contract.current = 'stopped';
      contract.holding = false;
    }
    reprice(world, contract);
    if (contract.actual === null) continue;
    const lag = world.draw(world.knobs.heartbeatMs);
    plan(world, contract, lag, () => setActual(world, contract, 'unknown'));
    plan(world, contract, lag * 2, () => setActual(world, contract, 'offline'));
  }
  reallocate(world, machine);
}

/** The host is back: what held its GPUs comes up again, with new ports. */
export function returnHost(world: World, machine: Machine): void {
  if (machine.online) return;
  machine.online = true;
  world.note('host-returned', { machine });
  for (const contract of machine.contracts) {
    cancelTimers(world, contract);
    reprice(world, contract);
    if (contract.holding) {
      if (contract.lastPorts === null) boot(world, contract);
      else plan(world, contract, world.draw(world.knobs.heartbeatMs), () => up(world, contract, true));
    } else if (contract.lastPorts !== null) {
      plan(world, contract, world.draw(world.knobs.heartbeatMs), () => setActual(world, contract, 'exited'));
    }
  }
  reallocate(world, machine);
}

/** Puts an instance into a status by force, as a test's doing; nothing that was under way goes on. */
export function forceStatus(world: World, contract: Contract, actual: ActualStatus, message?: string): void {
  cancelTimers(world, contract);
  setActual(world, contract, actual, message);
}
