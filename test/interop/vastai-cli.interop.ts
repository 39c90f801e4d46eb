/**
 * The vendor's command line against the simulator: every command of vast-api.md 9.1, checked on what it prints and on
 * what the simulator saw.
 * Run by `npm run test:interop`.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Simulator, startSimulator } from '../../src/simulator';
import { runPython, VASTAI_VERSION } from './python';
import { describeIf, ENTRY, parsed, python, Session } from './session';

let session: Session;
let simulator: Simulator;

beforeEach(async () => {
  session = await Session.open();
  simulator = session.simulator;
});

afterEach(() => session.close());

describeIf(`vastai ${VASTAI_VERSION}, the command line`, () => {
  test('search offers, in both forms', async () => {
    const query = 'reliability>0.98 num_gpus=1 gpu_name=RTX_3060 geolocation in [US,CA]';
    const rows = parsed(
      await session.vastai(
        'search',
        'offers',
        query,
        '-o',
        'dph_total',
        '--limit',
        '5',
        '--storage',
        '40',
        '--raw',
      ),
    ) as Record<string, unknown>[];
    expect(rows).toHaveLength(5);
    for (const row of rows)
      expect(row).toMatchObject({ gpu_name: 'RTX 3060', num_gpus: 1, verification: 'verified' });
    const prices = rows.map((row) => row.dph_total as number);
    expect([...prices].sort((a, b) => a - b)).toEqual(prices);
    expect(simulator.journal.requests('search')).toMatchObject([
      {
        method: 'POST',
        path: '/api/v0/bundles/',
        status: 200,
        body: {
          reliability: { gt: '0.98' },
          num_gpus: { eq: '1' },
          geolocation: { in: ['US', 'CA'] },
          limit: 5,
          allocated_storage: 40,
        },
      },
    ]);
    const asks = parsed(
      await session.vastai('search', 'offers', '--new', 'num_gpus=1', '--limit', '2', '--raw'),
    ) as unknown[];
    expect(asks).toHaveLength(2);
    expect(simulator.journal.requests('search').at(-1)).toMatchObject({
      method: 'PUT',
      path: '/api/v0/search/asks/',
      status: 200,
    });
    const table = await session.vastai('search', 'offers', 'gpu_name=RTX_4090', '--limit', '1');
    expect(table.stdout).toContain('RTX_4090');
    const names = simulator.journal.requests('gpu-names');
    expect(names.length).toBeGreaterThan(0);
    expect(names.every((entry) => entry.status === 200)).toBe(true);
  });

  test('create instance with everything, show instance', async () => {
    const id = await session.rent(
      '--ssh',
      '--direct',
      '--env',
      '-p 8001:8001 -e A=b',
      '--label',
      'L',
      '--cancel-unavail',
    );
    expect(simulator.journal.requests('create')).toMatchObject([
      {
        status: 200,
        body: {
          image: 'acme/worker:1',
          disk: 20,
          label: 'L',
          runtype: 'ssh_direc ssh_proxy',
          cancel_unavail: true,
          env: { '-p 8001:8001': '1' },
        },
      },
    ]);
    expect(simulator.world.rental(id)).toMatchObject({
      label: 'L',
      env: { A: 'b', '-p 8001:8001': '1' },
      actualStatus: 'running',
    });
    const shown = parsed(await session.vastai('show', 'instance', String(id), '--raw'));
    // The client turns the pairs of the wire into an object.
    expect(shown).toMatchObject({ id, actual_status: 'running', extra_env: { '-p 8001:8001': '1', A: 'b' } });
    const table = await session.vastai('show', 'instance', String(id));
    expect([table.code, table.stdout.includes(String(id))]).toEqual([0, true]);
    const none = await session.vastai('show', 'instance', '1', '--raw');
    expect(parsed(none)).toEqual({ instances: null });
    expect((await session.vastai('show', 'instance', '1')).code).not.toBe(0);
  });

  test('create instances: several in one call', async () => {
    const ids = simulator.world
      .offers()
      .filter((entry) => entry.gpuName === 'RTX 3060' && entry.numGpus === 1)
      .slice(0, 3)
      .map((entry) => entry.id);
    const made = await session.vastai(
      'create',
      'instances',
      ...ids.map(String),
      '--image',
      'acme/worker:1',
      '--disk',
      '10',
      '--raw',
    );
    expect(made.code).toBe(0);
    expect(simulator.journal.requests('create-bulk')).toMatchObject([{ status: 200, body: { ids } }]);
    expect(simulator.world.rentals().map((rental) => rental.offerId)).toEqual(ids);
  });

  test('show instances: every page, as JSON and as a table', async () => {
    const offers = simulator.world
      .offers()
      .filter((entry) => entry.numGpus === 1)
      .slice(0, 30);
    await session.sdk(
      `print(json.dumps([sdk.create_instance(id=i, image='a/b:1', disk=8)["success"] for i in ${JSON.stringify(offers.map((entry) => entry.id))}]))`,
    );
    simulator.clock.advance(100_000);
    const rows = parsed(await session.vastai('show', 'instances', '--raw')) as { id: number }[];
    expect(rows.map((row) => row.id)).toEqual(simulator.world.rentals().map((rental) => rental.id));
    expect(simulator.journal.requests('list').map((entry) => entry.path.includes('after_token='))).toEqual([
      false,
      true,
    ]);
    const table = await session.vastai('show', 'instances');
    expect(table.code).toBe(0);
    const lines = table.stdout.split('\n');
    for (const row of rows) expect(lines.filter((line) => line.includes(String(row.id)))).toHaveLength(1);
    expect(simulator.journal.requests('filters')).toMatchObject([{ status: 200 }]);
    expect(lines.find((line) => line.includes('--status:'))).toContain('running');
  });

  test('stop, start, label, reboot, recycle', async () => {
    const id = await session.rent();
    expect((await session.vastai('label', 'instance', String(id), 'renamed')).stdout).toContain('renamed');
    expect(simulator.world.rental(id)?.label).toBe('renamed');
    expect((await session.vastai('stop', 'instance', String(id))).stdout).toContain(
      `stopping instance ${id}`,
    );
    simulator.clock.advance(60_000);
    expect(simulator.world.rental(id)?.actualStatus).toBe('exited');
    expect((await session.vastai('start', 'instance', String(id))).stdout).toContain(
      `starting instance ${id}`,
    );
    simulator.clock.advance(60_000);
    expect(simulator.world.rental(id)?.actualStatus).toBe('running');
    expect((await session.vastai('reboot', 'instance', String(id))).code).toBe(0);
    simulator.clock.advance(2_000);
    expect(simulator.world.rental(id)?.actualStatus).toBe('rebooting');
    simulator.clock.advance(60_000);
    expect((await session.vastai('recycle', 'instance', String(id))).code).toBe(0);
    simulator.clock.advance(1_000);
    expect(simulator.world.rental(id)?.actualStatus).toBe('recycling');
    expect(
      ['update', 'reboot', 'recycle'].map((name) =>
        simulator.journal.requests(name).map((entry) => entry.status),
      ),
    ).toEqual([[200, 200, 200], [200], [200]]);
  });

  test('a refused start is printed, with exit code 0', async () => {
    const id = await session.rent();
    await session.vastai('stop', 'instance', String(id));
    simulator.clock.advance(60_000);
    const rental = simulator.world.rental(id);
    const free = simulator.world
      .offers()
      .find((entry) => entry.machineId === rental?.machineId && entry.firstGpu === rental.firstGpu);
    simulator.control.takeOffer(free?.id ?? 0);
    const refused = await session.vastai('start', 'instance', String(id));
    expect(refused.code).toBe(0);
    expect(refused.stdout + refused.stderr).toContain('Required resources are currently unavailable');
  });

  test('change bid', async () => {
    const id = await session.rent('--bid_price', '0.44');
    expect(simulator.world.rental(id)).toMatchObject({ isBid: true, bid: 0.44 });
    expect((await session.vastai('change', 'bid', String(id), '--price', '0.5')).code).toBe(0);
    expect(simulator.world.rental(id)?.bid).toBe(0.5);
    expect(simulator.journal.requests('bid')).toMatchObject([{ status: 200, body: { price: 0.5 } }]);
  });

  test('ssh-url: direct, through the proxy, unknown', async () => {
    const direct = await session.rent('--ssh', '--direct');
    const rental = simulator.world.rental(direct);
    const url = await session.vastai('ssh-url', String(direct));
    expect(url.stdout.trim()).toBe(`ssh://root@${rental?.publicIp ?? ''}:${rental?.ports['22/tcp'] ?? 0}`);
    simulator.control.stopFromOutside(direct);
    simulator.clock.advance(60_000);
    rmSync(join(session.home, 'cache'), { recursive: true, force: true });
    expect((await session.vastai('ssh-url', String(direct))).stdout).toMatch(
      /^ssh:\/\/root@ssh\d\.vast\.ai:\d+\s*$/,
    );
    expect((await session.vastai('ssh-url', '1')).code).not.toBe(0);
  });

  test('logs: asks, then polls the result until it is there', async () => {
    const id = await session.rent();
    for (const line of ['alpha', 'beta']) simulator.control.print(id, line);
    const logs = await session.vastai('logs', String(id), '--tail', '1');
    expect(logs.stdout).toContain('beta');
    expect(logs.stdout).not.toContain('alpha');
    expect(simulator.journal.requests('request-logs')).toMatchObject([{ status: 200, body: { tail: '1' } }]);
    const polls = simulator.journal.requests().filter((entry) => entry.path.startsWith('/instance_logs/'));
    expect(polls.map((entry) => entry.status)).toEqual([404, 404, 200]);
  });

  test('destroy instance', async () => {
    const id = await session.rent();
    const gone = await session.vastai('destroy', 'instance', String(id), '-y');
    expect([gone.code, gone.stdout.includes(`destroying instance ${id}`)]).toEqual([0, true]);
    expect(simulator.world.rentals()).toEqual([]);
    expect(simulator.journal.requests('destroy')).toMatchObject([
      { method: 'DELETE', status: 200, body: {} },
    ]);
  });

  test('errors: printed with their status, exit code 0; retried three times where the client retries', async () => {
    const taken = await session.vastai('create', 'instance', '12345678', '--image', 'a/b:1', '--disk', '8');
    expect(taken.code).toBe(0);
    expect(taken.stdout + taken.stderr).toContain('Failed with error 400: error 404/3603: no_such_ask');
    const raw = await session.vastai(
      'create',
      'instance',
      '12345678',
      '--image',
      'a/b:1',
      '--disk',
      '8',
      '--raw',
    );
    expect(JSON.parse(raw.stderr)).toMatchObject({ error: true, status_code: 400 });
    simulator.control.injectFault({ kind: 'unavailable-page', status: 502, endpoint: 'destroy', times: 3 });
    const failed = await session.vastai('destroy', 'instance', '5', '-y');
    expect(failed.code).toBe(0);
    expect(simulator.journal.requests('destroy').map((entry) => entry.status)).toEqual([502, 502, 502]);
    const limited = await startSimulator({ clock: { mode: 'manual' }, rateLimits: 'real' });
    try {
      const env = { ...session.variables(), VAST_URL: limited.url };
      const args = ['-c', ENTRY, 'show', 'instance', '1', '--raw'];
      expect(parsed(await runPython(python, args, env))).toEqual({ instances: null });
      const refused = await runPython(python, args, env);
      expect(refused.stderr).toContain('429');
      expect(limited.journal.requests('read').map((entry) => entry.status)).toEqual([200, 429, 429, 429]);
    } finally {
      await limited.close();
    }
  });

  test('a wrong key', async () => {
    const answer = await runPython(python, ['-c', ENTRY, 'show', 'instances', '--raw'], {
      ...session.variables(),
      VAST_API_KEY: 'wrong',
    });
    expect(answer.stdout + answer.stderr).toContain('Invalid user key');
    expect(
      simulator.journal.requests('list').every((entry) => entry.status === 404 && entry.account === null),
    ).toBe(true);
  });
});
