import { credentials, type ChannelCredentials } from '@grpc/grpc-js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineOf } from '../../../src/tfplugin/engine/provider-engine';
import { silentLogger } from '../../../src/tfplugin/log/hclog';
import { ConnInfo, Empty, StdioData } from '../../../src/tfplugin/protocol/goplugin.generated';
import { HealthCheckRequest, HealthCheckResponse } from '../../../src/tfplugin/protocol/health.generated';
import {
  GetProviderSchema_Request,
  GetProviderSchema_Response,
  UpgradeResourceState_Request,
  UpgradeResourceState_Response,
} from '../../../src/tfplugin/protocol/tfplugin6.generated';
import { Runtime } from '../../../src/tfplugin/rpc/runtime';
import { createCertificate, type Certificate } from '../../../src/tfplugin/serve/certificate';
import {
  createPluginServer,
  listen,
  mutualTls,
  type PluginServer,
} from '../../../src/tfplugin/serve/grpc-server';
import { exampleProvider } from '../support/example-provider';
import { GrpcClient } from '../support/grpc-client';

let folder: string;
let served: PluginServer;
let shutdowns: number;
let clients: GrpcClient[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grpc-'));
  shutdowns = 0;
  clients = [];
  served = createPluginServer(engineOf(new Runtime(exampleProvider(), silentLogger, false)), () => {
    shutdowns += 1;
  });
});

afterEach(() => {
  clients.forEach((client) => client.close());
  served.server.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const socket = (): string => join(folder, 's');

function connect(how?: ChannelCredentials): GrpcClient {
  const client = new GrpcClient(socket(), how);
  clients.push(client);
  return client;
}

const PROVIDER = '/tfplugin6.Provider';
const schema = (how?: ChannelCredentials) =>
  connect(how).unary(
    `${PROVIDER}/GetProviderSchema`,
    GetProviderSchema_Request,
    GetProviderSchema_Response,
    {},
  );

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
    expect(await listen(served.server, undefined, socket())).toEqual({
      network: 'unix',
      address: socket(),
    });
  });

  test('a shutdown is answered, then acted on', async () => {
    expect(await connect().unary('/plugin.GRPCController/Shutdown', Empty, Empty, {})).toEqual({});
    expect(shutdowns).toBe(1);
  });

  test('broker and stdio stay open until the server leaves', async () => {
    const broker = connect().conversation('/plugin.GRPCBroker/StartStream', ConnInfo, ConnInfo);
    const stdio = connect().stream('/plugin.GRPCStdio/StreamStdio', Empty, StdioData, {});
    broker.call.write({ serviceId: 1, network: '', address: '', knock: undefined });
    // Both streams are there once a later call has been answered on another connection of the same server.
    await schema();
    await schema();
    await served.drain();
    expect(await Promise.all([broker.outcome, stdio.outcome])).toEqual([
      { messages: [], error: undefined },
      { messages: [], error: undefined },
    ]);
  });

  test('a broker stream ends when its caller has no more to say', async () => {
    const broker = connect().conversation('/plugin.GRPCBroker/StartStream', ConnInfo, ConnInfo);
    broker.call.end();
    expect(await broker.outcome).toEqual({ messages: [], error: undefined });
  });

  test('health is told for the names that Terraform uses', async () => {
    const client = connect();
    const check = (service: string) =>
      client.unary('/grpc.health.v1.Health/Check', HealthCheckRequest, HealthCheckResponse, { service });
    expect(await check('plugin')).toEqual({ status: 1 });
    expect(await check('')).toEqual({ status: 1 });
    expect(await check('other')).toEqual({ status: 3 });
    const watch = client.stream('/grpc.health.v1.Health/Watch', HealthCheckRequest, HealthCheckResponse, {
      service: 'plugin',
    });
    expect(await watch.first).toEqual({ status: 1 });
    watch.call.cancel();
    expect(await watch.outcome).toMatchObject({ error: expect.stringContaining('CANCELLED') as string });
  });

  test('calls that are not served are unimplemented', async () => {
    const path = `${PROVIDER}/GetResourceIdentitySchemas`;
    expect(await connect().unary(path, Empty, Empty, {})).toContain('UNIMPLEMENTED');
  });

  test('messages may be larger than 4 MiB', async () => {
    const large = Buffer.from(JSON.stringify({ name: 'x'.repeat(6 * 1024 * 1024) }));
    const answer = await connect().unary(
      `${PROVIDER}/UpgradeResourceState`,
      UpgradeResourceState_Request,
      UpgradeResourceState_Response,
      { typeName: 'example_thing', version: 0n, rawState: { json: large, flatmap: {} } },
    );
    expect(answer).toMatchObject({ diagnostics: [] });
  });
});

test('listens on a free loopback port where there are no sockets', async () => {
  const { network, address } = await listen(served.server, undefined, undefined);
  expect(network).toBe('tcp');
  expect(address).toMatch(/^127\.0\.0\.1:\d+$/);
});

test('tells where it could not listen', async () => {
  const missing = join(folder, 'no', 's');
  await expect(listen(served.server, undefined, missing)).rejects.toThrow(`cannot listen on unix:${missing}`);
});
