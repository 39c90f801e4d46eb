import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  installKubernetesProvider,
  installStandInProvider,
  realKubernetesProvider,
} from '../support/kubernetes';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'real-provider-'));
});
afterEach(() => rm(folder, { recursive: true }));

const env = (): Record<string, string | undefined> => ({ PATH: process.env.PATH, HOME: folder });
const path = (name: string): string => join(folder, name);

/** A mirror in which Terraform finds the version that is asked for; what is in it does not matter to init. */
async function fullMirror(): Promise<string> {
  await installStandInProvider(path('mirror'));
  return path('mirror');
}

test('what a mirror has is found and handed over', async () => {
  const found: string[] = [];
  const use = async (package_: string): Promise<void> => void found.push(...(await readdir(package_)));
  expect(await realKubernetesProvider(env(), { mirror: await fullMirror() }, use)).toBe(true);
  expect(found).toContain('terraform-provider-kubernetes_v2.38.0');
});

test('an empty mirror, and a missing Terraform, mean no', async () => {
  await mkdir(path('empty'));
  const use = (): Promise<void> => Promise.reject(new Error('nothing to use'));
  expect(await realKubernetesProvider(env(), { mirror: path('empty') }, use)).toBe(false);
  const nowhere = { ...env(), PATH: path('empty') };
  expect(await realKubernetesProvider(nowhere, { mirror: path('empty') }, use)).toBe(false);
});

test('the demo gets the real one where it can be had, else the stand-in', async () => {
  await mkdir(path('empty'));
  expect(await installKubernetesProvider(path('a'), env(), { mirror: await fullMirror() })).toBe('real');
  expect(await installKubernetesProvider(path('b'), env(), { mirror: path('empty') })).toBe('stand-in');
  for (const name of ['a', 'b']) expect(await readdir(path(name))).toEqual(['registry.terraform.io']);
});
