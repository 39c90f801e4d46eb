import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { request } from 'undici';

import { type Simulator, startSimulator } from '../src/simulator';
import {
  installKubernetesProvider,
  type KubernetesApi,
  startKubernetesApi,
} from '../test/support/kubernetes';
import { createSandbox, type Sandbox } from '../test/support/sandbox';
import { type ReportedEndpoints, type ReportedInstance, type ReportedService } from './report';

/** Simulated seconds per real second: a boot of a minute takes a second. */
const TIME_SCALE = 60;

/** The stand-ins that the demo runs against, and the environment that leads the tools to them. */
export interface DemoWorld {
  readonly simulator: Simulator;
  readonly kubernetes: KubernetesApi;
  readonly sandbox: Sandbox;
  /** For `cdktf`, `terraform` and `kubectl`; complete. */
  readonly env: Record<string, string>;
  /** The part of {@link env} that a person needs to use the servers by hand. */
  readonly handles: Readonly<Record<string, string>>;
  /** The account's rentals as the Vast API answers. */
  instances(): Promise<readonly ReportedInstance[]>;
  /** Services and Endpoints as the Kubernetes API answers. */
  services(): Promise<{ services: readonly ReportedService[]; endpoints: readonly ReportedEndpoints[] }>;
  close(): Promise<void>;
}

async function getJson<T>(url: string, headers: Readonly<Record<string, string>> = {}): Promise<T> {
  const answer = await request(url, { headers });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}: ${text}`);
  return JSON.parse(text) as T;
}

/** Starts both servers on free loopback ports and a sandbox beside them. */
export async function openDemoWorld(): Promise<DemoWorld> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const sandbox = await createSandbox('vast-gpu-demo-');
    closers.push(() => sandbox.close());
    const simulator = await startSimulator({ clock: { mode: 'scaled', factor: TIME_SCALE } });
    closers.push(() => simulator.close());
    const kubernetes = await startKubernetesApi();
    closers.push(() => kubernetes.close());
    const kubeconfig = path.join(sandbox.home, 'kubeconfig');
    await writeFile(kubeconfig, kubernetes.kubeconfig());
    await chmod(kubeconfig, 0o600);
    const handles = {
      VAST_API_URL: simulator.url,
      VAST_API_KEY: simulator.apiKey,
      VAST_CONNECT_PROXY: simulator.url,
      VAST_TIME_SCALE: String(TIME_SCALE),
      VAST_LOOKUP: 'missing',
      KUBE_CONFIG_PATH: kubeconfig,
    };
    return {
      simulator,
      kubernetes,
      sandbox,
      handles,
      env: sandbox.env({
        ...handles,
        // One plain line after another in place of a spinner's frames.
        CI: 'true',
        CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
        DISABLE_VERSION_CHECK: '1',
      }),
      instances: async () => {
        const url = `${simulator.url}/api/v1/instances/`;
        const headers = { authorization: `Bearer ${simulator.apiKey}` };
        return (await getJson<{ instances: readonly ReportedInstance[] }>(url, headers)).instances;
      },
      services: async () => {
        const items = async <T>(kind: string): Promise<readonly T[]> =>
          (await getJson<{ items: readonly T[] }>(`${kubernetes.url}/api/v1/${kind}`)).items;
        return {
          services: await items<ReportedService>('services'),
          endpoints: await items<ReportedEndpoints>('endpoints'),
        };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where Terraform looks for providers of the run besides each stack's own folder. */
export async function installKubernetes(world: DemoWorld): Promise<'real' | 'stand-in'> {
  // The caller's environment on purpose: its registry and mirrors say whether the real provider can be had.
  return installKubernetesProvider(path.join(world.sandbox.home, '.terraform.d', 'plugins'), process.env);
}
