import { type MachineFacts, parseGeolocation } from '../../selection';
import type { Instance } from '../../vast';
import type { InstanceState } from './schema';
import { sshEndpoint } from './ssh-endpoint';

/** Attributes that describe the rented machine; they never change while the rental lives. */
export type MachineAttributes = Pick<
  InstanceState,
  'machine_id' | 'host_id' | 'region' | 'geolocation' | 'gpu_name' | 'num_gpus' | 'gpu_memory_gb'
>;

/** Attributes frozen at rental (design.md D3). */
export type RentalFacts = Pick<
  InstanceState,
  | 'price_at_rental'
  | 'reliability_at_rental'
  | 'download_mbps_at_rental'
  | 'upload_mbps_at_rental'
  | 'verified_at_rental'
>;

/** Attributes that a refresh renews. */
export type LiveAttributes = Pick<
  InstanceState,
  'public_ip' | 'port_map' | 'ssh' | 'status' | 'price_per_hour' | 'stopped_price_per_hour'
>;

/** Whether an instance is meant to be stopped: by its owner, or by the platform (outbid, no credit). */
export function isStopped(instance: Instance): boolean {
  return instance.intendedStatus === 'stopped';
}

/** The machine of an instance. */
export function machineAttributes(instance: Instance): MachineAttributes {
  return {
    machine_id: instance.machineId,
    host_id: instance.hostId,
    region: instance.geolocation === null ? null : parseGeolocation(instance.geolocation).code,
    geolocation: instance.geolocation,
    gpu_name: instance.gpuName,
    num_gpus: instance.numGpus,
    gpu_memory_gb: instance.gpuMemoryMb === null ? null : instance.gpuMemoryMb / 1000,
  };
}

/** The volatile figures of an instance as they are now. */
export function rentalFacts(instance: Instance): RentalFacts {
  return {
    price_at_rental: instance.pricePerHour,
    reliability_at_rental: instance.reliability,
    download_mbps_at_rental: instance.inetDownMbps,
    upload_mbps_at_rental: instance.inetUpMbps,
    verified_at_rental: instance.verification === null ? null : instance.verification === 'verified',
  };
}

/** Statuses of an instance whose host has lost it; neither recovers in any bounded time (vast-api.md 4.3). */
const LOST = new Set(['offline', 'unknown']);

/**
 * What may change from one read to the next. An instance that is stopped, or whose host is away, has no address and no
 * ports: nobody answers there, and after a start they may be somebody else's.
 */
export function liveAttributes(instance: Instance): LiveAttributes {
  const stopped = isStopped(instance);
  const isReachable = !stopped && !LOST.has(instance.actualStatus ?? '');
  return {
    public_ip: isReachable ? instance.publicIp : null,
    port_map: isReachable ? instance.ports : {},
    ssh: isReachable ? sshEndpoint(instance) : null,
    status: instance.actualStatus ?? (stopped ? 'stopped' : 'created'),
    price_per_hour: instance.pricePerHour,
    stopped_price_per_hour: instance.storagePricePerHour,
  };
}

/** What is known of a rented machine, for a check against requirements: frozen figures, not today's. */
export function factsOfState(
  state: MachineAttributes & RentalFacts & Pick<InstanceState, 'price_per_hour'>,
): MachineFacts {
  return {
    gpuName: state.gpu_name,
    numGpus: state.num_gpus,
    gpuMemoryGb: state.gpu_memory_gb,
    pricePerHour: state.price_at_rental ?? state.price_per_hour,
    reliability: state.reliability_at_rental,
    inetDownMbps: state.download_mbps_at_rental,
    inetUpMbps: state.upload_mbps_at_rental,
    verified: state.verified_at_rental,
    geolocation: state.geolocation,
    hostId: state.host_id,
    machineId: state.machine_id,
  };
}

/** The attributes that no update changes, null ones too: without this a null one would look unknown in every plan. */
export function factAttributes(state: InstanceState) {
  return {
    id: state.id,
    claim: state.claim,
    nonce: state.nonce,
    offer_id: state.offer_id,
    machine_id: state.machine_id,
    host_id: state.host_id,
    rented_at: state.rented_at,
    started_at: state.started_at,
    time_to_running_seconds: state.time_to_running_seconds,
    price_per_hour: state.price_per_hour,
    stopped_price_per_hour: state.stopped_price_per_hour,
    region: state.region,
    geolocation: state.geolocation,
    gpu_name: state.gpu_name,
    num_gpus: state.num_gpus,
    gpu_memory_gb: state.gpu_memory_gb,
    price_at_rental: state.price_at_rental,
    reliability_at_rental: state.reliability_at_rental,
    download_mbps_at_rental: state.download_mbps_at_rental,
    upload_mbps_at_rental: state.upload_mbps_at_rental,
    verified_at_rental: state.verified_at_rental,
    attempts: state.attempts,
    selection_record: state.selection_record,
  } satisfies Partial<InstanceState>;
}
