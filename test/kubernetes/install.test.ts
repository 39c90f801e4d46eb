import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { installStandInProvider } from '../support/kubernetes';
import { terraformPlatform } from '../support/kubernetes/install';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stand-in-'));
});
afterEach(() => rm(folder, { recursive: true }));

const place = (): string =>
  join(folder, 'registry.terraform.io', 'hashicorp', 'kubernetes', '2.38.0', terraformPlatform());

test('lays out a launcher and a bundle, also when several ask at once', async () => {
  await Promise.all([
    installStandInProvider(folder),
    installStandInProvider(folder),
    installStandInProvider(folder),
  ]);
  expect((await readdir(place())).sort()).toEqual(['main.cjs', 'terraform-provider-kubernetes_v2.38.0']);
  expect((await stat(join(place(), 'terraform-provider-kubernetes_v2.38.0'))).mode & 0o111).toBe(0o111);
  expect(await readdir(folder)).toEqual(['registry.terraform.io']);
});

test('the launcher says when node is missing', async () => {
  await installStandInProvider(folder);
  const launcher = join(place(), 'terraform-provider-kubernetes_v2.38.0');
  await expect(promisify(execFile)(launcher, { env: { PATH: folder } })).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('needs node on the PATH') as string,
  });
});

test.each([
  ['linux', 'x64', 'linux_amd64'],
  ['darwin', 'arm64', 'darwin_arm64'],
  ['linux', 'ia32', 'linux_386'],
])('%s %s is %s', (platform, arch, expected) => {
  expect(terraformPlatform(platform, arch)).toBe(expected);
});

test('Windows is refused', () => {
  expect(() => terraformPlatform('win32', 'x64')).toThrow('needs a POSIX shell');
});
