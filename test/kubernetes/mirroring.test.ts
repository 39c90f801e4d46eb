import { type KubernetesApi, startKubernetesApi } from '../support/kubernetes';

let api: KubernetesApi;

beforeEach(async () => {
  api = await startKubernetesApi();
});
afterEach(() => api.close());

const SERVICES = '/api/v1/namespaces/default/services';
const ENDPOINTS = '/api/v1/namespaces/default/endpoints';

async function call(method: string, path: string, body: unknown): Promise<void> {
  const headers = {
    'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
  };
  const response = await fetch(api.url + path, { method, body: JSON.stringify(body), headers });
  expect(response.ok).toBe(true);
}

const service = { metadata: { name: 'june' }, spec: { ports: [{ name: 'http', port: 80 }] } };
const subset = (ip: string, port: number, key = 'addresses'): object => ({
  [key]: [{ ip }],
  ports: [{ name: 'http', port }],
});
const endpoints = (...subsets: object[]): object => ({
  metadata: { name: 'june', labels: { app: 'june' } },
  subsets,
});

function slices(): unknown[] {
  return api
    .objects('EndpointSlice')
    .map(({ ports, endpoints: list }) => [
      ports.map(({ port }) => port),
      list.map(({ addresses, conditions }) => [addresses?.[0], conditions.ready]),
    ]);
}

test('one slice for each set of ports, with the labels that tie it to the Service', async () => {
  await call('POST', SERVICES, service);
  const list = [
    subset('198.51.100.1', 1),
    subset('198.51.100.2', 1),
    subset('198.51.100.3', 2, 'notReadyAddresses'),
  ];
  await call('POST', ENDPOINTS, endpoints(...list));
  expect(new Set(slices())).toEqual(
    new Set([
      [
        [1],
        [
          ['198.51.100.1', true],
          ['198.51.100.2', true],
        ],
      ],
      [[2], [['198.51.100.3', false]]],
    ]),
  );
  const { name } = service.metadata;
  expect(api.objects('EndpointSlice')[0]?.metadata).toMatchObject({
    name: expect.stringMatching(/^june-[a-z0-9]{5}$/) as string,
    labels: {
      app: 'june',
      'kubernetes.io/service-name': name,
      'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io',
    },
    ownerReferences: [{ kind: 'Endpoints', name }],
  });
});

test('slices follow the Endpoints, and what has not changed keeps its name', async () => {
  await call('POST', SERVICES, service);
  await call('POST', ENDPOINTS, endpoints(subset('198.51.100.1', 1), subset('198.51.100.2', 2)));
  const names = api.objects('EndpointSlice').map(({ metadata }) => metadata.name);
  await call('PATCH', `${ENDPOINTS}/june`, {
    subsets: [subset('198.51.100.1', 1), subset('198.51.100.2', 3)],
  });
  const kept = api.objects('EndpointSlice').filter(({ metadata }) => names.includes(metadata.name));
  expect(kept.map(({ ports }) => ports[0]?.port)).toEqual([1]);
  await call('PATCH', `${ENDPOINTS}/june`, { subsets: [] });
  expect(slices()).toEqual([]);
});

test.each([
  ['without a Service', endpoints(subset('198.51.100.1', 1)), undefined],
  [
    'with a selector',
    endpoints(subset('198.51.100.1', 1)),
    { ...service, spec: { ...service.spec, selector: { a: 'b' } } },
  ],
  [
    'with the label that skips it',
    {
      ...endpoints(subset('198.51.100.1', 1)),
      metadata: { name: 'june', labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
    },
    service,
  ],
])('nothing is mirrored %s', async (_name, object, existing) => {
  if (existing) await call('POST', SERVICES, existing);
  await call('POST', ENDPOINTS, object);
  expect(slices()).toEqual([]);
});

test('a Service that comes later starts the mirroring', async () => {
  await call('POST', ENDPOINTS, endpoints(subset('2001:db8::1', 1)));
  await call('POST', SERVICES, service);
  expect(api.objects('EndpointSlice')).toMatchObject([
    { addressType: 'IPv6', endpoints: [{ addresses: ['2001:db8::1'] }] },
  ]);
});
