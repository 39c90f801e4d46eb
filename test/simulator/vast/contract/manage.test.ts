import { call, json } from '../support/http';
import { closeAll, PLAIN, readRow, rentOne, rentRunning, search, start } from '../support/simulators';

afterEach(closeAll);

describe('row 15: reboot, recycle, update_template', () => {
  test('reboot: rebooting, then running again with the same ports and GPUs', async () => {
    const simulator = await start({ knobs: { rebootMs: [20_000, 20_000] } });
    const id = await rentRunning(simulator);
    const { ports } = simulator.world.rental(id) ?? { ports: {} };
    const answer = await call(simulator, 'PUT', `/api/v0/instances/reboot/${id}/`, { body: {} });
    expect([answer.status, answer.json]).toEqual([200, { success: true }]);
    simulator.clock.advance(1_000);
    expect(await readRow(simulator, id)).toMatchObject({ actual_status: 'rebooting', cur_state: 'running' });
    simulator.clock.advance(20_000);
    expect(simulator.world.rental(id)).toMatchObject({ actualStatus: 'running', ports, holdsGpus: true });
    const unknown = await call(simulator, 'PUT', '/api/v0/instances/reboot/1/', { body: {} });
    expect([unknown.status, json(unknown).msg]).toEqual([400, 'invalid instance_id']);
  });

  test('recycle: a new container with new ports, or the same by knob; GPU time is not charged while loading', async () => {
    for (const portsOnRecycle of ['new', 'same'] as const) {
      const simulator = await start({ knobs: { portsOnRecycle } });
      const id = await rentRunning(simulator);
      const { ports } = simulator.world.rental(id) ?? { ports: {} };
      const full = simulator.world.money().burnPerHour;
      await call(simulator, 'PUT', `/api/v0/instances/recycle/${id}/`, { body: {} });
      expect(simulator.world.money().burnPerHour).toBeLessThan(full);
      simulator.clock.advance(6_000);
      expect(['recycling', 'loading']).toContain((await readRow(simulator, id))?.actual_status);
      simulator.clock.advance(120_000);
      const after = simulator.world.rental(id);
      expect(after).toMatchObject({ actualStatus: 'running', holdsGpus: true });
      if (portsOnRecycle === 'new') expect(after?.ports).not.toEqual(ports);
      else expect(after?.ports).toEqual(ports);
      expect(simulator.world.money().burnPerHour).toBeCloseTo(full, 9);
    }
  });

  test('update_template: shows at once, takes effect with the recycle', async () => {
    const simulator = await start({ knobs: { portsOnRecycle: 'same' } });
    const id = await rentRunning(simulator);
    const answer = await call(simulator, 'PUT', `/api/v0/instances/update_template/${id}/`, {
      body: {
        id,
        image: 'acme/worker:2',
        env: { '-p 9000:9000': '1', NEW: 'y' },
        onstart: 'run.sh',
        args: ['a', 'b'],
        template_id: null,
      },
    });
    expect(json(answer)).toMatchObject({
      success: true,
      updated_instance: { id, image_uuid: 'acme/worker:2', onstart: 'run.sh', image_args: ['a', 'b'] },
    });
    expect(Object.keys(simulator.world.rental(id)?.ports ?? {})).toEqual(['8001/tcp']);
    await call(simulator, 'PUT', `/api/v0/instances/recycle/${id}/`, { body: {} });
    simulator.clock.advance(120_000);
    expect(Object.keys(simulator.world.rental(id)?.ports ?? {})).toEqual(['9000/tcp']);
    const unknown = await call(simulator, 'PUT', '/api/v0/instances/update_template/1/', { body: {} });
    expect(json(unknown).error).toBe('no_such_instance');
  });

  test('reboot of a stopped instance changes nothing', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    simulator.control.stopFromOutside(id);
    simulator.clock.advance(60_000);
    for (const verb of ['reboot', 'recycle'])
      await call(simulator, 'PUT', `/api/v0/instances/${verb}/${id}/`, { body: {} });
    simulator.clock.advance(60_000);
    expect(await readRow(simulator, id)).toMatchObject({ actual_status: 'exited', cur_state: 'stopped' });
  });
});

describe('several at once', () => {
  async function three(simulator: Awaited<ReturnType<typeof start>>): Promise<number[]> {
    const ids = [await rentOne(simulator), await rentOne(simulator), await rentOne(simulator)];
    simulator.clock.advance(100_000);
    return ids;
  }

  test('stop, start and destroy by lists', async () => {
    const simulator = await start();
    const ids = await three(simulator);
    const stopped = await call(simulator, 'PUT', '/api/v0/instances/', { body: { state: 'stopped', ids } });
    expect(stopped.json).toEqual({ success: true });
    simulator.clock.advance(60_000);
    expect(simulator.world.rentals().every((rental) => rental.actualStatus === 'exited')).toBe(true);
    expect(
      (await call(simulator, 'PUT', '/api/v0/instances/', { body: { state: 'running', ids: [ids[0]] } }))
        .json,
    ).toEqual({ success: true });
    expect(
      (await call(simulator, 'POST', '/api/v0/instances/start/', { body: { ids: ids.slice(1) } })).json,
    ).toEqual({ success: true });
    simulator.clock.advance(60_000);
    expect(simulator.world.rentals().every((rental) => rental.actualStatus === 'running')).toBe(true);
    const gone = await call(simulator, 'DELETE', '/api/v0/instances/', {
      body: { instance_ids: [...ids, 5] },
    });
    expect(gone.json).toEqual({ success: true, not_found: [5] });
    expect(simulator.world.rentals()).toEqual([]);
  });

  test('nothing is done when one of the ids is wrong', async () => {
    const simulator = await start();
    const ids = await three(simulator);
    const answer = await call(simulator, 'PUT', '/api/v0/instances/', {
      body: { state: 'stopped', ids: [...ids, 5] },
    });
    expect([answer.status, json(answer).error]).toEqual([404, 'no_such_instance']);
    expect(simulator.world.rentals().every((rental) => rental.intendedStatus === 'running')).toBe(true);
    for (const ids of [undefined, [], 'x', ['x'], Array.from({ length: 101 }, (_, i) => i)]) {
      expect(
        (await call(simulator, 'PUT', '/api/v0/instances/', { body: { state: 'stopped', ids } })).status,
      ).toBe(400);
    }
  });

  test('bulk create: each id stands for itself', async () => {
    const simulator = await start();
    const offers = (await search(simulator, { num_gpus: { eq: 1 }, limit: 2 })).map((row) => row.id);
    const answer = await call(simulator, 'POST', '/api/v0/asks/bulk/', {
      body: { ...PLAIN, ids: [offers[0], 7, offers[1]] },
    });
    expect(json(answer)).toMatchObject({
      success: true,
      results: [
        { ask_id: offers[0], success: true },
        { ask_id: 7, error: 'no_such_ask' },
        { ask_id: offers[1], success: true },
      ],
    });
    expect(json(answer).new_contracts).toEqual(simulator.world.rentals().map((rental) => rental.id));
    const none = await call(simulator, 'POST', '/api/v0/asks/bulk/', { body: { ...PLAIN, ids: [7] } });
    expect(json(none)).toMatchObject({ success: false, new_contracts: [] });
  });

  test('launch: the best offer of a search, its id as text', async () => {
    const simulator = await start();
    const answer = await call(simulator, 'PUT', '/api/v0/launch_instance/', {
      body: {
        gpu_name: 'RTX_3060',
        num_gpus: '1',
        region: '[US,CA]',
        order: [['dph_total', 'asc']],
        image: 'acme/worker:1',
        disk: 16,
      },
    });
    expect(json(answer)).toMatchObject({
      success: true,
      new_contract: expect.stringMatching(/^\d+$/) as string,
    });
    expect(simulator.world.rentals()).toMatchObject([{ gpuName: 'RTX 3060', numGpus: 1, diskGb: 16 }]);
    const none = await call(simulator, 'PUT', '/api/v0/launch_instance/', {
      body: { gpu_name: 'RTX_1', image: 'a' },
    });
    expect([none.status, json(none).error]).toEqual([400, 'no_such_ask']);
  });
});

describe('row 24: what the CLI asks for', () => {
  test('filters, count, GPU names and types', async () => {
    const simulator = await start();
    const empty = json(await call(simulator, 'GET', '/api/v0/instances/filters/'));
    expect(Array.isArray(empty.filters)).toBe(true);
    await rentOne(simulator);
    expect(json(await call(simulator, 'GET', '/api/v0/instances/count/'))).toEqual({
      success: true,
      count: 1,
    });
    const names = json(await call(simulator, 'GET', '/api/v0/gpu_names/unique/', { key: null }))
      .gpu_names as string[];
    expect(names).toEqual(expect.arrayContaining(['RTX 3060', 'RTX 4090', 'H100 SXM']));
    expect((await call(simulator, 'GET', '/api/v0/gpu_types/', { key: null })).status).toBe(200);
  });
});

describe('row 19: logs and commands', () => {
  async function poll(
    simulator: Awaited<ReturnType<typeof start>>,
    url: string,
  ): Promise<{ statuses: number[]; text: string }> {
    const path = new URL(url).pathname;
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) {
      const answer = await call(simulator, 'GET', path, { key: null });
      statuses.push(answer.status);
      if (answer.status === 200) return { statuses, text: answer.text };
    }
    return { statuses, text: '' };
  }

  test('the result appears at its own origin after a few polls, without a key', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    for (const line of ['alpha', 'beta', 'gamma']) simulator.control.print(id, line);
    const answer = await call(simulator, 'PUT', `/api/v0/instances/request_logs/${id}/`, {
      body: { tail: '2' },
    });
    const url = json(answer).result_url as string;
    expect(url.startsWith(`${simulator.url}/instance_logs/`)).toBe(true);
    const { statuses, text } = await poll(simulator, url);
    expect(statuses).toEqual([404, 404, 200]);
    expect(text).toMatch(/beta\n.*gamma\n$/);
    const filtered = await call(simulator, 'PUT', `/api/v0/instances/request_logs/${id}/`, {
      body: { filter: 'alp' },
    });
    expect((await poll(simulator, json(filtered).result_url as string)).text).toMatch(/^\S+ alpha\n$/);
    const daemon = await call(simulator, 'PUT', `/api/v0/instances/request_logs/${id}/`, {
      body: { daemon_logs: 'true' },
    });
    expect((await poll(simulator, json(daemon).result_url as string)).text).toContain(
      'status loading -> running',
    );
    expect((await poll(simulator, `${simulator.url}/instance_logs/none.log`)).statuses).toEqual([
      404, 404, 404, 404, 404,
    ]);
  });

  test('commands: ls, rm and du only', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    const path = `/api/v0/instances/command/${id}/`;
    const answer = await call(simulator, 'PUT', path, { body: { command: 'ls -l /workspace' } });
    expect(json(answer)).toMatchObject({ success: true, writeable_path: '/workspace' });
    expect((await poll(simulator, json(answer).result_url as string)).text).toContain('onstart.sh');
    for (const command of ['bash -c true', 'ls'.padEnd(600, ' x'), 7]) {
      const refused = await call(simulator, 'PUT', path, { body: { command } });
      expect([refused.status, json(refused).msg]).toEqual([400, 'Invalid command given.']);
    }
    const unknown = await call(simulator, 'PUT', '/api/v0/instances/request_logs/1/', { body: {} });
    expect([unknown.status, json(unknown).error]).toEqual([404, 'invalid_id']);
  });

  test('snapshot: refuses the id that one client sends', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    const path = `/api/v0/instances/take_snapshot/${id}/`;
    expect(
      (await call(simulator, 'POST', path, { body: { personal_repo: 'me/repo', pause: 'true' } })).status,
    ).toBe(200);
    expect((await call(simulator, 'POST', path, { body: { id, personal_repo: 'me/repo' } })).status).toBe(
      400,
    );
  });
});

describe('what is not simulated', () => {
  test.each([
    ['GET', '/api/v0/machines/'],
    ['PUT', '/api/v0/machines/5/'],
    ['GET', '/api/v0/endptjobs/'],
    ['POST', '/api/v0/workergroups/'],
    ['GET', '/api/v0/autojobs/'],
    ['POST', '/route/'],
    ['PUT', '/api/v0/commands/copy_direct/'],
    ['POST', '/api/v0/volumes/copy/'],
    ['GET', '/api/v1/instances/lite/'],
  ])('%s %s answers 501 and says what it is', async (method, path) => {
    const simulator = await start();
    const answer = await call(simulator, method, path);
    expect([answer.status, json(answer).error]).toEqual([501, 'not_simulated']);
    expect(json(answer).msg).toContain(path);
  });
});
