import { call, json } from '../support/http';
import { closeAll, PLAIN, put, readRow, rentOne, rentRunning, search, start } from '../support/simulators';

afterEach(closeAll);

type Page = {
  instances: Record<string, unknown>[];
  next_token: string | null;
  total_instances: number;
  instances_found: number;
};

async function page(simulator: Awaited<ReturnType<typeof start>>, query = ''): Promise<Page> {
  const answer = await call(simulator, 'GET', `/api/v1/instances/${query}`);
  expect(answer.status).toBe(200);
  return json(answer) as unknown as Page;
}

async function rentMany(simulator: Awaited<ReturnType<typeof start>>, count: number): Promise<number[]> {
  const offers = await search(simulator, { num_gpus: { eq: 1 }, limit: count });
  const ids: number[] = [];
  for (const [index, offer] of offers.entries()) {
    ids.push(await rentOne(simulator, { label: `n${index % 3}` }, offer.id as number));
  }
  return ids;
}

describe('row 3: single read', () => {
  test('one object under a plural key; null for the unknown and the destroyed', async () => {
    const simulator = await start();
    const id = await rentOne(simulator);
    expect(await readRow(simulator, id)).toMatchObject({ id, image_uuid: PLAIN.image });
    const unknown = await call(simulator, 'GET', '/api/v0/instances/1/?owner=me');
    expect([unknown.status, unknown.json]).toEqual([200, { instances: null }]);
    await call(simulator, 'DELETE', `/api/v0/instances/${id}/`);
    expect(await readRow(simulator, id)).toBeNull();
  });

  test('a number is needed', async () => {
    const simulator = await start();
    const answer = await call(simulator, 'GET', '/api/v0/instances/abc/');
    expect([answer.status, json(answer).error]).toEqual([400, 'invalid_args']);
  });

  test('knobs: 404, empty list', async () => {
    const simulator = await start({ knobs: { goneRead: '404' } });
    const answer = await call(simulator, 'GET', '/api/v0/instances/77/');
    expect([answer.status, answer.json]).toEqual([
      404,
      { success: false, error: 'no_such_instance', msg: 'Instance 77 not found.' },
    ]);
    simulator.control.setKnobs({ goneRead: 'empty-list' });
    expect((await call(simulator, 'GET', '/api/v0/instances/77/')).json).toEqual({ instances: [] });
  });

  test('knob: null for the first reads after create; fault: null for the next k reads', async () => {
    const simulator = await start({ knobs: { readLag: 2 } });
    const id = await rentOne(simulator);
    expect(await readRow(simulator, id)).toBeNull();
    expect(await readRow(simulator, id)).toBeNull();
    expect(await readRow(simulator, id)).toMatchObject({ id });
    simulator.control.injectFault({ kind: 'null', times: 1, instanceId: id });
    expect(await readRow(simulator, id)).toBeNull();
    expect(await readRow(simulator, id)).toMatchObject({ id });
  });
});

describe('row 7: the list', () => {
  test('pages of at most 25 with an opaque token', async () => {
    const simulator = await start();
    const ids = await rentMany(simulator, 60);
    const seen: unknown[] = [];
    let token: string | null = null;
    const sizes: number[] = [];
    do {
      const answer: Page = await page(
        simulator,
        token === null ? '' : `?after_token=${encodeURIComponent(token)}`,
      );
      expect(answer.total_instances).toBe(60);
      expect(answer.instances_found).toBe(answer.instances.length);
      sizes.push(answer.instances.length);
      seen.push(...answer.instances.map((row) => row.id));
      token = answer.next_token;
    } while (token !== null);
    expect(sizes).toEqual([25, 25, 10]);
    expect(seen).toEqual(ids);
  });

  test('limits: over 25 is 25, below 1 is 5, nonsense is refused', async () => {
    const simulator = await start();
    await rentMany(simulator, 30);
    expect((await page(simulator, '?limit=100')).instances).toHaveLength(25);
    expect((await page(simulator, '?limit=0')).instances).toHaveLength(5);
    expect((await page(simulator, '?limit=7')).instances).toHaveLength(7);
    expect((await call(simulator, 'GET', '/api/v1/instances/?limit=many')).status).toBe(400);
  });

  test('a page follows its token though the row it names is gone', async () => {
    const simulator = await start();
    const ids = await rentMany(simulator, 12);
    const order = encodeURIComponent(JSON.stringify([{ col: 'label', dir: 'desc' }]));
    const first = await page(simulator, `?limit=5&order_by=${order}`);
    const last = first.instances[4]?.id as number;
    await call(simulator, 'DELETE', `/api/v0/instances/${last}/`);
    const rest = await page(
      simulator,
      `?limit=25&order_by=${order}&after_token=${encodeURIComponent(first.next_token ?? '')}`,
    );
    expect(rest.instances).toHaveLength(7);
    const all = [...first.instances, ...rest.instances].map((row) => row.id as number);
    expect(all.sort()).toEqual([...ids].sort());
  });

  test('filters on stored columns, counts of labels, chosen columns', async () => {
    const simulator = await start();
    const ids = await rentMany(simulator, 7);
    const filters = (value: object): string => `?select_filters=${encodeURIComponent(JSON.stringify(value))}`;
    const labelled = await page(simulator, filters({ label: { eq: 'n1' } }));
    expect(labelled).toMatchObject({ total_instances: 2, label_counts: { n1: 2 }, next_token: null });
    await put(simulator, ids[0] ?? 0, { label: '' });
    expect(
      (await page(simulator, filters({ label: { in: [null] } }))).instances.map((row) => row.id),
    ).toEqual([ids[0]]);
    expect((await page(simulator, filters({ id: { in: ids.slice(2, 4) } }))).total_instances).toBe(2);
    simulator.clock.advance(90_000);
    expect((await page(simulator, filters({ actual_status: { eq: 'running' } }))).total_instances).toBe(7);
    const chosen = await page(
      simulator,
      `?select_cols=${encodeURIComponent('["id","label","nonsense"]')}&limit=1`,
    );
    expect(chosen.instances).toEqual([{ id: ids[0], label: null, nonsense: null }]);
  });

  test.each([
    [
      'select_filters',
      { dph_total: { lte: 1 } },
      'invalid_request',
      'Error in query parameters: dph_total is not a valid search key',
    ],
    [
      'select_filters',
      { label: { like: 1 } },
      'invalid_request',
      'Error in query parameters: like is not a valid search op',
    ],
    [
      'order_by',
      [{ col: 'dph_total' }],
      'invalid_request',
      'Error in query parameters: dph_total is not a valid order column',
    ],
  ])('refuses %s %j', async (name, value, error, msg) => {
    const simulator = await start();
    const answer = await call(
      simulator,
      'GET',
      `/api/v1/instances/?${name}=${encodeURIComponent(JSON.stringify(value))}`,
    );
    expect([answer.status, json(answer)]).toMatchObject([400, { error, msg }]);
  });

  test('refuses a bad token', async () => {
    const simulator = await start();
    const answer = await call(simulator, 'GET', '/api/v1/instances/?after_token=%25%25');
    expect([answer.status, json(answer).error]).toEqual([400, 'invalid_token']);
  });

  test('fault: a page omits a live rental', async () => {
    const simulator = await start();
    const ids = await rentMany(simulator, 3);
    simulator.control.injectFault({ kind: 'omit', instanceId: ids[1] ?? 0 });
    expect((await page(simulator)).instances.map((row) => row.id)).toEqual([ids[0], ids[2]]);
    expect((await page(simulator)).instances.map((row) => row.id)).toEqual(ids);
  });

  test('the v0 list is retired; knobs for its other answers', async () => {
    const simulator = await start();
    const id = await rentOne(simulator);
    const body = {
      success: false,
      error: 'deprecated_endpoint',
      msg: '/api/v0/instances/ is deprecated. Use /api/v1/instances/ instead.',
    };
    const gone = await call(simulator, 'GET', '/api/v0/instances/');
    expect([gone.status, gone.json]).toEqual([410, body]);
    simulator.control.setKnobs({ retiredList: '200' });
    const soft = await call(simulator, 'GET', '/api/v0/instances/');
    expect([soft.status, soft.json]).toEqual([200, body]);
    simulator.control.setKnobs({ retiredList: 'list' });
    const old = await call(simulator, 'GET', '/api/v0/instances/');
    expect(json(old)).toMatchObject({ instances_found: 1, instances: [{ id }] });
  });
});

describe('row 6: destroy', () => {
  test('success first, then 404; the slice returns under a new id', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    const { machineId, offerId } = simulator.world.rental(id) ?? { machineId: 0, offerId: 0 };
    const first = await call(simulator, 'DELETE', `/api/v0/instances/${id}/`, { body: {} });
    expect([first.status, first.json]).toEqual([200, { success: true }]);
    const second = await call(simulator, 'DELETE', `/api/v0/instances/${id}/`);
    expect([second.status, second.json]).toEqual([
      404,
      { success: false, error: 'no_such_instance', msg: `Instance ${id} not found.` },
    ]);
    const back = simulator.world.offers().filter((offer) => offer.machineId === machineId);
    expect(back.length).toBeGreaterThan(0);
    expect(back.some((offer) => offer.id === offerId)).toBe(false);
    expect((await page(simulator)).instances).toEqual([]);
  });

  test('knobs: not_found, or 200 with success false', async () => {
    const simulator = await start({ knobs: { destroyedAgain: 'not_found' } });
    const answer = await call(simulator, 'DELETE', '/api/v0/instances/5/');
    expect([answer.status, answer.json]).toEqual([
      404,
      { success: false, error: 'not_found', msg: 'Instance not found' },
    ]);
    simulator.control.setKnobs({ destroyedAgain: 'ok' });
    const soft = await call(simulator, 'DELETE', '/api/v0/instances/5/');
    expect([soft.status, json(soft)]).toMatchObject([200, { success: false, error: 'no_such_instance' }]);
  });
});

describe('row 17: accounts', () => {
  test('nobody sees or touches another account', async () => {
    const simulator = await start({ accounts: [{ apiKey: 'a' }, { name: 'b', apiKey: 'b' }] });
    const id = await rentOne(simulator);
    const seen = await call(simulator, 'GET', `/api/v0/instances/${id}/`, { key: 'b' });
    expect(seen.json).toEqual({ instances: null });
    expect(json(await call(simulator, 'GET', '/api/v1/instances/', { key: 'b' })).instances).toEqual([]);
    for (const method of ['PUT', 'DELETE']) {
      const answer = await call(simulator, method, `/api/v0/instances/${id}/`, {
        key: 'b',
        body: { state: 'stopped' },
      });
      expect(json(answer).error).toBe('no_such_instance');
    }
    expect(simulator.world.rental(id)).not.toBeNull();
  });

  test('the key of an instance reads, stops and destroys that instance only', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    const other = await rentRunning(simulator);
    const key = simulator.world.rental(id)?.instanceApiKey ?? '';
    expect((await call(simulator, 'GET', `/api/v0/instances/${id}/`, { key })).status).toBe(200);
    expect((await call(simulator, 'GET', `/api/v0/instances/${other}/`, { key })).status).toBe(401);
    expect((await call(simulator, 'GET', '/api/v1/instances/', { key })).status).toBe(401);
    const offer = simulator.world.offers()[0]?.id ?? 0;
    expect((await call(simulator, 'PUT', `/api/v0/asks/${offer}/`, { key, body: PLAIN })).status).toBe(401);
    expect((await call(simulator, 'DELETE', `/api/v0/instances/${id}/`, { key })).json).toEqual({
      success: true,
    });
    expect((await call(simulator, 'GET', `/api/v0/instances/${id}/`, { key })).status).toBe(404);
  });
});
