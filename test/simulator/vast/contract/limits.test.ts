import { type Answer, call, json } from '../support/http';
import { closeAll, PLAIN, rentOne, search, start } from '../support/simulators';

afterEach(closeAll);

describe('row 10: rate limits on the virtual clock', () => {
  const list = (simulator: Parameters<typeof call>[0], key?: string): Promise<Answer> =>
    call(simulator, 'GET', '/api/v1/instances/', key === undefined ? {} : { key });

  test('a minimum interval per endpoint and key; only accepted calls count', async () => {
    const simulator = await start({
      rateLimits: 'real',
      accounts: [{ apiKey: 'a' }, { name: 'b', apiKey: 'b' }],
    });
    expect((await list(simulator)).status).toBe(200);
    const refused = await list(simulator);
    expect([refused.status, refused.text]).toEqual([429, 'API requests too frequent']);
    expect(refused.headers).not.toHaveProperty('retry-after');
    expect(refused.headers['content-type']).toMatch(/^text\/plain/);
    expect((await list(simulator, 'b')).status).toBe(200);
    expect((await call(simulator, 'GET', '/api/v0/instances/1/')).status).toBe(200);
    simulator.clock.advance(999);
    expect((await list(simulator)).status).toBe(429);
    simulator.clock.advance(1);
    expect((await list(simulator)).status).toBe(200);
  });

  test('search: ten in any minute, per address, whoever asks', async () => {
    const simulator = await start({ rateLimits: 'real' });
    const ask = (key: string | null): Promise<Answer> =>
      call(simulator, 'POST', '/api/v0/bundles/', { body: { limit: 1 }, key });
    for (let i = 0; i < 10; i++) {
      expect((await ask(i % 2 === 0 ? null : simulator.apiKey)).status).toBe(200);
      simulator.clock.advance(1_000);
    }
    expect((await ask(null)).status).toBe(429);
    simulator.clock.advance(50_000);
    expect((await ask(null)).status).toBe(200);
    expect((await ask(null)).status).toBe(429);
  });

  test('create: 4.5 s, and a lock-out of 12 s after a violation', async () => {
    const simulator = await start({ rateLimits: 'real' });
    const create = (): Promise<Answer> => call(simulator, 'PUT', '/api/v0/asks/1/', { body: PLAIN });
    expect((await create()).status).toBe(400);
    simulator.clock.advance(4_400);
    expect((await create()).status).toBe(429);
    simulator.clock.advance(11_999);
    expect((await create()).status).toBe(429);
    simulator.clock.advance(1);
    expect((await create()).status).toBe(400);
    simulator.control.setKnobs({ createPenalty: 'none' });
    expect((await create()).status).toBe(429);
    simulator.clock.advance(4_500);
    expect((await create()).status).toBe(400);
  });

  test.each([
    ['text', 'API requests too frequent'],
    ['text-threshold', 'API requests too frequent: endpoint threshold=1.0'],
    ['detail', { detail: 'API requests too frequent endpoint threshold=1.0' }],
    [
      'envelope',
      {
        success: false,
        error: 'rate_limit_exceeded',
        msg: 'API requests too frequent endpoint threshold=1.0',
      },
    ],
    ['retry-after', { detail: 'API requests too frequent', retry_after: 1 }],
  ] as const)('body form %s', async (rateLimitForm, body) => {
    const simulator = await start({ rateLimits: 'real', knobs: { rateLimitForm } });
    await list(simulator);
    const refused = await list(simulator);
    expect([refused.status, refused.json ?? refused.text]).toEqual([429, body]);
  });

  test('scaled to a hundredth, and off', async () => {
    const scaled = await start({ rateLimits: 'scaled' });
    expect((await list(scaled)).status).toBe(200);
    expect((await list(scaled)).status).toBe(429);
    scaled.clock.advance(10);
    expect((await list(scaled)).status).toBe(200);
    const off = await start({ rateLimits: 'off' });
    for (let i = 0; i < 20; i++) expect((await list(off)).status).toBe(200);
  });
});

describe('row 21: transient faults', () => {
  test.each([
    [{ kind: 'html' }, 403, 'text/html'],
    [{ kind: 'html', status: 502 }, 502, 'text/html'],
    [{ kind: 'unavailable-page' }, 503, 'text/html'],
    [{ kind: 'unavailable-page', status: 504 }, 504, 'text/html'],
    [{ kind: 'empty' }, 500, 'application/json'],
    [{ kind: 'invalid-json' }, 200, 'application/json'],
    [{ kind: 'error' }, 500, 'application/json'],
    [
      { kind: 'error', status: 400, error: 'spend_rate_limit', message: 'slow down' },
      400,
      'application/json',
    ],
    [{ kind: 'rate-limited' }, 429, 'text/plain; charset=utf-8'],
  ] as const)('%j', async (fault, status, type) => {
    const simulator = await start();
    simulator.control.injectFault(fault);
    const spoiled = await call(simulator, 'GET', '/api/v0/users/current/');
    expect([spoiled.status, spoiled.headers['content-type']]).toEqual([status, type]);
    if (fault.kind === 'empty') expect(spoiled.text).toBe('');
    if (fault.kind === 'invalid-json') expect(spoiled.json).toBeUndefined();
    if (fault.kind === 'html') expect(spoiled.text).toContain('nginx');
    const after = await call(simulator, 'GET', '/api/v0/users/current/');
    expect(after.status).toBe(200);
    expect(simulator.journal.requests('current-user').map((entry) => entry.fault)).toEqual([
      fault.kind,
      null,
    ]);
  });

  test('drop: the connection is cut and nothing is done', async () => {
    const simulator = await start();
    const [offer] = await search(simulator, { limit: 1 });
    simulator.control.injectFault({ kind: 'drop', endpoint: 'create' });
    await expect(
      call(simulator, 'PUT', `/api/v0/asks/${String(offer?.id)}/`, { body: PLAIN }),
    ).rejects.toThrow();
    expect(simulator.world.rentals()).toEqual([]);
    expect(simulator.journal.requests('create')).toMatchObject([{ status: 0, fault: 'drop' }]);
  });

  test('slow: the answer comes, later', async () => {
    const simulator = await start({ clock: { mode: 'scaled', factor: 1000 } });
    simulator.control.injectFault({ kind: 'slow', delayMs: 20_000 });
    const before = simulator.clock.now();
    expect((await call(simulator, 'GET', '/api/v0/users/current/')).status).toBe(200);
    expect(simulator.clock.now() - before).toBeGreaterThanOrEqual(18_000);
  });

  test('by endpoint, skipping some, for n calls, by chance under the seed, and taken back', async () => {
    const simulator = await start();
    const user = async (): Promise<number> => (await call(simulator, 'GET', '/api/v0/users/current/')).status;
    simulator.control.injectFault({ kind: 'error', endpoint: 'current-user', skip: 1, times: 2 });
    expect((await call(simulator, 'GET', '/api/v1/instances/')).status).toBe(200);
    expect([await user(), await user(), await user(), await user()]).toEqual([200, 500, 500, 200]);
    const undo = simulator.control.injectFault({ kind: 'error', times: Infinity });
    expect(await user()).toBe(500);
    undo();
    expect(await user()).toBe(200);
    const draws = async (seed: number): Promise<number[]> => {
      const other = await start({ seed, faults: [{ kind: 'error', probability: 0.5, times: Infinity }] });
      const statuses: number[] = [];
      for (let i = 0; i < 20; i++) statuses.push((await call(other, 'GET', '/api/v0/users/current/')).status);
      return statuses;
    };
    const first = await draws(1);
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await draws(1)).toEqual(first);
    expect(() => simulator.control.injectFault({ kind: 'nonsense' as never })).toThrow(/unknown fault kind/);
  });

  test('unknown routes answer an HTML page', async () => {
    const simulator = await start();
    for (const [method, path] of [
      ['GET', '/api/v0/nothing/'],
      ['POST', '/api/v0/instances/'],
      ['GET', '/'],
    ] as const) {
      const answer = await call(simulator, method, path);
      expect([answer.status, answer.headers['content-type']]).toEqual([404, 'text/html']);
    }
  });
});

describe('row 23: trailing slash', () => {
  test('a GET without it is accepted, or redirected by knob', async () => {
    const simulator = await start();
    expect((await call(simulator, 'GET', '/api/v0/users/current')).status).toBe(200);
    expect((await call(simulator, 'GET', '/api/v1/instances?owner=me')).status).toBe(200);
    simulator.control.setKnobs({ slashlessGet: 'redirect' });
    const answer = await call(simulator, 'GET', '/api/v1/instances?owner=me');
    expect([answer.status, answer.headers.location]).toEqual([308, '/api/v1/instances/?owner=me']);
  });

  test('anything else without it is a loud failure and does nothing', async () => {
    const simulator = await start();
    const id = await rentOne(simulator);
    for (const method of ['PUT', 'DELETE']) {
      const answer = await call(simulator, method, `/api/v0/instances/${id}`, { body: { state: 'stopped' } });
      expect([answer.status, json(answer).error]).toEqual([400, 'missing_trailing_slash']);
    }
    expect(simulator.world.rental(id)?.intendedStatus).toBe('running');
    expect(simulator.violations).toHaveLength(2);
    expect(() => simulator.assertNoViolations()).toThrow(/lacks the trailing slash/);
  });
});

describe('bodies', () => {
  test('over 1 MB is refused, at 1 MB it is not', async () => {
    const simulator = await start();
    const pad = (bytes: number): string => `{"a":"${'x'.repeat(bytes - 8)}"}`;
    const large = await call(simulator, 'PUT', '/api/v0/instances/1/', { raw: pad(1_048_577) });
    expect([large.status, json(large).error]).toEqual([413, 'invalid_request']);
    const fits = await call(simulator, 'PUT', '/api/v0/instances/1/', { raw: pad(1_048_576) });
    expect(fits.status).toBe(404);
  });
});
