import { controlDoor, type DoorParts } from '../../../../src/simulator/vast/control/door';
import { call, json } from '../support/http';
import { closeAll, rentRunning, search, start } from '../support/simulators';

afterEach(closeAll);

type Simulator = Awaited<ReturnType<typeof start>>;

async function act(simulator: Simulator, name: string, body: object = {}): Promise<Record<string, unknown>> {
  const answer = await call(simulator, 'POST', `/_sim/${name}`, { body, key: null });
  if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}: ${answer.text}`);
  return json(answer);
}

describe('the control interface', () => {
  test('is not there unless enabled', async () => {
    const simulator = await start();
    for (const path of ['/_sim/', '/_sim/state', '/_sim/journal']) {
      expect((await call(simulator, 'GET', path)).status).toBe(404);
    }
    expect((await call(simulator, 'POST', '/_sim/reset', { body: {} })).status).toBe(404);
  });

  test('refuses other names of this machine, and what a foreign page could send', async () => {
    const simulator = await start({ controlInterface: true });
    const rebound = await call(simulator, 'GET', '/_sim/state', { headers: { Host: 'evil.example' } });
    expect([rebound.status, json(rebound).error]).toEqual([403, 'forbidden']);
    const form = await call(simulator, 'POST', '/_sim/reset', {
      raw: '{}',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(form.status).toBe(403);
    expect((await call(simulator, 'DELETE', '/_sim/state', { body: {} })).status).toBe(405);
    expect((await call(simulator, 'GET', '/_sim/nothing')).status).toBe(404);
    expect((await call(simulator, 'GET', '/_sim/state', { headers: { Host: 'localhost:1' } })).status).toBe(
      200,
    );
  });

  test('refuses other machines, whatever the server listens on', () => {
    const door = controlDoor({} as DoorParts);
    const from = (remoteAddress: string): number | undefined =>
      door({ socket: { remoteAddress }, headers: { host: 'localhost' }, method: 'GET' }, '/_sim/', undefined)
        ?.status;
    expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].map(from)).toEqual([200, 200, 200, 200]);
    expect(['192.0.2.5', '::ffff:192.0.2.5', 'fe80::1', ''].map(from)).toEqual([403, 403, 403, 403]);
    expect(door({ socket: {}, headers: {} }, '/api/v0/x/', undefined)).toBeNull();
  });

  test('shows the state without secrets', async () => {
    const simulator = await start({ controlInterface: true });
    const id = await rentRunning(simulator, { env: { TOKEN: 'very-secret', '-p 8001:8001': '1' } });
    const answer = await call(simulator, 'GET', '/_sim/state', { key: null });
    expect(json(answer)).toMatchObject({
      clock: { mode: 'manual' },
      rentals: [{ id, actualStatus: 'running', env: expect.arrayContaining(['TOKEN']) as string[] }],
      accounts: [{ account: 'me' }],
      violations: [],
    });
    expect(answer.text).not.toContain('very-secret');
    expect(answer.text).not.toContain(simulator.world.rental(id)?.instanceApiKey);
    const journal = await call(simulator, 'GET', '/_sim/journal?limit=1000', { key: null });
    expect(journal.text).not.toContain('very-secret');
    const { entries } = json(journal) as { entries: { sequence: number; kind: string }[] };
    const middle = entries[2]?.sequence ?? 0;
    const later = json(await call(simulator, 'GET', `/_sim/journal?after=${middle}&limit=2`)).entries as {
      sequence: number;
    }[];
    expect(later.map((entry) => entry.sequence)).toEqual([middle + 1, middle + 2]);
  });

  test('every action', async () => {
    const simulator = await start({ controlInterface: true });
    const [offer] = await search(simulator, { num_gpus: { eq: 1 }, limit: 1 });
    const { contractId } = await act(simulator, 'take-offer', { offerId: offer?.id });
    await act(simulator, 'release', { contractId });
    const [bid] = await search(simulator, {
      type: 'bid',
      gpu_frac: { eq: 1 },
      cpu_cores: { gt: 0 },
      limit: 1,
    });
    const id = await rentRunning(simulator, { price: bid?.min_bid }, bid?.id as number);
    await act(simulator, 'label', { instanceId: id, label: 'from outside' });
    await act(simulator, 'service', { instanceId: 'newest', port: 8001, status: 503, startsAfterMs: 5 });
    await act(simulator, 'service', { instanceId: '*', port: '8001/tcp', mode: 'filtered' });
    await act(simulator, 'image', { image: 'x:1', fault: 'oci', expose: ['80/tcp'] });
    await act(simulator, 'print', { instanceId: id, line: 'hello' });
    await act(simulator, 'traffic', { instanceId: id, down: 1 });
    await act(simulator, 'price-increase', { instanceId: id, gpuPricePerHour: 9 });
    const { ports } = await act(simulator, 'move-ports', { instanceId: 'oldest' });
    expect(simulator.world.rental(id)).toMatchObject({ label: 'from outside', ports });
    await act(simulator, 'outbid', { instanceId: id });
    expect(simulator.world.rental(id)?.currentState).toBe('stopped');
    await act(simulator, 'stop', { instanceId: id });
    await act(simulator, 'status', { instanceId: id, status: 'offline', message: 'away' });
    expect(simulator.world.rental(id)?.actualStatus).toBe('offline');
    await act(simulator, 'filter-host', { machineId: 'newest' });
    await act(simulator, 'filter-host', { machineId: 'newest', filtered: false });
    await act(simulator, 'list-host', { machineId: 'newest', listed: false });
    await act(simulator, 'kill-host', { machineId: 'newest', listed: true });
    await act(simulator, 'revive-host', { machineId: 'newest' });
    await act(simulator, 'destroy', { instanceId: 'newest' });
    expect(simulator.world.rentals()).toEqual([]);
    const before = simulator.clock.now();
    expect(await act(simulator, 'advance', { ms: 5000 })).toMatchObject({
      success: true,
      now: before + 5000,
    });
    await act(simulator, 'credit', { credit: 1 });
    expect(simulator.world.money().credit).toBe(1);
    await act(simulator, 'knobs', { readLag: 3, bootMs: [1, 2] });
    await act(simulator, 'rate-limits', { mode: 'real' });
    const list = async (): Promise<number> => (await call(simulator, 'GET', '/api/v1/instances/')).status;
    expect([await list(), await list()]).toEqual([200, 429]);
    await act(simulator, 'rate-limits', { mode: 'off' });
    expect(await list()).toBe(200);
    await act(simulator, 'inject', { kind: 'html', times: 'always' });
    expect((await call(simulator, 'GET', '/api/v0/users/current/')).status).toBe(403);
    await act(simulator, 'clear-faults');
    expect((await call(simulator, 'GET', '/api/v0/users/current/')).status).toBe(200);
    await act(simulator, 'reset');
    expect(simulator.world.money().credit).toBe(100);
    expect(simulator.journal.entries()).toEqual([]);
  });

  test.each([
    ['nonsense', {}, 404, 'unknown_action'],
    ['outbid', { instanceId: 'x' }, 400, 'invalid_args'],
    ['rate-limits', { mode: 'none' }, 400, 'invalid_args'],
    ['outbid', { instanceId: 5 }, 400, 'impossible'],
    ['stop', { instanceId: 'newest' }, 400, 'impossible'],
    ['take-offer', { offerId: 5 }, 400, 'impossible'],
    ['kill-host', { machineId: 5 }, 400, 'impossible'],
    ['knobs', { nonsense: 1 }, 400, 'invalid_args'],
    ['inject', { kind: 'nonsense' }, 400, 'invalid_args'],
    ['advance', { ms: -1 }, 400, 'invalid_args'],
    ['credit', { credit: 1, account: 'nobody' }, 400, 'impossible'],
  ])('%s %j is refused with a reason', async (name, body, status, error) => {
    const simulator = await start({ controlInterface: true });
    const answer = await call(simulator, 'POST', `/_sim/${name}`, { body });
    expect([answer.status, json(answer).error]).toEqual([status, error]);
    expect(String(json(answer).msg).length).toBeGreaterThan(5);
  });
});
