import { call, json } from '../support/http';
import { anOffer, closeAll, PLAIN, readRow, rentOne, start } from '../support/simulators';

afterEach(closeAll);

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

describe('row 8: oddities by knob', () => {
  test('a port without rows, and entries that the server adds to the environment', async () => {
    const simulator = await start({
      knobs: { nullPorts: ['22/tcp'], addedEnv: { DATA_DIRECTORY: '/workspace' } },
    });
    const id = await rentOne(simulator, { runtype: 'ssh_direct', env: { A: 'b', '-p 80:80': '1' } });
    simulator.clock.advance(90_000);
    const row = await readRow(simulator, id);
    expect(row?.ports).toMatchObject({ '22/tcp': null, '80/tcp': [{ HostIp: '0.0.0.0' }, { HostIp: '::' }] });
    expect(row?.extra_env).toEqual([
      ['A', 'b'],
      ['-p 80:80', '1'],
      ['DATA_DIRECTORY', '/workspace'],
    ]);
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
