import { setMaxListeners } from 'node:events';
import type { ProviderClient } from '../../../src/provider/account';
import { createInstance } from '../../../src/provider/instance/create';
import type {
  InstanceArguments,
  InstanceBody,
  InstancePlanned,
  InstanceState,
} from '../../../src/provider/instance/schema';
import {
  type CreateContext,
  DiagnosticError,
  type DiagnosticInput,
  type Logger,
  type PrivateState,
  unknown,
} from '../../../src/tfplugin';
import { fakeWorld, type FakeWorld } from '../../support/fake-account';
import { offerRow } from '../../support/fake-vast';

/** A planned create with the defaults of the schema. */
export function plannedCreate(change: Partial<InstancePlanned> = {}): InstancePlanned {
  const computed = unknown();
  return {
    offers: [{ id: 1, machine_id: 50_001, price_per_hour: 0.21, region: 'US-CA' }],
    requirements: REQUIREMENTS,
    preferences: null,
    on_stale: 'research',
    blocked_machines: [],
    claim: '0123456789ab',
    claim_conflict: 'refuse',
    image: 'acme/worker:1',
    image_login: null,
    template_hash_id: null,
    disk_gb: 50,
    label: 'web',
    env: { MODE: 'prod' },
    secret_env: null,
    secret_env_version: null,
    ports: ['8001/tcp'],
    runtype: 'args',
    entrypoint: null,
    args: null,
    onstart: null,
    ssh_public_keys: null,
    bid: null,
    on_outbid: 'wait',
    power: 'running',
    max_attempts: 5,
    reachability: 'tcp',
    timeouts: null,
    id: computed,
    nonce: computed,
    offer_id: computed,
    machine_id: computed,
    host_id: computed,
    rented_at: computed,
    started_at: computed,
    time_to_running_seconds: computed,
    ssh: computed,
    stopped_price_per_hour: computed,
    bid_price_per_hour: null,
    outbid: false,
    outbid_price_per_hour: null,
    public_ip: computed,
    port_map: computed,
    status: computed,
    price_per_hour: computed,
    region: computed,
    geolocation: computed,
    gpu_name: computed,
    num_gpus: computed,
    gpu_memory_gb: computed,
    price_at_rental: computed,
    reliability_at_rental: computed,
    download_mbps_at_rental: computed,
    upload_mbps_at_rental: computed,
    verified_at_rental: computed,
    attempts: computed,
    selection_record: computed,
    ...change,
  };
}

/** The defaults of the schema, with the two that have none. */
export const REQUIREMENTS: InstancePlanned['requirements'] = {
  gpu_name: 'RTX 3060',
  fallback_gpu_names: [],
  num_gpus: 1,
  min_gpu_memory_gb: 12,
  max_price_per_hour: 0.5,
  min_reliability: 0.95,
  min_download_mbps: 100,
  min_upload_mbps: 100,
  regions: ['US', 'CA'],
  verified_only: true,
  blocked_hosts: [],
  blocked_regions: [],
  max_latency_ms: null,
};

const silent: Logger = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silent,
  enabled: () => false,
};

/** The parts of a context that every handler gets, and what handlers did with them. */
export interface Harness {
  readonly world: FakeWorld;
  readonly client: ProviderClient;
  readonly warnings: DiagnosticInput[];
  readonly notes: Map<string, string>;
  readonly abort: AbortController;
  readonly base: {
    readonly client: ProviderClient;
    readonly signal: AbortSignal;
    readonly log: Logger;
    readonly warn: (diagnostic: DiagnosticInput) => void;
    readonly privateState: PrivateState;
  };
}

export function harness(): Harness {
  const world = fakeWorld();
  const warnings: DiagnosticInput[] = [];
  const notes = new Map<string, string>();
  const abort = new AbortController();
  // Terraform gives each call a signal of its own; tests share one.
  setMaxListeners(0, abort.signal);
  const client: ProviderClient = { kind: 'ready', account: world.account };
  const privateState: PrivateState = {
    get: (key) => notes.get(key),
    set: (key, value) => {
      if (value === undefined) notes.delete(key);
      else notes.set(key, value);
    },
  };
  const warn = (diagnostic: DiagnosticInput): void => void warnings.push(diagnostic);
  const base = { client, signal: abort.signal, log: silent, warn, privateState };
  return { world, client, warnings, notes, abort, base };
}

/** What a create left: its state, or the error and what was checkpointed. */
export interface Created {
  readonly state: InstanceState | undefined;
  readonly error: DiagnosticError | undefined;
  readonly checkpoints: readonly (Partial<InstanceState> | null)[];
}

/** Runs the create handler. */
export async function create(
  h: Harness,
  plan: InstancePlanned = plannedCreate(),
  writeOnly: Partial<Pick<InstanceArguments, 'secret_env' | 'image_login'>> = {},
): Promise<Created> {
  const checkpoints: (Partial<InstanceState> | null)[] = [];
  const context: CreateContext<ProviderClient, InstanceBody> = {
    ...h.base,
    // A plan has all that a configuration has, but for what is write-only.
    config: { ...plan, ...writeOnly } as unknown as CreateContext<ProviderClient, InstanceBody>['config'],
    plan,
    checkpoint: (known) => void checkpoints.push(known),
  };
  try {
    return { state: await createInstance(context), error: undefined, checkpoints };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { state: undefined, error, checkpoints };
  }
}

/** A world with one rented instance, and its state. */
export async function rented(plan?: InstancePlanned): Promise<Harness & { readonly state: InstanceState }> {
  const h = harness();
  h.world.vast.offer(offerRow(1));
  const { state, error } = await create(h, plan);
  if (!state) throw error ?? new Error('no state');
  h.world.vast.calls.length = 0;
  return { ...h, state };
}

/** The title and text of the error that a handler throws. */
export async function diagnosticOf(promise: Promise<unknown>): Promise<DiagnosticInput> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof DiagnosticError && error.diagnostics[0]) return error.diagnostics[0];
    throw error;
  }
  throw new Error('no error');
}
