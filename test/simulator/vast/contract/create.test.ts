import { call, json } from '../support/http';
import { closeAll, PLAIN, readRow, rentOne, search, start } from '../support/simulators';

afterEach(closeAll);

async function anOffer(simulator: Awaited<ReturnType<typeof start>>, query: object = {}): Promise<number> {
  const [row] = await search(simulator, {
    num_gpus: { eq: 1 },
    order: [['dph_total', 'asc']],
    limit: 1,
    ...query,
  });
  return row?.id as number;
}

describe('row 2: create and boot', () => {
  test('answers id and key, then goes null, loading, running on the virtual clock', async () => {
    const simulator = await start({ knobs: { bootMs: [50_000, 50_000], reportMs: [2_000, 2_000] } });
    const offer = await anOffer(simulator);
    const answer = await call(simulator, 'PUT', `/api/v0/asks/${offer}/`, { body: PLAIN });
    expect(answer.status).toBe(200);
    expect(json(answer)).toEqual({
      success: true,
      new_contract: expect.any(Number) as number,
      instance_api_key: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    const id = json(answer).new_contract as number;
    expect(id).toBeGreaterThan(9_999_999);
    const wanted = { intended_status: 'running', cur_state: 'running', next_state: 'running' };
    expect(await readRow(simulator, id)).toMatchObject({ ...wanted, actual_status: null, status_msg: null });
    simulator.clock.advance(2_000);
    expect(await readRow(simulator, id)).toMatchObject({ ...wanted, actual_status: 'loading' });
    simulator.clock.advance(47_999);
    expect(await readRow(simulator, id)).toMatchObject({ ...wanted, actual_status: 'loading' });
    simulator.clock.advance(1);
    expect(await readRow(simulator, id)).toMatchObject({
      ...wanted,
      actual_status: 'running',
      status_msg: 'success, running acme/worker_1/args',
    });
  });

  test('an image can have its own pull time', async () => {
    const simulator = await start({ knobs: { reportMs: [1_000, 1_000] } });
    simulator.control.image('big/model:1', { pullMs: 3_600_000 });
    const id = await rentOne(simulator, { image: 'big/model:1' });
    simulator.clock.advance(3_600_000);
    expect((await readRow(simulator, id))?.actual_status).toBe('loading');
    simulator.clock.advance(1_000);
    expect((await readRow(simulator, id))?.actual_status).toBe('running');
  });

  test('boot times lie in the documented 30 to 90 s', async () => {
    const simulator = await start();
    const offers = await search(simulator, { num_gpus: { eq: 1 }, limit: 12 });
    for (const offer of offers) await rentOne(simulator, {}, offer.id as number);
    simulator.clock.advance(29_999);
    expect(simulator.world.rentals().some((rental) => rental.actualStatus === 'running')).toBe(false);
    simulator.clock.advance(60_001);
    expect(simulator.world.rentals().every((rental) => rental.actualStatus === 'running')).toBe(true);
  });

  test('the long form of every runtype is read back', async () => {
    const simulator = await start();
    const forms: [object, string][] = [
      [{ runtype: 'ssh' }, 'ssh_proxy'],
      [{ runtype: 'ssh_direct' }, 'ssh_direc ssh_proxy'],
      [{ runtype: 'jupyter' }, 'jupyter_proxy ssh_proxy'],
      [{ runtype: 'jupyter_direct' }, 'jupyter_direc ssh_direc ssh_proxy'],
      [{ runtype: 'ssh_direc ssh_proxy' }, 'ssh_direc ssh_proxy'],
      [{ runtype: null, args: ['x'] }, 'args'],
      [{ runtype: null }, 'ssh_proxy'],
    ];
    for (const [body, expected] of forms) {
      const id = await rentOne(simulator, body);
      expect((await readRow(simulator, id))?.image_runtype).toBe(expected);
    }
  });
});

describe('row 4: error vocabulary', () => {
  test.each([400, 404, 410, 200] as const)('no_such_ask under %i', async (status) => {
    const simulator = await start({ knobs: { noSuchAskStatus: status } });
    const answer = await call(simulator, 'PUT', '/api/v0/asks/12345678/', { body: PLAIN });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ success: false, error: 'no_such_ask', ask_id: 12345678 });
  });

  test.each([
    [404, undefined],
    [401, 401],
  ] as const)('a wrong key gets %i auth_error', async (status, badKeyStatus) => {
    const simulator = await start({ knobs: badKeyStatus === undefined ? {} : { badKeyStatus } });
    const answer = await call(simulator, 'GET', '/api/v0/instances/1/', { key: 'wrong' });
    expect([answer.status, answer.json]).toEqual([
      status,
      { success: false, error: 'auth_error', msg: 'Invalid user key' },
    ]);
  });

  test('no key gets 403, a key in the query works', async () => {
    const simulator = await start();
    const without = async (path: string): Promise<unknown> => {
      const { status, json: body } = await call(simulator, 'GET', path, { key: null });
      return [status, body];
    };
    expect(await without('/api/v0/users/current/')).toEqual([
      403,
      { error: 'auth_error', msg: 'This action requires login.' },
    ]);
    expect(await without('/api/v0/volumes/')).toEqual([
      401,
      { detail: 'Authentication credentials were not provided.' },
    ]);
    expect(await without('/api/v0/auth/apikeys/')).toEqual([
      400,
      { msg: 'API Key not provided as bearer token.' },
    ]);
    const inQuery = await call(simulator, 'GET', `/api/v0/users/current/?api_key=${simulator.apiKey}`, {
      key: null,
    });
    expect(inQuery.status).toBe(200);
    expect(simulator.journal.requests('current-user').map((entry) => entry.path)).toEqual([
      '/api/v0/users/current/',
      '/api/v0/users/current/?api_key=***',
    ]);
  });

  test('no credit', async () => {
    const simulator = await start();
    const offer = await anOffer(simulator);
    simulator.control.setCredit(0);
    const answer = await call(simulator, 'PUT', `/api/v0/asks/${offer}/`, { body: PLAIN });
    expect([answer.status, answer.json]).toEqual([
      400,
      {
        success: false,
        error: 'insufficient_credit',
        msg: 'Your account lacks credit; see the billing page.',
      },
    ]);
    expect(simulator.world.offers().some((entry) => entry.id === offer)).toBe(true);
  });

  test.each<[object, string]>([
    [{ image: null }, 'invalid_args'],
    [{ image: 7 }, 'invalid_args'],
    [{ image: 'x'.repeat(1025) }, 'invalid_args'],
    [{ disk: 'much' }, 'invalid_args'],
    [{ label: 'x'.repeat(257) }, 'invalid_args'],
    [{ env: '-e A=b' }, 'invalid_args'],
    [{ env: { A: { b: 1 } } }, 'invalid_args'],
    [{ env: { ['k'.repeat(257)]: 'v' } }, 'invalid_args'],
    [{ env: { A: 'x'.repeat(32_768) } }, 'invalid_args'],
    [{ runtype: 'vm' }, 'invalid_args'],
    [{ args: 'one' }, 'invalid_args'],
    [{ onstart: 'x'.repeat(5_000) }, 'invalid_args'],
    [{ target_state: 'paused' }, 'invalid_args'],
    [{ cancel_unavail: 'yes' }, 'invalid_args'],
    [{ price: 0 }, 'invalid_price'],
    [{ price: 129 }, 'invalid_price'],
  ])('a malformed field does not use the offer up: %j', async (body, error) => {
    const simulator = await start();
    const offer = await anOffer(simulator);
    const answer = await call(simulator, 'PUT', `/api/v0/asks/${offer}/`, { body: { ...PLAIN, ...body } });
    expect([answer.status, json(answer).error]).toEqual([400, error]);
    expect(simulator.world.rentals()).toEqual([]);
    expect(simulator.world.offers().some((entry) => entry.id === offer)).toBe(true);
  });

  test('accepts null for every optional key, and what the official client sends', async () => {
    const simulator = await start();
    const id = await rentOne(simulator, {
      client_id: 'me', price: null, label: null, extra: null, onstart: null, image_login: null, python_utf8: false,
      lang_utf8: false, use_jupyter_lab: false, jupyter_dir: null, force: false, cancel_unavail: null,
      template_hash_id: null, user: null, runtype: 'ssh_direc ssh_proxy',
    }); // prettier-ignore
    expect(await readRow(simulator, id)).toMatchObject({ label: null, onstart: null, is_bid: false });
  });

  test('the spend limit of a new account', async () => {
    const simulator = await start({ accounts: [{ apiKey: 'k', spendLimitPerHour: 0.01 }] });
    const offer = await anOffer(simulator);
    const answer = await call(simulator, 'PUT', `/api/v0/asks/${offer}/`, { body: PLAIN });
    expect([answer.status, json(answer).error]).toEqual([400, 'spend_rate_limit']);
  });

  test('a disk larger than the offer is cut to it, or refused by knob; the least is 8 GB', async () => {
    const simulator = await start();
    const offer = await anOffer(simulator);
    const [row] = await search(simulator, { ask_contract_id: { eq: offer } });
    const id = await rentOne(simulator, { disk: 1_000_000 }, offer);
    expect((await readRow(simulator, id))?.disk_space).toBe(row?.disk_space);
    const small = await rentOne(simulator, { disk: 1 });
    expect((await readRow(simulator, small))?.disk_space).toBe(8);
    simulator.control.setKnobs({ oversizeDisk: 'refuse' });
    const refused = await call(simulator, 'PUT', `/api/v0/asks/${await anOffer(simulator)}/`, {
      body: { ...PLAIN, disk: 1_000_000 },
    });
    expect([refused.status, json(refused).error]).toEqual([400, 'invalid_args']);
  });
});

describe('row 5: the answer to a create is lost', () => {
  test.each(['lost-drop', 'lost-502', 'lost-504'] as const)(
    '%s: the rental exists all the same',
    async (kind) => {
      const simulator = await start();
      const offer = await anOffer(simulator);
      simulator.control.injectFault({ kind, endpoint: 'create' });
      const outcome = await call(simulator, 'PUT', `/api/v0/asks/${offer}/`, {
        body: { ...PLAIN, label: 'token-1' },
      }).then(
        (answer) => answer.status,
        () => 'cut' as const,
      );
      expect(outcome).toBe({ 'lost-drop': 'cut', 'lost-502': 502, 'lost-504': 504 }[kind]);
      const filters = encodeURIComponent(JSON.stringify({ label: { eq: 'token-1' } }));
      const list = await call(simulator, 'GET', `/api/v1/instances/?select_filters=${filters}`);
      expect(json(list)).toMatchObject({ instances_found: 1, label_counts: { 'token-1': 1 } });
      const again = await call(simulator, 'PUT', `/api/v0/asks/${offer}/`, { body: PLAIN });
      expect(json(again).error).toBe('no_such_ask');
      expect(simulator.journal.requests('create')[0]).toMatchObject({ fault: kind });
    },
  );

  test('lost-hang: no answer, the rental exists', async () => {
    const simulator = await start();
    const offer = await anOffer(simulator);
    simulator.control.injectFault({ kind: 'lost-hang', endpoint: 'create' });
    const pending = call(simulator, 'PUT', `/api/v0/asks/${offer}/`, { body: PLAIN }).catch(() => 'cut');
    while (simulator.world.rentals().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await simulator.close();
    expect(await pending).toBe('cut');
  });
});

describe('row 8: ports', () => {
  const portsOf = async (
    simulator: Awaited<ReturnType<typeof start>>,
    id: number,
  ): Promise<Record<string, unknown>> => (await readRow(simulator, id))?.ports as Record<string, unknown>;

  test('absent until running, then strings, IPv4 and IPv6, in the range of the machine', async () => {
    const simulator = await start();
    const id = await rentOne(simulator, {
      runtype: 'jupyter_direct',
      env: { '-p 8001:8001': '1', '-p 9000:9000/udp': '1', MODE: 'x' },
    });
    const before = await readRow(simulator, id);
    expect(before).not.toHaveProperty('ports');
    expect(before).toMatchObject({ direct_port_start: -1, direct_port_end: -1 });
    simulator.clock.advance(90_000);
    const row = await readRow(simulator, id);
    const ports = row?.ports as Record<string, { HostIp: string; HostPort: string }[]>;
    expect(Object.keys(ports)).toEqual(['8080/tcp', '22/tcp', '8001/tcp', '9000/udp']);
    for (const rows of Object.values(ports)) {
      expect(rows.map((entry) => entry.HostIp)).toEqual(['0.0.0.0', '::']);
      expect(rows[0]?.HostPort).toMatch(/^\d{5}$/);
      expect(rows[1]?.HostPort).toBe(rows[0]?.HostPort);
      expect(Number(rows[0]?.HostPort)).toBeGreaterThanOrEqual(row?.direct_port_start as number);
      expect(Number(rows[0]?.HostPort)).toBeLessThanOrEqual(row?.direct_port_end as number);
    }
    expect(new Set(Object.values(ports).map((rows) => rows[0]?.HostPort)).size).toBe(4);
  });

  test('22/tcp for ssh_direct, nothing for the proxied forms, EXPOSE of the image', async () => {
    const simulator = await start();
    simulator.control.image('web/site:1', { expose: ['80/tcp'] });
    const direct = await rentOne(simulator, { runtype: 'ssh_direct', env: {} });
    const proxied = await rentOne(simulator, { runtype: 'ssh', env: {} });
    const exposed = await rentOne(simulator, { image: 'web/site:1', env: {} });
    simulator.clock.advance(90_000);
    expect(Object.keys(await portsOf(simulator, direct))).toEqual(['22/tcp']);
    expect(await portsOf(simulator, proxied)).toEqual({});
    expect(Object.keys(await portsOf(simulator, exposed))).toEqual(['80/tcp']);
  });

  test('identity ports: container port and host port are the same', async () => {
    const simulator = await start();
    const id = await rentOne(simulator, { env: { '-p 70000:70000': '1' } });
    simulator.clock.advance(90_000);
    const [[key, rows]] = Object.entries(await portsOf(simulator, id)) as [[string, { HostPort: string }[]]];
    expect(key).toBe(`${rows[0]?.HostPort ?? ''}/tcp`);
  });

  test('more than 64 are refused', async () => {
    const simulator = await start();
    const env = Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`-p ${8000 + i}:${8000 + i}`, '1']));
    const answer = await call(simulator, 'PUT', `/api/v0/asks/${await anOffer(simulator)}/`, {
      body: { ...PLAIN, env },
    });
    expect([answer.status, json(answer).error]).toEqual([400, 'invalid_args']);
  });

  test('tenants of one machine, and machines of one address, never share a host port', async () => {
    const simulator = await start();
    const offers = simulator.world.offers();
    const many = offers.filter((offer) => offer.numGpus === 1 && offer.publicIp === busiest(offers));
    for (const offer of many) await rentOne(simulator, { env: { '-p 1:1': '1', '-p 2:2': '1' } }, offer.id);
    simulator.clock.advance(90_000);
    const ports = simulator.world.rentals().flatMap((rental) => Object.values(rental.ports));
    expect(ports.length).toBeGreaterThan(4);
    expect(new Set(ports).size).toBe(ports.length);
  });

  function busiest(offers: readonly { publicIp: string; numGpus: number }[]): string {
    const counts = new Map<string, number>();
    for (const offer of offers) {
      if (offer.numGpus === 1) counts.set(offer.publicIp, (counts.get(offer.publicIp) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
  }

  test('new values after stop and start, the same by knob', async () => {
    for (const portsOnStart of ['new', 'same'] as const) {
      const simulator = await start({ knobs: { portsOnStart } });
      const id = await rentOne(simulator);
      simulator.clock.advance(90_000);
      const before = simulator.world.rental(id)?.ports;
      for (const state of ['stopped', 'running']) {
        await call(simulator, 'PUT', `/api/v0/instances/${id}/`, { body: { state } });
        simulator.clock.advance(60_000);
      }
      const after = simulator.world.rental(id)?.ports;
      expect(Object.keys(after ?? {})).toEqual(['8001/tcp']);
      if (portsOnStart === 'new') expect(after).not.toEqual(before);
      else expect(after).toEqual(before);
    }
  });
});

describe('row 9: public address', () => {
  test('null before running, then with trailing whitespace; knobs for the other forms', async () => {
    const simulator = await start();
    const id = await rentOne(simulator);
    expect((await readRow(simulator, id))?.public_ipaddr).toBeNull();
    simulator.control.setKnobs({ addressBeforeRunning: 'empty' });
    expect((await readRow(simulator, id))?.public_ipaddr).toBe('');
    simulator.clock.advance(90_000);
    expect((await readRow(simulator, id))?.public_ipaddr).toMatch(/^198\.51\.100\.\d+ \n$/);
    simulator.control.setKnobs({ addressPadding: '' });
    expect((await readRow(simulator, id))?.public_ipaddr).toMatch(/^198\.51\.100\.\d+$/);
  });
});

describe('row 18: what is read back', () => {
  test('env as pairs in the order sent, null label, numeric dates, seconds left', async () => {
    const simulator = await start();
    const id = await rentOne(simulator, { env: { Z: 'last', '-p 1:1': '1', A: 'first' }, label: null });
    const row = await readRow(simulator, id);
    expect(row?.extra_env).toEqual([
      ['Z', 'last'],
      ['-p 1:1', '1'],
      ['A', 'first'],
    ]);
    expect(row?.label).toBeNull();
    expect(row?.start_date).toBe(simulator.clock.now() / 1000);
    const left = row?.duration as number;
    expect(left).toBeCloseTo((row?.end_date as number) - simulator.clock.now() / 1000, 3);
    simulator.clock.advance(3_600_000);
    expect((await readRow(simulator, id))?.duration).toBeCloseTo(left - 3600, 3);
    const bare = await rentOne(simulator, { env: null });
    expect((await readRow(simulator, bare))?.extra_env).toEqual([]);
  });
});
