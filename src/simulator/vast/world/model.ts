import type { Timer } from './scheduler';
import type { ActualStatus, MachineSpec, PowerState, ServiceBehaviour } from './spec';

/** Some GPUs of one machine that can be rented together. */
export interface Slice {
  readonly machine: Machine;
  readonly firstGpu: number;
  readonly gpus: number;
  readonly bundleId: number;
  /** Offer id while on the market, else `null`. A slice that comes back gets a fresh id. */
  askId: number | null;
}

/** A machine with what happens to it. */
export interface Machine {
  readonly spec: MachineSpec;
  readonly slices: readonly Slice[];
  readonly contracts: Set<Contract>;
  readonly volumes: Set<Volume>;
  /** Counts the changes that its offers may show: who holds what, and how much disk is left. */
  version: number;
  /** End of new contracts, epoch ms. */
  endsAt: number;
  readonly listedAt: number;
  /** `false` while the host is disconnected. */
  online: boolean;
  /** `false` while the host does not offer its GPUs. */
  listed: boolean;
  /** `true`: the host drops inbound connections. */
  filtered: boolean;
}

/** A host's proposal to go on after the end of a contract, at another price. */
export interface PriceIncrease {
  readonly id: number;
  /** USD per hour for the whole contract. */
  readonly gpuPricePerHour: number;
  /** New end, epoch ms. */
  readonly endsAt: number;
  readonly createdAt: number;
}

/** A rented slice. */
export interface Contract {
  readonly id: number;
  readonly account: Account;
  readonly machine: Machine;
  readonly firstGpu: number;
  readonly gpus: number;
  readonly bundleId: number;
  readonly askId: number;
  readonly createdAt: number;
  endsAt: number;
  readonly diskGb: number;
  /** `null` = on demand, else USD per hour for the whole contract. */
  bid: number | null;
  readonly isBid: boolean;
  /** On-demand GPU price frozen at rental, USD per hour. */
  gpuPricePerHour: number;
  readonly storageCostPerGbMonth: number;
  image: string;
  label: string | null;
  imageRuntype: string;
  onstart: string | null;
  args: readonly string[];
  env: readonly (readonly [string, string])[];
  templateId: number | null;
  templateHash: string | null;
  templateName: string | null;
  readonly instanceKey: ApiKey;
  readonly jupyterToken: string;
  readonly sshIdx: number;
  readonly sshPort: number;
  readonly machineDirSshPort: number;
  readonly localIp: string;
  intended: PowerState;
  current: PowerState;
  next: PowerState;
  actual: ActualStatus;
  statusMessage: string | null;
  /** What the owner last asked for: drives resumption after an outbid and the queue after a refused start. */
  wanted: PowerState;
  /** Holds its GPUs at the moment. */
  holding: boolean;
  /** Order in the machine's queue for GPUs. */
  queuedAt: number;
  expired: boolean;
  /** Container port to host port; `null` until running. */
  ports: ReadonlyMap<string, number> | null;
  /** Ports of the last run, for the knobs that keep them. */
  lastPorts: ReadonlyMap<string, number> | null;
  runningSince: number | null;
  services: Map<string, ServiceBehaviour>;
  readonly sshKeys: Map<number, SshKey>;
  /** The account's secrets as they were at creation. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly volumeIds: Set<number>;
  /** Newest lines of the container and of the host about it. */
  readonly logs: { container: string[]; daemon: string[] };
  /** Actions under way; a new command cancels them. */
  timers: Timer[];
  expiry: Timer | null;
  /** Single reads so far, for the knob `readLag`. */
  reads: number;
  /** Prepaid credit locked to the contract, USD at `settledAt`; its costs are taken from there first. */
  prepaid: number;
  prepaidEnd: Timer | null;
  /** 0 to 1, on the GPU price. */
  discountRate: number;
  /** What discounts have saved so far, USD: taken back from a refund. */
  discountUsed: number;
  /** A price that the host proposes for the time after the end. */
  priceIncrease: PriceIncrease | null;
  /** Money so far, USD, up to `settledAt`. */
  charged: { gpu: number; disk: number; traffic: number };
  settledAt: number;
  ratePerHour: { gpu: number; disk: number };
  /** Seconds of GPU time. */
  runSeconds: number;
}

/** Limits on one endpoint of a scoped key: `{ id: { eq: 1227 } }` (vast-api.md 1.3). */
export type KeyConstraints = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What a scoped key may do in one category: everything (`null`), or the named endpoints under their constraints. */
export type CategoryGrant = ReadonlyMap<string, KeyConstraints> | null;

/** An API key and what it may do. */
export interface ApiKey {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  /** Grants by category; `null` = full access. */
  readonly scopes: ReadonlyMap<string, CategoryGrant> | null;
  /** The `permissions` it was made with, as sent. */
  readonly permissions: unknown;
  /** Set for the key that a container gets: it reads, starts, stops and destroys this instance only. */
  readonly instanceId: number | null;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** A public SSH key of an account or an instance. */
export interface SshKey {
  readonly id: number;
  publicKey: string;
  readonly createdAt: number;
}

/** A stored template; its hash changes with its content, its id does not. */
export interface Template {
  readonly id: number;
  hashId: string;
  fields: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
}

/** Rented disk space that outlives instances. */
export interface Volume {
  readonly id: number;
  readonly account: Account;
  readonly machine: Machine;
  readonly sizeGb: number;
  readonly name: string | null;
  readonly createdAt: number;
  /** USD per hour. */
  readonly pricePerHour: number;
  /** Instances that have it mounted. */
  readonly mountedBy: Set<number>;
  /** Stays "in use" until then although its instance is gone, epoch ms. */
  busyUntil: number;
}

/** A finished cost, kept for `GET /charges/`. */
export interface Charge {
  readonly id: number;
  readonly source: string;
  readonly startAt: number;
  readonly endAt: number;
  /** USD. */
  readonly gpu: number;
  readonly disk: number;
  readonly traffic: number;
}

/** A payment, kept for `GET /invoices/`. */
export interface Payment {
  readonly id: number;
  readonly at: number;
  /** USD. */
  readonly amount: number;
}

/** A renter. */
export interface Account {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly keys: ApiKey[];
  readonly contracts: Map<number, Contract>;
  readonly sshKeys: Map<number, SshKey>;
  readonly secrets: Map<string, string>;
  readonly templates: Map<number, Template>;
  readonly volumes: Map<number, Volume>;
  /** The newest finished costs; older ones fall out. */
  charges: Charge[];
  readonly payments: Payment[];
  readonly createdAt: number;
  /** USD at `settledAt`; what is left now depends on the burn since. */
  credit: number;
  settledAt: number;
  /** USD per hour that is taken from the credit since `settledAt`. */
  burnPerHour: number;
  exhaustion: Timer | null;
  /** `false`: the platform's own stand-in for "somebody else", without money. */
  readonly billed: boolean;
  /** Largest sum of running rates a new account may reach, USD per hour; `null` = none. */
  readonly spendLimitPerHour: number | null;
  /** USD ever consumed. */
  spent: number;
}
