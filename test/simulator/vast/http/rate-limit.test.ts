import type { Endpoint } from '../../../../src/simulator/vast/http/endpoint';
import { RateLimiter } from '../../../../src/simulator/vast/http/rate-limit';

const endpoint = (parts: Partial<Endpoint>): Endpoint => ({
  name: 'x',
  method: 'GET',
  path: '/x/',
  scope: 'none',
  intervalSeconds: null,
  handle: () => ({ status: 200, body: {} }),
  ...parts,
});

describe('RateLimiter', () => {
  test('an interval counts from the last accepted call', () => {
    const limiter = new RateLimiter('real');
    const list = endpoint({ intervalSeconds: 2 });
    const at = (now: number): number | undefined => limiter.check(list, 'me', 'ip', now, true)?.waitMs;
    expect([at(0), at(1_500), at(1_999), at(2_000), at(3_999), at(4_000)]).toEqual([
      undefined,
      500,
      1,
      undefined,
      1,
      undefined,
    ]);
    expect(limiter.check(list, 'other', 'ip', 4_000, true)).toBeNull();
  });

  test('a window slides', () => {
    const limiter = new RateLimiter('real');
    const search = endpoint({ perMinute: 2 });
    const at = (now: number): boolean => limiter.check(search, `who-${now}`, 'ip', now, true) === null;
    expect([at(0), at(30_000), at(59_999), at(60_000), at(89_999), at(90_000)]).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
    ]);
    expect(limiter.check(search, 'x', 'other ip', 90_001, true)).toBeNull();
  });

  test('a violation locks out once, not again and again', () => {
    const limiter = new RateLimiter('real');
    const create = endpoint({ intervalSeconds: 4.5, penaltySeconds: 12 });
    const at = (now: number): number | undefined => limiter.check(create, 'me', 'ip', now, true)?.waitMs;
    expect([at(0), at(1_000), at(6_000), at(12_999), at(13_000)]).toEqual([
      undefined,
      12_000,
      7_000,
      1,
      undefined,
    ]);
  });

  test('off lets everything pass; reset forgets', () => {
    const list = endpoint({ intervalSeconds: 2 });
    const off = new RateLimiter('off');
    expect([off.check(list, 'me', 'ip', 0, true), off.check(list, 'me', 'ip', 0, true)]).toEqual([
      null,
      null,
    ]);
    const limiter = new RateLimiter('real');
    limiter.check(list, 'me', 'ip', 0, true);
    limiter.reset();
    expect(limiter.check(list, 'me', 'ip', 0, true)).toBeNull();
  });

  test('many identities are forgotten after a while, those of now are not', () => {
    const limiter = new RateLimiter('real');
    const list = endpoint({ intervalSeconds: 2 });
    for (let i = 0; i < 5_000; i++) limiter.check(list, `n${i}`, 'ip', i, true);
    limiter.check(list, 'now', 'ip', 1_000_000, true);
    expect(limiter.size).toBeLessThan(10);
    expect(limiter.check(list, 'now', 'ip', 1_000_001, true)).not.toBeNull();
  });
});
