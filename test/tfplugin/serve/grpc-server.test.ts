import {
  credentials,
  logVerbosity,
  setLogVerbosity,
  type ChannelCredentials,
  type ServiceError,
} from '@grpc/grpc-js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '../../../src/tfplugin/log/hclog';
import {
  GRPCBrokerClient,
  GRPCControllerClient,
  GRPCStdioClient,
} from '../../../src/tfplugin/protocol/goplugin.generated';
import { HealthClient } from '../../../src/tfplugin/protocol/health.generated';
import { ProviderClient } from '../../../src/tfplugin/protocol/tfplugin6.generated';
import { Runtime } from '../../../src/tfplugin/rpc/runtime';
import { createCertificate, type Certificate } from '../../../src/tfplugin/serve/certificate';
import {
  createGrpcServer,
  listen,
  mutualTls,
  plaintext,
  type GrpcServer,
} from '../../../src/tfplugin/serve/grpc-server';
import { exampleProvider } from '../support/example-provider';

// Failures are expected here, and would be printed.
beforeAll(() => setLogVerbosity(logVerbosity.NONE));

let folder: string;
let served: GrpcServer;
let shutdowns: number;
let close: (() => void)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grpc-'));
  shutdowns = 0;
  close = [];
  served = createGrpcServer(new Runtime(exampleProvider(), silentLogger, false), () => {
    shutdowns += 1;
  });
});

afterEach(() => {
  close.forEach((end) => end());
  served.server.forceShutdown();
  rmSync(folder, { recursive: true, force: true });
});

const socket = (): string => join(folder, 's');

interface Closeable {
  close(): void;
}

function connect<C extends Closeable>(
  Client: new (address: string, with_: ChannelCredentials, options: object) => C,
  how = credentials.createInsecure(),
): C {
  const client = new Client(`unix:${socket()}`, how, {
    'grpc.default_authority': 'localhost',
    'grpc.max_receive_message_length': -1,
  });
  close.push(() => client.close());
  return client;
}

function outcome<T>(
  call: (callback: (error: ServiceError | null, answer: T) => void) => void,
): Promise<T | string> {
  return new Promise((resolve) => call((error, answer) => resolve(error === null ? answer : error.message)));
}

const schema = (how: ChannelCredentials) => {
  const client = connect(ProviderClient, how);
  return outcome<object>((callback) => client.getProviderSchema({}, callback));
};

describe('mutual TLS', () => {
  const as = (client: Certificate | undefined, trusted: Certificate): ChannelCredentials =>
    credentials.createSsl(
      Buffer.from(trusted.certificatePem),
      client === undefined ? null : Buffer.from(client.keyPem),
      client === undefined ? null : Buffer.from(client.certificatePem),
    );

  test('serves who holds the key to the announced certificate, and nobody else', async () => {
    const now = Date.now();
    const [own, client, stranger] = [createCertificate(now), createCertificate(now), createCertificate(now)];
    await listen(served.server, mutualTls(own, client.certificatePem), socket());
    expect(await schema(as(client, own))).toMatchObject({ serverCapabilities: { planDestroy: true } });
    expect(await schema(as(stranger, own))).toContain('UNAVAILABLE');
    expect(await schema(as(undefined, own))).toContain('UNAVAILABLE');
    expect(await schema(credentials.createInsecure())).toContain('UNAVAILABLE');
  });
});

describe('beside the provider', () => {
  beforeEach(async () => {
    expect(await listen(served.server, plaintext(), socket())).toEqual({
      network: 'unix',
      address: socket(),
    });
  });

  test('a shutdown is answered, then acted on', async () => {
    const client = connect(GRPCControllerClient);
    expect(await outcome<object>((callback) => client.shutdown({}, callback))).toEqual({});
    expect(shutdowns).toBe(1);
  });

  test('broker and stdio stay open until the server leaves', async () => {
    const broker = connect(GRPCBrokerClient).startStream();
    const stdio = connect(GRPCStdioClient).streamStdio({});
    const ended = [broker, stdio].map(
      (stream) =>
        new Promise((resolve) => {
          stream.on('data', () => resolve('data'));
          stream.on('end', () => resolve('end'));
          stream.on('error', resolve);
        }),
    );
    broker.write({ serviceId: 1, network: '', address: '', knock: undefined });
    // Both streams are there once a later call has been answered on another connection of the same server.
    await schema(credentials.createInsecure());
    await schema(credentials.createInsecure());
    await served.drain();
    expect(await Promise.all(ended)).toEqual(['end', 'end']);
  });

  test('health is told for the names that Terraform uses', async () => {
    const client = connect(HealthClient);
    const check = (service: string) => outcome<object>((callback) => client.check({ service }, callback));
    expect(await check('plugin')).toEqual({ status: 1 });
    expect(await check('')).toEqual({ status: 1 });
    expect(await check('other')).toEqual({ status: 3 });
    const watch = client.watch({ service: 'plugin' });
    expect(await new Promise((resolve) => watch.on('data', resolve))).toEqual({ status: 1 });
    watch.on('error', () => undefined);
    watch.cancel();
  });

  test('calls that are not served are unimplemented', async () => {
    const client = connect(ProviderClient);
    const { promise, resolve } = withResolvers<string>();
    client.makeUnaryRequest(
      '/tfplugin6.Provider/GetResourceIdentitySchemas',
      () => Buffer.alloc(0),
      (bytes) => bytes,
      {},
      (error) => resolve(error?.message ?? 'answered'),
    );
    expect(await promise).toContain('UNIMPLEMENTED');
  });

  test('messages may be larger than 4 MiB', async () => {
    const client = connect(ProviderClient);
    const large = Buffer.from(JSON.stringify({ name: 'x'.repeat(6 * 1024 * 1024) }));
    const answer = await outcome<object>((callback) =>
      client.upgradeResourceState(
        { typeName: 'example_thing', version: 0n, rawState: { json: large, flatmap: {} } },
        callback,
      ),
    );
    expect(answer).toMatchObject({ diagnostics: [] });
  });
});

test('listens on a free loopback port where there are no sockets', async () => {
  const { network, address } = await listen(served.server, plaintext(), undefined);
  expect(network).toBe('tcp');
  expect(address).toMatch(/^127\.0\.0\.1:\d+$/);
});

test('tells where it could not listen', async () => {
  const missing = join(folder, 'no', 's');
  await expect(listen(served.server, plaintext(), missing)).rejects.toThrow(
    `cannot listen on unix:${missing}`,
  );
});

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
