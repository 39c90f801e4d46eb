import type { CreateInstanceRequest, Instance, InstanceUpdate, SshKey, Template } from '../../src/vast';

/** How a machine treats whoever rents it. */
export interface Behaviour {
  /** Milliseconds until its container runs; Infinity for a machine that is stuck loading. Default 30,000. */
  readonly bootMs?: number;
  /** What it reports instead of coming up. */
  readonly trouble?: Partial<Instance>;
  /** Price on the instance when it is not the offer's. */
  readonly realPrice?: number;
  /** Milliseconds during which reads and lists do not show a new rental. Default 0. */
  readonly lagMs?: number;
}

/** One offer of the fake market: a row as the search gives it. */
export type OfferRow = Readonly<Record<string, unknown>> & {
  readonly id: number;
  readonly machine_id: number;
};

/** A search row that meets the default requirements. */
export function offerRow(id: number, change: Readonly<Record<string, unknown>> = {}): OfferRow {
  return {
    ask_contract_id: id,
    machine_id: id + 50_000,
    host_id: id + 100_000,
    gpu_name: 'RTX 3060',
    num_gpus: 1,
    gpu_ram: 12_288,
    dph_total: (20 + (id % 10)) / 100,
    reliability: 0.99,
    inet_down: 500,
    inet_up: 400,
    rentable: true,
    rented: false,
    verification: 'verified',
    geolocation: 'California, US',
    disk_space: 500,
    direct_port_count: 100,
    duration: 2_592_000,
    ...change,
    id,
  };
}

/** One rental of the platform in memory. */
export interface FakeRental {
  instance: Instance;
  readonly behaviour: Behaviour;
  /** When it was rented, last started or last recycled. */
  bootFrom: number;
  readonly visibleFrom: number;
  /** What the next container is made from, beside what the present one shows. */
  update: InstanceUpdate;
  /** How often the container was made anew; its ports move each time. */
  recycled: number;
  /** Stopped because somebody else bid more. */
  outbid: boolean;
  readonly sshKeys: Map<number, SshKey>;
}

/** A fresh rental of an offer. */
export function newRental(
  id: number,
  now: number,
  row: OfferRow,
  request: CreateInstanceRequest,
  behaviour: Behaviour,
  template?: Template,
): FakeRental {
  const templateImage = template?.tag ? `${template.image ?? ''}:${template.tag}` : template?.image;
  const price = behaviour.realPrice ?? request.bidPerHour ?? Number(row['dph_total']);
  return {
    behaviour,
    bootFrom: now,
    visibleFrom: now + (behaviour.lagMs ?? 0),
    update: {},
    recycled: 0,
    outbid: false,
    sshKeys: new Map(),
    instance: {
      id,
      actualStatus: null,
      intendedStatus: 'running',
      currentState: 'running',
      nextState: 'running',
      statusMessage: null,
      label: request.label,
      image: request.image ?? templateImage ?? null,
      imageRuntype: request.runtype ?? template?.runtype ?? 'args',
      args: request.args ?? [],
      onstart: request.onstart ?? template?.onstart ?? null,
      env: { ...template?.env, ...request.env },
      requestedPorts: [...(template?.ports ?? []), ...(request.ports ?? [])],
      ports: {},
      publicIp: null,
      sshHost: null,
      sshPort: null,
      machineId: row.machine_id,
      hostId: Number(row['host_id']),
      geolocation: String(row['geolocation']),
      gpuName: String(row['gpu_name']),
      numGpus: Number(row['num_gpus']),
      gpuMemoryMb: Number(row['gpu_ram']),
      diskGb: request.diskGb,
      reliability: Number(row['reliability']),
      verification: String(row['verification']),
      inetDownMbps: Number(row['inet_down']),
      inetUpMbps: Number(row['inet_up']),
      directPortCount: 100,
      pricePerHour: price,
      currentPricePerHour: null,
      storagePricePerHour: null,
      gpuPricePerHour: request.bidPerHour ?? null,
      templateHashId: request.templateHashId ?? null,
      isBid: request.bidPerHour !== undefined,
      minBidPerHour: typeof row['min_bid'] === 'number' ? row['min_bid'] : null,
      startedAtSeconds: now / 1000,
      endsAtSeconds: null,
    },
  };
}

/** Makes the container anew from what the updates said. */
export function recycle(rental: FakeRental, now: number): void {
  const { image, env, ports, args, onstart, templateHashId } = rental.update;
  rental.instance = {
    ...rental.instance,
    actualStatus: null,
    ports: {},
    ...(image === undefined ? {} : { image }),
    ...(env === undefined ? {} : { env, requestedPorts: ports ?? [] }),
    ...(args === undefined ? {} : { args }),
    ...(onstart === undefined ? {} : { onstart: onstart === '' ? null : onstart }),
    ...(templateHashId === undefined ? {} : { templateHashId }),
  };
  rental.update = {};
  rental.recycled += 1;
  rental.bootFrom = now;
}

/** Sets the bid, which loses against a higher floor, and wins the GPUs back when it lost them before (vast-api.md 6.1). */
export function bid(rental: FakeRental, pricePerHour: number, now: number): void {
  const { instance } = rental;
  rental.instance = { ...instance, gpuPricePerHour: pricePerHour, pricePerHour };
  const wins = pricePerHour >= (instance.minBidPerHour ?? 0);
  if (wins && rental.outbid) {
    rental.instance = { ...rental.instance, ...power('running'), actualStatus: null };
    rental.bootFrom = now;
  }
  if (!wins) rental.instance = { ...rental.instance, ...power('stopped'), actualStatus: 'exited' };
  rental.outbid = !wins;
}

function power(state: 'running' | 'stopped'): Partial<Instance> {
  return { intendedStatus: state, currentState: state, nextState: state };
}

/** An instance as reads and lists show it at a moment; null while it is not visible yet. */
export function shownInstance(rental: FakeRental, now: number): Instance | null {
  if (now < rental.visibleFrom) return null;
  const { instance, behaviour, recycled } = rental;
  if (behaviour.trouble) return { ...instance, ...behaviour.trouble };
  if (instance.intendedStatus === 'stopped') {
    return { ...instance, actualStatus: instance.actualStatus ?? 'exited', ports: {} };
  }
  if (now - rental.bootFrom < (behaviour.bootMs ?? 30_000)) {
    return { ...instance, actualStatus: instance.actualStatus ?? (recycled > 0 ? 'recycling' : 'loading') };
  }
  const base = 40_000 + recycled * 1000 + (instance.id % 100) * 10;
  const ports = instance.requestedPorts.map((port, at) => [port, base + at] as const);
  return {
    ...instance,
    actualStatus: instance.actualStatus ?? 'running',
    publicIp: instance.publicIp ?? `198.51.100.${instance.id % 250}`,
    ports: Object.keys(instance.ports).length > 0 ? instance.ports : Object.fromEntries(ports),
  };
}
