import { call, json } from '../support/http';
import { anOffer, closeAll, PLAIN, readRow, rentOne, search, start } from '../support/simulators';

afterEach(closeAll);

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

  test('a refusal is lost as well as a success', async () => {
    const simulator = await start();
    simulator.control.injectFault({ kind: 'lost-502', endpoint: 'create' });
    expect((await call(simulator, 'PUT', '/api/v0/asks/1/', { body: PLAIN })).status).toBe(502);
    expect(json(await call(simulator, 'PUT', '/api/v0/asks/1/', { body: PLAIN })).error).toBe('no_such_ask');
  });

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
