import { isUnknown, type Unknown } from '../../tfplugin';
import type { Instance } from '../../vast';
import { type Attempt, attemptAttributes } from './attempts';
import { liveAttributes, machineAttributes, rentalFacts } from './facts';
import type { RentalNote } from './holdings';
import type { InstancePlanned, InstanceState } from './schema';

/** The arguments of a plan: everything that the configuration may set. */
type Arguments = Pick<
  InstanceState,
  | 'offers'
  | 'requirements'
  | 'preferences'
  | 'on_stale'
  | 'claim_conflict'
  | 'image'
  | 'disk_gb'
  | 'label'
  | 'env'
  | 'ports'
  | 'runtype'
  | 'args'
  | 'onstart'
  | 'power'
  | 'max_attempts'
  | 'reachability'
  | 'timeouts'
>;

/** The planned arguments as they go into the state. */
export function argumentsOf(plan: InstancePlanned): Arguments {
  return {
    offers: isUnknown(plan.offers) ? null : plan.offers,
    requirements: plan.requirements,
    preferences: isUnknown(plan.preferences) ? null : plan.preferences,
    on_stale: plan.on_stale,
    claim_conflict: plan.claim_conflict,
    image: plan.image,
    disk_gb: plan.disk_gb,
    label: plan.label,
    env: plan.env,
    ports: plan.ports,
    runtype: plan.runtype,
    args: plan.args,
    onstart: plan.onstart,
    power: plan.power,
    max_attempts: plan.max_attempts,
    reachability: plan.reachability,
    timeouts: plan.timeouts,
  };
}

/** What is stored of a rental as soon as it may exist. */
export function noteAttributes(
  rental: RentalNote,
): Pick<InstanceState, 'id' | 'claim' | 'nonce' | 'offer_id' | 'machine_id' | 'rented_at'> {
  return {
    id: rental.id === null ? null : String(rental.id),
    claim: rental.claim,
    nonce: rental.nonce,
    offer_id: rental.offerId,
    machine_id: rental.machineId,
    rented_at: rental.rentedAt,
  };
}

/** The state after a create. */
export function createdState(
  plan: InstancePlanned,
  created: {
    readonly instance: Instance;
    readonly rental: RentalNote;
    readonly attempts: readonly Attempt[];
    readonly record: string;
  },
): InstanceState {
  const { instance, rental } = created;
  const machine = machineAttributes(instance);
  return {
    ...argumentsOf(plan),
    ...machine,
    ...rentalFacts(instance),
    ...liveAttributes(instance),
    ...noteAttributes(rental),
    machine_id: machine.machine_id ?? rental.machineId,
    attempts: attemptAttributes(created.attempts),
    selection_record: created.record,
  };
}

/** The state before an update changes anything: planned arguments, and of the rest what is known. */
export function updatedState(prior: InstanceState, plan: InstancePlanned): InstanceState {
  return {
    ...prior,
    ...argumentsOf(plan),
    claim: known(plan.claim, prior.claim),
    public_ip: known(plan.public_ip, prior.public_ip),
    port_map: known(plan.port_map, prior.port_map),
    status: known(plan.status, prior.status),
  };
}

function known<V>(planned: V | Unknown, prior: V): V {
  return isUnknown(planned) ? prior : planned;
}
