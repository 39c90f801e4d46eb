import {
  type Clock,
  type CreateInstanceRequest,
  type Instance,
  type InstanceFilters,
  NotFoundError,
  OfferGoneError,
  type VastClient,
  type VastUser,
} from '../../src/vast';

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

interface Rental {
  instance: Instance;
  readonly behaviour: Behaviour;
  /** When it was rented or last started. */
  bootFrom: number;
  readonly visibleFrom: number;
  readonly requestedPorts: readonly string[];
}

/** A method that can be made to fail. */
export type Method = keyof VastClient;

interface Fault {
  readonly error: Error;
  /** The call acts before it fails, as when an answer is lost. */
  readonly acts: boolean;
}

/** A small platform in memory: what happens to money is visible in `alive`. */
export class FakeVast implements VastClient {
  /** Names of the calls, in order, with their subject: `createInstance 7`. */
  readonly calls: string[] = [];
  /** Ids that lists leave out although they exist. */
  readonly omittedFromLists = new Set<number>();
  /** Decides about every call before those queued by `fail`; for random faults. */
  chaos: ((method: Method) => Fault | undefined) | undefined;
  /** Called before a rental is made, for example to abort a signal. */
  onCreate: (() => void) | undefined;
  refuseStart: Error | undefined;

  private readonly offers = new Map<number, OfferRow>();
  private readonly behaviours = new Map<number, Behaviour>();
  private readonly rentals = new Map<number, Rental>();
  private readonly faults = new Map<Method, Fault[]>();
  private nextId = 9001;

  constructor(private readonly clock: Clock) {}

  /** Puts an offer on the market. */
  offer(row: OfferRow, behaviour: Behaviour = {}): this {
    this.offers.set(row.id, row);
    this.behaviours.set(row.machine_id, behaviour);
    return this;
  }

  /** Somebody else takes an offer. */
  take(offerId: number): void {
    this.offers.delete(offerId);
  }

  /** The next call of a method fails; `acts` lets it act first. */
  fail(method: Method, error: Error, acts = false): this {
    this.faults.set(method, [...(this.faults.get(method) ?? []), { error, acts }]);
    return this;
  }

  /** Everything that costs money, as `id: label`. */
  alive(): readonly string[] {
    return [...this.rentals.values()].map(({ instance }) => `${instance.id}: ${instance.label ?? ''}`);
  }

  aliveIds(): readonly number[] {
    return [...this.rentals.keys()];
  }

  /** A rental that was there before. */
  rent(label: string | null, change: Partial<Instance> = {}): number {
    const row = offerRow(1);
    const id = this.makeRental(
      row,
      { image: 'acme/worker:1', diskGb: 50, label: label ?? '', ports: ['8001/tcp'] },
      {},
    );
    this.patch(id, { label, ...change });
    return id;
  }

  /** Changes what the platform says of an instance. */
  patch(id: number, change: Partial<Instance>): void {
    const rental = this.rentals.get(id);
    if (rental) rental.instance = { ...rental.instance, ...change };
  }

  /** The platform or somebody else ends a rental. */
  end(id: number): void {
    this.rentals.delete(id);
  }

  searchOffers(query: Readonly<Record<string, unknown>>): Promise<readonly unknown[]> {
    return this.call('searchOffers', '', () => {
      const wanted = (query['ask_contract_id'] as { in?: readonly number[] } | undefined)?.in;
      return [...this.offers.values()].filter((row) => wanted === undefined || wanted.includes(row.id));
    });
  }

  createInstance(
    offerId: number,
    request: CreateInstanceRequest,
    signal?: AbortSignal,
  ): Promise<{ readonly instanceId: number }> {
    signal?.throwIfAborted();
    this.onCreate?.();
    return this.call('createInstance', String(offerId), () => {
      const row = this.offers.get(offerId);
      if (!row)
        throw new OfferGoneError(`PUT asks/${offerId}: no_such_ask`, { endpoint: 'PUT asks', status: 400 });
      this.offers.delete(offerId);
      return { instanceId: this.makeRental(row, request, this.behaviours.get(row.machine_id) ?? {}) };
    });
  }

  readInstance(id: number): Promise<Instance | null> {
    return this.call('readInstance', String(id), () => this.show(id));
  }

  listInstances(filters?: InstanceFilters): Promise<readonly Instance[]> {
    return this.call('listInstances', JSON.stringify(filters ?? {}), () =>
      [...this.rentals.keys()].flatMap((id) => {
        const instance = this.omittedFromLists.has(id) ? null : this.show(id);
        const label = filters?.['label']?.['eq'];
        return instance === null || (label !== undefined && instance.label !== label) ? [] : [instance];
      }),
    );
  }

  setState(id: number, state: 'running' | 'stopped'): Promise<void> {
    return this.call('setState', `${id} ${state}`, () => {
      const rental = this.existing(id);
      this.patch(id, { intendedStatus: state });
      if (state === 'running' && this.refuseStart) throw this.refuseStart;
      if (state === 'running') rental.bootFrom = this.clock.now();
      this.patch(id, { currentState: state, nextState: state });
    });
  }

  setLabel(id: number, label: string): Promise<void> {
    return this.call('setLabel', `${id} ${label}`, () => {
      this.existing(id);
      this.patch(id, { label: label === '' ? null : label });
    });
  }

  destroyInstance(id: number): Promise<'destroyed' | 'already-gone'> {
    return this.call('destroyInstance', String(id), () =>
      this.rentals.delete(id) ? 'destroyed' : 'already-gone',
    );
  }

  currentUser(): Promise<VastUser> {
    return this.call('currentUser', '', () => ({ id: 1, email: null, creditUsd: 10, balanceUsd: 0 }));
  }

  private async call<T>(method: Method, subject: string, act: () => T): Promise<T> {
    this.calls.push(`${method} ${subject}`.trim());
    await Promise.resolve();
    const fault = this.chaos?.(method) ?? this.faults.get(method)?.shift();
    if (!fault) return act();
    if (fault.acts) act();
    throw fault.error;
  }

  private existing(id: number): Rental {
    const rental = this.rentals.get(id);
    if (!rental)
      throw new NotFoundError(`Instance ${id} not found.`, { endpoint: 'PUT instance', status: 404 });
    return rental;
  }

  private makeRental(row: OfferRow, request: CreateInstanceRequest, behaviour: Behaviour): number {
    const id = this.nextId;
    this.nextId += 1;
    const now = this.clock.now();
    this.rentals.set(id, {
      behaviour,
      bootFrom: now,
      visibleFrom: now + (behaviour.lagMs ?? 0),
      requestedPorts: request.ports ?? [],
      instance: {
        id,
        actualStatus: null,
        intendedStatus: 'running',
        currentState: 'running',
        nextState: 'running',
        statusMessage: null,
        label: request.label,
        image: request.image,
        imageRuntype: request.runtype ?? 'args',
        args: request.args ?? [],
        onstart: request.onstart ?? null,
        env: request.env ?? {},
        requestedPorts: request.ports ?? [],
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
        pricePerHour: behaviour.realPrice ?? Number(row['dph_total']),
        currentPricePerHour: null,
        storagePricePerHour: null,
        isBid: false,
        minBidPerHour: null,
        startedAtSeconds: now / 1000,
        endsAtSeconds: null,
      },
    });
    return id;
  }

  /** An instance as reads and lists show it at this moment. */
  private show(id: number): Instance | null {
    const rental = this.rentals.get(id);
    if (!rental || this.clock.now() < rental.visibleFrom) return null;
    const { instance, behaviour } = rental;
    if (behaviour.trouble) return { ...instance, ...behaviour.trouble };
    if (instance.intendedStatus === 'stopped') {
      return { ...instance, actualStatus: instance.actualStatus ?? 'exited', ports: {} };
    }
    if (this.clock.now() - rental.bootFrom < (behaviour.bootMs ?? 30_000)) {
      return { ...instance, actualStatus: instance.actualStatus ?? 'loading' };
    }
    const ports = rental.requestedPorts.map((port, at) => [port, 40_000 + (id % 100) * 10 + at] as const);
    return {
      ...instance,
      actualStatus: instance.actualStatus ?? 'running',
      publicIp: instance.publicIp ?? `198.51.100.${id % 250}`,
      ports: Object.keys(instance.ports).length > 0 ? instance.ports : Object.fromEntries(ports),
    };
  }
}
