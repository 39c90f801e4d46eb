import { parseLabel } from '../../../src/provider/label';
import type { Dial } from '../../../src/market';
import { defaultRequirements } from '../../../src/selection';
import { fakeWorld, type FakeWorld } from '../../support/fake-account';
import { offerRow } from '../../support/fake-vast';
import { CLAIM, down, expectAccounted, request, run, tally } from './rent-harness';

const FILTERED: Dial = { kind: 'filtered', detail: 'no answer' };
let world: FakeWorld;
beforeEach(() => (world = fakeWorld()));

/** Puts offers on the market. */
function market(...ids: number[]): void {
  for (const id of ids) world.vast.offer(offerRow(id));
}

const creates = () => world.vast.calls.filter((call) => call.startsWith('createInstance'));

describe('a create that goes well', () => {
  test('rents the first candidate, waits until it runs and answers, and takes the mark off last', async () => {
    market(1, 2);
    const outcome = await run(world, request([1, 2]));
    expect(outcome.rented?.instance).toMatchObject({
      machineId: 50_001,
      ports: { '8001/tcp': expect.any(Number) as number },
    });
    expect(world.dialled).toEqual([
      `198.51.100.${9001 % 250}:${outcome.rented?.instance.ports['8001/tcp'] ?? 0}`,
    ]);
    expect(world.vast.alive()).toEqual(['9001: web vg-0123456789ab-00000001']);
    expect(world.vast.calls.at(-1)).toBe('setLabel 9001 web vg-0123456789ab-00000001');
    expect(tally(outcome.rented?.attempts ?? [])).toEqual(['1 rented']);
    expect(outcome.warnings).toEqual([]);
  });

  test('the label is pending while create is at work, and the state knows the id at once', async () => {
    market(1);
    let during: string | undefined;
    world.dials.set('198.51.100.1', () => {
      during = world.vast.alive()[0];
      return { kind: 'open', latencyMs: 1 };
    });
    const outcome = await run(world, request([1]));
    expect(parseLabel(during?.split(': ')[1] ?? '')).toEqual({
      text: 'web',
      claim: CLAIM,
      nonce: '00000001',
      stage: 'pending',
    });
    expect(outcome.notes[0]).toMatchObject({ id: 9001, nonce: '00000001', offerId: 1, machineId: 50_001 });
  });

  test('refused is reachable: the application may still start', async () => {
    market(1);
    world.dials.set('198.51.100.1', { kind: 'refused', detail: 'connection refused' });
    expect((await run(world, request([1]))).rented).toBeDefined();
  });

  test('the selection record names the offer and how it compared', async () => {
    market(1, 2);
    const { rented } = await run(world, request([1, 2]));
    expect(JSON.parse(rented?.record ?? '')).toMatchObject({
      offerId: 1,
      source: 'pinned',
      record: { ranking: [{ offerId: 1 }, { offerId: 2 }] },
    });
  });

  test('an instance asked for stopped is checked, then stopped', async () => {
    market(1);
    const { rented } = await run(world, request([1], { power: 'stopped' }));
    expect(rented?.instance.intendedStatus).toBe('stopped');
    const writes = world.vast.calls.filter((call) => call.startsWith('set'));
    expect(writes).toEqual(['setState 9001 stopped', 'setLabel 9001 web vg-0123456789ab-00000001']);
    expect(world.dialled).toHaveLength(1);
  });

  test('reachability = none dials nobody; no TCP port is nothing to dial', async () => {
    market(1, 2);
    await run(world, request([1], { reachability: 'none' }));
    const { warnings } = await run(world, request([2], { claim: 'f'.repeat(12), ports: ['53/udp'] }));
    expect(world.dialled).toEqual([]);
    expect(warnings).toEqual([]);
  });

  test('a proxy that fails is no reason to give a machine back', async () => {
    market(1);
    world.dials.set('198.51.100.1', { kind: 'proxy', detail: 'the proxy answered 407' });
    const { rented, warnings } = await run(world, request([1]));
    expect(rented).toBeDefined();
    expect(warnings[0]?.detail).toContain('the proxy answered 407');
  });
});

describe('candidates', () => {
  test('one that was taken is skipped, the next is rented', async () => {
    market(1, 2);
    world.vast.onCreate = () => {
      world.vast.take(1);
      world.vast.onCreate = undefined;
    };
    const outcome = await run(world, request([1, 2]));
    expect(tally(outcome.rented?.attempts ?? [])).toEqual(['1 gone', '2 rented']);
    expectAccounted(world, outcome);
  });

  test('one that became too expensive or unsuitable is not rented at all', async () => {
    world.vast
      .offer(offerRow(1, { dph_total: 0.9 }))
      .offer(offerRow(2, { reliability: 0.2 }))
      .offer(offerRow(3));
    const outcome = await run(world, request([1, 2, 3]));
    expect(creates()).toEqual(['createInstance 3']);
    expect(outcome.rented?.attempts.map(({ reason }) => reason).slice(0, 2)).toEqual([
      'no longer suitable: too expensive',
      'no longer suitable: not reliable enough',
    ]);
  });

  test('those that the market does not show are tried last: a search is a sample', async () => {
    market(2);
    const outcome = await run(world, request([1, 2]));
    expect(creates()).toEqual(['createInstance 2']);
    expect(outcome.rented?.rental.offerId).toBe(2);
  });

  test('when all are gone the market is searched with the frozen settings', async () => {
    market(7, 8);
    const outcome = await run(world, request([1, 2]));
    expect(tally(outcome.rented?.attempts ?? [])).toEqual(['1 gone', '2 gone', '7 rented']);
    expect(JSON.parse(outcome.rented?.record ?? '')).toMatchObject({ source: 'search' });
  });

  test('on_stale = fail does not search', async () => {
    market(7);
    const outcome = await run(world, request([1], { onStale: 'fail' }));
    expect(outcome.failure?.detail).toContain('on_stale = "fail"');
    expect(outcome.failure?.detail).toContain(
      'offer 1 on machine 50001 (US-CA): gone: taken by somebody else',
    );
    expect(world.vast.alive()).toEqual([]);
    expect(outcome.state).toBeNull();
  });

  test('without pinned offers create searches at once', async () => {
    market(7);
    expect((await run(world, request([]))).rented?.rental.offerId).toBe(7);
  });

  test('an empty market explains itself', async () => {
    world.vast.offer(offerRow(7, { dph_total: 0.6 }));
    const outcome = await run(world, request([]));
    expect(outcome.failure?.summary).toBe('No machine could be rented');
    expect(outcome.failure?.detail).toContain('found nothing');
    expect(creates()).toEqual([]);
  });

  test('two creates at once do not race for one offer', async () => {
    market(1, 2);
    const [first, second] = await Promise.all([
      run(world, request([1, 2])),
      run(world, request([1, 2], { claim: 'f'.repeat(12) })),
    ]);
    expect([first.rented?.rental.offerId, second.rented?.rental.offerId]).toEqual([1, 2]);
    expect(creates()).toHaveLength(2);
    expect(world.vast.calls.filter((call) => call === 'searchOffers')).toHaveLength(1);
  });
});

describe('machines that are no good', () => {
  test.each([
    ['stuck while loading', { bootMs: Infinity }, /not running after 5m: loading/],
    ['offline', { trouble: { actualStatus: 'offline' } }, /its host is offline/],
    [
      'stopped by the platform',
      { trouble: { intendedStatus: 'stopped', currentState: 'stopped', nextState: 'stopped' } },
      /set it to stopped for good/,
    ],
    ['dearer than its offer', { realPrice: 0.7 }, /costs \$0\.70\/h, more than the cap of \$0\.50\/h/],
  ])('%s: given back, and the next one taken', async (_, behaviour, reason) => {
    world.vast.offer(offerRow(1), behaviour).offer(offerRow(2));
    const outcome = await run(world, request([1, 2]));
    expect(tally(outcome.rented?.attempts ?? [])).toEqual(['1 discarded', '2 rented']);
    expect(outcome.rented?.attempts[0]?.reason).toMatch(reason);
    expect(world.vast.aliveIds()).toEqual([9002]);
    expect(outcome.notes.map((note) => note?.id ?? null)).toEqual([9001, null, 9002]);
  });

  test('one whose port drops packets is given back, one that answers resets the count', async () => {
    market(1, 2);
    world.dials.set('198.51.100.1', FILTERED);
    const outcome = await run(world, request([1, 2]));
    expect(tally(outcome.rented?.attempts ?? [])).toEqual(['1 discarded', '2 rented']);
    expect(world.dialled.filter((address) => address.startsWith('198.51.100.1:'))).toHaveLength(3);
  });

  test('three filtered ones in a row: your own egress may be blocked', async () => {
    market(1, 2, 3, 4);
    for (const last of [1, 2, 3]) world.dials.set(`198.51.100.${last}`, FILTERED);
    const outcome = await run(world, request([1, 2, 3, 4]));
    expect(outcome.failure?.summary).toBe('Rented machines cannot be reached');
    expect(outcome.failure?.detail).toContain('your own egress may be blocked');
    expect(world.vast.alive()).toEqual([]);
    expect(outcome.state).toBeNull();
  });

  test('an image that fails on two machines is broken: no third is rented', async () => {
    const trouble = {
      trouble: { actualStatus: 'loading', statusMessage: 'Error: manifest for acme/worker:1 not found' },
    };
    for (const id of [1, 2, 3]) world.vast.offer(offerRow(id), trouble);
    const outcome = await run(world, request([1, 2, 3]));
    expect(outcome.failure?.summary).toBe('The image does not start');
    expect(outcome.failure?.detail).toContain('manifest for acme/worker:1 not found');
    expect(creates()).toHaveLength(2);
    expect(world.vast.alive()).toEqual([]);
  });

  test('max_attempts bounds the machines that are rented', async () => {
    for (const id of [1, 2, 3]) world.vast.offer(offerRow(id), { realPrice: 0.9 });
    const outcome = await run(world, request([1, 2, 3], { maxAttempts: 2 }));
    expect(outcome.failure?.detail).toContain(
      '2 machine(s) were rented and given back, as many as max_attempts allows',
    );
    expect(creates()).toHaveLength(2);
    expect(world.vast.alive()).toEqual([]);
  });

  test('the create timeout gives back what is held, and each machine gets half of it at most', async () => {
    for (const id of [1, 2, 3]) world.vast.offer(offerRow(id), { bootMs: Infinity });
    const before = world.clock.now();
    const outcome = await run(world, request([1, 2, 3]));
    expect(outcome.failure?.summary).toBe('No machine was ready in time');
    expect(outcome.failure?.detail).toContain('create timeout of 10m');
    expect(world.clock.now() - before).toBeLessThan(660_000);
    expect(world.vast.alive()).toEqual([]);
    expect(outcome.state).toBeNull();
  });

  test('a searched machine that was given back is not offered again', async () => {
    world.vast.offer(offerRow(1), { realPrice: 0.9 });
    world.vast.offer(offerRow(11, { machine_id: 50_001, dph_total: 0.1 }), { realPrice: 0.9 });
    market(2);
    const outcome = await run(world, request([]));
    expect(outcome.rented?.rental.offerId).toBe(2);
    expect(outcome.rented?.attempts.filter(({ machineId }) => machineId === 50_001)).toHaveLength(1);
  });
});

describe('lag of the platform', () => {
  test('a rental that reads do not show for a while is waited for', async () => {
    world.vast.offer(offerRow(1), { lagMs: 20_000 });
    const outcome = await run(world, request([1]));
    expect(outcome.rented?.rental.id).toBe(9001);
    expect(creates()).toHaveLength(1);
  });

  test('server errors while waiting are waited out', async () => {
    market(1);
    const pending = run(world, request([1], { claimIsConfigured: false }));
    for (let at = 0; at < 4; at += 1) world.vast.fail('listInstances', down());
    expect((await pending).rented?.rental.id).toBe(9001);
  });
});

test('the price cap holds for the disk that is asked for', async () => {
  world.vast.offer(offerRow(1, { dph_total: 0.31 }));
  const outcome = await run(
    world,
    request([1], { requirements: { ...defaultRequirements, maxPricePerHour: 0.3 } }),
  );
  expect(outcome.failure?.detail).toContain('too expensive');
  expect(creates()).toEqual([]);
});
