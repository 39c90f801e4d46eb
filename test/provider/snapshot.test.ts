import { TransientError } from '../../src/vast';
import { fakeWorld } from '../support/fake-account';

const lists = (calls: readonly string[]) => calls.filter((call) => call.startsWith('listInstances')).length;
const down = () => new TransientError('down', { endpoint: 'GET list', status: 500, ambiguous: false });

describe('Snapshot', () => {
  test('concurrent and later callers share one list', async () => {
    const { account, vast } = fakeWorld();
    const id = vast.rent('web');
    const all = await Promise.all(Array.from({ length: 100 }, () => account.snapshot.get()));
    expect(all.every((list) => list.has(id))).toBe(true);
    await account.snapshot.get();
    expect(lists(vast.calls)).toBe(1);
  });

  test('an own write makes the next caller list again', async () => {
    const { account, vast } = fakeWorld();
    const id = vast.rent('web');
    await account.snapshot.get();
    vast.end(id);
    expect((await account.snapshot.get()).has(id)).toBe(true);
    account.snapshot.invalidate();
    expect((await account.snapshot.get()).has(id)).toBe(false);
  });

  test('a walk that began before a write does not serve those who come after it; they share the next one', async () => {
    const { account, vast } = fakeWorld();
    const before = account.snapshot.get();
    const id = vast.rent('web');
    account.snapshot.invalidate();
    const after = [account.snapshot.get(), account.snapshot.get(), account.snapshot.get()];
    await before;
    for (const list of await Promise.all(after)) expect(list.has(id)).toBe(true);
    expect(lists(vast.calls)).toBe(2);
  });

  test('ages', async () => {
    const { account, clock, vast } = fakeWorld();
    await account.snapshot.get();
    clock.advance(5000);
    await account.snapshot.get({ maxAgeMs: 5000 });
    expect(lists(vast.calls)).toBe(1);
    clock.advance(1);
    await account.snapshot.get({ maxAgeMs: 5000 });
    clock.advance(60_001);
    await account.snapshot.get();
    expect(lists(vast.calls)).toBe(3);
  });

  test('a failed walk reaches everybody who waited, and is not kept', async () => {
    const { account, vast } = fakeWorld();
    vast.fail('listInstances', down());
    const results = await Promise.allSettled([account.snapshot.get(), account.snapshot.get()]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(account.snapshot.get()).resolves.toBeDefined();
  });

  test('a failed walk does not take the one queued behind it along', async () => {
    const { account, vast } = fakeWorld();
    vast.fail('listInstances', down());
    const first = account.snapshot.get();
    account.snapshot.invalidate();
    const second = account.snapshot.get();
    await expect(first).rejects.toThrow('down');
    await expect(second).resolves.toBeDefined();
  });

  test('an abort ends the wait, not the walk', async () => {
    const { account, vast } = fakeWorld();
    const abort = new AbortController();
    const waiting = account.snapshot.get({ signal: abort.signal });
    abort.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    await account.snapshot.get();
    expect(lists(vast.calls)).toBe(1);
  });
});
