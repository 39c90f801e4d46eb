import type { HttpAnswer } from '../../../src/market';
import { attempt } from '../../../src/provider/readiness/attempt';
import type { Service } from '../../../src/provider/readiness/service';
import { fakeWorld, type FakeWorld } from '../../support/fake-account';
import { httpCheck, STT, target } from './builders';

const signal = new AbortController().signal;
const check = (world: FakeWorld, change: Partial<Service> = {}) =>
  attempt(world.account, target(change), signal);

function answered(change: Partial<Extract<HttpAnswer, { kind: 'answered' }>> = {}): HttpAnswer {
  return { kind: 'answered', status: 200, reason: 'OK', body: '', latencyMs: 7, ...change };
}

/** The answer of a check over HTTP to what the service says. */
async function judged(answer: HttpAnswer, change: Parameters<typeof httpCheck>[0] = {}) {
  const world = fakeWorld();
  world.answers.set(STT, answer);
  return await check(world, { check: httpCheck(change) });
}

describe('tcp', () => {
  test('a connection is enough', async () => {
    const world = fakeWorld();
    expect(await check(world)).toEqual({ good: true, latencyMs: 12.3, text: 'connection accepted' });
    expect(world.asked).toEqual([]);
  });

  test('none is not', async () => {
    const world = fakeWorld();
    world.dials.set(STT, { kind: 'refused', detail: 'connection refused' });
    expect(await check(world)).toEqual({ good: false, text: 'connection refused' });
  });

  test('has as long as the service is given, and at least a second when time is scaled', async () => {
    const { account } = fakeWorld();
    const limits: unknown[] = [];
    const connector: typeof account.connector = (host, port, stop, timeoutMs) => {
      limits.push(timeoutMs);
      return account.connector(host, port, stop);
    };
    const patient = target({ pace: { intervalMs: 1, timeoutMs: 30_000 } });
    for (const timeScale of [1, 10, 100]) {
      await attempt({ ...account, connector, timeScale }, patient, signal);
    }
    expect(limits).toEqual([30_000, 3000, 1000]);
  });
});

describe('http', () => {
  test('asks as told', async () => {
    const world = fakeWorld();
    const answer = await check(world, {
      check: httpCheck({ tls: true, path: '/health', host: 'stt.example.org', insecure: true }),
    });
    expect(answer).toEqual({ good: true, latencyMs: 12.3, text: 'HTTP 200 OK to GET /health' });
    expect(world.asked).toEqual([
      {
        host: '198.51.100.7',
        port: 41_234,
        path: '/health',
        tls: true,
        insecure: true,
        hostHeader: 'stt.example.org',
        timeoutMs: 10_000,
        maxBodyBytes: 0,
      },
    ]);
  });

  test.each([
    [200, '200-399', true],
    [302, '200-399', true],
    [404, '200-399', false],
    [199, '200-399', false],
    [401, '200-299,401', true],
    [300, '200-299,401', false],
  ])('%d is judged by %s', async (status, expected, good) => {
    expect(await judged(answered({ status }), { status: expected })).toMatchObject({ good });
  });

  test('another status is told with its reason and what was expected', async () => {
    const answer = answered({ status: 503, reason: 'Service\u001b[31m Unavailable' });
    expect(await judged(answer)).toEqual({
      good: false,
      text: 'HTTP 503 Service [31m Unavailable to GET /, expected 200-399',
    });
    expect(await judged(answered({ status: 500, reason: '' }))).toMatchObject({
      text: 'HTTP 500 to GET /, expected 200-399',
    });
  });

  test('the body is read only to be searched', async () => {
    const world = fakeWorld();
    world.answers.set(STT, answered({ body: '{"ok":true}' }));
    expect(await check(world, { check: httpCheck({ body: '"ok": ?true' }) })).toMatchObject({ good: true });
    expect(world.asked[0]?.maxBodyBytes).toBe(65_536);
  });

  test('a body that does not match is shown, as far as a line can hold it', async () => {
    expect(await judged(answered({ body: 'loading\n\tlayer \u0007 3 of 80 ✓' }), { body: '^ready' })).toEqual(
      {
        good: false,
        text: 'HTTP 200 OK to GET /, but its body, which begins with "loading layer 3 of 80 ✓", does not match "^ready"',
      },
    );
    const long = await judged(answered({ body: 'x'.repeat(5000) }), { body: 'y' });
    expect(long.text).toContain(`"${'x'.repeat(120)}…"`);
    expect((await judged(answered(), { body: 'y' })).text).toContain(
      'but its body, which is empty, does not',
    );
  });

  test('a pattern that takes for ever is not good', async () => {
    const answer = await judged(answered({ body: `${'a'.repeat(60)}!` }), { body: '^(a+)+$' });
    expect(answer).toEqual({
      good: false,
      text: 'HTTP 200 OK to GET /, but searching its body for "^(a+)+$" took too long: simplify the pattern',
    });
  });

  test('no answer is told as it is', async () => {
    const detail = 'the answer is not HTTP';
    expect(await judged({ kind: 'failed', detail })).toEqual({ good: false, text: detail });
  });
});
