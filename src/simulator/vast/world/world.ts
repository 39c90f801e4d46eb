import type { VirtualClock } from '../clock';
import type { Journal } from '../journal';
import type { Knobs } from '../knobs';
import type { Random } from '../random';
import type { Account, ApiKey, Contract, Machine, Slice, Volume } from './model';
import type { ImageBehaviour, MachineSpec, ServiceBehaviour } from './spec';
import { Scheduler, type Timer } from './scheduler';

/** An account as a test describes it. */
export interface AccountSpec {
  /** Default `me`. */
  readonly name?: string;
  /** Key with full access. */
  readonly apiKey: string;
  /** USD. Default 100. */
  readonly credit?: number;
  /** Spend-rate limit of a new account, USD per hour. Default none. */
  readonly spendLimitPerHour?: number;
}

/** What a world is made of. */
export interface WorldParts {
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly knobs: Knobs;
  readonly random: Random;
  readonly machines: readonly MachineSpec[];
  readonly accounts: readonly AccountSpec[];
}

/**
 * Machines, offers, contracts, accounts and the time they have lived through. The rules live in the modules beside this
 * one (allocation, lifecycle, money, rent); this class holds the state that they share.
 */
export class World {
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly scheduler = new Scheduler();
  readonly random: {
    readonly ids: Random;
    readonly times: Random;
    readonly ports: Random;
    readonly secrets: Random;
  };
  readonly machines = new Map<number, Machine>();
  readonly asks = new Map<number, Slice>();
  readonly contracts = new Map<number, Contract>();
  readonly accounts: Account[] = [];
  readonly others: Account;
  readonly images = new Map<string, ImageBehaviour>();
  readonly services = new Map<string, ServiceBehaviour>();
  knobs: Knobs;
  /** What happens when an account's money is gone; the lifecycle, which can stop instances, sets it. */
  onExhausted: (account: Account) => void = () => undefined;
  /** Virtual time up to which everything has happened, epoch ms. */
  time: number;
  readonly startedAt: number;
  private nextContract: number;
  private nextSerial = 1;
  private settling = false;

  constructor(parts: WorldParts) {
    this.clock = parts.clock;
    this.journal = parts.journal;
    this.knobs = parts.knobs;
    this.time = this.startedAt = parts.clock.now();
    this.random = {
      ids: parts.random.fork('ids'),
      times: parts.random.fork('times'),
      ports: parts.random.fork('ports'),
      secrets: parts.random.fork('secrets'),
    };
    this.nextContract = this.random.ids.int(24_000_000, 27_000_000);
    for (const spec of parts.machines) this.addMachine(spec);
    this.others = this.addAccount({ name: 'somebody else', apiKey: this.random.secrets.hex(64) }, false);
    for (const account of parts.accounts) this.addAccount(account);
  }

  /** Lets everything happen that is due by now. Called before anything looks at the world. */
  settle(): void {
    // An action that looks at the world (a script's step) sees it as of its own time.
    if (this.settling) return;
    this.settling = true;
    try {
      const target = Math.max(this.clock.now(), this.time);
      for (let due = this.scheduler.takeDue(target); due; due = this.scheduler.takeDue(target)) {
        this.time = Math.max(this.time, due.at);
        due.action();
      }
      this.time = target;
    } finally {
      this.settling = false;
    }
  }

  /** Plans an action `ms` from now. */
  after(ms: number, action: () => void): Timer {
    return this.scheduler.schedule(this.time + ms, action);
  }

  /** A duration drawn from a range. */
  draw(range: readonly [number, number]): number {
    return range[0] === range[1] ? range[0] : Math.round(this.random.times.between(range[0], range[1]));
  }

  /** A small increasing number for rows that need an id (accounts, keys, templates). */
  serial(): number {
    return this.nextSerial++;
  }

  /** A fresh contract id: eight digits, increasing. */
  contractId(): number {
    this.nextContract += this.random.ids.int(1, 40);
    return this.nextContract;
  }

  /** A fresh offer id: eight digits, unrelated to contract ids. */
  askId(): number {
    for (;;) {
      const id = this.random.ids.int(30_000_000, 99_999_999);
      if (!this.asks.has(id)) return id;
    }
  }

  /** Writes a state change to the journal. */
  note(
    event: string,
    about: { contract?: Contract; machine?: Machine },
    detail: Record<string, unknown> = {},
  ): void {
    this.journal.change({
      at: this.time,
      event,
      instanceId: about.contract?.id ?? null,
      machineId: about.contract?.machine.spec.machineId ?? about.machine?.spec.machineId ?? null,
      detail,
    });
  }

  /** Finds who a key belongs to. */
  findKey(key: string): { readonly account: Account; readonly key: ApiKey } | null {
    for (const account of this.accounts) {
      const found = account.keys.find((entry) => entry.key === key);
      if (found) return { account, key: found };
      for (const contract of account.contracts.values()) {
        if (contract.instanceKey.key === key) return { account, key: contract.instanceKey };
      }
    }
    return null;
  }

  /** Adds a renter. */
  addAccount(spec: AccountSpec, billed = true): Account {
    const id = 100_000 + this.serial();
    const name = spec.name ?? 'me';
    const account: Account = {
      id,
      name,
      email: `${name.replace(/[^A-Za-z0-9]+/g, '.').toLowerCase()}@example.com`,
      keys: [
        {
          id: this.serial(),
          key: spec.apiKey,
          name: 'default',
          scopes: null,
          permissions: null,
          instanceId: null,
          createdAt: this.time,
        },
      ],
      contracts: new Map(),
      sshKeys: new Map(),
      secrets: new Map(),
      templates: new Map(),
      volumes: new Map(),
      charges: [],
      payments: [],
      createdAt: this.time,
      credit: spec.credit ?? 100,
      settledAt: this.time,
      burnPerHour: 0,
      exhaustion: null,
      billed,
      spendLimitPerHour: spec.spendLimitPerHour ?? null,
      spent: 0,
    };
    this.accounts.push(account);
    return account;
  }

  /** A volume by id, whoever owns it, or `null`. */
  volume(id: number): Volume | null {
    for (const account of this.accounts) {
      const volume = account.volumes.get(id);
      if (volume) return volume;
    }
    return null;
  }

  /** A contract is gone: its volumes stay in use for another 30 s (vast-api.md 5.9). */
  releaseVolumes(contract: Contract): void {
    for (const id of contract.volumeIds) {
      const volume = this.volume(id);
      volume?.mountedBy.delete(contract.id);
      if (volume) volume.busyUntil = this.time + 30_000;
    }
  }

  private addMachine(spec: MachineSpec): void {
    const slices: Slice[] = [];
    const machine: Machine = {
      spec,
      slices,
      contracts: new Set(),
      volumes: new Set(),
      listedAt: this.startedAt - spec.listedForSeconds * 1000,
      endsAt: this.startedAt + spec.offeredForSeconds * 1000,
      version: 0,
      online: true,
      listed: true,
      filtered: false,
    };
    for (let gpus = spec.chunk; gpus <= spec.gpuCount; gpus *= 2) {
      const bundleId = this.random.ids.int(100_000, 99_999_999);
      for (let firstGpu = 0; firstGpu + gpus <= spec.gpuCount; firstGpu += gpus) {
        const slice: Slice = { machine, firstGpu, gpus, bundleId, askId: this.askId() };
        slices.push(slice);
        this.asks.set(slice.askId as number, slice);
      }
    }
    this.machines.set(spec.machineId, machine);
    this.scheduler.schedule(machine.endsAt, () => this.withdraw(machine));
  }

  /** The listing ran out: the machine's offers leave the market. */
  private withdraw(machine: Machine): void {
    if (this.time < machine.endsAt) {
      this.scheduler.schedule(machine.endsAt, () => this.withdraw(machine));
      return;
    }
    for (const slice of machine.slices) {
      if (slice.askId !== null) this.asks.delete(slice.askId);
      slice.askId = null;
    }
    this.note('listing-ended', { machine });
  }
}
