import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type KubernetesApi, startKubernetesApi } from '../../support/kubernetes';
import { type Finished, terraformRun } from '../../support/kubernetes/terraform-run';

/** An address and port behind a Service. */
export interface Target {
  readonly ip: string;
  readonly port: number;
}

export const FIRST: Target = { ip: '198.51.100.45', port: 42352 };
export const SECOND: Target = { ip: '203.0.113.9', port: 33001 };
export const SERVICES = '/api/v1/namespaces/default/services';
export const ENDPOINTS = '/api/v1/namespaces/default/endpoints';

/** A cluster and a Terraform folder that talks to it. */
export interface World {
  readonly api: KubernetesApi;
  /** Runs `terraform` as it is. */
  terraform(...args: readonly string[]): Promise<Finished>;
  /** Writes the configuration and applies it. */
  apply(configuration: string): Promise<Finished>;
  /** Plans. Code 0: nothing to do, 1: error, 2: changes. */
  plan(): Promise<Finished>;
  /** Changes the cluster behind Terraform's back; a PATCH is a JSON patch. */
  behindTheBack(method: string, path: string, body?: unknown): Promise<Response>;
  /** All requests but reads, as `METHOD PATH STATUS`. */
  writes(): string[];
  /** What the Endpoints in `default` point at. */
  served(): Target[];
  end(): Promise<void>;
}

/** Starts both; the kubeconfig is given by KUBE_CONFIG_PATH, and a KUBECONFIG that leads nowhere is to be ignored. */
export async function startWorld(): Promise<World> {
  const api = await startKubernetesApi();
  const run = await terraformRun({ KUBE_CONFIG_PATH: 'kubeconfig', KUBECONFIG: '/nowhere' });
  await writeFile(join(run.folder, 'kubeconfig'), api.kubeconfig());
  return {
    api,
    terraform: (...args) => run.run(...args),
    async apply(configuration) {
      await run.write(configuration);
      return run.run('apply', '-auto-approve', '-input=false', '-no-color');
    },
    plan: () => run.run('plan', '-detailed-exitcode', '-input=false', '-no-color'),
    behindTheBack(method, path, body) {
      const type = method === 'PATCH' ? 'application/json-patch+json' : 'application/json';
      const init =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': type } };
      return fetch(api.url + path, { method, ...init });
    },
    writes: () =>
      api.requests
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path, status }) => `${method} ${path} ${status}`),
    served() {
      const subsets = api.objects('Endpoints', 'default').flatMap((endpoints) => endpoints.subsets ?? []);
      return subsets.map(({ addresses, ports }) => ({
        ip: addresses?.[0]?.ip ?? '',
        port: ports?.[0]?.port ?? 0,
      }));
    },
    async end() {
      await api.close();
      await run.remove();
    },
  };
}

/** A Service and Endpoints whose subsets follow a list, as `VastService` writes them. */
export function wired(targets: readonly Target[], name = 'june-stt'): string {
  const list = targets.map(({ ip, port }) => `{ ip = "${ip}", port = ${port} }`);
  return `
resource "kubernetes_service_v1" "june" {
  metadata {
    name = "${name}"
  }
  spec {
    port {
      name = "http"
      port = 8001
    }
  }
}

resource "kubernetes_endpoints_v1" "june" {
  metadata {
    name = kubernetes_service_v1.june.metadata[0].name
  }
  dynamic "subset" {
    for_each = [${list.join(', ')}]
    content {
      address {
        ip = subset.value.ip
      }
      port {
        name = "http"
        port = subset.value.port
      }
    }
  }
}
`;
}
