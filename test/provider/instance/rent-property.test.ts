import fc from 'fast-check';
import { parseLabel } from '../../../src/provider/label';
import { OperationStopped } from '../../../src/tfplugin';
import {
  CreateRefusedError,
  InsufficientCreditError,
  OfferGoneError,
  RateLimitError,
} from '../../../src/vast';
import { fakeWorld } from '../../support/fake-account';
import { type Behaviour, type Method, offerRow } from '../../support/fake-vast';
import { down, expectAccounted, lost, request, run } from './rent-harness';

const endpoint = 'x';
const throttled = () => new RateLimitError('too frequent', { endpoint, status: 429 });

type Fault = { readonly error: Error; readonly acts: boolean } | undefined;

/** What may happen to a call of each kind; the number picks one, and most calls go well. */
function faultFor(method: Method, pick: number, nextId: () => number): Fault {
  if (method === 'createInstance') {
    const faults: (() => Fault)[] = [
      () => ({ error: lost(), acts: true }),
      () => ({ error: lost(), acts: false }),
      () => ({ error: new OfferGoneError('gone', { endpoint }), acts: false }),
      () => ({ error: new CreateRefusedError('refused', { endpoint, newContractId: nextId() }), acts: true }),
      () => ({ error: throttled(), acts: false }),
      () => ({ error: new InsufficientCreditError('no credit', { endpoint }), acts: false }),
    ];
    return faults[pick]?.();
  }
  const write = method === 'destroyInstance' || method === 'setLabel' || method === 'setState';
  if (pick === 0) return { error: down(write), acts: write };
  if (pick === 1) return { error: down(write), acts: false };
  if (pick === 2) return { error: throttled(), acts: false };
  return undefined;
}

const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Behaviour>({}) },
  fc.constant<Behaviour>({ bootMs: Infinity }),
  fc.constant<Behaviour>({ trouble: { actualStatus: 'offline' } }),
  fc.constant<Behaviour>({ realPrice: 0.9 }),
  fc.constant<Behaviour>({ lagMs: 25_000 }),
);

const schedule = fc.record({
  machines: fc.array(behaviour, { minLength: 1, maxLength: 6 }),
  picks: fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 60 }),
  stopAfterMs: fc.option(fc.integer({ min: 0, max: 120_000 }), { freq: 3 }),
  downAfterCalls: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 4 }),
});

test('whatever fails: never two rentals at once, and every rental is known afterwards', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async ({ machines, picks, stopAfterMs, downAfterCalls }) => {
      const world = fakeWorld();
      const { vast, clock } = world;
      machines.forEach((how, at) => vast.offer(offerRow(at + 1), how));
      let rentals = 0;
      let calls = 0;
      vast.onCreate = () => expect(vast.alive()).toEqual([]);
      vast.chaos = (method) => {
        calls += 1;
        // The platform breaks down for good: only `alive` knows better from here on.
        if (downAfterCalls !== null && calls > downAfterCalls) return { error: down(true), acts: false };
        const fault = faultFor(method, picks[calls % picks.length] ?? 14, () => 9001 + rentals);
        if (method === 'createInstance' && fault === undefined) rentals += 1;
        if (method === 'createInstance' && fault?.acts) rentals += 1;
        return fault;
      };
      const abort = new AbortController();
      if (stopAfterMs !== null)
        void clock.sleep(stopAfterMs).then(() => abort.abort(new OperationStopped('stop')));

      const outcome = await run(world, request(machines.map((_, at) => at + 1)), abort);
      vast.chaos = undefined;

      expectAccounted(world, outcome);
      expect(vast.alive().length).toBeLessThanOrEqual(1);
      if (outcome.rented) {
        expect(vast.aliveIds()).toEqual([outcome.state?.id]);
        expect(parseLabel(vast.alive()[0]?.split(': ')[1] ?? '')).toMatchObject({ stage: 'settled' });
      }
      // Not only named: Terraform itself holds what exists, by id or by mark.
      if (vast.alive().length > 0) expect(outcome.state).not.toBeNull();
      expect([...world.account.reservedOffers]).toEqual([]);
      expect(world.account.claims.take(request([]).claim)).toBe(true);
    }),
    { numRuns: 300 },
  );
}, 60_000);
