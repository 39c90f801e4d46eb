import { EventEmitter } from 'node:events';
import { silentLogger } from '../../../src/tfplugin/log/hclog';
import { Runtime } from '../../../src/tfplugin/rpc/runtime';
import { takeOver, type Host } from '../../../src/tfplugin/serve/lifecycle';
import { exampleProvider } from '../support/example-provider';

class FakeHost extends EventEmitter implements Host {
  ppid = 100;
  readonly exits: number[] = [];
  exit(code: number): void {
    this.exits.push(code);
  }
}

function started() {
  const host = new FakeHost();
  const runtime = new Runtime(exampleProvider(), silentLogger, false);
  const events: string[] = [];
  const { shutdown } = takeOver({
    host,
    engine: runtime,
    writeError: (text) => void events.push(text.split('\n')[0] ?? ''),
    drain: () => {
      events.push('drained');
      return Promise.resolve();
    },
    cleanUp: () => void events.push('cleaned'),
  });
  return { host, runtime, events, shutdown };
}

const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(0);

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test('ignores interrupts', async () => {
  const { host, runtime } = started();
  host.emit('SIGINT');
  host.emit('SIGHUP');
  await settle();
  expect(host.exits).toEqual([]);
  expect(runtime.stopSignal.aborted).toBe(false);
});

test('leaves on a shutdown once every answer is out', async () => {
  const { host, events, shutdown } = started();
  shutdown();
  shutdown();
  await settle();
  expect(events).toEqual(['drained', 'cleaned']);
  expect(host.exits).toEqual([0]);
});

test('waits on a shutdown for calls in flight, but not for ever', async () => {
  const { host, runtime, events, shutdown } = started();
  runtime.enter();
  shutdown();
  expect(runtime.stopSignal.aborted).toBe(true);
  await jest.advanceTimersByTimeAsync(1_400);
  expect(host.exits).toEqual([]);
  await jest.advanceTimersByTimeAsync(200);
  expect(host.exits).toEqual([0]);
  expect(events).toEqual(['cleaned']);
});

test('leaves after SIGTERM once no call is in flight, however long that takes', async () => {
  const { host, runtime } = started();
  const leave = runtime.enter();
  host.emit('SIGTERM');
  expect(runtime.stopSignal.aborted).toBe(true);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(host.exits).toEqual([]);
  leave();
  await settle();
  expect(host.exits).toEqual([0]);
});

test('leaves when the parent is gone', async () => {
  const { host } = started();
  await jest.advanceTimersByTimeAsync(5_000);
  expect(host.exits).toEqual([]);
  host.ppid = 1;
  await jest.advanceTimersByTimeAsync(1_000);
  expect(host.exits).toEqual([1]);
});

test.each(['uncaughtException', 'unhandledRejection'] as const)(
  'tells about %s in words that Terraform shows',
  async (event) => {
    const { host, runtime, events } = started();
    const leave = runtime.enter();
    host.emit(event, new Error('boom'));
    await settle();
    // A call in flight gets the chance to answer with what exists.
    expect(host.exits).toEqual([]);
    expect(runtime.stopSignal.aborted).toBe(true);
    leave();
    await settle();
    expect(events).toEqual(['panic: Error: boom', 'drained', 'cleaned']);
    expect(host.exits).toEqual([2]);
  },
);
