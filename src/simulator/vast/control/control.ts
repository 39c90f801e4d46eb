import type { FaultSpec } from '../http/faults';
import { RateLimiter, type RateLimitMode } from '../http/rate-limit';
import type { Knobs } from '../knobs';
import { rentBySomebodyElse } from '../routes/create';
import { minBid } from '../world/allocation';
import { forceStatus, loseHost, returnHost } from '../world/hosts';
import { destroy, log, reallocate, stop } from '../world/lifecycle';
import type { Contract, Machine, Slice } from '../world/model';
import type { ActualStatus, ImageBehaviour, ServiceBehaviour } from '../world/spec';
import { charge, setCredit } from '../world/money';
import { openPorts } from '../world/ports';
import type { Stage } from '../stage';
import type { World } from '../world/world';

/** Changes the world behind its clients' back. Every method throws RangeError for an id that does not exist. */
export class Control {
  constructor(private readonly stage: Stage) {}

  /** Somebody else rents an offer on demand. Returns the id of the foreign contract, for `release`. */
  takeOffer(offerId: number): number {
    return rentBySomebodyElse(this.world, this.slice(offerId));
  }

  /** A contract ends: a foreign one of `takeOffer` or `outbid`, whose GPUs return to the market. */
  release(contractId: number): void {
    destroy(this.world, this.contract(contractId), 'released');
  }

  /** Somebody outbids an interruptible instance. Returns the id of the foreign contract. Throws RangeError on demand. */
  outbid(instanceId: number): number {
    const contract = this.contract(instanceId);
    if (!contract.isBid) throw new RangeError(`instance ${instanceId} is on demand and cannot be outbid`);
    const slice = contract.machine.slices.find(
      (entry) => entry.firstGpu === contract.firstGpu && entry.gpus === contract.gpus && entry.askId !== null,
    );
    if (!slice) throw new RangeError(`the GPUs of instance ${instanceId} are not on the market`);
    return rentBySomebodyElse(this.world, slice, Math.max(minBid(slice), contract.bid ?? 0) + 0.01);
  }

  /** A running instance gets new host ports, as after a reconnect of its host. Returns them. */
  movePorts(instanceId: number): ReadonlyMap<string, number> {
    const contract = this.contract(instanceId);
    if (contract.ports === null)
      throw new RangeError(`instance ${instanceId} has no open ports: it is not running`);
    openPorts(this.world, contract, true);
    return contract.ports;
  }

  /** Somebody stops an instance outside of the client under test, for example in the web console. */
  stopFromOutside(instanceId: number): void {
    stop(this.world, this.contract(instanceId));
  }

  /** Somebody destroys an instance outside of the client under test. */
  destroyFromOutside(instanceId: number): void {
    destroy(this.world, this.contract(instanceId), 'outside');
  }

  /** Somebody changes an instance's label outside of the client under test. */
  labelFromOutside(instanceId: number, label: string | null): void {
    const contract = this.contract(instanceId);
    contract.label = label;
    this.world.note('label', { contract }, { label });
  }

  /** A host disconnects. `listed`: its offers stay on the market, and whoever rents one waits for ever. Default false. */
  killHost(machineId: number, options: { readonly listed?: boolean } = {}): void {
    const machine = this.machine(machineId);
    machine.listed = options.listed ?? false;
    loseHost(this.world, machine);
    reallocate(this.world, machine);
  }

  /** A host comes back. */
  reviveHost(machineId: number): void {
    const machine = this.machine(machineId);
    machine.listed = true;
    returnHost(this.world, machine);
  }

  /** A host drops inbound connections from now on (or again accepts them). */
  filterHost(machineId: number, filtered = true): void {
    this.machine(machineId).filtered = filtered;
    this.world.note('filtered', { machine: this.machine(machineId) }, { filtered });
  }

  /** The host withdraws its offers, or offers them again; running contracts go on. */
  listHost(machineId: number, listed: boolean): void {
    const machine = this.machine(machineId);
    machine.listed = listed;
    reallocate(this.world, machine);
  }

  /** What a container port does when dialled: on one instance, or (`'*'`) on all. `port`: `'8001/tcp'`, 8001, or `'*'`. */
  service(instanceId: number | '*', port: string | number, behaviour: ServiceBehaviour): void {
    const key = typeof port === 'number' ? `${port}/tcp` : port;
    if (instanceId === '*') this.world.services.set(key, behaviour);
    else this.contract(instanceId).services.set(key, behaviour);
  }

  /** How containers of an image behave that start from now on. */
  image(image: string, behaviour: ImageBehaviour): void {
    this.world.images.set(image, behaviour);
  }

  /** Puts an instance into a status; what was under way (a boot, a stop) does not go on. */
  setStatus(instanceId: number, status: ActualStatus, message?: string): void {
    forceStatus(this.world, this.contract(instanceId), status, message);
  }

  /** Sets an account's credit, USD. Default account: the first. */
  setCredit(credit: number, account?: string): void {
    this.world.settle();
    const found = this.world.accounts.find(
      (entry) => entry.billed && (account === undefined || entry.name === account),
    );
    if (!found) throw new RangeError(`no account '${account ?? ''}'`);
    setCredit(this.world, found, credit);
  }

  /** Traffic of an instance, GB; charged at the machine's prices. */
  traffic(instanceId: number, gigabytes: { readonly down?: number; readonly up?: number }): void {
    const contract = this.contract(instanceId);
    const { spec } = contract.machine;
    charge(
      this.world,
      contract,
      (gigabytes.down ?? 0) * spec.inetDownCost + (gigabytes.up ?? 0) * spec.inetUpCost,
    );
  }

  /** A host proposes a new GPU price (USD per hour, whole contract) for `days` after the contract's end. Returns its id. */
  proposePriceIncrease(instanceId: number, gpuPricePerHour: number, days = 30): number {
    const contract = this.contract(instanceId);
    const id = this.world.serial();
    const endsAt = contract.endsAt + days * 86_400_000;
    contract.priceIncrease = { id, gpuPricePerHour, endsAt, createdAt: this.world.time };
    return id;
  }

  /** The container of an instance prints a line. */
  print(instanceId: number, line: string): void {
    log(this.world, this.contract(instanceId), 'container', line);
  }

  /** Changes some knobs from now on. */
  setKnobs(knobs: Partial<Knobs>): void {
    this.world.knobs = { ...this.world.knobs, ...knobs };
  }

  /** Puts other rate limits in force. Calls made until now are forgotten, and so are lock-outs. */
  setRateLimits(mode: RateLimitMode): void {
    this.stage.limiter = new RateLimiter(mode);
  }

  /** Plans a fault; returns the function that takes it back. */
  injectFault(fault: FaultSpec): () => void {
    return this.stage.faults.inject(fault);
  }

  /** Faults that still wait for their call, oldest first; the very objects that were injected. */
  pendingFaults(): readonly FaultSpec[] {
    return this.stage.faults.pending();
  }

  /** Takes all faults back. */
  clearFaults(): void {
    this.stage.faults.clear();
  }

  private get world(): World {
    return this.stage.world;
  }

  private slice(offerId: number): Slice {
    this.world.settle();
    const slice = this.world.asks.get(offerId);
    if (!slice) throw new RangeError(`no offer ${offerId} on the market`);
    return slice;
  }

  private contract(id: number): Contract {
    this.world.settle();
    const contract = this.world.contracts.get(id);
    if (!contract) throw new RangeError(`no instance ${id}`);
    return contract;
  }

  private machine(id: number): Machine {
    this.world.settle();
    const machine = this.world.machines.get(id);
    if (!machine) throw new RangeError(`no machine ${id}`);
    return machine;
  }
}
