import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

import {
  GetProviderSchema_Request,
  GetProviderSchema_Response,
  ValidateProviderConfig_Request,
  ValidateProviderConfig_Response,
} from '../../../src/tfplugin/protocol/tfplugin6.generated';
import { COOKIE } from '../../../src/tfplugin/serve/handshake';
import { GrpcClient } from '../support/grpc-client';

let root: string;
let server: string;
let folder: string;
let started: ChildProcess | undefined;
let client: GrpcClient | undefined;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'main-'));
  const { outputFiles } = await build({
    entryPoints: [path.resolve(__dirname, '../../../src/tfplugin/start/main.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    define: { ADDRESS: '"example.internal/ns/test"' },
    logLevel: 'error',
    write: false,
  });
  server = outputFiles[0]?.text ?? '';
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(path.join(root, 'p-'));
  writeFileSync(path.join(folder, 'server.cjs'), server);
});
afterEach(async () => {
  client?.close();
  if (started?.exitCode === null) {
    const closed = once(started, 'close');
    started.kill('SIGTERM');
    await closed;
  }
  started = undefined;
});

/** Starts the server as Terraform does, without TLS; resolves with its first line and with what it wrote to stderr so far. */
async function start(env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [path.join(folder, 'server.cjs')], {
    env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: root, [COOKIE.name]: COOKIE.value, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started = child;
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  client = new GrpcClient(line.split('|')[3] ?? '');
  return { line, log: () => log };
}

const schema = () =>
  client?.unary(
    '/tfplugin6.Provider/GetProviderSchema',
    GetProviderSchema_Request,
    GetProviderSchema_Response,
    {},
  );
const validate = () =>
  client?.unary(
    '/tfplugin6.Provider/ValidateProviderConfig',
    ValidateProviderConfig_Request,
    ValidateProviderConfig_Response,
    { config: undefined },
  );

/** A provider whose schema has one block of this version, and that answers every call with nothing. */
const providerText = (version: number): string => `
  const schema = () => Buffer.from([0x0a, 0x02, 0x08, ${version}]);
  exports.createEngine = () => ({
    method: (path) => ({ kind: 'unary', path, answer: async () => path.endsWith('Schema') ? schema() : Buffer.alloc(0) }),
    stop: () => undefined,
    idle: async () => undefined,
  });`;

test('answers the question for the schema from its file, and loads nothing for it', async () => {
  writeFileSync(path.join(folder, 'schema.bin'), Buffer.from([0x0a, 0x02, 0x08, 7]));
  await start();
  expect(await schema()).toMatchObject({ provider: { version: 7n } });
  expect(await validate()).toContain('provider.cjs cannot be loaded');
});

test('without that file the provider itself answers', async () => {
  writeFileSync(path.join(folder, 'provider.cjs'), providerText(8));
  await start();
  expect(await schema()).toMatchObject({ provider: { version: 8n } });
  expect(await validate()).toMatchObject({ diagnostics: [] });
});

test('says which file is damaged, and logs where', async () => {
  writeFileSync(path.join(folder, 'provider.cjs'), 'exports.createEngine = () => ({ half');
  const { log } = await start();
  const answer = await validate();
  expect(answer).toContain(`${path.join(folder, 'provider.cjs')} cannot be loaded (SyntaxError:`);
  expect(answer).toContain('Install the provider anew.');
  expect(log()).toMatch(/provider\.cjs:2\n[^]*SyntaxError/);
});

test('in development the provider is loaded first, and asked for its schema', async () => {
  writeFileSync(path.join(folder, 'schema.bin'), Buffer.from([0x0a, 0x02, 0x08, 7]));
  writeFileSync(path.join(folder, 'provider.cjs'), providerText(8));
  await start({ NODE_ENV: 'test' });
  expect(await schema()).toMatchObject({ provider: { version: 8n } });
});

test('in development a provider that cannot be loaded is told in the place of the greeting', async () => {
  const { line } = await start({ NODE_ENV: 'test' });
  expect(line).toContain('provider.cjs cannot be loaded');
});
