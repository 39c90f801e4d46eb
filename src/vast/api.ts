import type { Clock } from './clock';
import type { CreateInstanceRequest } from './create-request';
import type { Send } from './http';
import type { Instance } from './instance';
import type { InstanceUpdate } from './instance-update';
import type { Pacer } from './pacer';
import type { RetryPolicy } from './retry';
import type { SshKey } from './ssh-key';
import type { Template, TemplateFields } from './template';

/** The default API address. */
export const DEFAULT_API_URL = 'https://console.vast.ai';

/** Operator objects by stored column, as in `{ label: { eq: 'x' } }` (vast-api.md 4.1). */
export type InstanceFilters = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The account behind the key. */
export interface VastUser {
  readonly id: number | null;
  readonly email: string | null;
  /** Money that can be spent, USD. */
  readonly creditUsd: number | null;
  readonly balanceUsd: number | null;
}

/** The calls that this project makes. Every one takes an abort signal and throws only errors of this room, or the signal's reason. */
export interface VastClient {
  /** Offers for a query of vast-api.md 2.2, as they came: src/selection cleans them. Works without a key. */
  searchOffers(query: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<readonly unknown[]>;
  /**
   * Rents an offer. Repeated only after 429, because the platform has no idempotency key. A `TransientError` with
   * `ambiguous`, and a `RequestRefusedError`, leave open whether a contract exists: look for the label before anything else.
   * A `CreateRefusedError` names a contract to destroy. The signal ends waiting for a turn, and then nothing was sent;
   * a call that is on its way runs to its end, because interrupting it would lose its answer.
   */
  createInstance(
    offerId: number,
    request: CreateInstanceRequest,
    signal?: AbortSignal,
  ): Promise<{ readonly instanceId: number }>;
  /** One instance; null only when the platform says that there is none, which alone is no proof (vast-api.md 5.2). */
  readInstance(id: number, signal?: AbortSignal): Promise<Instance | null>;
  /** All instances of the account, or those that match, from all pages. `onPage` gets each page as it arrives. */
  listInstances(
    filters?: InstanceFilters,
    signal?: AbortSignal,
    onPage?: (page: readonly Instance[]) => void,
  ): Promise<readonly Instance[]>;
  /** Starts or stops. Throws `ResourcesUnavailableError` when a start was only queued: cancel it with `stopped`. */
  setState(id: number, state: 'running' | 'stopped', signal?: AbortSignal): Promise<void>;
  setLabel(id: number, label: string, signal?: AbortSignal): Promise<void>;
  /** Destroys; a second time is success. Confirm by reading: an accepted call is no proof. */
  destroyInstance(id: number, signal?: AbortSignal): Promise<'destroyed' | 'already-gone'>;
  /**
   * Changes what the container is made from; what is left out stays as it is. Takes effect when the container is made
   * anew, see `recycleInstance` (vast-api.md 5.3).
   */
  updateInstance(id: number, change: InstanceUpdate, signal?: AbortSignal): Promise<void>;
  /** Makes the container anew from a freshly pulled image. It keeps its GPUs; what is on its disk is lost, ports may move. */
  recycleInstance(id: number, signal?: AbortSignal): Promise<void>;
  /** Changes the bid of an interruptible instance, USD per hour for the whole instance without its disk. */
  changeBid(id: number, pricePerHour: number, signal?: AbortSignal): Promise<void>;
  currentUser(signal?: AbortSignal): Promise<VastUser>;

  /** SSH keys of one instance; throws `NotFoundError` for one that does not exist. */
  listInstanceSshKeys(id: number, signal?: AbortSignal): Promise<readonly SshKey[]>;
  attachSshKey(id: number, publicKey: string, signal?: AbortSignal): Promise<void>;
  /** Detaches a key; one that is not there is success. */
  detachSshKey(id: number, keyId: number, signal?: AbortSignal): Promise<void>;

  /** SSH keys of the account, which every new instance gets. */
  listSshKeys(signal?: AbortSignal): Promise<readonly SshKey[]>;
  /** Adds a key. Not repeated after a lost answer: look for the key first. */
  createSshKey(publicKey: string, signal?: AbortSignal): Promise<SshKey>;
  updateSshKey(keyId: number, publicKey: string, signal?: AbortSignal): Promise<void>;
  /** Deletes a key; a second time is success. */
  deleteSshKey(keyId: number, signal?: AbortSignal): Promise<void>;

  /** Templates that match, as in `{ id: { eq: 1 } }`. */
  listTemplates(filters: InstanceFilters, signal?: AbortSignal): Promise<readonly Template[]>;
  /** Makes a template. Not repeated after a lost answer: look for it first. */
  createTemplate(fields: TemplateFields, signal?: AbortSignal): Promise<Template>;
  /**
   * Changes a template; it keeps its id and gets another hash (vast-api.md 5.8). Not repeated after a lost answer,
   * because the old hash may name nothing by then: read the template by its id first.
   */
  updateTemplate(hashId: string, fields: TemplateFields, signal?: AbortSignal): Promise<Template>;
  /** Deletes a template; a second time is success. */
  deleteTemplate(id: number, signal?: AbortSignal): Promise<void>;
}

/** What happened on the wire, for a log. Holds neither bodies nor the key. */
export interface VastLogEvent {
  readonly message: 'call' | 'retry';
  readonly method: string;
  readonly path: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly attempt?: number;
  readonly waitMs?: number;
  readonly error?: string;
}

export interface VastClientOptions {
  /** Sent as a Bearer header, and nowhere else. Without one only the search works. */
  readonly apiKey: string | undefined;
  /** Origin of the API, as in `https://console.vast.ai`. */
  readonly apiUrl: string;
  /** How a request gets to the platform; default: the HTTP client of Node. */
  readonly send?: Send;
  /** Default: a pacer of its own on `clock`. */
  readonly pacer?: Pacer;
  readonly clock?: Clock;
  /** Default `Math.random`; decides the jitter of retries. */
  readonly random?: () => number;
  readonly log?: (event: VastLogEvent) => void;
  readonly retry?: RetryPolicy;
  /** Real milliseconds for one attempt; default 30,000. */
  readonly attemptTimeoutMs?: number;
  /** Longest answer in bytes; default 32 MiB (a thousand offers take about 3). */
  readonly maxBodyBytes?: number;
  /** Default `cdktf-vast-gpu`. */
  readonly userAgent?: string;
  /** Divides intervals and waits, for tests; refused unless `apiUrl` is a loopback address. Ignored when `clock` is given. */
  readonly timeScale?: number;
}
