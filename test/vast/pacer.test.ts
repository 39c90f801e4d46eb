import fc from 'fast-check';
import { type CallTimes, createPacer, LIMITS, type PaceStore, RateLimitError } from '../../src/vast';
import { VirtualClock } from '../support/virtual-clock';

const SECOND = { lane: 'a', count: 1, windowMs: 1000 };

/** What several processes would share, without a file. */
function memoryStore(): PaceStore & { times: CallTimes } {
  const store = {
    times: {} as CallTimes,
    update<T>(change: (times: CallTimes) => { times: CallTimes; result: T }): Promise<T> {
      const changed = change(store.times);
      store.times = changed.times;
      return Promise.resolve(changed.result);
    },
  };
  return store;
}

function refusal(retryAfterMs?: number): RateLimitError {
  return new RateLimitError('too frequent', { endpoint: 'PUT /x/', status: 429, retryAfterMs });
}

describe('createPacer', () => {
  test('keeps the interval from the end of one call to the start of the next, in order', async () => {
    const clock = new VirtualClock(0);
    const pacer = createPacer({ clock });
    const started: [number, number][] = [];
    const call = (name: number) => () => {
      started.push([name, clock.now()]);
      return clock.sleep(100);
    };
    await Promise.all([1, 2, 3].map((name) => pacer.run(SECOND, call(name))));
    expect(started).toEqual([
      [1, 0],
      [2, 1100],
      [3, 2200],
    ]);
  });

  test('lanes do not wait for each other', async () => {
    const clock = new VirtualClock(0);
    const pacer = createPacer({ clock });
    const at = () => Promise.resolve(clock.now());
    expect(
      await Promise.all([
        pacer.run(SECOND, at),
        pacer.run({ ...SECOND, lane: 'b' }, at),
        pacer.run(SECOND, at),
      ]),
    ).toEqual([0, 0, 1000]);
  });

  test('a window lets its count through at once, then waits for the oldest', async () => {
    const clock = new VirtualClock(0);
    const pacer = createPacer({ clock });
    const starts = await Promise.all(
      Array.from({ length: 12 }, () => pacer.run(LIMITS.search, () => Promise.resolve(clock.now()))),
    );
    expect(starts).toEqual([...Array<number>(10).fill(0), 60_000, 60_000]);
  });

  test('never more than the count in any window, whatever the calls take', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (count, durations, shared) => {
          const clock = new VirtualClock(0);
          const limit = { lane: 'x', count, windowMs: 1000 };
          const store = memoryStore();
          // Two pacers on one store are two processes.
          const pacers = shared
            ? [createPacer({ clock, store }), createPacer({ clock, store })]
            : [createPacer({ clock })];
          const starts: number[] = [];
          await Promise.all(
            durations.map(async (duration, at) => {
              await pacers[at % pacers.length]?.run(limit, async () => {
                starts.push(clock.now());
                await clock.sleep(duration);
              });
            }),
          );
          expect(starts).toHaveLength(durations.length);
          starts.sort((a, b) => a - b);
          starts
            .slice(count)
            .forEach((start, at) => expect(start - (starts[at] ?? 0)).toBeGreaterThanOrEqual(1000));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a hanging call holds its lane for two seconds at most', async () => {
    const clock = new VirtualClock(0);
    const pacer = createPacer({ clock });
    const hanging = pacer.run(SECOND, () => clock.sleep(60_000));
    expect(await pacer.run(SECOND, () => Promise.resolve(clock.now()))).toBe(3000);
    await hanging;
  });

  test('somebody who gives up waiting is skipped and calls nothing', async () => {
    const clock = new VirtualClock(0);
    const pacer = createPacer({ clock });
    const abort = new AbortController();
    const first = pacer.run(SECOND, () => clock.sleep(500));
    let called = false;
    const second = pacer.run(SECOND, () => Promise.resolve((called = true)), abort.signal);
    const third = pacer.run(SECOND, () => Promise.resolve(clock.now()));
    abort.abort(new Error('stopped'));
    await expect(second).rejects.toThrow('stopped');
    await first;
    expect(await third).toBe(1500);
    expect(called).toBe(false);
  });

  test('giving up during the pause frees the lane', async () => {
    const clock = new VirtualClock(0);
    const pacer = createPacer({ clock });
    await pacer.run(SECOND, () => Promise.resolve());
    const abort = new AbortController();
    const waiting = pacer.run(SECOND, () => Promise.resolve(), abort.signal);
    await Promise.resolve();
    abort.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    expect(await pacer.run(SECOND, () => Promise.resolve('next'))).toBe('next');
  });

  test('a failing call frees the lane', async () => {
    const pacer = createPacer({ clock: new VirtualClock(0) });
    await expect(pacer.run(SECOND, () => Promise.reject(new Error('boom')))).rejects.toThrow('boom');
    expect(await pacer.run(SECOND, () => Promise.resolve(1))).toBe(1);
  });

  test('after 429 the lane stays closed for the longest of wish, window and penalty, for other processes too', async () => {
    const clock = new VirtualClock(0);
    const store = memoryStore();
    const [mine, other] = [createPacer({ clock, store }), createPacer({ clock, store })];
    const now = () => Promise.resolve(clock.now());
    await expect(mine.run(LIMITS.create, () => Promise.reject(refusal(2000)))).rejects.toThrow(
      'too frequent',
    );
    expect(await other.run(LIMITS.create, now)).toBe(12_000);
    await expect(mine.run(LIMITS.create, () => Promise.reject(refusal(20_000)))).rejects.toThrow(
      'too frequent',
    );
    expect(await mine.run(LIMITS.create, now)).toBe(16_500 + 20_000);
  });

  test('a nonsensical time in the shared file does not hold a call up', async () => {
    const clock = new VirtualClock(0);
    const store = memoryStore();
    store.times = { a: [1e15] };
    expect(await createPacer({ clock, store }).run(SECOND, () => Promise.resolve(clock.now()))).toBe(0);
  });
});
