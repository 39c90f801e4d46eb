import type { Account, ApiKey } from '../world/model';
import type { World } from '../world/world';
import type { FaultDesk } from './faults';
import type { ResultStore } from './results';

/** Key categories of vast-api.md 1.3; `none` needs no key at all. */
export type Scope =
  | 'none'
  | 'misc'
  | 'instance_read'
  | 'instance_write'
  | 'user_read'
  | 'user_write'
  | 'billing_read'
  | 'billing_write'
  | 'machine_read'
  | 'machine_write';

/** What a handler gets. */
export interface Call {
  readonly method: string;
  readonly path: string;
  /** Path parameters by name, as text. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON body; `{}` without one. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly account: Account;
  readonly key: ApiKey | null;
  readonly world: World;
  readonly faults: FaultDesk;
  readonly results: ResultStore;
  readonly endpoint: Endpoint;
  /** Base address of the simulator as clients see it. */
  readonly origin: string;
}

/** What goes back. Objects are sent as JSON. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One row of the endpoint map (vast-api.md section 0). */
export interface Endpoint {
  /** Short name, used by the journal, faults and rate limits. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `{name}` for parameters and the trailing slash. */
  readonly path: string;
  readonly scope: Scope;
  /** Documented minimum interval between two accepted calls, seconds; `null` = none known. */
  readonly intervalSeconds: number | null;
  /** At most this many accepted calls in any 60 s, per client address. */
  readonly perMinute?: number;
  /** Lock-out after a violation, seconds. */
  readonly penaltySeconds?: number;
  /** `true` when the key of a single instance may use it on that instance. */
  readonly instanceKey?: boolean;
  readonly handle: (call: Call) => Reply;
}

/** 200 with a JSON body. */
export function ok(body: unknown): Reply {
  return { status: 200, body };
}
