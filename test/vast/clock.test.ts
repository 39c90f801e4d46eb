import { clockFor, isLoopbackUrl, orAborted, scaledClock, systemClock } from '../../src/vast';

describe('clockFor', () => {
  test('scales only an API on a loopback address', () => {
    expect(clockFor('https://console.vast.ai', undefined)).toBe(systemClock);
    expect(clockFor('https://console.vast.ai', 1)).toBe(systemClock);
    expect(clockFor('http://127.0.0.1:8000', 10)).not.toBe(systemClock);
    expect(() => clockFor('https://console.vast.ai', 10)).toThrow(
      /loopback address, not https:\/\/console\.vast\.ai/,
    );
    expect(() => clockFor('http://localhost:1', 0)).toThrow(RangeError);
  });

  test.each([
    ['http://localhost:1', true],
    ['http://127.8.9.1', true],
    ['http://[::1]:5', true],
    ['http://127.0.0.1.example.com', false],
    ['https://console.vast.ai', false],
  ])('%s is loopback: %s', (url, expected) => expect(isLoopbackUrl(url)).toBe(expected));
});

describe('scaledClock', () => {
  test('runs faster and shows it', async () => {
    const clock = scaledClock(1000);
    const before = clock.now();
    await clock.sleep(20_000);
    expect(clock.now() - before).toBeGreaterThanOrEqual(15_000);
    expect(clock.resolutionMs).toBe(2000);
  });

  test('a sleep ends when aborted, also before it began', async () => {
    const abort = new AbortController();
    const sleeping = systemClock.sleep(3_600_000, abort.signal);
    abort.abort(new Error('stopped'));
    await expect(sleeping).rejects.toThrow('stopped');
    await expect(systemClock.sleep(3_600_000, abort.signal)).rejects.toThrow('stopped');
  });
});

describe('orAborted', () => {
  test('passes a result or an error on, and gives up when aborted', async () => {
    const abort = new AbortController();
    expect(await orAborted(Promise.resolve(1), abort.signal)).toBe(1);
    await expect(orAborted(Promise.reject(new Error('x')), abort.signal)).rejects.toThrow('x');
    const pending = orAborted(new Promise(() => undefined), abort.signal);
    abort.abort(new Error('stopped'));
    await expect(pending).rejects.toThrow('stopped');
    await expect(orAborted(Promise.reject(new Error('x')), abort.signal)).rejects.toThrow('stopped');
  });
});
