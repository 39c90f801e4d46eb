import { call, json } from '../support/http';
import { closeAll, PLAIN, rentOne, rentRunning, search, start } from '../support/simulators';

afterEach(closeAll);

const DEFAULT_SEARCH = {
  rentable: { eq: true },
  rented: { eq: false },
  verified: { eq: true },
  external: { eq: false },
  gpu_name: { eq: 'RTX 3060' },
  num_gpus: { eq: 1 },
  gpu_ram: { gte: 12000 },
  dph_total: { lte: 0.5 },
  reliability: { gte: 0.95 },
  inet_down: { gte: 100 },
  inet_up: { gte: 100 },
  geolocation: { in: ['US', 'CA'] },
  disk_space: { gte: 50 },
  direct_port_count: { gte: 2 },
  allocated_storage: 50,
  type: 'on-demand',
  order: [
    ['dph_total', 'asc'],
    ['reliability', 'desc'],
  ],
};

describe('row 1: offers are used up', () => {
  test('a second create of one offer fails, and the search stops returning it', async () => {
    const simulator = await start();
    const [offer] = await search(simulator, DEFAULT_SEARCH);
    const id = offer?.id as number;
    await rentOne(simulator, {}, id);
    const again = await call(simulator, 'PUT', `/api/v0/asks/${id}/`, { body: PLAIN });
    expect(again.status).toBe(400);
    expect(again.json).toEqual({
      success: false,
      error: 'no_such_ask',
      msg: `error 404/3603: no_such_ask Instance type by id ${id} is not available.`,
      ask_id: id,
    });
    expect((await search(simulator)).some((row) => row.id === id)).toBe(false);
  });

  test('overlapping slices of the same GPUs go with it, others stay', async () => {
    const simulator = await start();
    const slices = simulator.world.offers();
    const whole = slices.find(
      (offer) =>
        offer.numGpus === 4 && slices.some((o) => o.machineId === offer.machineId && o.numGpus === 1),
    );
    const same = slices.filter((offer) => offer.machineId === whole?.machineId);
    const single = same.find((offer) => offer.numGpus === 1 && offer.firstGpu === 0);
    await rentOne(simulator, {}, single?.id);
    const left = simulator.world.offers().filter((offer) => offer.machineId === whole?.machineId);
    expect(left.some((offer) => offer.firstGpu === 0)).toBe(false);
    const untouched = same.filter((offer) => offer.firstGpu > 0);
    expect(untouched.length).toBeGreaterThan(0);
    expect(left.map((offer) => offer.id).sort()).toEqual(untouched.map((offer) => offer.id).sort());
  });

  test('knob: somebody else takes the next n offers between search and create', async () => {
    const simulator = await start();
    const rows = await search(simulator, DEFAULT_SEARCH);
    simulator.control.injectFault({ kind: 'taken', times: 2 });
    const statuses: number[] = [];
    for (const row of rows.slice(0, 3)) {
      statuses.push(
        (await call(simulator, 'PUT', `/api/v0/asks/${String(row.id)}/`, { body: PLAIN })).status,
      );
    }
    expect(statuses).toEqual([400, 400, 200]);
    expect(simulator.world.rentals()).toHaveLength(1);
  });

  test('an offer taken by control comes back with another id', async () => {
    const simulator = await start();
    const offer = (await search(simulator, DEFAULT_SEARCH))[0] ?? {};
    const foreign = simulator.control.takeOffer(offer.id as number);
    expect(simulator.world.offers().some((entry) => entry.machineId === offer.machine_id)).toBe(false);
    simulator.control.release(foreign);
    const back = simulator.world.offers().filter((entry) => entry.machineId === offer.machine_id);
    expect(back).toHaveLength(1);
    expect(back[0]?.id).not.toBe(offer.id);
  });
});

describe('row 14: search', () => {
  test('works without a key, with the exact content type', async () => {
    const simulator = await start();
    const answer = await call(simulator, 'POST', '/api/v0/bundles/', { body: {}, key: null });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json');
  });

  test('the default search finds a good set in many states', async () => {
    for (const seed of ['vast', 1, 2, 3, 'other']) {
      const simulator = await start({ seed });
      const rows = await search(simulator, DEFAULT_SEARCH);
      expect(rows.length).toBeGreaterThanOrEqual(15);
      const places = new Set(rows.map((row) => row.geolocation));
      for (const state of ['California', 'Texas', 'New York', 'Washington', 'Oregon']) {
        expect(places).toContain(`${state}, US`);
      }
      for (const row of rows) {
        expect(row).toMatchObject({
          gpu_name: 'RTX 3060',
          num_gpus: 1,
          verification: 'verified',
          rented: false,
          rentable: true,
        });
        expect(row.dph_total).toBeLessThanOrEqual(0.5);
        expect(row.public_ipaddr).toMatch(/^198\.51\.100\.\d+$/);
      }
    }
  });

  test('the market is large, sorted by score by default, cut at 64 rows without a limit', async () => {
    const simulator = await start();
    const answer = json(await call(simulator, 'POST', '/api/v0/bundles/', { body: {} }));
    const rows = answer.offers as { score: number }[];
    expect(rows).toHaveLength(64);
    expect([...rows].sort((a, b) => b.score - a.score)).toEqual(rows);
    expect((await search(simulator)).length).toBeGreaterThanOrEqual(200);
  });

  test('prices a disk at 1/720 of the monthly price', async () => {
    const simulator = await start();
    const [row] = await search(simulator, { allocated_storage: 40, limit: 1 });
    const base = row?.dph_base as number;
    const perMonth = row?.storage_cost as number;
    expect(row?.dph_total).toBeCloseTo(base + (perMonth * 40) / 720, 9);
    expect(row?.storage_total_cost).toBeCloseTo((perMonth * 40) / 720, 9);
    expect(row?.search).toMatchObject({ gpuCostPerHour: base, totalHour: row?.dph_total });
    const [small] = await search(simulator, { ask_contract_id: { eq: row?.id } });
    expect(small?.storage_total_cost).toBeCloseTo((perMonth * 8) / 720, 9);
  });

  test('every operator, with values as numbers and as text', async () => {
    const simulator = await start();
    const all = await search(simulator);
    const count = async (query: object): Promise<number> => (await search(simulator, query)).length;
    const of = (test: (row: Record<string, unknown>) => boolean): number => all.filter(test).length;
    const gpus = (row: Record<string, unknown>): number => row.num_gpus as number;
    expect(await count({ num_gpus: { eq: '2' } })).toBe(of((row) => gpus(row) === 2));
    expect(await count({ num_gpus: { neq: 2 } })).toBe(of((row) => gpus(row) !== 2));
    expect(await count({ num_gpus: { gt: 1, lt: '8' } })).toBe(of((row) => gpus(row) > 1 && gpus(row) < 8));
    expect(await count({ num_gpus: { gte: 2, lte: 4 } })).toBe(of((row) => gpus(row) >= 2 && gpus(row) <= 4));
    expect(await count({ gpu_name: { in: ['RTX 4090', 'RTX 3090'] } })).toBe(
      of((row) => row.gpu_name === 'RTX 4090' || row.gpu_name === 'RTX 3090'),
    );
    expect(await count({ gpu_name: { notin: ['RTX 4090'] } })).toBe(of((row) => row.gpu_name !== 'RTX 4090'));
    expect(await count({ cpu_cores: { eq: null } })).toBe(of((row) => row.cpu_cores === null));
    expect(await count({ static_ip: { eq: 'true' } })).toBe(of((row) => row.static_ip === true));
  });

  test('virtual columns: verified, datacenter, country, duration, aliases', async () => {
    const simulator = await start();
    const all = await search(simulator);
    const rows = async (query: object): Promise<Record<string, unknown>[]> => search(simulator, query);
    expect((await rows({ verified: { eq: true } })).every((row) => row.verification === 'verified')).toBe(
      true,
    );
    expect((await rows({ datacenter: { eq: true } })).every((row) => row.hosting_type === 1)).toBe(true);
    const american = await rows({ geolocation: { eq: 'US' } });
    expect(american.map((row) => row.geolocation)).toContain(', US');
    expect(american.every((row) => /, US$/.test(String(row.geolocation)))).toBe(true);
    const abroad = await rows({ geolocation: { notin: ['US', 'CA'] } });
    expect(abroad.some((row) => /, (US|CA)$/.test(String(row.geolocation)))).toBe(false);
    const long = await rows({ duration: { gte: 86_400 * 60 } });
    expect(long.length).toBe(all.filter((row) => (row.duration as number) >= 86_400 * 60).length);
    expect((await rows({ reliability2: { gte: 0.99 } })).length).toBe(
      (await rows({ reliability: { gte: 0.99 } })).length,
    );
    expect((await rows({ ubuntu_version: { eq: '22.04' } })).every((row) => row.os_version === '22.04')).toBe(
      true,
    );
    expect((await rows({ driver_version: { gte: 560000000 } })).length).toBeGreaterThan(0);
    expect(await rows({ id: { eq: all[0]?.id } })).toEqual([]);
    expect((await rows({ external: { eq: false } })).length).toBe(all.length);
  });

  test.each([
    [{ nonsense: { eq: 1 } }, 'invalid_request', 'nonsense is not a valid search key'],
    [{ num_gpus: { like: 1 } }, 'invalid_request', 'like is not a valid search op'],
    [{ order: [['nonsense', 'asc']] }, 'invalid_request', 'nonsense is not a valid search key'],
    [{ type: 'auction' }, 'invalid_request', 'type should be on-demand, bid or reserved'],
    [{ gpu_name: 'RTX 4090' }, 'bad_request', 'q.gpu_name: Input should be a valid dictionary'],
  ])('refuses %j', async (body, error, text) => {
    const simulator = await start();
    const answer = await call(simulator, 'POST', '/api/v0/bundles/', { body });
    expect(answer.status).toBe(400);
    expect(json(answer)).toMatchObject({ success: false, error });
    expect(String(json(answer).msg)).toContain(text);
  });

  test('refuses a body that is not a JSON object', async () => {
    const simulator = await start();
    for (const raw of ['{', '[]', 'null', '"x"']) {
      const answer = await call(simulator, 'POST', '/api/v0/bundles/', { raw });
      expect([answer.status, json(answer).msg]).toEqual([400, 'Invalid json body']);
    }
  });

  test('the other three forms answer the same offers', async () => {
    const simulator = await start();
    const query = { gpu_name: { eq: 'RTX 4090' }, limit: 5 };
    const encoded = encodeURIComponent(JSON.stringify(query));
    const answers = [
      await call(simulator, 'POST', '/api/v0/bundles/', { body: query }),
      await call(simulator, 'GET', `/api/v0/bundles/?q=${encoded}`),
      await call(simulator, 'PUT', '/api/v0/search/asks/', { body: { select_cols: ['*'], q: query } }),
      await call(simulator, 'GET', `/api/v0/search/asks/?q=${encoded}`),
    ];
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(json(answers[0] as never).offers).toHaveLength(5);
  });

  test('knobs: cap, sample, ignored filter', async () => {
    const simulator = await start({ knobs: { searchCap: 64 } });
    expect(await search(simulator)).toHaveLength(64);
    simulator.control.setKnobs({ searchCap: 3000, ignoredFilters: ['dph_total'] });
    expect(
      (await search(simulator, { dph_total: { lte: 0.1 } })).some((row) => (row.dph_total as number) > 0.1),
    ).toBe(true);
    simulator.control.setKnobs({ searchSample: 0.5 });
    const first = await search(simulator);
    const second = await search(simulator);
    expect(first.length).toBeLessThan(500);
    expect(first.map((row) => row.id)).not.toEqual(second.map((row) => row.id));
  });

  test('bid pricing shows the floor; a rental on demand hides the machine', async () => {
    const simulator = await start();
    const [bid] = await search(simulator, { type: 'bid', limit: 1 });
    expect(bid?.is_bid).toBe(true);
    expect(bid?.dph_base).toBe(bid?.min_bid);
    const id = await rentRunning(simulator);
    const machineId = simulator.world.rental(id)?.machineId;
    expect(
      (await search(simulator, { machine_id: { eq: machineId } })).every((row) => row.rentable === true),
    ).toBe(true);
  });

  test('has the oddities of recorded markets', async () => {
    const simulator = await start();
    const rows = await search(simulator);
    const machines = simulator.world.machines();
    expect(rows.some((row) => row.geolocation === ', US')).toBe(true);
    expect(rows.some((row) => row.cpu_cores === null && row.cpu_cores_effective === 0)).toBe(true);
    expect(rows.some((row) => (row.min_bid as number) > (row.dph_total as number))).toBe(true);
    expect(rows.some((row) => row.verification === 'deverified' && row.vericode === 4)).toBe(true);
    expect(rows.some((row) => row.driver_version === '595.84' && row.driver_vers === null)).toBe(true);
    const addresses = new Map<string, number>();
    for (const { spec } of machines) addresses.set(spec.publicIp, (addresses.get(spec.publicIp) ?? 0) + 1);
    expect([...addresses.values()].some((count) => count > 1)).toBe(true);
    const slices = new Map<number, Set<number>>();
    for (const row of rows) {
      const sizes = slices.get(row.machine_id as number) ?? new Set<number>();
      slices.set(row.machine_id as number, sizes.add(row.num_gpus as number));
    }
    expect([...slices.values()].some((sizes) => sizes.size >= 3)).toBe(true);
    expect(new Set(machines.map(({ spec }) => spec.machineId)).size).toBe(machines.length);
  });
});
