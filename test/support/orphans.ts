/** Builders of what `vast-gpu orphans` compares: rentals of an account, and instances that states hold. */
import type { AccountReads } from '../../src/cli/orphans/account';
import type { KnownState } from '../../src/cli/orphans/report';
import type { HeldInstance } from '../../src/cli/orphans/state-text';
import type { Instance } from '../../src/vast';
import { parseInstance } from '../../src/vast/instance';
import { TAKEN_AT } from './offers';

/** The claim of the builders. */
export const CLAIM = '0123456789ab';
/** The nonce of the builders. */
export const NONCE = 'deadbeef';

/** A running rental on a machine in California, two hours old one minute after `TAKEN_AT`, as the wire tells it. */
export function rental(id: number, changes: Readonly<Record<string, unknown>> = {}): Instance {
  const instance = parseInstance({
    id,
    label: `june vg-${CLAIM}-${NONCE}`,
    actual_status: 'running',
    intended_status: 'running',
    cur_state: 'running',
    next_state: 'running',
    machine_id: 43_973,
    host_id: 307_092,
    gpu_name: 'RTX 3060',
    num_gpus: 1,
    geolocation: 'California, US',
    dph_total: 0.25,
    storage_total_cost: 0.01,
    start_date: Date.parse(TAKEN_AT) / 1000 + 60 - 7200,
    ...changes,
  });
  if (instance === undefined) throw new Error('no instance');
  return instance;
}

/** An instance of the state `s`. */
export function held(changes: Partial<HeldInstance> = {}): HeldInstance {
  return {
    state: 's',
    address: 'vastai_instance.june',
    id: 1,
    claim: CLAIM,
    nonce: NONCE,
    doomed: null,
    ...changes,
  };
}

/** A state with these instances. */
export function knownState(
  instances: readonly HeldInstance[],
  changes: Partial<KnownState> = {},
): KnownState {
  return { name: 's', held: instances, configured: new Map(), folder: null, ...changes };
}

/** An account whose lists follow one another; the last one stays. Single reads find what `single` has, or any list. */
export class ListedAccount implements AccountReads {
  readonly calls: string[] = [];

  constructor(
    private readonly lists: readonly (readonly Instance[] | Error)[],
    private readonly single: readonly Instance[] | Error = [],
  ) {}

  listInstances(): Promise<readonly Instance[]> {
    const turn = this.calls.filter((call) => call === 'list').length;
    this.calls.push('list');
    const list = this.lists[Math.min(turn, this.lists.length - 1)] ?? [];
    return list instanceof Error ? Promise.reject(list) : Promise.resolve(list);
  }

  readInstance(id: number): Promise<Instance | null> {
    this.calls.push(`read ${id}`);
    if (this.single instanceof Error) return Promise.reject(this.single);
    return Promise.resolve(this.single.find((instance) => instance.id === id) ?? null);
  }
}

/** A resource of a stored state, version 4. */
export function storedResource(
  instances: readonly Readonly<Record<string, unknown>>[],
  changes: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    mode: 'managed',
    type: 'vastai_instance',
    name: 'june',
    provider: 'provider["vast-gpu.internal/vast-gpu/vastai"]',
    instances: instances.map((instance) => ({ schema_version: 0, ...instance })),
    ...changes,
  };
}

/** A stored state, version 4. */
export function storedState(resources: readonly unknown[]): string {
  return JSON.stringify({
    version: 4,
    terraform_version: '1.11.4',
    serial: 3,
    lineage: '5a7e3b0c-0000-0000-0000-000000000000',
    outputs: {},
    resources,
    check_results: null,
  });
}
