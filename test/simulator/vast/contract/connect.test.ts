import { request } from 'node:http';
import type { Socket } from 'node:net';
import { dialThrough } from '../support/http';
import { closeAll, PLAIN, put, rentOne, rentRunning, start } from '../support/simulators';

afterEach(closeAll);

async function addressOf(
  simulator: Awaited<ReturnType<typeof start>>,
  id: number,
  port = '8001/tcp',
): Promise<string> {
  const rental = simulator.world.rental(id);
  return Promise.resolve(`${rental?.publicIp ?? ''}:${rental?.ports[port] ?? 0}`);
}

function get(socket: Socket, path: string): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { createConnection: () => socket, path, headers: { Host: 'service' } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as unknown }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}

describe('HTTP CONNECT to the rentals', () => {
  test('a running rental answers on its mapped port', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    const { status, socket } = await dialThrough(simulator, await addressOf(simulator, id));
    expect(status).toBe(200);
    expect(await get(socket, '/health')).toEqual({
      status: 200,
      body: { ok: true, instance: id, port: '8001/tcp', path: '/health' },
    });
    socket.destroy();
    expect(simulator.journal.requests('connect')).toMatchObject([{ method: 'CONNECT', status: 200 }]);
  });

  test('a chosen status, for one instance and for all', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    simulator.control.service('*', 8001, { status: 503 });
    const first = await dialThrough(simulator, await addressOf(simulator, id));
    expect((await get(first.socket, '/')).status).toBe(503);
    simulator.control.service(id, '8001/tcp', { status: 418 });
    const second = await dialThrough(simulator, await addressOf(simulator, id));
    expect((await get(second.socket, '/')).status).toBe(418);
    first.socket.destroy();
    second.socket.destroy();
  });

  test('refused: nothing listens there, or not yet', async () => {
    const simulator = await start({ knobs: { bootMs: [30_000, 30_000] } });
    simulator.control.service('*', 8001, { startsAfterMs: 60_000 });
    const id = await rentOne(simulator);
    simulator.clock.advance(30_000);
    const address = await addressOf(simulator, id);
    const early = await dialThrough(simulator, address);
    expect([early.status, early.headers['x-proxy-error']]).toEqual([502, 'connection refused']);
    simulator.clock.advance(60_000);
    const later = await dialThrough(simulator, address);
    expect(later.status).toBe(200);
    later.socket.destroy();
    await put(simulator, id, { state: 'stopped' });
    simulator.clock.advance(60_000);
    expect((await dialThrough(simulator, address)).status).toBe(502);
  });

  test('filtered: 504 at once, after the virtual timeout, or silence', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    const address = await addressOf(simulator, id);
    simulator.control.service(id, 8001, { mode: 'filtered' });
    const now = await dialThrough(simulator, address);
    expect([now.status, now.headers['x-proxy-error']]).toEqual([504, 'connection timed out']);
    simulator.control.setKnobs({ filtered: 'timeout', filteredTimeoutMs: 10_000 });
    let answered = false;
    const pending = dialThrough(simulator, address).then((answer) => {
      answered = true;
      return answer.status;
    });
    while (simulator.journal.requests('connect').length < 2)
      await new Promise((resolve) => setImmediate(resolve));
    simulator.clock.advance(9_999);
    expect(answered).toBe(false);
    simulator.clock.advance(1);
    expect(await pending).toBe(504);
    simulator.control.setKnobs({ filtered: 'hang' });
    const silent = dialThrough(simulator, address).catch(() => 'cut');
    while (simulator.journal.requests('connect').length < 3)
      await new Promise((resolve) => setImmediate(resolve));
    simulator.clock.advance(3_600_000);
    await simulator.close();
    expect(await silent).toBe('cut');
  });

  test('filtered on a running clock: 504 comes by itself, after the timeout divided by the pace', async () => {
    const simulator = await start({ clock: { mode: 'scaled', factor: 100_000 } });
    const before = simulator.clock.now();
    expect((await dialThrough(simulator, '198.51.100.0:1')).status).toBe(504);
    expect(simulator.clock.now() - before).toBeGreaterThanOrEqual(10_000);
  });

  test('a host that drops packets, a dead host, an address of nobody', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    const address = await addressOf(simulator, id);
    const machineId = simulator.world.rental(id)?.machineId ?? 0;
    simulator.control.filterHost(machineId);
    expect((await dialThrough(simulator, address)).status).toBe(504);
    simulator.control.filterHost(machineId, false);
    const open = await dialThrough(simulator, address);
    expect(open.status).toBe(200);
    open.socket.destroy();
    simulator.control.killHost(machineId);
    expect((await dialThrough(simulator, address)).status).toBe(504);
    const outside = await dialThrough(simulator, '192.0.2.1:80');
    expect([outside.status, outside.headers['x-proxy-error']]).toEqual([
      403,
      'only 198.51.100.0/24 is simulated',
    ]);
    expect((await dialThrough(simulator, 'example.com:443')).status).toBe(403);
  });

  test('a service that accepts and hangs up', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator);
    simulator.control.service(id, 8001, { mode: 'closes' });
    const { status, socket } = await dialThrough(simulator, await addressOf(simulator, id));
    expect(status).toBe(200);
    socket.resume();
    await new Promise((resolve) => socket.on('close', resolve));
  });

  test('the old address leads nowhere after the ports moved', async () => {
    const simulator = await start();
    const id = await rentRunning(simulator, { ...PLAIN });
    const before = await addressOf(simulator, id);
    simulator.control.movePorts(id);
    const after = await addressOf(simulator, id);
    expect(after).not.toBe(before);
    expect((await dialThrough(simulator, before)).status).toBe(502);
    const open = await dialThrough(simulator, after);
    expect(open.status).toBe(200);
    open.socket.destroy();
  });
});
