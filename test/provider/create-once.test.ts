import { createOnce } from '../../src/provider/create-once';
import { RequestRefusedError, TransientError } from '../../src/vast';
import { VirtualClock } from '../support/virtual-clock';

const lost = new TransientError('lost', { endpoint: 'POST x', ambiguous: true });
const notSent = new TransientError('not sent', { endpoint: 'POST x', ambiguous: false });

/** Creates fail with `failures` in turn, then give `made`; finds give `found` in turn, then nothing. */
function scene(failures: readonly Error[], found: readonly (string | undefined)[] = []) {
  const clock = new VirtualClock();
  const abort = new AbortController();
  const seen = { creates: 0, finds: 0 };
  const run = (): Promise<string> =>
    createOnce(
      { clock, signal: abort.signal },
      () => {
        const failure = failures[seen.creates++];
        return failure ? Promise.reject(failure) : Promise.resolve('made');
      },
      () => Promise.resolve(found[seen.finds++]),
    );
  return { run, seen, clock, abort };
}

test('an answer that arrives is what counts', async () => {
  const { run, seen } = scene([]);
  expect(await run()).toBe('made');
  expect(seen).toEqual({ creates: 1, finds: 0 });
});

test.each([
  [['first look'], 'first look', 1],
  [[undefined, 'second look'], 'second look', 2],
])('what a lost answer stood for is found, and not made again: %j', async (found, result, finds) => {
  const { run, seen } = scene([lost], found);
  expect(await run()).toBe(result);
  expect(seen).toEqual({ creates: 1, finds });
});

test('two looks, seconds apart, before it is made again', async () => {
  const { run, seen, clock } = scene([lost]);
  const before = clock.now();
  expect(await run()).toBe('made');
  expect(seen).toEqual({ creates: 2, finds: 2 });
  expect(clock.now() - before).toBe(8000);
});

test('a call that never left needs no look', async () => {
  const { run, seen } = scene([notSent]);
  expect(await run()).toBe('made');
  expect(seen).toEqual({ creates: 2, finds: 0 });
});

test('gives up after three attempts, looking a last time', async () => {
  const { run, seen } = scene([lost, lost, lost, lost]);
  await expect(run()).rejects.toBe(lost);
  expect(seen).toEqual({ creates: 3, finds: 6 });
});

test('a refusal is final', async () => {
  const refusal = new RequestRefusedError('no', { endpoint: 'POST x' });
  const { run, seen } = scene([refusal]);
  await expect(run()).rejects.toBe(refusal);
  expect(seen).toEqual({ creates: 1, finds: 0 });
});

test('a stop ends the pauses', async () => {
  const { run, abort, seen } = scene([lost]);
  const reason = new Error('stopped');
  abort.abort(reason);
  await expect(run()).rejects.toBe(reason);
  expect(seen.creates).toBe(1);
});
