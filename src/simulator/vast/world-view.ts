import type { Contract } from './world/model';
import type { ActualStatus, MachineSpec, PowerState } from './world/spec';
import { containerEnv } from './world/container-env';
import { chargedUntil, creditOf } from './world/money';
import type { Stage } from './stage';
import type { World } from './world/world';

/** A rental as a test sees it: a snapshot, with clean values. */
export interface RentalView {
  readonly id: number;
  readonly account: string;
  readonly offerId: number;
  readonly machineId: number;
  readonly hostId: number;
  readonly gpuName: string;
  readonly numGpus: number;
  /** Slot of its first GPU in the machine. */
  readonly firstGpu: number;
  readonly geolocation: string | null;
  readonly image: string;
  readonly label: string | null;
  /** As sent, Docker flags included. */
  readonly env: Readonly<Record<string, string>>;
  /** What the processes in the container see, secrets and Vast's own variables included. */
  readonly containerEnv: Readonly<Record<string, string>>;
  readonly diskGb: number;
  readonly isBid: boolean;
  /** USD per hour for the whole contract; `null` on demand. */
  readonly bid: number | null;
  readonly actualStatus: ActualStatus;
  readonly intendedStatus: PowerState;
  readonly currentState: PowerState;
  readonly nextState: PowerState;
  readonly statusMessage: string | null;
  /** Address without the padding of the wire; `null` while no port is open. */
  readonly publicIp: string | null;
  /** Container port (`'8001/tcp'`) to host port; empty unless running. */
  readonly ports: Readonly<Record<string, number>>;
  readonly holdsGpus: boolean;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly endsAt: number;
  readonly instanceApiKey: string;
  /** USD so far. */
  readonly charged: { readonly gpu: number; readonly disk: number; readonly traffic: number };
}

/** An offer as a test sees it. */
export interface OfferView {
  readonly id: number;
  readonly machineId: number;
  readonly hostId: number;
  readonly gpuName: string;
  readonly numGpus: number;
  readonly geolocation: string | null;
  /** USD per hour for the whole offer, without disk. */
  readonly gpuPricePerHour: number;
  readonly publicIp: string;
  readonly firstGpu: number;
}

/** Money of one account, USD. */
export interface MoneyView {
  readonly account: string;
  readonly credit: number;
  readonly spent: number;
  /** What all its contracts cost per hour just now. */
  readonly burnPerHour: number;
}

/** A machine as a test sees it. */
export interface MachineView {
  readonly spec: MachineSpec;
  readonly online: boolean;
  readonly listed: boolean;
  readonly filtered: boolean;
  readonly instanceIds: readonly number[];
}

/** Read-only access to the world, always as of now. */
export class WorldView {
  constructor(private readonly stage: Stage) {}

  /** When the world began, virtual epoch ms. */
  get startedAt(): number {
    return this.world.startedAt;
  }

  /** Live rentals of all accounts of the simulator, oldest first; not those of "somebody else". */
  rentals(): readonly RentalView[] {
    this.world.settle();
    return [...this.world.contracts.values()]
      .filter((contract) => contract.account.billed)
      .map((contract) => this.view(contract));
  }

  /** One live rental (a foreign one too), or `null`. */
  rental(id: number): RentalView | null {
    this.world.settle();
    const contract = this.world.contracts.get(id);
    return contract ? this.view(contract) : null;
  }

  /** Every offer on the market, also equal slices that a search would fold into one. */
  offers(): readonly OfferView[] {
    this.world.settle();
    return [...this.world.asks].map(([id, slice]) => ({
      id,
      machineId: slice.machine.spec.machineId,
      hostId: slice.machine.spec.hostId,
      gpuName: slice.machine.spec.gpuName,
      numGpus: slice.gpus,
      geolocation: slice.machine.spec.geolocation,
      gpuPricePerHour: slice.machine.spec.pricePerGpuHour * slice.gpus,
      publicIp: slice.machine.spec.publicIp,
      firstGpu: slice.firstGpu,
    }));
  }

  /** All machines. */
  machines(): readonly MachineView[] {
    this.world.settle();
    return [...this.world.machines.values()].map((machine) => ({
      spec: machine.spec,
      online: machine.online,
      listed: machine.listed,
      filtered: machine.filtered,
      instanceIds: [...machine.contracts].map((contract) => contract.id),
    }));
  }

  /** Money of an account; default the first one. Throws RangeError for an unknown name. */
  money(account?: string): MoneyView {
    this.world.settle();
    const found = this.world.accounts.find(
      (entry) => entry.billed && (account === undefined || entry.name === account),
    );
    if (!found) throw new RangeError(`no account '${account ?? ''}'`);
    const credit = creditOf(found, this.world.time);
    return {
      account: found.name,
      credit,
      spent: found.spent + found.credit - credit,
      burnPerHour: found.burnPerHour,
    };
  }

  private get world(): World {
    return this.stage.world;
  }

  private view(contract: Contract): RentalView {
    const { spec } = contract.machine;
    return {
      id: contract.id,
      account: contract.account.name,
      offerId: contract.askId,
      machineId: spec.machineId,
      hostId: spec.hostId,
      gpuName: spec.gpuName,
      numGpus: contract.gpus,
      firstGpu: contract.firstGpu,
      geolocation: spec.geolocation,
      image: contract.image,
      label: contract.label,
      env: Object.fromEntries(contract.env),
      containerEnv: containerEnv(contract),
      diskGb: contract.diskGb,
      isBid: contract.isBid,
      bid: contract.bid,
      actualStatus: contract.actual,
      intendedStatus: contract.intended,
      currentState: contract.current,
      nextState: contract.next,
      statusMessage: contract.statusMessage,
      publicIp: contract.ports ? spec.publicIp : null,
      ports: Object.fromEntries(contract.ports ?? []),
      holdsGpus: contract.holding,
      createdAt: contract.createdAt,
      endsAt: contract.endsAt,
      instanceApiKey: contract.instanceKey.key,
      charged: chargedUntil(contract, this.world.time),
    };
  }
}
