import { call, json } from '../support/http';
import { closeAll, put, readRow, rentRunning, search, start } from '../support/simulators';

afterEach(closeAll);

const SETTLED = {
  intended_status: 'stopped',
  cur_state: 'stopped',
  next_state: 'stopped',
  actual_status: 'exited',
};

describe('row 15: stop, start, label with the lag model', () => {
  test('stop: intended at once, the contract at the next tick, the host later; the status text stays', async () => {
    const simulator = await start({ knobs: { schedulerMs: [1_000, 1_000], stopMs: [9_000, 9_000] } });
    const id = await rentRunning(simulator);
    expect(await put(simulator, id, { state: 'stopped' })).toEqual({ success: true });
    const running = {
      intended_status: 'stopped',
      cur_state: 'running',
      next_state: 'stopped',
      actual_status: 'running',
    };
    expect(await readRow(simulator, id)).toMatchObject(running);
    simulator.clock.advance(1_000);
    expect(await readRow(simulator, id)).toMatchObject({ ...running, cur_state: 'stopped' });
    simulator.clock.advance(9_000);
    const row = await readRow(simulator, id);
    expect(row).toMatchObject({ ...SETTLED, status_msg: 'success, running acme/worker_1/args' });
    expect(row).not.toHaveProperty('ports');
  });

  test('start: contract running at once, `exited` lingers, then running', async () => {
    const simulator = await start({ knobs: { startMs: [600_000, 600_000] } });
    const id = await rentRunning(simulator);
    await put(simulator, id, { state: 'stopped' });
    simulator.clock.advance(60_000);
    expect(await put(simulator, id, { state: 'running' })).toEqual({ success: true });
    simulator.clock.advance(1_000);
    const catching = { intended_status: 'running', cur_state: 'running', next_state: 'running' };
    expect(await readRow(simulator, id)).toMatchObject({ ...catching, actual_status: 'exited' });
    simulator.clock.advance(598_999);
    expect(await readRow(simulator, id)).toMatchObject({ actual_status: 'exited' });
    simulator.clock.advance(1);
    expect(await readRow(simulator, id)).toMatchObject({ ...catching, actual_status: 'running' });
  });

  test('requests for the state that is there already succeed and change nothing', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    const ports = simulator.world.rental(id)?.ports;
    expect(await put(simulator, id, { state: 'running' })).toEqual({ success: true });
    simulator.clock.advance(60_000);
    expect(simulator.world.rental(id)).toMatchObject({ actualStatus: 'running', ports });
    await put(simulator, id, { state: 'stopped' });
    simulator.clock.advance(60_000);
    expect(await put(simulator, id, { state: 'stopped' })).toEqual({ success: true });
    expect(await readRow(simulator, id)).toMatchObject(SETTLED);
  });

  test('a start while a stop is under way keeps the GPUs', async () => {
    const simulator = await start({ knobs: { schedulerMs: [5_000, 5_000] } });
    const id = await rentRunning(simulator);
    await put(simulator, id, { state: 'stopped' });
    simulator.clock.advance(1_000);
    expect(await put(simulator, id, { state: 'running' })).toEqual({ success: true });
    simulator.clock.advance(60_000);
    expect(await readRow(simulator, id)).toMatchObject({ cur_state: 'running', actual_status: 'running' });
  });

  test('a stop while the image is still loading', async () => {
    const simulator = await start();
    const [offer] = await search(simulator, { num_gpus: { eq: 1 }, limit: 1 });
    const made = await call(simulator, 'PUT', `/api/v0/asks/${String(offer?.id)}/`, {
      body: { image: 'a/b:1' },
    });
    const id = json(made).new_contract as number;
    simulator.clock.advance(10_000);
    await put(simulator, id, { state: 'stopped' });
    simulator.clock.advance(120_000);
    expect(await readRow(simulator, id)).toMatchObject({ actual_status: 'loading', cur_state: 'stopped' });
    expect(await put(simulator, id, { state: 'running' })).toEqual({ success: true });
    simulator.clock.advance(120_000);
    expect(await readRow(simulator, id)).toMatchObject({ actual_status: 'running', cur_state: 'running' });
  });

  test('label: set, cleared, too long', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    expect(await put(simulator, id, { label: 'x' })).toEqual({
      success: true,
      msg: `label for ${id} set to 'x'`,
    });
    expect((await readRow(simulator, id))?.label).toBe('x');
    await put(simulator, id, { label: '' });
    expect((await readRow(simulator, id))?.label).toBeNull();
    const long = await call(simulator, 'PUT', `/api/v0/instances/${id}/`, {
      body: { label: 'x'.repeat(1025) },
    });
    expect([long.status, long.json]).toEqual([
      400,
      {
        success: false,
        error: 'label_too_long',
        msg: 'Please limit label length to 1024 characters, ideally less than 128.',
      },
    ]);
    expect(await put(simulator, id, { label: 'x'.repeat(1024) })).toMatchObject({ success: true });
  });

  test.each([[{}], [{ state: 'paused' }], [{ label: 7 }]])('refuses %j', async (body) => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    const answer = await call(simulator, 'PUT', `/api/v0/instances/${id}/`, { body });
    expect([answer.status, json(answer).error]).toEqual([400, 'invalid_args']);
  });

  test('an unknown instance is 404', async () => {
    const simulator = await start();
    const answer = await call(simulator, 'PUT', '/api/v0/instances/12345/', { body: { state: 'running' } });
    expect([answer.status, answer.json]).toEqual([
      404,
      { success: false, error: 'no_such_instance', msg: 'Instance 12345 not found.' },
    ]);
  });

  test('a start without credit is missing_billing', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    simulator.control.setCredit(-1);
    simulator.clock.advance(60_000);
    expect(await readRow(simulator, id)).toMatchObject(SETTLED);
    const answer = await call(simulator, 'PUT', `/api/v0/instances/${id}/`, { body: { state: 'running' } });
    expect([answer.status, json(answer).error]).toEqual([400, 'missing_billing']);
  });
});

describe('row 11: a start whose GPU is taken', () => {
  async function stoppedAndTaken(): Promise<{
    simulator: Awaited<ReturnType<typeof start>>;
    id: number;
    foreign: number;
  }> {
    const simulator = await start();
    const id = await rentRunning(simulator);
    await put(simulator, id, { state: 'stopped' });
    simulator.clock.advance(60_000);
    const rental = simulator.world.rental(id);
    const offer = simulator.world
      .offers()
      .find((entry) => entry.machineId === rental?.machineId && entry.firstGpu === rental.firstGpu);
    return { simulator, id, foreign: simulator.control.takeOffer(offer?.id ?? 0) };
  }

  const REFUSED = {
    success: false,
    error: 'resources_unavailable',
    msg: 'Required resources are currently unavailable, state change queued.',
  };

  test('is refused with HTTP 200 and queued; it starts by itself when the GPU frees', async () => {
    const { simulator, id, foreign } = await stoppedAndTaken();
    const answer = await call(simulator, 'PUT', `/api/v0/instances/${id}/`, { body: { state: 'running' } });
    expect([answer.status, answer.json]).toEqual([200, REFUSED]);
    simulator.clock.advance(3_600_000);
    expect(await readRow(simulator, id)).toMatchObject({
      ...SETTLED,
      intended_status: 'running',
      next_state: 'running',
    });
    simulator.control.release(foreign);
    simulator.clock.advance(60_000);
    expect(await readRow(simulator, id)).toMatchObject({ cur_state: 'running', actual_status: 'running' });
  });

  test('a stop cancels the wish', async () => {
    const { simulator, id, foreign } = await stoppedAndTaken();
    await put(simulator, id, { state: 'running' });
    expect(await put(simulator, id, { state: 'stopped' })).toEqual({ success: true });
    simulator.control.release(foreign);
    simulator.clock.advance(3_600_000);
    expect(await readRow(simulator, id)).toMatchObject(SETTLED);
  });

  test('fault: refused although the GPU is free', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    await put(simulator, id, { state: 'stopped' });
    simulator.clock.advance(60_000);
    simulator.control.injectFault({ kind: 'refused-start' });
    expect(await put(simulator, id, { state: 'running' })).toEqual(REFUSED);
    expect(await readRow(simulator, id)).toMatchObject({ intended_status: 'running', cur_state: 'stopped' });
  });
});

describe('row 13: stuck states', () => {
  test.each([
    ['manifest', 'loading', 'running', /manifest for acme\/worker:1 not found/],
    ['denied', 'loading', 'running', /pull access denied/],
    ['gives-up', 'loading', 'stopped', /manifest/],
    ['oci', 'created', 'running', /OCI runtime create failed/],
    ['exits', 'exited', 'running', /success, running/],
  ] as const)('%s', async (fault, actual, intended, message) => {
    const simulator = await start();
    simulator.control.image('acme/worker:1', { fault });
    const [offer] = await search(simulator, { num_gpus: { eq: 1 }, limit: 1 });
    const made = await call(simulator, 'PUT', `/api/v0/asks/${String(offer?.id)}/`, {
      body: { image: 'acme/worker:1' },
    });
    const id = json(made).new_contract as number;
    simulator.clock.advance(180_000);
    expect(await readRow(simulator, id)).toMatchObject({ actual_status: actual, intended_status: 'running' });
    simulator.clock.advance(3_600_000);
    const row = await readRow(simulator, id);
    expect(row).toMatchObject({ actual_status: actual, intended_status: intended, cur_state: 'running' });
    expect(row?.status_msg).toMatch(message);
    expect(row).not.toHaveProperty('ports');
    if (actual === 'loading') expect(row?.direct_port_start).toBe(-1);
  });

  test('a lost host: unknown, then offline, free of charge; it comes back', async () => {
    const simulator = await start({ knobs: { heartbeatMs: [30_000, 30_000] } });
    const id = await rentRunning(simulator);
    const machineId = simulator.world.rental(id)?.machineId ?? 0;
    simulator.control.killHost(machineId);
    expect(await readRow(simulator, id)).toMatchObject({ actual_status: 'running' });
    simulator.clock.advance(30_000);
    expect(await readRow(simulator, id)).toMatchObject({ actual_status: 'unknown', cur_state: 'running' });
    simulator.clock.advance(30_000);
    expect(await readRow(simulator, id)).toMatchObject({
      actual_status: 'offline',
      intended_status: 'running',
    });
    const before = simulator.world.money().credit;
    simulator.clock.advance(3_600_000);
    expect(simulator.world.money().credit).toBe(before);
    simulator.control.reviveHost(machineId);
    simulator.clock.advance(30_000);
    expect(await readRow(simulator, id)).toMatchObject({ actual_status: 'running' });
  });

  test('a dead host that is still on the market: the instance stays at null', async () => {
    const simulator = await start();
    const [offer] = await search(simulator, { num_gpus: { eq: 1 }, limit: 1 });
    simulator.control.killHost(offer?.machine_id as number, { listed: true });
    const made = await call(simulator, 'PUT', `/api/v0/asks/${String(offer?.id)}/`, {
      body: { image: 'a/b:1' },
    });
    simulator.clock.advance(3_600_000);
    expect(await readRow(simulator, json(made).new_contract as number)).toMatchObject({
      actual_status: null,
      cur_state: 'running',
    });
  });

  test('a forced status stays', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    simulator.control.setStatus(id, 'offline', 'gone');
    simulator.clock.advance(3_600_000);
    expect(await readRow(simulator, id)).toMatchObject({ actual_status: 'offline', status_msg: 'gone' });
  });
});
