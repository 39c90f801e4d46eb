import { connect } from 'node:net';
import { startSimulator } from '../../../src/simulator';
import { call, json } from './support/http';
import { closeAll, PLAIN, readRow, rentOne, rentRunning, search, start } from './support/simulators';

afterEach(closeAll);

describe('startSimulator', () => {
  test('listens on 127.0.0.1 only', async () => {
    const simulator = await start();
    expect(simulator.url).toBe(`http://127.0.0.1:${simulator.port}`);
    const outcome = await new Promise<string>((resolve) => {
      const socket = connect({ host: '127.0.0.2', port: simulator.port });
      socket.on('connect', () => resolve('connected'));
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    });
    expect(outcome).not.toBe('connected');
  });

  test('refuses a port that is taken', async () => {
    const simulator = await start();
    await expect(startSimulator({ port: simulator.port })).rejects.toThrow('EADDRINUSE');
  });

  test('several live side by side, each in a world of its own', async () => {
    const one = await start({ seed: 1 });
    const two = await start({ seed: 1 });
    await rentOne(one);
    expect([one.world.rentals().length, two.world.rentals().length]).toEqual([1, 0]);
    await one.close();
    expect((await call(two, 'GET', '/api/v0/users/current/')).status).toBe(200);
  });

  test('tells which faults still wait for their call', async () => {
    const simulator = await start();
    const later = { kind: 'html', endpoint: 'list', skip: 1 } as const;
    simulator.control.injectFault({ kind: 'empty', endpoint: 'list' });
    simulator.control.injectFault(later);
    await call(simulator, 'GET', '/api/v1/instances/');
    expect(simulator.control.pendingFaults()).toEqual([later]);
    await call(simulator, 'GET', '/api/v1/instances/');
    expect(simulator.control.pendingFaults()).toEqual([later]);
    await call(simulator, 'GET', '/api/v1/instances/');
    expect(simulator.control.pendingFaults()).toEqual([]);
  });

  test('closing cuts open connections and can be done twice', async () => {
    const simulator = await start({ faults: [{ kind: 'hang' }] });
    const pending = call(simulator, 'GET', '/api/v0/users/current/').catch(() => 'cut');
    while (simulator.journal.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await simulator.close();
    await simulator.close();
    expect(await pending).toBe('cut');
  });

  test('the same seed and calls give the same answers, another seed others', async () => {
    const run = async (seed: string): Promise<string> => {
      const simulator = await start({ seed, clock: { mode: 'manual', tickMsPerRequest: 2_000 } });
      const id = await rentOne(simulator);
      const rows = [];
      for (let i = 0; i < 50; i++) rows.push(await readRow(simulator, id));
      return JSON.stringify([rows, await search(simulator)]);
    };
    const first = await run('a');
    expect(await run('a')).toBe(first);
    expect(await run('b')).not.toBe(first);
    expect(first).toContain('"actual_status":"running"');
  });

  test('a tick per request lets a polling program get on without a wall clock', async () => {
    const simulator = await start({ clock: { mode: 'manual', tickMsPerRequest: 5_000 } });
    const id = await rentOne(simulator);
    let polls = 0;
    while ((await readRow(simulator, id))?.actual_status !== 'running') polls++;
    expect(polls).toBeGreaterThan(3);
    expect(polls).toBeLessThan(20);
  });

  test('reset begins anew with the same world', async () => {
    const simulator = await start();
    const before = simulator.world.offers();
    await rentRunning(simulator);
    simulator.control.injectFault({ kind: 'html', times: Infinity });
    simulator.control.setKnobs({ readLag: 5 });
    simulator.reset();
    expect(simulator.world.offers()).toEqual(before);
    expect(simulator.world.rentals()).toEqual([]);
    expect(simulator.world.money().credit).toBe(100);
    const id = await rentOne(simulator);
    expect(await readRow(simulator, id)).toMatchObject({ id });
  });

  test('several accounts, and the log', async () => {
    const lines: string[] = [];
    const simulator = await start({
      accounts: [
        { name: 'a', apiKey: 'ka', credit: 5 },
        { name: 'b', apiKey: 'kb', credit: 7 },
      ],
      log: (entry) => lines.push(entry.kind),
    });
    expect(simulator.apiKey).toBe('ka');
    expect([simulator.world.money().credit, simulator.world.money('b').credit]).toEqual([5, 7]);
    expect(() => simulator.world.money('c')).toThrow(/no account 'c'/);
    const offer = simulator.world.offers()[0]?.id ?? 0;
    const made = await call(simulator, 'PUT', `/api/v0/asks/${offer}/`, { key: 'kb', body: PLAIN });
    expect(json(made).success).toBe(true);
    expect(simulator.world.rentals()).toMatchObject([{ account: 'b' }]);
    expect(lines).toEqual(expect.arrayContaining(['request', 'change']));
  });
});
