import { RateLimitError, TransientError, VastError } from '../../src/vast';
import { DEFAULT_RETRY, withRetry } from '../../src/vast/retry';
import { VirtualClock } from '../support/virtual-clock';

const transient = (ambiguous = false) => new TransientError('down', { endpoint: 'GET /x/', ambiguous });
const throttled = (retryAfterMs?: number) =>
  new RateLimitError('slow', { endpoint: 'GET /x/', retryAfterMs });

function failing(...errors: Error[]): { call: () => Promise<string>; calls: () => number } {
  let calls = 0;
  return {
    calls: () => calls,
    call: () => {
      const error = errors[calls];
      calls += 1;
      return error ? Promise.reject(error) : Promise.resolve('ok');
    },
  };
}

const context = (clock: VirtualClock, repeatable: 'always' | 'after-429', random = 1) => ({
  policy: DEFAULT_RETRY,
  repeatable,
  clock,
  random: () => random,
});

describe('withRetry', () => {
  test('waits longer each time, shortened by up to a half', async () => {
    for (const [random, waits] of [
      [1, [1000, 2000, 4000]],
      [0, [500, 1000, 2000]],
    ] as const) {
      const clock = new VirtualClock();
      expect(
        await withRetry(
          failing(transient(), transient(), transient()).call,
          context(clock, 'always', random),
        ),
      ).toBe('ok');
      expect(clock.sleeps).toEqual(waits);
    }
  });

  test('gives up after five attempts with the last error', async () => {
    const { call, calls } = failing(...Array.from({ length: 9 }, () => transient()));
    await expect(withRetry(call, context(new VirtualClock(), 'always'))).rejects.toThrow('down');
    expect(calls()).toBe(5);
  });

  test('honours what the server asked for', async () => {
    const clock = new VirtualClock();
    await withRetry(failing(throttled(9000)).call, context(clock, 'always'));
    expect(clock.sleeps).toEqual([9000]);
  });

  test('a paying call is repeated after 429 and after nothing else', async () => {
    const once = failing(throttled());
    expect(await withRetry(once.call, context(new VirtualClock(), 'after-429'))).toBe('ok');
    for (const error of [
      transient(true),
      transient(false),
      new VastError('x', { endpoint: 'x' }),
      new Error('x'),
    ]) {
      const { call, calls } = failing(error);
      await expect(withRetry(call, context(new VirtualClock(), 'after-429'))).rejects.toBe(error);
      expect(calls()).toBe(1);
    }
  });

  test('a definite refusal is never repeated', async () => {
    const { call, calls } = failing(new VastError('no', { endpoint: 'x' }));
    await expect(withRetry(call, context(new VirtualClock(), 'always'))).rejects.toThrow('no');
    expect(calls()).toBe(1);
  });

  test('stops when aborted during a wait', async () => {
    const abort = new AbortController();
    const { call } = failing(transient());
    const pending = withRetry(call, {
      ...context(new VirtualClock(), 'always'),
      signal: abort.signal,
      onRetry: () => abort.abort(new Error('stopped')),
    });
    await expect(pending).rejects.toThrow('stopped');
  });
});
