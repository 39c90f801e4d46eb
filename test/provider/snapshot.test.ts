import { Snapshot } from '../../src/provider/snapshot';
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

describe('find', () => {
  /** A list of two pages, the second of which comes when it is told to. */
  async function paged() {
    const { clock, vast } = fakeWorld();
    const ids = [vast.rent('first'), vast.rent('second')];
    const [first, second] = await vast.listInstances();
    if (first === undefined || second === undefined) throw new Error('two instances are needed');
    let finish: (how: 'ends' | 'fails') => void = () => undefined;
    let lists = 0;
    const snapshot = new Snapshot(
      {
        listInstances: (_filters, _signal, onPage) => {
          lists += 1;
          onPage?.([first]);
          return new Promise((resolve, reject) => {
            finish = (how) => {
              if (how === 'fails') {
                reject(down());
                return;
              }
              onPage?.([second]);
              resolve([first, second]);
            };
          });
        },
      },
      clock,
    );
    return { snapshot, ids, finish: (how: 'ends' | 'fails') => finish(how), lists: () => lists };
  }

  test('does not wait for the pages behind the one that holds the instance', async () => {
    const { snapshot, ids, lists } = await paged();
    expect((await snapshot.find(ids[0] ?? 0))?.label).toBe('first');
    expect(lists()).toBe(1);
  });

  test('waits for the page, together with everybody who asks for the same instance', async () => {
    const { snapshot, ids, finish, lists } = await paged();
    const asked = [snapshot.find(ids[1] ?? 0), snapshot.find(ids[1] ?? 0), snapshot.find(404)];
    await snapshot.find(ids[0] ?? 0);
    finish('ends');
    expect((await Promise.all(asked)).map((instance) => instance?.label)).toEqual([
      'second',
      'second',
      undefined,
    ]);
    expect((await snapshot.find(ids[1] ?? 0))?.label).toBe('second');
    expect(lists()).toBe(1);
  });

  test('a page that fails is an error for those whose instance was not seen, never an absence', async () => {
    const { snapshot, ids, finish } = await paged();
    const asked = Promise.allSettled([snapshot.find(ids[0] ?? 0), snapshot.find(ids[1] ?? 0)]);
    await snapshot.find(ids[0] ?? 0);
    finish('fails');
    expect((await asked).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  test('ends with the signal', async () => {
    const { snapshot, ids } = await paged();
    const abort = new AbortController();
    const asked = snapshot.find(ids[1] ?? 0, { signal: abort.signal });
    abort.abort(new Error('stopped'));
    await expect(asked).rejects.toThrow('stopped');
  });
});
