import { type MachineFacts, parseGeolocation } from '../../selection';
import type { Instance } from '../../vast';
import type { InstanceState } from './schema';

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
export type LiveAttributes = Pick<InstanceState, 'public_ip' | 'port_map' | 'status' | 'price_per_hour'>;

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

/** What may change from one read to the next. A stopped instance has no address and no ports. */
export function liveAttributes(instance: Instance): LiveAttributes {
  const stopped = isStopped(instance);
  return {
    public_ip: stopped ? null : instance.publicIp,
    port_map: stopped ? {} : instance.ports,
    status: instance.actualStatus ?? (stopped ? 'stopped' : 'created'),
    price_per_hour: instance.pricePerHour,
  };
}

/** What is known of a rented machine, for a check against requirements: frozen figures, not today's. */
export function factsOfState(state: InstanceState): MachineFacts {
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
    price_per_hour: state.price_per_hour,
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
