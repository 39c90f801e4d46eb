import { call, json } from '../support/http';
import { closeAll, PLAIN, readRow, rentOne, rentRunning, search, start } from '../support/simulators';

afterEach(closeAll);

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBxyz0123456789 me@example.com';

describe('row 20: SSH keys, secrets, templates', () => {
  test('account keys: bare array with `key`, 404 when none; POST answers `public_key`', async () => {
    const simulator = await start();
    expect((await call(simulator, 'GET', '/api/v0/ssh/')).status).toBe(404);
    simulator.control.setKnobs({ noSshKeys: 'empty' });
    expect((await call(simulator, 'GET', '/api/v0/ssh/')).json).toEqual([]);
    const made = json(await call(simulator, 'POST', '/api/v0/ssh/', { body: { ssh_key: KEY } }));
    const { id } = made.key as { id: number };
    expect(made).toMatchObject({ success: true, key: { public_key: KEY, deleted_at: null } });
    expect((await call(simulator, 'GET', '/api/v0/ssh/')).json).toMatchObject([{ id, key: KEY }]);
    const edited = await call(simulator, 'PUT', `/api/v0/ssh/${id}/`, {
      body: { id, ssh_key: `${KEY}.org` },
    });
    expect(edited.status).toBe(200);
    expect((await call(simulator, 'DELETE', `/api/v0/ssh/${id}/`)).json).toEqual({ success: true });
    const gone = await call(simulator, 'DELETE', `/api/v0/ssh/${id}/`);
    expect([gone.status, json(gone).error]).toEqual([400, 'no_ssh_key']);
    const bad = await call(simulator, 'POST', '/api/v0/ssh/', { body: { ssh_key: 'hello' } });
    expect([bad.status, json(bad).error]).toEqual([400, 'no_ssh_key']);
  });

  test('keys of an instance: copied at creation, a JSON text in JSON, attach and detach', async () => {
    const simulator = await start();
    const early = await rentRunning(simulator);
    const made = json(await call(simulator, 'POST', '/api/v0/ssh/', { body: { ssh_key: KEY } }));
    const { id: keyId } = made.key as { id: number };
    const late = await rentRunning(simulator);
    const keysOf = async (id: number): Promise<unknown> =>
      JSON.parse(json(await call(simulator, 'GET', `/api/v0/instances/${id}/ssh/`)).ssh_keys as string);
    expect(await keysOf(early)).toEqual([]);
    expect(await keysOf(late)).toMatchObject([{ id: keyId, public_key: KEY }]);
    const attached = await call(simulator, 'POST', `/api/v0/instances/${early}/ssh/`, {
      body: { ssh_key: KEY },
    });
    expect(attached.json).toEqual({ success: true, msg: 'SSH key attached successfully' });
    expect(await keysOf(early)).toMatchObject([{ id: keyId }]);
    const detached = await call(simulator, 'DELETE', `/api/v0/instances/${early}/ssh/${keyId}/`);
    expect(detached.json).toEqual({ success: true, msg: 'SSH key removed from instance.' });
    const again = await call(simulator, 'DELETE', `/api/v0/instances/${early}/ssh/${keyId}/`);
    expect([again.status, json(again).error]).toEqual([404, 'no_such_ssh_key']);
    expect(json(await call(simulator, 'GET', '/api/v0/instances/1/ssh/')).error).toBe('no_such_instance');
  });

  test('a VM needs an account key and a machine that can', async () => {
    const simulator = await start();
    const [able] = await search(simulator, { vms_enabled: { eq: true }, limit: 1 });
    const path = `/api/v0/asks/${String(able?.id)}/`;
    const without = await call(simulator, 'PUT', path, { body: { ...PLAIN, vm: true } });
    expect([without.status, json(without).error]).toEqual([400, 'no_ssh_key_for_vm']);
    await call(simulator, 'POST', '/api/v0/ssh/', { body: { ssh_key: KEY } });
    expect((await call(simulator, 'PUT', path, { body: { ...PLAIN, vm: true } })).status).toBe(200);
    const [unable] = await search(simulator, { vms_enabled: { eq: false }, limit: 1 });
    const refused = await call(simulator, 'PUT', `/api/v0/asks/${String(unable?.id)}/`, {
      body: { ...PLAIN, vm: true },
    });
    expect([refused.status, json(refused).error]).toEqual([400, 'invalid_args']);
  });

  test('secrets: upper-cased, masked, with their errors, and in the container of later instances', async () => {
    const simulator = await start();
    const path = '/api/v0/secrets/';
    expect((await call(simulator, 'POST', path, { body: { key: 'hf_token', value: 'abc' } })).status).toBe(
      200,
    );
    expect((await call(simulator, 'GET', path)).json).toEqual({
      success: true,
      secrets: { HF_TOKEN: '********' },
    });
    const errors: [string, object, string][] = [
      ['POST', {}, 'missing_input'],
      ['POST', { key: '', value: 'x' }, 'empty_input'],
      ['POST', { key: 'A', value: '' }, 'empty_input'],
      ['POST', { key: 'x'.repeat(300), value: 'x' }, 'input_too_long'],
      ['POST', { key: '1A', value: 'x' }, 'invalid_characters'],
      ['POST', { key: 'A', value: 'has space' }, 'invalid_characters'],
      ['POST', { key: 'HF_TOKEN', value: 'x' }, 'existing_key'],
      ['PUT', { key: 'NOPE', value: 'x' }, 'nonexistent_key'],
      ['DELETE', { key: 'NOPE' }, 'nonexistent_key'],
    ];
    for (const [method, body, error] of errors) {
      const answer = await call(simulator, method, path, { body });
      expect([answer.status, json(answer).error]).toEqual([400, error]);
    }
    expect((await call(simulator, 'PUT', path, { body: { key: 'HF_TOKEN', value: 'def' } })).status).toBe(
      200,
    );
    const id = await rentRunning(simulator);
    expect(simulator.world.rental(id)?.containerEnv).toMatchObject({ HF_TOKEN: 'def', MODE: 'prod' });
    expect((await readRow(simulator, id))?.extra_env).toEqual([
      ['-p 8001:8001', '1'],
      ['MODE', 'prod'],
    ]);
    expect((await call(simulator, 'DELETE', path, { body: { key: 'hf_token' } })).status).toBe(200);
    const max = await start();
    for (let i = 0; i < 100; i++) await call(max, 'POST', path, { body: { key: `K${i}`, value: 'x' } });
    expect(json(await call(max, 'POST', path, { body: { key: 'ONE_MORE', value: 'x' } })).error).toBe(
      'max_secrets',
    );
  });

  test('templates: made, listed, found by filter, a new hash on edit, deleted by number', async () => {
    const simulator = await start();
    const path = '/api/v0/template/';
    const made = json(
      await call(simulator, 'POST', path, {
        body: {
          name: 't',
          image: 'acme/worker',
          tag: '3',
          env: '-e A=b -e Q="x y" -p 8000:8000',
          onstart: 'go.sh',
          runtype: 'ssh',
          ssh_direct: true,
          docker_login_pass: 'p',
        },
      }),
    );
    const template = made.template as { id: number; hash_id: string };
    expect(template.hash_id).toMatch(/^[0-9a-f]{32}$/);
    expect(made.template).not.toHaveProperty('docker_login_pass');
    const filters = encodeURIComponent(JSON.stringify({ hash_id: { eq: template.hash_id } }));
    expect(
      json(await call(simulator, 'GET', `${path}?select_cols=["*"]&select_filters=${filters}`)),
    ).toMatchObject({
      success: true,
      templates_found: 1,
      templates: [{ id: template.id, name: 't' }],
    });
    const [offer] = await search(simulator, { num_gpus: { eq: 1 }, limit: 1 });
    const id = json(
      await call(simulator, 'PUT', `/api/v0/asks/${String(offer?.id)}/`, {
        body: { template_hash_id: template.hash_id, env: { A: 'mine' }, disk: 10 },
      }),
    ).new_contract as number;
    expect(await readRow(simulator, id)).toMatchObject({
      image_uuid: 'acme/worker:3',
      image_runtype: 'ssh_direc ssh_proxy',
      onstart: 'go.sh',
      template_hash_id: template.hash_id,
      template_id: template.id,
      extra_env: [
        ['Q', 'x y'],
        ['-p 8000:8000', '1'],
        ['A', 'mine'],
      ],
    });
    const edited = json(
      await call(simulator, 'PUT', path, { body: { hash_id: template.hash_id, name: 'u' } }),
    );
    const next = edited.template as { id: number; hash_id: string };
    expect([next.id, next.hash_id === template.hash_id]).toEqual([template.id, false]);
    const stale = await call(simulator, 'PUT', path, { body: { hash_id: template.hash_id, name: 'v' } });
    expect([stale.status, json(stale).error]).toEqual([400, 'invalid_args']);
    const byHash = await call(simulator, 'DELETE', path, { body: { hash_id: next.hash_id } });
    expect(json(byHash).msg).toBe('Invalid Template ID or User ID');
    expect((await call(simulator, 'DELETE', path, { body: { template_id: next.id } })).status).toBe(200);
    expect(json(await call(simulator, 'GET', path))).toMatchObject({ templates_found: 0 });
    for (const body of [{}, { image: 7 }, { image: 'a', runtype: 'vm' }]) {
      expect((await call(simulator, 'POST', path, { body })).status).toBe(400);
    }
  });
});

describe('row 17: keys with limits', () => {
  test('made once, listed without the key, limited to categories, endpoints and ids', async () => {
    const simulator = await start();
    const id = await rentOne(simulator);
    const other = await rentOne(simulator);
    const permissions = {
      api: {
        instance_read: {},
        instance_write: { 'api.instance.destroy': { constraints: { id: { eq: id } } } },
      },
    };
    const made = json(
      await call(simulator, 'POST', '/api/v0/auth/apikeys/', { body: { name: 'ci', permissions } }),
    );
    const key = made.key as string;
    const list = await call(simulator, 'GET', '/api/v0/auth/apikeys/');
    expect(list.text).toContain('"name":"ci"');
    expect(list.text).not.toContain(key);
    const one = await call(simulator, 'GET', `/api/v0/auth/apikeys/${String(made.id)}/`);
    expect(json(one)).toMatchObject({ name: 'ci', permissions });
    expect((await call(simulator, 'GET', '/api/v1/instances/', { key })).status).toBe(200);
    expect((await call(simulator, 'GET', '/api/v0/users/current/', { key })).status).toBe(403);
    expect(
      (await call(simulator, 'PUT', `/api/v0/instances/${id}/`, { key, body: { label: 'x' } })).status,
    ).toBe(403);
    expect((await call(simulator, 'DELETE', `/api/v0/instances/${other}/`, { key })).status).toBe(403);
    expect((await call(simulator, 'DELETE', `/api/v0/instances/${id}/`, { key })).json).toEqual({
      success: true,
    });
    expect(
      (await call(simulator, 'DELETE', `/api/v0/auth/apikeys/${String(made.id as number)}/`)).json,
    ).toEqual({ success: true });
    expect((await call(simulator, 'GET', '/api/v1/instances/', { key })).status).toBe(404);
    for (const bad of [
      7,
      { api: 1 },
      { api: { misc: 1 } },
      { api: { misc: { x: { constraints: { id: { ne: 1 } } } } } },
    ]) {
      expect(
        (await call(simulator, 'POST', '/api/v0/auth/apikeys/', { body: { permissions: bad } })).status,
      ).toBe(400);
    }
  });
});

describe('volumes', () => {
  test('search, rent, mount at create, in use, freed 30 s after, delete by body or query', async () => {
    const simulator = await start();
    const found = json(
      await call(simulator, 'POST', '/api/v0/volumes/search/', {
        body: { disk_space: { gte: 50 }, geolocation: { eq: 'US' } },
      }),
    ).offers as { id: number; machine_id: number }[];
    expect(found).toHaveLength(64);
    const [row] = await search(simulator, { machine_id: { eq: found[0]?.machine_id }, limit: 1 });
    expect(row?.avail_vol_ask_id).toBe(found[0]?.id);
    const burn = simulator.world.money().burnPerHour;
    const made = json(
      await call(simulator, 'PUT', '/api/v0/volumes/', {
        body: { id: found[0]?.id, size: 15, name: 'data' },
      }),
    );
    const volume = made.volume_id as number;
    expect(made).toEqual({ success: true, volume_name: `V.${volume}`, volume_id: volume });
    expect(simulator.world.money().burnPerHour).toBeGreaterThan(burn);
    const list = async (): Promise<unknown> =>
      json(await call(simulator, 'GET', '/api/v0/volumes/?owner=me&type=all_volume')).volumes;
    expect(await list()).toMatchObject([{ id: volume, status: 'created', instances: [], disk_space: 15 }]);
    const info = { create_new: false, volume_id: volume, mount_path: '/data' };
    const [elsewhere] = await search(simulator, { machine_id: { neq: found[0]?.machine_id }, limit: 1 });
    const wrong = await call(simulator, 'PUT', `/api/v0/asks/${String(elsewhere?.id)}/`, {
      body: { ...PLAIN, volume_info: info },
    });
    expect([wrong.status, json(wrong).error]).toEqual([400, 'invalid_args']);
    const id = await rentOne(simulator, { volume_info: info }, row?.id as number);
    expect(await list()).toMatchObject([{ status: 'in-use', instances: [id] }]);
    await call(simulator, 'DELETE', `/api/v0/instances/${id}/`);
    expect(await list()).toMatchObject([{ status: 'in-use', instances: [] }]);
    expect((await call(simulator, 'DELETE', '/api/v0/volumes/', { body: { id: volume } })).status).toBe(400);
    simulator.clock.advance(30_000);
    expect((await call(simulator, 'DELETE', `/api/v0/volumes/?id=${volume}`)).json).toEqual({
      success: true,
    });
    expect(await list()).toEqual([]);
    const gone = await call(simulator, 'DELETE', '/api/v0/volumes/', { body: { id: volume } });
    expect([gone.status, json(gone).error]).toEqual([404, 'no_such_volume']);
    expect(simulator.world.money().burnPerHour).toBeCloseTo(burn, 12);
  });

  test('a volume made together with the instance; errors', async () => {
    const simulator = await start();
    const [row] = await search(simulator, { num_gpus: { eq: 1 }, limit: 1 });
    const id = await rentOne(
      simulator,
      {
        volume_info: {
          create_new: true,
          volume_id: row?.avail_vol_ask_id,
          size: 15,
          mount_path: '/data',
          name: 'data',
        },
      },
      row?.id as number,
    );
    const list = json(await call(simulator, 'GET', '/api/v1/instances/')).instances as Record<
      string,
      unknown
    >[];
    expect(list[0]).toMatchObject({ id, volume_info: [{ id: expect.any(Number) as number }] });
    const ask = row?.avail_vol_ask_id;
    const tries: [object, number][] = [
      [{ id: ask, size: 15, name: 'has space' }, 422],
      [{ id: ask, size: 0 }, 400],
      [{ id: ask, size: 1e9 }, 400],
      [{ id: 1, size: 15 }, 400],
    ];
    for (const [body, status] of tries)
      expect((await call(simulator, 'PUT', '/api/v0/volumes/', { body })).status).toBe(status);
    expect((await call(simulator, 'GET', '/api/v0/volumes/?type=nonsense')).status).toBe(400);
    expect(json(await call(simulator, 'GET', '/api/v0/volumes/?type=network_volume')).volumes).toEqual([]);
  });
});
