import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { type Simulator, startSimulator } from '../../src/simulator';
import { API_KEY, CLOCK, TIME_SCALE } from '../support/acceptance-world';
import { appendLine, copyCheckout, writeConfigEnv } from '../support/checkout-copy';
import { installStandInProvider, type KubernetesApi, startKubernetesApi } from '../support/kubernetes';
import { runOk } from '../support/run';
import { createSandbox, type Sandbox } from '../support/sandbox';

jest.setTimeout(420_000);

/** A fresh clone after `npm ci`, with a key in config.env and nothing set for the tools. */
interface Clone {
  readonly folder: string;
  /** Runs `npx cdktf …` and returns its output without colours; throws with it when the command fails. */
  readonly cdktf: (...args: readonly string[]) => Promise<string>;
}

describe('bare npx cdktf in a fresh clone', () => {
  let simulator: Simulator;
  let kubernetes: KubernetesApi;
  let sandboxes: Sandbox[];

  beforeEach(async () => {
    sandboxes = [];
    simulator = await startSimulator({
      apiKey: API_KEY,
      rateLimits: 'off',
      clock: CLOCK,
    });
    kubernetes = await startKubernetesApi();
  });
  afterEach(async () => {
    await kubernetes.close();
    await simulator.close();
    for (const sandbox of sandboxes) await sandbox.close();
  });

  async function clone(): Promise<Clone> {
    const sandbox = await createSandbox('vast-gpu-bare-');
    sandboxes.push(sandbox);
    const folder = path.join(sandbox.dir, 'clone');
    await copyCheckout(folder);
    await writeConfigEnv(folder, {
      VAST_API_KEY: API_KEY,
      VAST_API_URL: simulator.url,
      VAST_CONNECT_PROXY: simulator.url,
      VAST_TIME_SCALE: String(TIME_SCALE),
    });
    const kubeconfig = path.join(sandbox.home, 'kubeconfig');
    await writeFile(kubeconfig, kubernetes.kubeconfig(), { mode: 0o600 });
    await installStandInProvider(path.join(sandbox.home, '.terraform.d', 'plugins'));
    const env = Object.fromEntries(
      Object.entries(sandbox.env({ KUBE_CONFIG_PATH: kubeconfig })).filter(
        ([name]) => !/^(?:CDKTF_|TF_|VAST_|CI$)/.test(name),
      ),
    );
    return {
      folder,
      cdktf: async (...args) => {
        const { output } = await runOk('npx', ['cdktf', ...args], { cwd: folder, env });
        return stripVTControlCharacters(output);
      },
    };
  }

  /** The files of the clone outside of what git ignores. */
  async function additions(folder: string): Promise<string[]> {
    const kept = new Set(['cdktf.out', '.provider', 'node_modules', 'config.env']);
    const names = (await readdir(folder)).filter((name) => !kept.has(name));
    const copied = new Set(await readdir(path.resolve(__dirname, '../..')));
    return names.filter((name) => !copied.has(name) || name === 'offers.lock.json');
  }

  test('plan works at the first try, and again, and with a provider that was changed', async () => {
    const { folder, cdktf } = await clone();
    const first = await cdktf('plan');
    expect(first).toContain('[VAST-NA] Querying API:');
    expect(first).toMatch(/Plan: 6 to add, 0 to change, 0 to destroy/);
    expect(await additions(folder)).toEqual(['offers.lock.json']);

    const locked = path.join(folder, 'cdktf.out/stacks/june-gpu/.terraform.lock.hcl');
    const before = await readFile(locked, 'utf8');
    expect(before).toMatch(/provider "vast-gpu\.internal\/vast-gpu\/vastai" \{[^}]*"h1:/);
    expect(await cdktf('plan')).toMatch(/Locked for june-gpu\/june: Instance \d+/);
    expect(await readFile(locked, 'utf8')).toBe(before);

    // Another build of the same version: Terraform would refuse it by the hash in the lock.
    await appendLine(path.join(folder, 'src/provider/main.ts'), "process.title = 'changed';");
    expect(await cdktf('plan')).toMatch(/Plan: 6 to add/);
    expect(await readFile(locked, 'utf8')).not.toBe(before);
    simulator.assertNoViolations();
  });

  test('deploy works at the first try, with the key from config.env, and leaves nothing to do', async () => {
    const { folder, cdktf } = await clone();
    const output = await cdktf('deploy', '--auto-approve');
    expect(output).toMatch(/\[VAST-NA\] Launching in \S+ with RTX 3060\.\.\./);
    expect(output).toMatch(/Services ready with \d+ms average latency:/);
    const [rental, ...more] = simulator.world.rentals();
    expect(more).toEqual([]);
    expect(output).toContain(
      `june-stt.default.svc.cluster.local:8001 → ${String(rental?.publicIp)}:${String(rental?.ports['8001/tcp'])}`,
    );
    // Without the lock the offer is chosen anew, and the rented one is no longer on the market: still no change.
    await rm(path.join(folder, 'offers.lock.json'));
    const again = await cdktf('plan');
    expect(again).toContain('[VAST-NA] Selected:');
    expect(again).toContain('No changes.');
    await cdktf('destroy', '--auto-approve');
    expect(simulator.world.rentals()).toEqual([]);
    simulator.assertNoViolations();
  });
});
