import { isUnknown, type Unknown } from '../../tfplugin';
import { attemptAttributes } from './attempts';
import { liveAttributes, machineAttributes, rentalFacts } from './facts';
import type { RentalNote } from './holdings';
import type { Rented } from './rent';
import type { InstancePlanned, InstanceState } from './schema';

/** The arguments of a plan: everything that the configuration may set. */
type Arguments = Pick<
  InstanceState,
  | 'offers'
  | 'requirements'
  | 'preferences'
  | 'on_stale'
  | 'blocked_machines'
  | 'claim_conflict'
  | 'image'
  | 'image_login'
  | 'template_hash_id'
  | 'disk_gb'
  | 'label'
  | 'env'
  | 'secret_env'
  | 'secret_env_version'
  | 'ports'
  | 'runtype'
  | 'entrypoint'
  | 'args'
  | 'onstart'
  | 'ssh_public_keys'
  | 'bid'
  | 'on_outbid'
  | 'power'
  | 'max_attempts'
  | 'reachability'
  | 'timeouts'
>;

/** The planned arguments as they go into the state. Write-only ones never do. */
export function argumentsOf(plan: InstancePlanned): Arguments {
  return {
    offers: known(plan.offers, null),
    requirements: plan.requirements,
    preferences: known(plan.preferences, null),
    on_stale: plan.on_stale,
    blocked_machines: plan.blocked_machines,
    claim_conflict: plan.claim_conflict,
    image: known(plan.image, null),
    image_login: null,
    template_hash_id: known(plan.template_hash_id, null),
    disk_gb: plan.disk_gb,
    label: plan.label,
    env: plan.env,
    secret_env: null,
    secret_env_version: known(plan.secret_env_version, null),
    ports: plan.ports,
    runtype: plan.runtype,
    entrypoint: plan.entrypoint,
    args: plan.args,
    onstart: plan.onstart,
    ssh_public_keys: known(plan.ssh_public_keys, null),
    bid: plan.bid,
    on_outbid: plan.on_outbid,
    power: plan.power,
    max_attempts: plan.max_attempts,
    reachability: plan.reachability,
    timeouts: plan.timeouts,
  };
}

/** What is stored of a rental as soon as it may exist. */
export function noteAttributes(
  rental: RentalNote,
): Pick<
  InstanceState,
  'id' | 'claim' | 'nonce' | 'offer_id' | 'machine_id' | 'rented_at' | 'bid_price_per_hour'
> {
  return {
    id: rental.id === null ? null : String(rental.id),
    claim: rental.claim,
    nonce: rental.nonce,
    offer_id: rental.offerId,
    machine_id: rental.machineId,
    rented_at: rental.rentedAt,
    bid_price_per_hour: rental.bidPerHour,
  };
}

/** The state after a create. */
export function createdState(plan: InstancePlanned, created: Rented): InstanceState {
  const { instance, rental } = created;
  const machine = machineAttributes(instance);
  const given = argumentsOf(plan);
  return {
    ...given,
    image: given.image ?? instance.image,
    ...machine,
    ...rentalFacts(instance),
    ...liveAttributes(instance),
    ...noteAttributes(rental),
    ...NOT_OUTBID,
    machine_id: machine.machine_id ?? rental.machineId,
    started_at: created.startedAt,
    time_to_running_seconds: Math.round(created.timeToRunningMs / 1000),
    attempts: attemptAttributes(created.attempts),
    selection_record: created.record,
  };
}

/** Of an instance that nobody has outbid. */
export const NOT_OUTBID = { outbid: false, outbid_price_per_hour: null } as const;

/** The state before an update changes anything: planned arguments, and of the rest what is known. */
export function updatedState(prior: InstanceState, plan: InstancePlanned): InstanceState {
  const given = argumentsOf(plan);
  return {
    ...prior,
    ...given,
    image: known(plan.image, prior.image),
    claim: known(plan.claim, prior.claim),
    public_ip: known(plan.public_ip, prior.public_ip),
    port_map: known(plan.port_map, prior.port_map),
    ssh: knownWhole(plan.ssh, prior.ssh),
    status: known(plan.status, prior.status),
    bid_price_per_hour: known(plan.bid_price_per_hour, prior.bid_price_per_hour),
    outbid: known(plan.outbid, prior.outbid),
    outbid_price_per_hour: known(plan.outbid_price_per_hour, prior.outbid_price_per_hour),
  };
}

function known<V>(planned: V | Unknown, prior: V): V {
  return isUnknown(planned) ? prior : planned;
}

/** A planned object that may be unknown as a whole, never in parts: it is the prior one, or what the platform will say. */
function knownWhole(planned: InstancePlanned['ssh'], prior: InstanceState['ssh']): InstanceState['ssh'] {
  if (planned === null || isUnknown(planned)) return planned === null ? null : prior;
  const { host, port, user } = planned;
  return isUnknown(host) || isUnknown(port) || isUnknown(user) ? prior : { host, port, user };
}
