import { parsePortFlag } from './environment';
import { isRecord, lenient, readFields, toId } from './lenient';

/** One rented instance as the platform reports it (vast-api.md 4.2). `null` = the platform did not say. */
export interface Instance {
  readonly id: number;
  /** What the host reported last: `loading`, `running`, `exited`, `offline`, ...; null before the first report. */
  readonly actualStatus: string | null;
  /** What was asked for: `running` or `stopped`. Follows commands at once. */
  readonly intendedStatus: string | null;
  /** Where the contract is: `running` or `stopped`. */
  readonly currentState: string | null;
  readonly nextState: string | null;
  /** Free text of the host. Stale after a stop: never decide by it alone. */
  readonly statusMessage: string | null;
  readonly label: string | null;
  readonly image: string | null;
  readonly imageRuntype: string | null;
  readonly args: readonly string[];
  readonly onstart: string | null;
  /** Variables of the container; the server may have added some of its own. */
  readonly env: Readonly<Record<string, string>>;
  /** Container ports that were asked for with `-p`, as `8001/tcp`, in the order sent. */
  readonly requestedPorts: readonly string[];
  /** Container port to external port, `{"8001/tcp": 40671}`; empty until the container runs. */
  readonly ports: Readonly<Record<string, number>>;
  readonly publicIp: string | null;
  readonly sshHost: string | null;
  readonly sshPort: number | null;
  readonly machineId: number | null;
  readonly hostId: number | null;
  readonly geolocation: string | null;
  readonly gpuName: string | null;
  readonly numGpus: number | null;
  /** Memory of one GPU, as reported: 24564 for a 24 GB card. */
  readonly gpuMemoryMb: number | null;
  readonly diskGb: number | null;
  readonly reliability: number | null;
  readonly verification: string | null;
  readonly inetDownMbps: number | null;
  readonly inetUpMbps: number | null;
  readonly directPortCount: number | null;
  /** USD per hour while running, disk included. Does not fall when the instance is stopped. */
  readonly pricePerHour: number | null;
  /** USD per hour charged in the present state. */
  readonly currentPricePerHour: number | null;
  readonly storagePricePerHour: number | null;
  /** USD per hour for the GPUs alone; of a bid the price in force. */
  readonly gpuPricePerHour: number | null;
  readonly templateHashId: string | null;
  readonly isBid: boolean | null;
  readonly minBidPerHour: number | null;
  /** Start of the contract, seconds since 1970. */
  readonly startedAtSeconds: number | null;
  /** End of the contract, seconds since 1970. */
  readonly endsAtSeconds: number | null;
}

const wireInstance = {
  actual_status: lenient.text,
  intended_status: lenient.text,
  cur_state: lenient.text,
  next_state: lenient.text,
  status_msg: lenient.text,
  label: lenient.text,
  image_uuid: lenient.text,
  image_runtype: lenient.text,
  image_args: lenient.texts,
  onstart: lenient.text,
  extra_env: lenient.pairs,
  ports: lenient.portMap,
  public_ipaddr: lenient.text,
  ssh_host: lenient.text,
  ssh_port: lenient.port,
  machine_id: lenient.id,
  host_id: lenient.id,
  geolocation: lenient.text,
  gpu_name: lenient.text,
  num_gpus: lenient.number,
  gpu_ram: lenient.number,
  disk_space: lenient.number,
  reliability2: lenient.number,
  reliability: lenient.number,
  verification: lenient.text,
  inet_down: lenient.number,
  inet_up: lenient.number,
  direct_port_count: lenient.number,
  dph_total: lenient.number,
  dph_base: lenient.number,
  template_hash_id: lenient.text,
  storage_total_cost: lenient.number,
  instance: lenient.raw,
  is_bid: lenient.flag,
  min_bid: lenient.number,
  start_date: lenient.number,
  end_date: lenient.number,
};

const wirePrice = { totalHour: lenient.number };

/**
 * One instance object of a read or a list. Only `id` must make sense: everything else may be missing or mistyped.
 * Returns undefined when there is no id, which the caller must treat as a broken answer, never as "gone".
 */
export function parseInstance(value: unknown): Instance | undefined {
  if (!isRecord(value)) return undefined;
  const id = toId(value['id']);
  if (id === undefined) return undefined;
  const wire = readFields(wireInstance, value);
  return {
    id,
    actualStatus: wire.actual_status,
    intendedStatus: wire.intended_status,
    currentState: wire.cur_state,
    nextState: wire.next_state,
    statusMessage: wire.status_msg,
    label: wire.label,
    image: wire.image_uuid,
    imageRuntype: wire.image_runtype,
    args: wire.image_args,
    onstart: wire.onstart,
    // Keys that begin with a dash are docker flags, all others variables (vast-api.md 3.4).
    env: Object.fromEntries(wire.extra_env.filter(([key]) => !key.startsWith('-'))),
    requestedPorts: wire.extra_env.flatMap(([key]) => parsePortFlag(key) ?? []),
    ports: wire.ports,
    publicIp: wire.public_ipaddr,
    sshHost: wire.ssh_host,
    sshPort: wire.ssh_port,
    machineId: wire.machine_id,
    hostId: wire.host_id,
    geolocation: wire.geolocation,
    gpuName: wire.gpu_name,
    numGpus: wire.num_gpus,
    gpuMemoryMb: wire.gpu_ram,
    diskGb: wire.disk_space,
    reliability: wire.reliability2 ?? wire.reliability,
    verification: wire.verification,
    inetDownMbps: wire.inet_down,
    inetUpMbps: wire.inet_up,
    directPortCount: wire.direct_port_count,
    pricePerHour: wire.dph_total,
    currentPricePerHour: isRecord(wire.instance) ? readFields(wirePrice, wire.instance).totalHour : null,
    storagePricePerHour: wire.storage_total_cost,
    gpuPricePerHour: wire.dph_base,
    templateHashId: wire.template_hash_id,
    isBid: wire.is_bid,
    minBidPerHour: wire.min_bid,
    startedAtSeconds: wire.start_date,
    endsAtSeconds: wire.end_date,
  };
}
