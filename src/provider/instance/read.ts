import type { PrivateState, ReadContext } from '../../tfplugin';
import type { Instance } from '../../vast';
import { type Account, type ProviderClient } from '../account';
import { withApiErrors } from '../api-errors';
import { labelText, parseLabel } from '../label';
import { isYoung, LAG_MS } from '../lag';
import { lookUpInstance } from '../look-up';
import { accountForRefresh } from '../refresh';
import { isStopped, liveAttributes, machineAttributes, rentalFacts } from './facts';
import { IMPORTED, noteStage, noteStart, REPORTED } from './notes';
import { imageChanged, reportedNote, variableChanged } from './reported';
import { runtypeOf } from './runtype';
import type { InstanceBody, InstanceState } from './schema';
import { IMPORTED_VERSION, secretNames, visibleEnv } from './secrets';
import { NOT_OUTBID } from './state';

/** Twice the documented lag: a state that is given up too early is a rental that nobody knows. */
const GONE_AFTER_MS = 2 * LAG_MS;

/**
 * Reads an instance from the shared list, and by itself when the list does not hold it. Null only when both agree that
 * there is none; an error of the API never means gone.
 */
export async function readInstance(
  context: ReadContext<ProviderClient, InstanceBody>,
): Promise<InstanceState | null> {
  const { state, privateState, signal } = context;
  const account = accountForRefresh(context, 'instance');
  if (account === undefined) return state;
  return withApiErrors(async () => {
    const instance = await findInstance(account, state, signal);
    if (instance === null) return isYoung(account, state.rented_at, GONE_AFTER_MS) ? state : null;
    // An import leaves everything null but what serves creation; a nonce is never null otherwise.
    const read =
      state.nonce === null
        ? importedState(state, instance, privateState)
        : refreshedState(state, instance, privateState.get(REPORTED));
    noteStage(privateState, instance, read.nonce);
    noteStart(privateState, instance, state, read);
    return read;
  });
}

/**
 * The instance of a state; null when neither list nor single read know it. Throws what the client throws.
 * @param maxAgeMs oldest list to look into; default the snapshot's own
 */
export async function findInstance(
  account: Pick<Account, 'vast' | 'snapshot' | 'claims'>,
  state: Pick<InstanceState, 'id' | 'claim' | 'nonce'>,
  signal: AbortSignal,
  maxAgeMs?: number,
): Promise<Instance | null> {
  if (state.id !== null) return lookUpInstance(account, Number(state.id), { maxAgeMs, signal });
  // A create that lost the platform's answer knows only the label of its rental; it may have lost several.
  if (state.claim === null) return null;
  const found = await account.claims.find(state.claim, signal);
  const own = found.filter(({ label }) => label.nonce === state.nonce || label.stage === 'pending');
  return (own.find(({ label }) => label.nonce === state.nonce) ?? own[0])?.instance ?? null;
}

function refreshedState(state: InstanceState, instance: Instance, note: string | undefined): InstanceState {
  const machine = machineAttributes(instance);
  const live = liveAttributes(instance);
  // Stopped although it should run: outbid, or its GPUs went to somebody who pays in full. The platform says neither.
  const isOutbid = instance.isBid === true && isStopped(instance) && state.power === 'running';
  return {
    ...state,
    ...live,
    id: String(instance.id),
    price_per_hour: live.price_per_hour ?? state.price_per_hour,
    stopped_price_per_hour: live.stopped_price_per_hour ?? state.stopped_price_per_hour,
    power: isOutbid ? state.power : (powerOf(instance) ?? state.power),
    ...(isOutbid ? { outbid: true, outbid_price_per_hour: instance.minBidPerHour } : NOT_OUTBID),
    label: labelText(instance.label),
    image: imageChanged(note, instance) ? instance.image : state.image,
    env: refreshedEnv(state.env, instance, note),
    machine_id: state.machine_id ?? machine.machine_id,
    host_id: state.host_id ?? machine.host_id,
    region: state.region ?? machine.region,
    geolocation: state.geolocation ?? machine.geolocation,
    gpu_name: state.gpu_name ?? machine.gpu_name,
    num_gpus: state.num_gpus ?? machine.num_gpus,
    gpu_memory_gb: state.gpu_memory_gb ?? machine.gpu_memory_gb,
  };
}

/** Only configured variables, and only those whose value the platform changed: it may add some of its own. */
function refreshedEnv(
  env: InstanceState['env'],
  instance: Instance,
  note: string | undefined,
): InstanceState['env'] {
  if (env === null) return null;
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      variableChanged(note, name, instance) ? (instance.env[name] ?? value) : value,
    ]),
  );
}

/** Everything that an instance tells about itself, for a state that only has its id. */
function importedState(state: InstanceState, instance: Instance, notes: PrivateState): InstanceState {
  notes.set(IMPORTED, 'true');
  notes.set(REPORTED, reportedNote(instance));
  const ours = parseLabel(instance.label);
  const runtype = runtypeOf(instance.imageRuntype);
  const env = visibleEnv(instance.env);
  const startedAt =
    instance.startedAtSeconds === null ? '' : new Date(instance.startedAtSeconds * 1000).toISOString();
  const isBid = instance.isBid === true;
  return {
    ...state,
    ...machineAttributes(instance),
    ...rentalFacts(instance),
    ...liveAttributes(instance),
    ...NOT_OUTBID,
    id: String(instance.id),
    claim: ours?.claim ?? '',
    nonce: ours?.nonce ?? '',
    label: labelText(instance.label),
    image: instance.image ?? '',
    template_hash_id: instance.templateHashId,
    disk_gb: instance.diskGb,
    env: orNull(env, Object.keys(env).length),
    secret_env_version: secretNames(instance.env).size > 0 ? IMPORTED_VERSION : null,
    ports: orNull(instance.requestedPorts, instance.requestedPorts.length),
    runtype,
    args: orNull(instance.args, instance.args.length),
    entrypoint: runtype === 'args' ? instance.onstart : null,
    onstart: runtype === 'args' ? null : instance.onstart,
    bid: isBid ? { min_price_per_hour: null, max_price_per_hour: null } : null,
    bid_price_per_hour: isBid ? instance.gpuPricePerHour : null,
    power: powerOf(instance) ?? 'running',
    rented_at: startedAt,
    started_at: startedAt,
    time_to_running_seconds: 0,
    attempts: [],
    selection_record: '',
    offer_id: 0,
  };
}

function powerOf(instance: Instance): string | undefined {
  if (isStopped(instance)) return 'stopped';
  return instance.intendedStatus === 'running' ? 'running' : undefined;
}

/** An argument that was not given, rather than an empty one. */
function orNull<T>(value: T, length: number): T | null {
  return length === 0 ? null : value;
}
