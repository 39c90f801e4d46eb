import { viewAccount } from '../../../src/cli/orphans/account';
import { TransientError } from '../../../src/vast';
import { ListedAccount, rental } from '../../support/orphans';
import { VirtualClock } from '../../support/virtual-clock';

const clock = (): VirtualClock => new VirtualClock();
const OUTAGE = new TransientError('GET /api/v1/instances/ failed.', { endpoint: 'list', ambiguous: false });

test('takes two lists, three seconds apart', async () => {
  const account = new ListedAccount([[rental(1)], [rental(1, { actual_status: 'exited' })]]);
  const time = clock();
  const view = await viewAccount(account, time, []);
  expect(account.calls).toEqual(['list', 'list']);
  expect(time.sleeps).toEqual([3000]);
  // As it was seen last.
  expect(view.instances.get(1)?.actualStatus).toBe('exited');
});

test.each([
  ['first', [[], [rental(1)]], ['list', 'list']],
  ['second', [[rental(1)], []], ['list', 'list', 'read 1']],
])('a rental that the %s list leaves out is there all the same', async (_which, lists, calls) => {
  const account = new ListedAccount(lists, [rental(1)]);
  const view = await viewAccount(account, clock(), []);
  expect([...view.instances.keys()]).toEqual([1]);
  expect(account.calls).toEqual(calls);
});

test('one that was destroyed between the lists is gone', async () => {
  const view = await viewAccount(new ListedAccount([[rental(1), rental(2)], [rental(2)]]), clock(), []);
  expect([...view.instances.keys()]).toEqual([2]);
  expect([...view.gone]).toEqual([1]);
});

test('what a state holds is gone only when its own read says so too', async () => {
  const account = new ListedAccount([[rental(1)]], [rental(3)]);
  const view = await viewAccount(account, clock(), [1, 2, 3]);
  expect([...view.instances.keys()]).toEqual([1, 3]);
  expect([...view.gone]).toEqual([2]);
  expect(account.calls).toEqual(['list', 'list', 'read 2', 'read 3']);
});

test.each([
  ['the first list', new ListedAccount([OUTAGE])],
  ['the second list', new ListedAccount([[rental(1)], OUTAGE])],
  ['a single read', new ListedAccount([[]], OUTAGE)],
])('an error of %s is an error, never an absence', async (_what, account) => {
  await expect(viewAccount(account, clock(), [7])).rejects.toBe(OUTAGE);
});

test('an interruption ends the wait', async () => {
  const stop = new AbortController();
  const account = new ListedAccount([[]]);
  const sleeping = {
    now: () => 0,
    resolutionMs: 0,
    sleep: (_ms: number, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('interrupted')));
        stop.abort();
      }),
  };
  await expect(viewAccount(account, sleeping, [], stop.signal)).rejects.toThrow('interrupted');
  expect(account.calls).toEqual(['list']);
});
