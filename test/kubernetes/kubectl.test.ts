import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { type KubernetesApi, startKubernetesApi } from '../support/kubernetes';

const run = promisify(execFile);

let api: KubernetesApi;
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kubectl-'));
  api = await startKubernetesApi();
  await writeFile(join(home, 'config'), api.kubeconfig());
});
afterAll(async () => {
  await api.close();
  await rm(home, { recursive: true });
});

async function kubectl(...args: string[]): Promise<string> {
  const env = { PATH: process.env.PATH, HOME: home, KUBECONFIG: join(home, 'config') };
  return (await run('kubectl', args, { env })).stdout;
}

async function create(object: object): Promise<void> {
  const file = join(home, 'object.json');
  await writeFile(file, JSON.stringify(object));
  await kubectl('create', '--validate=false', '-f', file);
}

beforeAll(async () => {
  await create({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'june-stt', labels: { app: 'june' } },
    spec: { ports: [{ name: 'http', port: 8001 }] },
  });
  await create({
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'june-stt' },
    subsets: [{ addresses: [{ ip: '198.51.100.45' }], ports: [{ name: 'http', port: 42352 }] }],
  });
});

test('get prints the columns of a real server', async () => {
  expect(await kubectl('get', 'svc')).toMatch(
    /^NAME +TYPE +CLUSTER-IP +EXTERNAL-IP +PORT\(S\) +AGE\njune-stt +ClusterIP +10\.96\.0\.1 +<none> +8001\/TCP +\d+s\n$/,
  );
  expect(await kubectl('get', 'endpoints', 'june-stt')).toMatch(
    /^NAME +ENDPOINTS +AGE\njune-stt +198\.51\.100\.45:42352 +\d+s\n$/,
  );
  expect(await kubectl('get', 'endpointslices', '-o', 'wide')).toMatch(/IPv4 +42352 +198\.51\.100\.45 /);
  expect(await kubectl('get', 'ns')).toMatch(/\ndefault +Active +\d+s\n/);
});

test('get selects and prints in other forms', async () => {
  expect(await kubectl('get', 'svc', '-l', 'app=june', '-o', 'name')).toBe('service/june-stt\n');
  expect(await kubectl('get', 'svc', 'june-stt', '-o', 'jsonpath={.spec.ports[0].targetPort}')).toBe('8001');
  expect(await kubectl('get', 'endpoints', 'june-stt', '-o', 'yaml')).toContain('port: 42352');
  expect(await kubectl('get', 'svc', '-A')).toMatch(/\ndefault +june-stt /);
});

test('describe shows the endpoints behind a Service', async () => {
  const text = await kubectl('describe', 'svc', 'june-stt');
  expect(text).toMatch(/Endpoints: +198\.51\.100\.45:42352/);
  expect(text).toMatch(/Selector: +<none>/);
  expect(await kubectl('describe', 'endpoints', 'june-stt')).toMatch(/http +42352 +TCP/);
});

test('patch in all three forms, label and annotate', async () => {
  const ports = '{"spec":{"ports":[{"port":8001,"appProtocol":"http"}]}}';
  await kubectl('patch', 'svc', 'june-stt', '-p', ports);
  await kubectl('patch', 'svc', 'june-stt', '--type=merge', '-p', '{"metadata":{"labels":{"app":null}}}');
  await kubectl('label', 'svc', 'june-stt', 'tier=gpu');
  await kubectl('annotate', 'svc', 'june-stt', 'example.com/note=x');
  const operation = [{ op: 'replace', path: '/subsets/0/ports/0/port', value: 42999 }];
  await kubectl('patch', 'endpoints', 'june-stt', '--type=json', '-p', JSON.stringify(operation));
  expect(api.objects('Service')[0]).toMatchObject({
    metadata: { labels: { tier: 'gpu' }, annotations: { 'example.com/note': 'x' } },
    spec: { ports: [{ name: 'http', port: 8001, appProtocol: 'http' }] },
  });
  expect(api.objects('Endpoints')[0]?.subsets?.[0]?.ports?.[0]?.port).toBe(42999);
});

test('errors read as those of a real server', async () => {
  await expect(kubectl('get', 'svc', 'nope')).rejects.toThrow(
    'Error from server (NotFound): services "nope" not found',
  );
  const operation = '[{"op":"replace","path":"/subsets/0/ports/0/port","value":0}]';
  await expect(kubectl('patch', 'endpoints', 'june-stt', '--type=json', '-p', operation)).rejects.toThrow(
    'The Endpoints "june-stt" is invalid: subsets[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
  );
});

test('delete waits until the object is gone', async () => {
  await create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'gpu' } });
  expect(await kubectl('delete', 'ns', 'gpu')).toContain('namespace "gpu" deleted');
  expect(await kubectl('delete', 'endpoints', 'june-stt')).toContain('"june-stt" deleted');
  expect(api.objects('Endpoints')).toEqual([]);
  expect(api.objects('EndpointSlice')).toEqual([]);
});
