import fc from 'fast-check';
import { createRandom, parseMarket, type RentalView } from '../../../../src/simulator';
import { call, json } from '../support/http';
import { closeAll, start } from '../support/simulators';

afterEach(closeAll);

type Simulator = Awaited<ReturnType<typeof start>>;

/** A small market, so that offers overlap and renters get in each other's way. */
const MARKET = parseMarket(
  JSON.stringify({
    machines: [
      { gpuName: 'RTX 4090', gpuCount: 4, pricePerGpuHour: 0.5, diskGb: 4000 },
      { gpuName: 'RTX 3090', gpuCount: 2, pricePerGpuHour: 0.2, inetDownCost: 0.01 },
      { gpuName: 'RTX 3060', pricePerGpuHour: 0.1, offeredForSeconds: 7200 },
    ],
  }),
  'property',
  createRandom('property'),
);

const index = fc.nat({ max: 20 });
const command = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('rent' as const), index, bid: fc.option(fc.double({ min: 0.01, max: 3, noNaN: true })), cancel: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('stop' as const), index }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('start' as const), index }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('destroy' as const), index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reboot' as const), index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('recycle' as const), index }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('bid' as const), index, price: fc.double({ min: 0.01, max: 3, noNaN: true }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('prepay' as const), index, amount: fc.double({ min: 0.01, max: 2, noNaN: true }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take' as const), index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('host' as const), index, up: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('traffic' as const), index, gigabytes: fc.nat({ max: 20 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.oneof(fc.nat({ max: 60_000 }), fc.nat({ max: 5_000_000 })) }) },
); // prettier-ignore
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

/** The reference model: only what must hold whatever the lags are. */
interface Model {
  /** Offers that were used up, never to return. */
  readonly usedOffers: Set<number>;
  /** Contracts that were destroyed, never to return. */
  readonly gone: Set<number>;
  /** What every contract has cost so far, by id; only grows. */
  readonly charged: Map<number, number>;
  /** Statuses of the last look, for the documented edges. */
  readonly last: Map<number, RentalView>;
  readonly foreign: Set<number>;
}

/** Documented edges of `actual_status` (vast-api.md 4.3); a look may skip some, so these are the reachable pairs. */
const REACHABLE: Readonly<Record<string, readonly string[]>> = {
  null: ['loading', 'running', 'created', 'exited', 'rebooting', 'recycling', 'unknown', 'offline'],
  loading: ['running', 'created', 'exited', 'unknown', 'offline', 'rebooting', 'recycling'],
  created: ['running', 'exited', 'loading', 'unknown', 'offline', 'rebooting', 'recycling'],
  running: ['exited', 'rebooting', 'recycling', 'loading', 'unknown', 'offline', 'created'],
  exited: ['running', 'loading', 'rebooting', 'recycling', 'unknown', 'offline', 'created'],
  rebooting: ['running', 'exited', 'recycling', 'loading', 'unknown', 'offline'],
  recycling: ['loading', 'running', 'exited', 'rebooting', 'unknown', 'offline'],
  unknown: ['offline', 'running', 'exited', 'loading', 'rebooting', 'recycling', 'created'],
  offline: ['running', 'exited', 'loading', 'rebooting', 'recycling', 'created', 'unknown'],
};

function pick<T>(items: readonly T[], at: number): T | undefined {
  return items.length === 0 ? undefined : items[at % items.length];
}

async function perform(simulator: Simulator, model: Model, entry: Command): Promise<void> {
  if (entry.do === 'wait') {
    simulator.clock.advance(entry.ms);
    return;
  }
  if (entry.do === 'rent' || entry.do === 'take') {
    const offer = pick(simulator.world.offers(), entry.index);
    if (!offer) return;
    if (entry.do === 'take') {
      model.usedOffers.add(offer.id);
      model.foreign.add(simulator.control.takeOffer(offer.id));
      return;
    }
    const body = {
      image: 'a/b:1',
      disk: 10,
      price: entry.bid,
      cancel_unavail: entry.cancel,
      env: { '-p 1:1': '1' },
    };
    const answer = await call(simulator, 'PUT', `/api/v0/asks/${offer.id}/`, { body });
    if ('new_contract' in json(answer)) {
      model.usedOffers.add(offer.id);
      const again = await call(simulator, 'PUT', `/api/v0/asks/${offer.id}/`, { body });
      expect(json(again).error).toBe('no_such_ask');
    }
    return;
  }
  if (entry.do === 'host') {
    const machine = pick(simulator.world.machines(), entry.index);
    if (!machine) return;
    if (entry.up) simulator.control.reviveHost(machine.spec.machineId);
    else simulator.control.killHost(machine.spec.machineId);
    return;
  }
  const rental = pick(simulator.world.rentals(), entry.index);
  if (!rental) return;
  const path = `/api/v0/instances/${rental.id}/`;
  switch (entry.do) {
    case 'stop':
    case 'start':
      await call(simulator, 'PUT', path, { body: { state: entry.do === 'stop' ? 'stopped' : 'running' } });
      return;
    case 'destroy':
      expect(json(await call(simulator, 'DELETE', path))).toEqual({ success: true });
      model.gone.add(rental.id);
      return;
    case 'bid':
      await call(simulator, 'PUT', `/api/v0/instances/bid_price/${rental.id}/`, {
        body: { price: entry.price },
      });
      return;
    case 'prepay':
      await call(simulator, 'PUT', `/api/v0/instances/prepay/${rental.id}/`, {
        body: { amount: entry.amount },
      });
      return;
    case 'traffic':
      simulator.control.traffic(rental.id, { down: entry.gigabytes });
      return;
    default:
      await call(simulator, 'PUT', `/api/v0/instances/${entry.do}/${rental.id}/`, { body: {} });
  }
}

function check(simulator: Simulator, model: Model, start: number): void {
  const rentals = simulator.world.rentals();
  const offers = simulator.world.offers();
  // An offer is rented once.
  for (const offer of offers) expect(model.usedOffers.has(offer.id)).toBe(false);
  // Destroyed means gone for ever.
  for (const id of model.gone) expect(simulator.world.rental(id)).toBeNull();
  // Overlapping slices exclude each other.
  const everyone = [...rentals, ...[...model.foreign].flatMap((id) => simulator.world.rental(id) ?? [])];
  const owners = new Map<string, number>();
  for (const rental of everyone.filter((entry) => entry.holdsGpus)) {
    for (let gpu = rental.firstGpu; gpu < rental.firstGpu + rental.numGpus; gpu++) {
      const key = `${rental.machineId}/${gpu}`;
      expect([key, owners.get(key)]).toEqual([key, undefined]);
      owners.set(key, rental.id);
      // What somebody holds on demand is not on the market.
      if (!rental.isBid) {
        const clash = offers.find(
          (o) => o.machineId === rental.machineId && o.firstGpu <= gpu && gpu < o.firstGpu + o.numGpus,
        );
        expect(clash).toBeUndefined();
      }
    }
  }
  // Money is neither lost nor made: what is gone was spent, and what was spent is gone.
  const money = simulator.world.money();
  const locked = start - money.credit - money.spent;
  expect(locked).toBeGreaterThan(-1e-6);
  for (const rental of rentals) {
    const total = rental.charged.gpu + rental.charged.disk + rental.charged.traffic;
    expect(total).toBeGreaterThanOrEqual((model.charged.get(rental.id) ?? 0) - 1e-9);
    model.charged.set(rental.id, total);
    // States only along the documented edges.
    const before = model.last.get(rental.id)?.actualStatus;
    if (before !== undefined && before !== rental.actualStatus) {
      expect(REACHABLE[String(before)]).toContain(String(rental.actualStatus));
    }
    if (rental.actualStatus !== 'running' && rental.actualStatus !== 'rebooting')
      expect(rental.ports).toEqual({});
    if (rental.currentState === 'running') expect(rental.holdsGpus).toBe(true);
    model.last.set(rental.id, rental);
  }
}

describe('random lives of a small market', () => {
  test('no offer twice, no GPU twice, no money lost or made, no status out of order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { minLength: 5, maxLength: 40 }),
        fc.nat(),
        async (commands, seed) => {
          const simulator = await start({ market: MARKET, seed, accounts: [{ apiKey: 'k', credit: 20 }] });
          const model: Model = {
            usedOffers: new Set(),
            gone: new Set(),
            charged: new Map(),
            last: new Map(),
            foreign: new Set(),
          };
          for (const entry of commands) {
            await perform(simulator, model, entry);
            check(simulator, model, 20);
          }
          // In the end every rental goes, every cent is accounted for, and the market is whole again.
          for (const rental of simulator.world.rentals())
            await call(simulator, 'DELETE', `/api/v0/instances/${rental.id}/`);
          const { credit, spent, burnPerHour } = simulator.world.money();
          expect(credit + spent).toBeCloseTo(20, 6);
          expect(burnPerHour).toBe(0);
          for (const id of model.foreign) if (simulator.world.rental(id)) simulator.control.release(id);
          for (const machine of simulator.world.machines())
            simulator.control.reviveHost(machine.spec.machineId);
          const open = simulator.world
            .machines()
            .filter(
              (m) => simulator.clock.now() < simulator.world.startedAt + m.spec.offeredForSeconds * 1000,
            );
          const slices = open.reduce((sum, machine) => sum + 2 * machine.spec.gpuCount - 1, 0);
          expect(simulator.world.offers()).toHaveLength(slices);
          simulator.assertNoViolations();
          await simulator.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});
