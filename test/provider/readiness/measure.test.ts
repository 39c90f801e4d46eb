import type { Dial } from '../../../src/market';
import {
  averageLatencyMs,
  measureEndpoints,
  timeToReadySeconds,
} from '../../../src/provider/readiness/measure';
import type { Standing } from '../../../src/provider/readiness/wait';
import { fakeWorld } from '../../support/fake-account';
import { inTurn, STT, target, TTS } from './builders';

const signal = new AbortController().signal;

function ready(change: Partial<Standing> = {}): Standing {
  return {
    target: target(),
    checks: 1,
    streak: 1,
    lastAnswer: { good: true, latencyMs: 30, text: 'ok' },
    readyAfterMs: 12_345,
    ...change,
  };
}
const open = (latencyMs: number): Dial => ({ kind: 'open', latencyMs });

test('takes the best of the good check and two more connections', async () => {
  const world = fakeWorld();
  world.dials.set(STT, inTurn(open(12.5), open(14)));
  world.dials.set(TTS, open(40));
  const tts = ready({ target: target({ name: 'tts' }, 41_235), readyAfterMs: 1 });
  const endpoints = await measureEndpoints(world.account, [ready(), tts], signal);
  expect(endpoints).toEqual([
    { name: 'stt', address: '198.51.100.7', port: 41_234, latencyMs: 12.5, timeToReadySeconds: 12.3 },
    { name: 'tts', address: '198.51.100.7', port: 41_235, latencyMs: 30, timeToReadySeconds: 0 },
  ]);
  expect(world.dialled).toHaveLength(4);
  expect(averageLatencyMs(endpoints)).toBe(21.3);
  expect(timeToReadySeconds(endpoints)).toBe(12.3);
});

test('a connection that fails does not count', async () => {
  const world = fakeWorld();
  world.dials.set(STT, { kind: 'refused', detail: 'connection refused' });
  expect(await measureEndpoints(world.account, [ready()], signal)).toMatchObject([{ latencyMs: 30 }]);
});

test('a stop ends it', async () => {
  const stop = AbortSignal.abort(new Error('stopped'));
  await expect(measureEndpoints(fakeWorld().account, [ready()], stop)).rejects.toThrow('stopped');
});

test('nothing measured is null', () => {
  expect(averageLatencyMs([])).toBeNull();
  expect(timeToReadySeconds([])).toBeNull();
});
