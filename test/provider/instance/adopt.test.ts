import { formatLabel, parseLabel } from '../../../src/provider/label';
import { AuthError, type Instance } from '../../../src/vast';
import { fakeWorld, type FakeWorld } from '../../support/fake-account';
import { offerRow } from '../../support/fake-vast';
import { CLAIM, down, expectAccounted, request, run, tally } from './rent-harness';

/*
 * A create that finds what an interrupted one of the same claim has left (design.md D12). The rule of every test: what
 * exists afterwards is what the state holds, and nothing is rented beside it.
 */

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
  for (const id of [1, 2]) world.vast.offer(offerRow(id));
});

const creates = () => world.vast.calls.filter((call) => call.startsWith('createInstance'));
const pending = (nonce = 'aaaaaaaa') => formatLabel({ text: 'web', claim: CLAIM, nonce, stage: 'pending' });

/** A rental as `request` asks for it, left by a create that was cut off. */
const leave = (change: Partial<Instance> = {}, nonce?: string) =>
  world.vast.rent(pending(nonce), { env: { MODE: 'prod' }, ...change });

describe('a pending rental that is what was asked for', () => {
  test('is taken over with a nonce of our own, after longer than a settle can take', async () => {
    const id = leave();
    const before = world.clock.now();
    const outcome = await run(world, request([1]));
    expect(creates()).toEqual([]);
    expect(outcome.state).toMatchObject({ id, nonce: '00000001', offerId: null });
    expect(world.vast.alive()).toEqual([`${id}: web vg-${CLAIM}-00000001`]);
    expect(world.clock.now() - before).toBeGreaterThan(45_000);
    expect(outcome.warnings[0]?.summary).toBe(
      `A rental of an interrupted create was taken over: instance ${id}`,
    );
    expect(outcome.warnings[0]?.detail).toContain(`Instance ${id}`);
    expect(JSON.parse(outcome.rented?.record ?? '')).toEqual({
      offerId: null,
      source: 'adopted',
      record: null,
    });
  });

  test('also while another one of the claim is being replaced', async () => {
    const old = world.vast.rent(
      formatLabel({ text: 'web', claim: CLAIM, nonce: 'bbbbbbbb', stage: 'settled' }),
    );
    const id = leave();
    const outcome = await run(world, request([1], { claimConflict: 'warn' }));
    expect(outcome.state?.id).toBe(id);
    expect(world.vast.aliveIds()).toEqual([old, id]);
    expect(creates()).toEqual([]);
  });

  test('of two, one is kept and the other destroyed', async () => {
    const [first, second] = [leave(), leave({}, 'bbbbbbbb')];
    const outcome = await run(world, request([1]));
    expect(outcome.state?.id).toBe(first);
    expect(world.vast.aliveIds()).toEqual([first]);
    expect(outcome.rented?.attempts[0]?.reason).toContain('one rental is enough');
    expect(world.vast.calls).toContain(`destroyInstance ${second}`);
  });

  test('takes the label that is configured now', async () => {
    const id = leave();
    await run(world, request([1], { label: 'db' }));
    expect(world.vast.alive()).toEqual([`${id}: db vg-${CLAIM}-00000001`]);
  });
});

describe('a pending rental that is not', () => {
  test.each<[string, Partial<Instance>, RegExp]>([
    ['another image', { image: 'acme/worker:0' }, /another image/],
    ['another disk', { diskGb: 20 }, /another disk size/],
    ['other ports', { requestedPorts: ['9/tcp'] }, /other ports/],
    ['another variable', { env: { MODE: 'test' } }, /other variables/],
    ['other arguments', { args: ['x'] }, /other arguments/],
    ['another runtype', { imageRuntype: 'ssh_proxy' }, /another runtype/],
    ['another entrypoint', { onstart: '/bin/sh' }, /another start-up script/],
    ['another kind of rental', { isBid: true }, /another kind of rental/],
    ['too dear', { pricePerHour: 0.9 }, /a price above the cap/],
    ['a GPU that is not wanted', { gpuName: 'H100 SXM' }, /GPU RTX 3060 is required/],
    ['a machine that is blocked', { hostId: 77 }, /host 77 is blocked/],
    ['a host that is away', { actualStatus: 'offline' }, /its host is offline/],
  ])('%s: destroyed, and then a machine is rented', async (_, change, reason) => {
    const id = leave(change);
    const wanted = request([1]);
    const outcome = await run(world, {
      ...wanted,
      requirements: { ...wanted.requirements, blockedHosts: ['host:77'] },
    });
    expect(tally(outcome.rented?.attempts ?? [])).toEqual(['null discarded', '1 rented']);
    expect(outcome.rented?.attempts[0]?.reason).toMatch(reason);
    expect(world.vast.aliveIds()).toEqual([9002]);
    expect(world.vast.calls.indexOf(`destroyInstance ${id}`)).toBeLessThan(
      world.vast.calls.indexOf('createInstance 1'),
    );
  });

  test('a bid above the cap: destroyed', async () => {
    const id = leave({ isBid: true, gpuPricePerHour: 0.4 });
    const outcome = await run(world, request([1], { bid: { minPerHour: null, maxPerHour: 0.3 } }));
    expect(outcome.rented?.attempts[0]?.reason).toContain('a bid above the cap');
    expect(world.vast.aliveIds()).not.toContain(id);
  });

  test('a value of a variable is in no reason', async () => {
    leave({ env: { MODE: 'wr0ng' } });
    const outcome = await run(world, request([1]));
    expect(JSON.stringify(outcome.rented?.attempts)).not.toMatch(/wr0ng|prod/);
  });

  test('and does not come up: it is given back, and a machine is rented', async () => {
    leave({ actualStatus: 'loading' });
    // The rental stands on the machine of offer 1, which nobody wants any more.
    const outcome = await run(world, request([1, 2]));
    expect(tally(outcome.rented?.attempts ?? [])).toEqual(['null discarded', '2 rented']);
    expect(world.vast.aliveIds()).toEqual([9002]);
  });
});

describe('a former owner who is alive', () => {
  test('settled meanwhile: refused, and its rental is not touched', async () => {
    const id = leave();
    void world.clock.sleep(20_000).then(() => {
      world.vast.patch(id, { label: `web vg-${CLAIM}-aaaaaaaa` });
    });
    const outcome = await run(world, request([1]));
    expect(outcome.failure?.summary).toBe('A rental with the same claim exists');
    expect(world.vast.alive()).toEqual([`${id}: web vg-${CLAIM}-aaaaaaaa`]);
    expect(outcome.state).toBeNull();
    expect(creates()).toEqual([]);
  });

  test('took it back with a nonce of its own: create stops', async () => {
    const id = leave();
    void world.clock.sleep(20_000).then(() => {
      world.vast.patch(id, { label: pending('cccccccc') });
    });
    const outcome = await run(world, request([1]));
    expect(outcome.failure?.summary).toBe('Another create with the same claim is at work');
    expect(world.vast.alive()).toEqual([`${id}: ${pending('cccccccc')}`]);
    expect(outcome.state).toBeNull();
  });

  test('gave it back meanwhile: a machine is rented', async () => {
    const id = leave();
    void world.clock.sleep(20_000).then(() => {
      world.vast.end(id);
    });
    const outcome = await run(world, request([1]));
    expect(world.vast.aliveIds()).toEqual([9002]);
    expect(outcome.state?.id).toBe(9002);
  });
});

describe('when taking over fails', () => {
  test('through server errors it is tried again', async () => {
    const id = leave();
    world.vast.fail('setLabel', down(true)).fail('setLabel', down(true), true);
    const outcome = await run(world, request([1]));
    expect(outcome.state?.id).toBe(id);
  });

  test('a key that may not write leaves the rental to its mark, and rents nothing', async () => {
    const id = leave();
    world.vast.fail('setLabel', new AuthError('no scope', { endpoint: 'PUT', status: 403 }));
    const outcome = await run(world, request([1]));
    expect(outcome.failure).toBeDefined();
    expect(world.vast.alive()).toEqual([`${id}: ${pending()}`]);
    expect(world.vast.calls).not.toContain(`destroyInstance ${id}`);
    expect(outcome.state).toBeNull();
    expect(creates()).toEqual([]);
  });

  test('a stop during the wait gives back what was taken over', async () => {
    leave();
    const abort = new AbortController();
    void world.clock.sleep(20_000).then(() => abort.abort(new Error('stopped')));
    const outcome = await run(world, request([1]), abort);
    expect(world.vast.alive()).toEqual([]);
    expect(outcome.state).toBeNull();
  });

  test('a stop, and it cannot be given back: the state holds it, and its label says failed', async () => {
    const id = leave();
    const abort = new AbortController();
    void world.clock.sleep(20_000).then(() => abort.abort(new Error('stopped')));
    world.vast.chaos = (method) =>
      method === 'destroyInstance' ? { error: down(true), acts: false } : undefined;
    const outcome = await run(world, request([1]), abort);
    expect(outcome.state?.id).toBe(id);
    expect(parseLabel(world.vast.alive()[0]?.split(': ')[1] ?? '')?.stage).toBe('failed');
    expectAccounted(world, outcome);
  });
});
