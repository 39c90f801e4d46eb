import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type KubernetesApi, startKubernetesApi } from '../support/kubernetes';
import { type Finished, type TerraformRun, terraformRun } from '../support/kubernetes/terraform-run';

jest.setTimeout(120_000);

let api: KubernetesApi;
let run: TerraformRun;

beforeEach(async () => {
  api = await startKubernetesApi();
  run = await terraformRun({ KUBE_CONFIG_PATH: 'kubeconfig', KUBECONFIG: '/nowhere' });
  await writeFile(join(run.folder, 'kubeconfig'), api.kubeconfig());
});
afterEach(async () => {
  await api.close();
  await run.remove();
});

interface Target {
  readonly ip: string;
  readonly port: number;
}

const FIRST = { ip: '198.51.100.45', port: 42352 };
const SECOND = { ip: '203.0.113.9', port: 33001 };
const SERVICES = '/api/v1/namespaces/default/services';
const ENDPOINTS = '/api/v1/namespaces/default/endpoints';

/** A Service and Endpoints whose subsets follow a list, as `VastService` writes them. */
function wired(targets: readonly Target[], name = 'june-stt'): string {
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

const apply = async (configuration: string): Promise<Finished> => {
  await run.write(configuration);
  return run.run('apply', '-auto-approve', '-input=false', '-no-color');
};
/** 0: nothing to do, 1: error, 2: changes. */
const plan = (): Promise<Finished> => run.run('plan', '-detailed-exitcode', '-input=false', '-no-color');
const writes = (): string[] =>
  api.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, status }) => `${method} ${path} ${status}`);

function behindTheBack(method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { 'content-type': method === 'PATCH' ? 'application/json-patch+json' : 'application/json' };
  return fetch(api.url + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers }),
  });
}

function served(): Target[] {
  const subsets = api.objects('Endpoints', 'default').flatMap((endpoints) => endpoints.subsets ?? []);
  return subsets.map(({ addresses, ports }) => ({
    ip: addresses?.[0]?.ip ?? '',
    port: ports?.[0]?.port ?? 0,
  }));
}

test('create, change in place, scale to zero and back, destroy', async () => {
  const created = await apply(wired([FIRST]));
  expect(created.text).toContain('Apply complete! Resources: 2 added, 0 changed, 0 destroyed.');
  expect(served()).toEqual([FIRST]);
  expect(writes()).toEqual([`POST ${SERVICES} 201`, `POST ${ENDPOINTS} 201`]);
  expect(await plan()).toMatchObject({ code: 0 });

  api.requests.length = 0;
  const moved = await apply(wired([{ ...FIRST, port: 42999 }]));
  expect(moved.text).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
  expect(writes()).toEqual([`PATCH ${ENDPOINTS}/june-stt 200`]);
  expect(served()).toEqual([{ ...FIRST, port: 42999 }]);
  expect(await plan()).toMatchObject({ code: 0 });

  expect((await apply(wired([]))).text).toContain('1 changed');
  expect(served()).toEqual([]);
  expect(await plan()).toMatchObject({ code: 0 });

  expect((await apply(wired([SECOND, FIRST]))).text).toContain('1 changed');
  expect(new Set(served())).toEqual(new Set([FIRST, SECOND]));
  expect(await plan()).toMatchObject({ code: 0 });

  api.requests.length = 0;
  const destroyed = await run.run('destroy', '-auto-approve', '-input=false', '-no-color');
  expect(destroyed.text).toContain('Destroy complete! Resources: 2 destroyed.');
  expect(writes()).toEqual([`DELETE ${ENDPOINTS}/june-stt 200`, `DELETE ${SERVICES}/june-stt 200`]);
  expect(api.objects('EndpointSlice')).toEqual([]);
});

test('what was changed or deleted by hand is put right', async () => {
  await apply(wired([FIRST]));
  await behindTheBack('PATCH', `${ENDPOINTS}/june-stt`, [
    { op: 'replace', path: '/subsets/0/ports/0/port', value: 7 },
  ]);
  const drift = await plan();
  expect(drift.code).toBe(2);
  expect(drift.text).toContain('# kubernetes_endpoints_v1.june will be updated in-place');
  await apply(wired([FIRST]));
  expect(served()).toEqual([FIRST]);

  await behindTheBack('DELETE', `${ENDPOINTS}/june-stt`);
  expect((await apply(wired([FIRST]))).text).toContain('1 added, 0 changed, 0 destroyed');

  await behindTheBack('DELETE', `${SERVICES}/june-stt`);
  expect((await apply(wired([FIRST]))).text).toContain('2 added, 0 changed, 0 destroyed');
  expect(served()).toEqual([FIRST]);
});

test('another name replaces both, and what is not known yet can be planned', async () => {
  await apply(wired([FIRST]));
  const renamed = await apply(wired([FIRST], 'june-tts'));
  expect(renamed.text).toMatch(/name += "june-stt" -> "june-tts" # forces replacement/);
  expect(api.objects('Service').map(({ metadata }) => metadata.name)).toEqual(['june-tts']);

  const later = wired([FIRST], 'june-tts').replace('[{', '[for one in terraform_data.later.output : one]\n#');
  const unknown = await apply(`${later}
resource "terraform_data" "later" {
  input = [{ ip = "${SECOND.ip}", port = ${SECOND.port} }]
}
output "address" {
  value = "\${kubernetes_service_v1.june.metadata[0].name}.\${kubernetes_service_v1.june.metadata[0].namespace}"
}
`);
  expect(unknown.text).toContain('address = "june-tts.default"');
  expect(served()).toEqual([SECOND]);
  expect(await plan()).toMatchObject({ code: 0 });
});

test('import takes over what exists, and changes nothing on the server', async () => {
  await behindTheBack('POST', SERVICES, {
    metadata: { name: 'june-stt' },
    spec: { ports: [{ name: 'http', port: 8001 }] },
  });
  const subsets = [{ addresses: [{ ip: FIRST.ip }], ports: [{ name: 'http', port: FIRST.port }] }];
  await behindTheBack('POST', ENDPOINTS, { metadata: { name: 'june-stt' }, subsets });
  const before = [...api.objects('Service'), ...api.objects('Endpoints')];
  const imports = ['service', 'endpoints'].map(
    (kind) => `import {\n  to = kubernetes_${kind}_v1.june\n  id = "default/june-stt"\n}\n`,
  );
  const imported = await apply(wired([FIRST]) + imports.join(''));
  // wait_for_load_balancer is not stored on the server, so the real provider updates the Service in place too.
  expect(imported.text).toContain('Plan: 2 to import, 0 to add, 1 to change, 0 to destroy.');
  expect([...api.objects('Service'), ...api.objects('Endpoints')]).toEqual(before);
  expect(await plan()).toMatchObject({ code: 0 });

  const wrong = await run.run('import', '-no-color', 'kubernetes_endpoints_v1.other', 'june-stt');
  expect(wrong).toMatchObject({ code: 1 });
});

test('refusals become diagnostics, of the plan or of the server', async () => {
  const service = (id: string, name: string, port: number): string => `
resource "kubernetes_service_v1" "${id}" {
  metadata {
    name = "${name}"
  }
  spec {
    port {
      port = ${port}
    }
  }
}
`;
  const loopback = wired([{ ip: '127.0.0.1', port: 1 }], 'x')
    .replaceAll('"june"', '"other"')
    .replaceAll('.june', '.other');
  const errors = async (...parts: string[]): Promise<string> => {
    const { code, text } = await apply(parts.join(''));
    expect(code).toBe(1);
    return text.replaceAll(/\s+/g, ' ');
  };
  await behindTheBack('POST', SERVICES, { metadata: { name: 'june-stt' }, spec: { ports: [{ port: 80 }] } });

  const planned = await errors(service('a', 'June_stt', 80), service('b', 'x', 70000));
  expect(planned).toContain('metadata[0].name must be a lowercase RFC 1123 subdomain');
  expect(planned).toContain('spec[0].port[0].port must be from 1 to 65535, not 70000.');
  expect(writes()).toEqual([`POST ${SERVICES} 201`]);

  const applied = await errors(service('a', 'june-stt', 80), service('b', '1june', 80), loopback);
  expect(applied).toContain('Error: services "june-stt" already exists with kubernetes_service_v1.a,');
  expect(applied).toContain(
    'Error: Service "1june" is invalid: metadata.name: Invalid value: "1june": a DNS-1035 label',
  );
  expect(applied).toContain(
    'Error: Failed to create endpoints because: Endpoints "x" is invalid: subsets[0].addresses[0].ip: Invalid value: "127.0.0.1": may not be in the loopback range',
  );
});

test('slices and namespaces', async () => {
  const configuration = (port: number): string => `
resource "kubernetes_namespace_v1" "gpu" {
  metadata {
    name   = "gpu"
    labels = { team = "june" }
  }
}

resource "kubernetes_endpoint_slice_v1" "own" {
  metadata {
    name      = "june-stt-a"
    namespace = kubernetes_namespace_v1.gpu.metadata[0].name
    labels    = { "kubernetes.io/service-name" = "june-stt" }
  }
  address_type = "IPv4"
  endpoint {
    addresses = ["${FIRST.ip}"]
    condition {
      ready   = true
      serving = true
    }
  }
  port {
    name         = "http"
    port         = ${port}
    app_protocol = "http"
  }
}
`;
  expect((await apply(configuration(1))).text).toContain('2 added');
  expect(await plan()).toMatchObject({ code: 0 });
  expect((await apply(configuration(2))).text).toContain('0 added, 1 changed, 0 destroyed');
  expect(api.objects('EndpointSlice')[0]?.ports[0]?.port).toBe(2);
  expect(await plan()).toMatchObject({ code: 0 });

  // Unlike the others, a slice that is gone makes the plan fail (kubernetes.md 1.5).
  await behindTheBack('DELETE', '/apis/discovery.k8s.io/v1/namespaces/gpu/endpointslices/june-stt-a');
  const broken = await plan();
  expect(broken.code).toBe(1);
  expect(broken.text).toContain('endpointslices.discovery.k8s.io "june-stt-a" not found');

  await run.run('state', 'rm', 'kubernetes_endpoint_slice_v1.own');
  expect((await run.run('destroy', '-auto-approve', '-no-color')).text).toContain(
    'Destroy complete! Resources: 1 destroyed.',
  );
  expect(api.objects('Namespace').map(({ metadata }) => metadata.name)).not.toContain('gpu');
});

test('a Service changes its type and settings in place', async () => {
  const service = (spec: string): string => `
resource "kubernetes_service_v1" "june" {
  metadata {
    name = "june-stt"
  }
  spec {
    port {
      name = "http"
      port = 8001
    }
    ${spec}
  }
}
output "node_port" {
  value = kubernetes_service_v1.june.spec[0].port[0].node_port
}
`;
  await apply(service(''));
  const steps: readonly (readonly [string, object])[] = [
    [
      'type = "NodePort"',
      { type: 'NodePort', ports: [{ nodePort: 30000 }], externalTrafficPolicy: 'Cluster' },
    ],
    ['', { type: 'ClusterIP' }],
    ['session_affinity = "ClientIP"', { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } } }],
    [
      'publish_not_ready_addresses = true\nselector = { app = "june" }',
      { publishNotReadyAddresses: true, selector: { app: 'june' } },
    ],
    ['', { sessionAffinity: 'None' }],
  ];
  for (const [spec, expected] of steps) {
    expect((await apply(service(spec))).text).toContain('0 added, 1 changed, 0 destroyed');
    expect(api.objects('Service')[0]?.spec).toMatchObject(expected);
    expect([spec, (await plan()).code]).toEqual([spec, 0]);
  }
});
