import type { Contract, Machine } from './model';
import type { Timer } from './scheduler';

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
