import { parseScript } from '../../../../src/simulator';
import { call, json } from '../support/http';
import { closeAll, PLAIN, rentOne, rentRunning, search, start } from '../support/simulators';

afterEach(closeAll);

const SCRIPT = `
knobs:
  noSuchAskStatus: 410
  bootMs: [5000, 5000]
images:
  broken/image:1: { fault: manifest }
services:
  8001/tcp: { status: 503 }
faults:
  - { kind: taken }
  - { kind: html, endpoint: list, times: always, probability: 0.5 }
script:
  - at: 90s
    do: move-ports
    instanceId: newest
  - at: 0.5h
    do: kill-host
    machineId: newest
  - step: 3
    do: inject
    kind: error
    endpoint: current-user
`;

describe('faults files', () => {
  test('knobs, faults, images, services and steps', () => {
    expect(parseScript(SCRIPT, 'f.yaml')).toEqual({
      knobs: { noSuchAskStatus: 410, bootMs: [5000, 5000] },
      faults: [{ kind: 'taken' }, { kind: 'html', endpoint: 'list', times: Infinity, probability: 0.5 }],
      images: { 'broken/image:1': { fault: 'manifest' } },
      services: { '8001/tcp': { status: 503 } },
      steps: [
        { atMs: 90_000, action: 'move-ports', input: { instanceId: 'newest' } },
        { atMs: 1_800_000, action: 'kill-host', input: { machineId: 'newest' } },
        { step: 3, action: 'inject', input: { kind: 'error', endpoint: 'current-user' } },
      ],
    });
    expect(parseScript('', 'f.yaml')).toEqual({ knobs: {}, faults: [], images: {}, services: {}, steps: [] });
  });

  test.each([
    [': :', /f\.yaml is not valid YAML/],
    ['knobs: { nonsense: 1 }', /nonsense/],
    ['faults: [{ kind: nonsense }]', /kind/],
    ['script: [{ do: stop, instanceId: newest }]', /either `at` or `step`/],
    ['script: [{ at: 1s, step: 1, do: stop }]', /either `at` or `step`/],
    ['script: [{ at: 1s, do: nonsense }]', /no action 'nonsense'; use one of advance, take-offer/],
    ['script: [{ at: soon, do: stop }]', /at/],
    ['other: 1', /other/],
  ])('%j is refused', (text, message) => {
    expect(() => parseScript(text, 'f.yaml')).toThrow(message);
  });

  test('plays at virtual times and before requests', async () => {
    const simulator = await start({ script: parseScript(SCRIPT, 'f.yaml') });
    const offers = await search(simulator, { num_gpus: { eq: 1 }, limit: 2 });
    const taken = await call(simulator, 'PUT', `/api/v0/asks/${String(offers[0]?.id)}/`, { body: PLAIN });
    expect([taken.status, json(taken).error]).toEqual([410, 'no_such_ask']);
    expect((await call(simulator, 'GET', '/api/v0/users/current/')).status).toBe(500);
    const id = await rentOne(simulator, {}, offers[1]?.id as number);
    simulator.clock.advance(60_000);
    const before = simulator.world.rental(id)?.ports;
    simulator.clock.advance(30_000);
    expect(simulator.world.rental(id)?.ports).not.toEqual(before);
    simulator.clock.advance(3_600_000);
    expect(simulator.world.rental(id)?.actualStatus).toBe('offline');
    expect(simulator.violations).toEqual([]);
  });

  test('a step that cannot be done is reported and the others go on; a reset plays it again', async () => {
    const script = parseScript(
      'script: [{ at: 1s, do: stop, instanceId: newest }, { at: 2s, do: credit, credit: 7 }]',
      'f',
    );
    const simulator = await start({ script });
    simulator.clock.advance(5_000);
    expect(simulator.world.money().credit).toBe(7);
    expect(simulator.violations).toEqual([
      expect.stringMatching(/script step 'stop': there is no newest rental/) as string,
    ]);
    simulator.reset();
    expect(simulator.world.money().credit).toBe(100);
    expect(simulator.violations).toEqual([]);
    await rentRunning(simulator);
    expect(simulator.world.rentals()).toMatchObject([{ intendedStatus: 'stopped' }]);
    expect(simulator.world.money().credit).toBeCloseTo(7, 2);
  });

  test('the same script, seed and calls give the same world', async () => {
    const run = async (): Promise<string> => {
      const simulator = await start({
        seed: 5,
        clock: { mode: 'manual', tickMsPerRequest: 500 },
        script: parseScript(SCRIPT, 'f.yaml'),
      });
      for (let i = 0; i < 4; i++) {
        await rentOne(simulator).catch(() => null);
        await call(simulator, 'GET', '/api/v1/instances/');
      }
      simulator.clock.advance(7_200_000);
      const state = JSON.stringify([
        simulator.world.rentals(),
        simulator.world.money(),
        simulator.journal.entries(),
      ]);
      return state;
    };
    expect(await run()).toBe(await run());
  });
});
