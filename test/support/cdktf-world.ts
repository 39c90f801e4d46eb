import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator';
import { API_KEY, CLOCK, TIME_SCALE } from './acceptance-world';
import { writeAppProject } from './app-folder';
import { installStandInProvider, type KubernetesApi, startKubernetesApi } from './kubernetes';
import { run, runOk, type RunResult } from './run';
import { createSandbox, type Sandbox } from './sandbox';

/** The simulator, the in-memory cluster and the real `cdktf` on the checkout's own app. */
export interface CdktfWorld {
  readonly simulator: Simulator;
  readonly kubernetes: KubernetesApi;
  readonly sandbox: Sandbox;
  readonly env: Record<string, string>;
  /** Runs `cdktf` in the app's folder; throws with its output when it fails. */
  cdktfOk(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<RunResult>;
  /** Runs `cdktf` and returns whatever came of it. */
  cdktf(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<RunResult>;
  /** Where the Endpoints of a Service lead: `ip:port`. */
  targetsOf(service: string): readonly string[];
  close(): Promise<void>;
}

/** Opens a world; time in the simulator moves with each request only. */
export async function openCdktfWorld(options: SimulatorOptions = {}): Promise<CdktfWorld> {
  const sandbox = await createSandbox('vast-gpu-cdktf-');
  const simulator = await startSimulator({
    apiKey: API_KEY,
    rateLimits: 'off',
    clock: CLOCK,
    ...options,
  });
  const kubernetes = await startKubernetesApi();
  const kubeconfig = path.join(sandbox.home, 'kubeconfig');
  await writeFile(kubeconfig, kubernetes.kubeconfig());
  await chmod(kubeconfig, 0o600);
  await installStandInProvider(path.join(sandbox.home, '.terraform.d', 'plugins'));

  await writeAppProject(sandbox.dir);

  const env = sandbox.env({
    VAST_API_URL: simulator.url,
    VAST_API_KEY: API_KEY,
    VAST_CONNECT_PROXY: simulator.url,
    VAST_TIME_SCALE: String(TIME_SCALE),
    VAST_LOOKUP: 'missing',
    KUBE_CONFIG_PATH: kubeconfig,
    CI: 'true',
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
  });
  const bin = require.resolve('cdktf-cli/bundle/bin/cdktf');
  const options_ = (own: Readonly<Record<string, string>> = env) => ({ cwd: sandbox.dir, env: own });
  return {
    simulator,
    kubernetes,
    sandbox,
    env,
    cdktf: (args, own) => run(process.execPath, [bin, ...args, '--no-color'], options_(own)),
    cdktfOk: (args, own) => runOk(process.execPath, [bin, ...args, '--no-color'], options_(own)),
    targetsOf: (service) =>
      kubernetes
        .objects('Endpoints')
        .filter((endpoints) => endpoints.metadata.name === service)
        .flatMap((endpoints) => endpoints.subsets ?? [])
        .flatMap((subset) =>
          (subset.addresses ?? []).flatMap(({ ip }) =>
            (subset.ports ?? []).map(({ port }) => `${String(ip)}:${String(port)}`),
          ),
        ),
    close: async () => {
      await kubernetes.close();
      await simulator.close();
      await sandbox.close();
    },
  };
}
