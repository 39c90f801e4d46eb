import { waitUntilRunning, type WaitOptions } from '../../../src/provider/instance/wait-running';
import { AuthError, RateLimitError, TransientError } from '../../../src/vast';
import { fakeWorld, type FakeWorld } from '../../support/fake-account';

let world: FakeWorld;
let id: number;
beforeEach(() => {
  world = fakeWorld();
  id = world.vast.rent('web');
});

const wait = (change: Partial<WaitOptions> = {}) =>
  waitUntilRunning(world.account, id, {
    ports: ['8001/tcp'],
    limitMs: 300_000,
    signal: new AbortController().signal,
    ...change,
  });
const after = (ms: number, act: () => void) => void world.clock.sleep(ms).then(act);
const since = (start: number) => world.clock.now() - start;

describe('waitUntilRunning', () => {
  test('returns the instance once it runs with its ports', async () => {
    const start = world.clock.now();
    expect(await wait()).toMatchObject({
      kind: 'running',
      instance: { id, ports: { '8001/tcp': expect.any(Number) as number } },
    });
    expect(since(start)).toBe(30_000);
  });

  test('creates that wait at the same time share the lists', async () => {
    await Promise.all(Array.from({ length: 20 }, () => wait()));
    expect(world.vast.calls.filter((call) => call.startsWith('listInstances')).length).toBeLessThanOrEqual(8);
    expect(world.vast.calls.some((call) => call.startsWith('readInstance'))).toBe(false);
  });

  test('a bad sign has to last half a minute', async () => {
    world.vast.patch(id, { actualStatus: 'offline' });
    const start = world.clock.now();
    expect(await wait()).toMatchObject({ kind: 'failed', reason: 'its host is offline' });
    expect(since(start)).toBe(30_000);
  });

  test('a flicker does not count', async () => {
    world.vast.patch(id, { intendedStatus: 'stopped' });
    after(20_000, () => world.vast.patch(id, { intendedStatus: 'running', actualStatus: null }));
    expect(await wait()).toMatchObject({ kind: 'running' });
  });

  test('one that never comes up fails at the limit, with what it was doing', async () => {
    world.vast.patch(id, { actualStatus: 'loading', statusMessage: 'pulling layer 3 of 9' });
    const start = world.clock.now();
    const result = await wait({ limitMs: 61_000 });
    expect(result).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/not running after 61s: loading .*layer 3 of 9/) as string,
    });
    expect(since(start)).toBeLessThan(66_000);
  });

  test('one that nobody knows is waited for a minute: the platform lags', async () => {
    world.vast.end(id);
    const start = world.clock.now();
    expect(await wait()).toMatchObject({
      kind: 'failed',
      reason: 'the platform no longer knows it',
      instance: null,
    });
    expect(since(start)).toBe(60_000);
  });

  test('a list that omits it does not matter: the single read decides', async () => {
    world.vast.omittedFromLists.add(id);
    expect(await wait()).toMatchObject({ kind: 'running' });
  });

  test('server errors and throttling are waited out', async () => {
    for (let at = 0; at < 3; at += 1) {
      world.vast.fail('listInstances', new TransientError('502', { endpoint: 'GET', ambiguous: false }));
      world.vast.fail('listInstances', new RateLimitError('too frequent', { endpoint: 'GET', status: 429 }));
    }
    expect(await wait()).toMatchObject({ kind: 'running' });
  });

  test('a bad key is no reason to wait', async () => {
    world.vast.fail('listInstances', new AuthError('revoked', { endpoint: 'GET', status: 401 }));
    await expect(wait()).rejects.toThrow('revoked');
  });

  test('an objection of the caller ends the wait', async () => {
    expect(await wait({ onRead: ({ pricePerHour }) => `costs ${pricePerHour ?? 0}` })).toMatchObject({
      kind: 'failed',
      reason: 'costs 0.21',
      blame: 'host',
    });
  });

  test('an abort ends the wait with its reason', async () => {
    const abort = new AbortController();
    after(7000, () => abort.abort(new Error('stopped')));
    await expect(wait({ signal: abort.signal })).rejects.toThrow('stopped');
  });
});
