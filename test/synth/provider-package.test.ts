import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { hashProviderFolder, installProvider, terraformPlatform } from '../../src/synth';

const FILES = ['main.cjs', 'provider.cjs', 'schema.bin', 'server.cjs', 'terraform-provider-vastai_v0.1.0'];

let root: string;
let bundle: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'provider package-'));
  mkdirSync(path.join(root, 'bundle'));
  bundle = path.join(root, 'bundle', 'main.cjs');
  writeFileSync(bundle, "require('./provider.cjs');");
  for (const name of ['schema.bin', 'server.cjs']) writeFileSync(path.join(root, 'bundle', name), name);
  writeFileSync(
    path.join(root, 'bundle', 'provider.cjs'),
    'console.log(JSON.stringify({ args: process.argv.slice(2), options: process.env.NODE_OPTIONS }));',
  );
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const install = (version = '0.1.0'): string =>
  installProvider(path.join(root, 'plugins'), { bundle, version, platform: 'linux_amd64' });

describe('the platform', () => {
  test.each([
    ['linux', 'x64', 'linux_amd64'],
    ['linux', 'arm64', 'linux_arm64'],
    ['darwin', 'x64', 'darwin_amd64'],
    ['darwin', 'arm64', 'darwin_arm64'],
  ])('%s %s is %s', (os, arch, name) => {
    expect(terraformPlatform({ os, arch })).toBe(name);
  });

  test.each([
    ['win32', 'x64'],
    ['linux', 'riscv64'],
  ])('%s %s is refused in one line', (os, arch) => {
    expect(() => terraformPlatform({ os, arch })).toThrow(/runs on Linux and macOS.*not on .*use WSL$/);
  });
});

describe('installing', () => {
  test('puts executable and bundle where Terraform looks', () => {
    const folder = install();
    expect(path.relative(root, folder)).toBe('plugins/vast-gpu.internal/vast-gpu/vastai/0.1.0/linux_amd64');
    expect(readdirSync(folder)).toEqual(FILES);
    expect(readFileSync(path.join(folder, 'main.cjs'))).toEqual(readFileSync(bundle));
    expect(statSync(path.join(folder, 'terraform-provider-vastai_v0.1.0')).mode & 0o777).toBe(0o755);
  });

  test('leaves files alone that are up to date', () => {
    const files = (): number[] =>
      readdirSync(install()).map((name) => statSync(path.join(install(), name)).ino);
    expect(files()).toEqual(files());
  });

  test('replaces a bundle in one step, so that a running provider keeps its own', () => {
    const file = path.join(install(), 'main.cjs');
    const before = statSync(file).ino;
    writeFileSync(bundle, 'changed');
    install();
    expect(readFileSync(file, 'utf8')).toBe('changed');
    expect(statSync(file).ino).not.toBe(before);
  });

  test('removes what does not belong: Terraform hashes the whole folder', () => {
    const folder = install();
    writeFileSync(path.join(folder, 'main.cjs.map'), '');
    mkdirSync(path.join(folder, 'cache'));
    chmodSync(path.join(folder, 'terraform-provider-vastai_v0.1.0'), 0o644);
    install();
    expect(readdirSync(folder)).toEqual(FILES);
    expect(statSync(path.join(folder, 'terraform-provider-vastai_v0.1.0')).mode & 0o777).toBe(0o755);
  });
});

describe('the launcher', () => {
  const launch = (
    env: Readonly<Record<string, string | undefined>>,
    args: readonly string[] = [],
  ): { status: number | null; stdout: string } =>
    spawnSync(path.join(install(), 'terraform-provider-vastai_v0.1.0'), args, {
      env: { PATH: process.env['PATH'], ...env },
      encoding: 'utf8',
    });

  test('starts the bundle beside it, also from a folder with a space', () => {
    const { status, stdout } = launch({}, ['a b']);
    expect(JSON.parse(stdout)).toEqual({ args: ['a b'] });
    expect(status).toBe(0);
  });

  test("keeps the caller's NODE_OPTIONS away, unless they are meant for the provider", () => {
    expect(JSON.parse(launch({ NODE_OPTIONS: '--no-warnings' }).stdout)).toEqual({ args: [] });
    expect(JSON.parse(launch({ VASTAI_NODE_OPTIONS: '--no-warnings' }).stdout)).toEqual({
      args: [],
      options: '--no-warnings',
    });
  });

  test('explains a missing Node in one line', () => {
    const bin = path.join(root, 'bin');
    mkdirSync(bin);
    symlinkSync('/bin/sh', path.join(bin, 'sh'));
    const { status, stdout } = launch({ PATH: bin });
    expect(stdout).toBe("terraform-provider-vastai: no 'node' on PATH; install Node 20.19 or newer\n");
    expect(status).toBe(1);
  });
});

test('the hash is the one that Terraform records', () => {
  const folder = path.join(root, 'hashed');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'b'), 'two');
  writeFileSync(path.join(folder, 'a'), 'one');
  const lines =
    '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed  a\n' +
    '3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3  b\n';
  const expected = spawnSync('sh', ['-c', 'sha256sum | cut -c1-64'], {
    input: lines,
    encoding: 'utf8',
  }).stdout.trim();
  expect(hashProviderFolder(folder)).toBe(`h1:${Buffer.from(expected, 'hex').toString('base64')}`);
});
