import type { Engine } from '../../../src/tfplugin/engine/engine';
import { LazyEngine } from '../../../src/tfplugin/engine/lazy-engine';
import type { CallHandle, Method } from '../../../src/tfplugin/grpc/method';

const CALL: CallHandle = { on: () => undefined };
const PLAN = '/tfplugin6.Provider/PlanResourceChange';
const SCHEMA = '/tfplugin6.Provider/GetProviderSchema';

let events: string[];
let release: () => void;
let loads: number;

beforeEach(() => {
  events = [];
  loads = 0;
});

/** An engine with one method that answers once it is released. */
function loaded(): Engine {
  const released = new Promise<void>((resolve) => (release = resolve));
  let inFlight: Promise<unknown> = Promise.resolve();
  const plan: Method = {
    kind: 'unary',
    path: PLAN,
    answer: (request) => {
      events.push(`called with ${Buffer.from(request).toString()}`);
      const answer = released.then(() => Buffer.from('planned'));
      inFlight = answer;
      return answer;
    },
  };
  return {
    method: (path) => (path === PLAN ? plan : undefined),
    stop: () => void events.push('stopped'),
    idle: async () => {
      await inFlight;
      events.push('idle');
    },
  };
}

function lazy(more: { readonly schema?: () => Uint8Array | undefined; readonly fails?: boolean } = {}) {
  const engine = new LazyEngine({
    address: 'host/ns/x',
    load: async () => {
      loads += 1;
      await Promise.resolve();
      if (more.fails === true) throw new Error('it is broken');
      return loaded();
    },
    ...(more.schema === undefined ? {} : { schema: more.schema }),
  });
  const call = async (path: string): Promise<string> => {
    const method = engine.method(path);
    if (method === undefined) throw new Error(`no method ${path}`);
    return Buffer.from(await method.answer(Buffer.from('it'), CALL)).toString();
  };
  return { engine, call };
}

test('the first call loads it, once for all', async () => {
  const { call } = lazy();
  expect(loads).toBe(0);
  const calls = [call(PLAN), call(PLAN)];
  await new Promise(setImmediate);
  release();
  await expect(Promise.all(calls)).resolves.toEqual(['planned', 'planned']);
  expect(loads).toBe(1);
  expect(events).toEqual(['called with it', 'called with it']);
});

test('the schema is answered without it where it is at hand, and else by it', async () => {
  await expect(lazy({ schema: () => Buffer.from('kept') }).call(SCHEMA)).resolves.toBe('kept');
  expect(loads).toBe(0);
  await expect(lazy({ schema: () => undefined }).call(SCHEMA)).rejects.toThrow(
    `there is no method ${SCHEMA}`,
  );
  expect(loads).toBe(1);
});

test('knows nothing of other services', () => {
  expect(lazy().engine.method('/plugin.GRPCController/Shutdown')).toBeUndefined();
});

test('one that cannot be loaded fails each call with the reason, and nothing else', async () => {
  const { engine, call } = lazy({ fails: true });
  await expect(call(PLAN)).rejects.toThrow('it is broken');
  await expect(call(PLAN)).rejects.toThrow('it is broken');
  engine.stop();
  await engine.idle();
  expect(loads).toBe(1);
});

test('a call that waits for it is in flight', async () => {
  const { engine, call } = lazy();
  const answer = call(PLAN);
  engine.stop();
  const idle = engine.idle();
  await new Promise(setImmediate);
  expect(events).toEqual(['called with it', 'stopped']);
  release();
  await Promise.all([answer, idle]);
  expect(events).toEqual(['called with it', 'stopped', 'idle']);
});

test('what was never loaded is idle, and is not loaded to be stopped', async () => {
  const { engine } = lazy();
  engine.stop();
  await engine.idle();
  expect([loads, events]).toEqual([0, []]);
});
