import {
  type CreateInstanceRequest,
  type Instance,
  type InstanceFilters,
  type InstanceUpdate,
  InvalidArgumentsError,
  NotFoundError,
  OfferGoneError,
  type SshKey,
  type VastClient,
  type VastUser,
} from '../../src/vast';
import { FakeLibrary } from './fake-library';
import {
  bid,
  type Behaviour,
  type FakeRental,
  newRental,
  type OfferRow,
  offerRow,
  recycle,
  shownInstance,
} from './fake-rental';

export { type Behaviour, type OfferRow, offerRow } from './fake-rental';
export type { Method } from './fake-calls';

/** A small platform in memory: what happens to money is visible in `alive`. */
export class FakeVast extends FakeLibrary implements VastClient {
  /** Ids that lists leave out although they exist. */
  readonly omittedFromLists = new Set<number>();
  /** Called before a rental is made, for example to abort a signal. */
  onCreate: (() => void) | undefined;
  refuseStart: Error | undefined;
  creditUsd = 100;

  private readonly offers = new Map<number, OfferRow>();
  private readonly behaviours = new Map<number, Behaviour>();
  private readonly rentals = new Map<number, FakeRental>();
  private nextId = 9001;

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

  /** Somebody else bids more: an interruptible instance with a lower bid is stopped. */
  outbid(id: number, minBidPerHour: number): void {
    this.patch(id, { minBidPerHour });
    const rental = this.existing(id);
    bid(rental, rental.instance.gpuPricePerHour ?? 0, this.clock.now());
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
      // With cancel_unavail a bid below the floor makes no rental (vast-api.md 3.6).
      if (request.bidPerHour !== undefined && request.bidPerHour < Number(row['min_bid'] ?? 0))
        throw new OfferGoneError(`PUT asks/${offerId}: no_such_ask`, { endpoint: 'PUT asks', status: 410 });
      this.offers.delete(offerId);
      return { instanceId: this.makeRental(row, request, this.behaviours.get(row.machine_id) ?? {}) };
    });
  }

  readInstance(id: number): Promise<Instance | null> {
    return this.call('readInstance', String(id), () => this.show(id));
  }

  async listInstances(
    filters?: InstanceFilters,
    _signal?: AbortSignal,
    onPage?: (page: readonly Instance[]) => void,
  ): Promise<readonly Instance[]> {
    const list = await this.list(filters);
    onPage?.(list);
    return list;
  }

  private list(filters?: InstanceFilters): Promise<readonly Instance[]> {
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
    return this.call('currentUser', '', () => ({
      id: 1,
      email: null,
      creditUsd: this.creditUsd,
      balanceUsd: 0,
    }));
  }

  updateInstance(id: number, change: InstanceUpdate): Promise<void> {
    return this.call('updateInstance', String(id), () => {
      const rental = this.existing(id);
      const stated = Object.entries(change).filter(([, value]) => value !== undefined);
      rental.update = { ...rental.update, ...Object.fromEntries(stated) };
    });
  }

  recycleInstance(id: number): Promise<void> {
    return this.call('recycleInstance', String(id), () => recycle(this.existing(id), this.clock.now()));
  }

  changeBid(id: number, pricePerHour: number): Promise<void> {
    return this.call('changeBid', `${id} ${pricePerHour}`, () => {
      const rental = this.existing(id);
      const facts = { endpoint: 'PUT bid_price', status: 400, code: 'invalid_args' };
      if (rental.instance.isBid !== true)
        throw new InvalidArgumentsError(`Instance ${id} is not interruptible.`, facts);
      bid(rental, pricePerHour, this.clock.now());
    });
  }

  listInstanceSshKeys(id: number): Promise<readonly SshKey[]> {
    return this.call('listInstanceSshKeys', String(id), () => [...this.existing(id).sshKeys.values()]);
  }

  attachSshKey(id: number, publicKey: string): Promise<void> {
    return this.call('attachSshKey', String(id), () => {
      const { sshKeys } = this.existing(id);
      const known = [...this.sshKeys.values(), ...sshKeys.values()].find(
        (key) => key.publicKey === publicKey.trim(),
      );
      const key = known ?? this.newSshKey(publicKey);
      sshKeys.set(key.id, key);
    });
  }

  detachSshKey(id: number, keyId: number): Promise<void> {
    return this.call('detachSshKey', `${id} ${keyId}`, () => {
      this.existing(id).sshKeys.delete(keyId);
    });
  }

  private existing(id: number): FakeRental {
    const rental = this.rentals.get(id);
    if (!rental)
      throw new NotFoundError(`Instance ${id} not found.`, { endpoint: 'PUT instance', status: 404 });
    return rental;
  }

  private makeRental(row: OfferRow, request: CreateInstanceRequest, behaviour: Behaviour): number {
    const id = this.nextId;
    this.nextId += 1;
    const template = [...this.templates.values()].find((other) => other.hashId === request.templateHashId);
    const rental = newRental(id, this.clock.now(), row, request, behaviour, template);
    // The keys of the account are copied into an instance when it is made (vast-api.md 5.6).
    for (const key of this.sshKeys.values()) rental.sshKeys.set(key.id, key);
    this.rentals.set(id, rental);
    return id;
  }

  /** An instance as reads and lists show it at this moment. */
  private show(id: number): Instance | null {
    const rental = this.rentals.get(id);
    return rental ? shownInstance(rental, this.clock.now()) : null;
  }
}
