import { getEventListeners } from 'node:events';

import type { Dial } from '../../../src/market';
import { measureEndpoints } from '../../../src/provider/readiness/measure';
import { type Standing, waitForServices } from '../../../src/provider/readiness/wait';
import { fakeWorld, type FakeWorld } from '../../support/fake-account';
import { inTurn, STT, target, TTS } from './builders';

const OPEN: Dial = { kind: 'open', latencyMs: 10 };
const REFUSED: Dial = { kind: 'refused', detail: 'connection refused' };
const PACE = { intervalMs: 10_000, timeoutMs: 1000 };

function wait(
  world: FakeWorld,
  targets: Parameters<typeof waitForServices>[1],
  signal: AbortSignal = new AbortController().signal,
  seen: Standing[] = [],
) {
  return waitForServices(world.account, targets, signal, (standing) => void seen.push(standing));
}

/** When a dial was made, by address, in seconds since the beginning. */
function dialTimes(world: FakeWorld): (at: string) => readonly number[] {
  const began = world.clock.now();
  const times = new Map<string, number[]>();
  for (const at of [STT, TTS]) {
    const answer = world.dials.get(at) ?? OPEN;
    world.dials.set(at, () => {
      times.set(at, [...(times.get(at) ?? []), Math.floor((world.clock.now() - began) / 1000)]);
      return typeof answer === 'function' ? answer() : answer;
    });
  }
  return (at) => times.get(at) ?? [];
}

test('ends when the last one is ready, and knows when each was', async () => {
  const world = fakeWorld();
  world.dials.set(STT, inTurn<Dial>(REFUSED, REFUSED, OPEN));
  const standings = await wait(world, [target({ pace: PACE }), target({ name: 'tts' }, 41_235)]);
  expect(standings.map(({ readyAfterMs }) => readyAfterMs)).toEqual([20_003, 1]);
  expect(standings[0]).toMatchObject({ checks: 3, streak: 1, lastAnswer: { good: true, latencyMs: 10 } });
});

test('checks each at its own pace, also one that is ready while others are not', async () => {
  const world = fakeWorld();
  world.dials.set(STT, inTurn<Dial>(REFUSED, REFUSED, OPEN));
  const times = dialTimes(world);
  const slow = target({ pace: PACE });
  const quick = target({ name: 'tts', pace: { ...PACE, intervalMs: 4000 } }, 41_235);
  await wait(world, [slow, quick]);
  expect(times(STT)).toEqual([0, 10, 20]);
  expect(times(TTS)).toEqual([0, 4, 8, 12, 16]);
});

test('one that fails again while others are waited for has to become ready again', async () => {
  const world = fakeWorld();
  world.dials.set(STT, inTurn<Dial>(REFUSED, OPEN));
  world.dials.set(TTS, inTurn<Dial>(OPEN, REFUSED, REFUSED, OPEN));
  const times = dialTimes(world);
  const quick = target({ name: 'tts', pace: { ...PACE, intervalMs: 6000 } }, 41_235);
  const standings = await wait(world, [target({ pace: PACE }), quick]);
  expect(times(TTS)).toEqual([0, 6, 12, 18]);
  expect(standings[1]).toMatchObject({ streak: 1, readyAfterMs: 18_004 });
});

test('wants as many good checks in a row as told', async () => {
  const world = fakeWorld();
  world.dials.set(STT, inTurn<Dial>(OPEN, OPEN, REFUSED, OPEN, OPEN, OPEN));
  const seen: Standing[] = [];
  const [standing] = await wait(world, [target({ healthyThreshold: 3 })], undefined, seen);
  expect(seen.map(({ streak }) => streak)).toEqual([1, 2, 0, 1, 2, 3]);
  expect(standing).toMatchObject({ checks: 6, readyAfterMs: 10_006 });
});

test('is not held up by a check that hangs on a service that was ready', async () => {
  const world = fakeWorld();
  world.dials.set(TTS, inTurn<Dial>(REFUSED, OPEN));
  const { connector } = world.account;
  let hung = 0;
  const account = {
    ...world.account,
    connector: (host: string, port: number, signal?: AbortSignal): Promise<Dial> => {
      if (port !== 41_234 || world.dialled.filter((at) => at === STT).length === 0) {
        return connector(host, port, signal);
      }
      hung += 1;
      return new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(new Error('cut'))),
      );
    },
  };
  const targets = [target(), target({ name: 'tts', pace: PACE }, 41_235)];
  const standings = await waitForServices(account, targets, new AbortController().signal, () => undefined);
  expect(hung).toBe(1);
  expect(standings.map(({ readyAfterMs }) => readyAfterMs)).toEqual([1, 10_002]);
});

test('many services do not crowd on one signal, which Node warns about', async () => {
  const world = fakeWorld();
  world.dials.set(STT, inTurn<Dial>(REFUSED, REFUSED, OPEN));
  const { connector } = world.account;
  const listeners: number[] = [];
  const account = {
    ...world.account,
    connector: async (host: string, port: number, signal: AbortSignal = abort.signal): Promise<Dial> => {
      const dialling = connector(host, port, signal);
      listeners.push(getEventListeners(signal, 'abort').length);
      return await dialling;
    },
  };
  const abort = new AbortController();
  const names = Array.from({ length: 30 }, (_, index) => `s${index}`);
  const targets = [target(), ...names.map((name) => target({ name }, 41_235))];
  const standings = await waitForServices(account, targets, abort.signal, () => undefined);
  await measureEndpoints(account, standings, abort.signal);
  expect(listeners.length).toBeGreaterThan(90);
  expect(Math.max(...listeners)).toBe(1);
});

test('a stop ends it with its reason, in a pause and in a check', async () => {
  const world = fakeWorld();
  world.dials.set(STT, REFUSED);
  const abort = new AbortController();
  void world.clock.sleep(9000).then(() => abort.abort(new Error('stopped')));
  await expect(wait(world, [target()], abort.signal)).rejects.toThrow('stopped');
  const dialled = world.dialled.length;
  await expect(wait(world, [target()], abort.signal)).rejects.toThrow('stopped');
  expect(world.dialled).toHaveLength(dialled);
});

test('an error that is nobody’s answer ends it, and nothing goes on behind its back', async () => {
  const world = fakeWorld();
  world.dials.set(STT, REFUSED);
  world.dials.set(TTS, () => {
    throw new Error('bug');
  });
  await expect(wait(world, [target(), target({ name: 'tts' }, 41_235)])).rejects.toThrow('bug');
  const dialled = world.dialled.length;
  await world.clock.sleep(60_000);
  expect(world.dialled).toHaveLength(dialled);
});
