import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { attr, defineProvider, defineSchema } from '../../../src/tfplugin';
import { Empty } from '../../../src/tfplugin/protocol/goplugin.generated';
import {
  ConfigureProvider_Request,
  ConfigureProvider_Response,
} from '../../../src/tfplugin/protocol/tfplugin6.generated';
import { serveForDebugging, type DebugHost } from '../../../src/tfplugin/serve/serve-for-debugging';
import { dynamic } from '../support/calls';
import { GrpcClient } from '../support/grpc-client';

class FakeHost extends EventEmitter implements DebugHost {
  ppid = 100;
  readonly exited = new Promise<number>((resolve) => this.once('exit', resolve));
  exit(code: number): void {
    this.emit('exit', code);
  }
}

const schema = defineSchema({ attributes: { url: attr.string({ optional: true }) } });

/** Serves a provider whose configure waits for the stop signal, or for ever. */
async function start(patient: boolean) {
  const host = new FakeHost();
  let entered: () => void = () => undefined;
  const inFlight = new Promise<void>((resolve) => (entered = resolve));
  const provider = defineProvider({
    address: 'h/n/x',
    version: '0',
    schema,
    configure: async ({ signal }) => {
      entered();
      await new Promise<void>((resolve) => {
        if (!patient) signal.addEventListener('abort', () => resolve());
      });
      return {};
    },
  });
  let line = '';
  await serveForDebugging(provider, { host, print: (text) => (line = text) });
  const table = /^TF_REATTACH_PROVIDERS='(.*)'$/.exec(line)?.[1] ?? '{}';
  const { 'h/n/x': entry } = JSON.parse(table) as Record<string, { Addr: { String: string } }>;
  const socket = entry?.Addr.String ?? '';
  const client = new GrpcClient(socket);
  const configure = () =>
    client.unary(
      '/tfplugin6.Provider/ConfigureProvider',
      ConfigureProvider_Request,
      ConfigureProvider_Response,
      {
        terraformVersion: '1.11.4',
        config: dynamic(schema.body, {}),
        clientCapabilities: undefined,
      },
    );
  return { host, socket, client, configure, inFlight };
}

test('serves, and leaves nothing after an interrupt', async () => {
  const { host, socket, client } = await start(false);
  expect(await client.unary('/grpc.health.v1.Health/Check', Empty, Empty, {})).toEqual({});
  expect(existsSync(socket)).toBe(true);
  host.emit('SIGINT');
  expect(await host.exited).toBe(0);
  expect(existsSync(dirname(socket))).toBe(false);
  client.close();
});

test('a call in flight is asked to end, and its answer gets through', async () => {
  const { host, client, configure, inFlight } = await start(false);
  const answer = configure();
  await inFlight;
  host.emit('SIGTERM');
  expect(await answer).toEqual({ diagnostics: [] });
  expect(await host.exited).toBe(0);
  client.close();
});

test('a second interrupt waits for nobody', async () => {
  const { host, socket, client, configure, inFlight } = await start(true);
  const answer = configure();
  await inFlight;
  host.emit('SIGINT');
  host.emit('SIGINT');
  expect(await host.exited).toBe(1);
  expect(await answer).toContain('UNAVAILABLE');
  expect(existsSync(dirname(socket))).toBe(false);
  client.close();
});

test('leaves when its parent is gone', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  try {
    const { host, socket, client } = await start(false);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(existsSync(socket)).toBe(true);
    host.ppid = 1;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await host.exited).toBe(1);
    expect(existsSync(dirname(socket))).toBe(false);
    client.close();
  } finally {
    jest.useRealTimers();
  }
});
