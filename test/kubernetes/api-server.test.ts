import { type KubernetesApi, startKubernetesApi } from '../support/kubernetes';

let api: KubernetesApi;

beforeEach(async () => {
  api = await startKubernetesApi({ now: () => new Date('2026-01-02T03:04:05.678Z') });
});
afterEach(() => api.close());

interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown> & { metadata: Record<string, unknown> };
}

async function call(method: string, path: string, body?: unknown, type = 'application/json'): Promise<Reply> {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': type } };
  const response = await fetch(api.url + path, { method, ...init });
  return { status: response.status, body: (await response.json()) as Reply['body'] };
}

const SERVICES = '/api/v1/namespaces/default/services';
const ENDPOINTS = '/api/v1/namespaces/default/endpoints';
const SLICES = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices';
const service = (name: string): unknown => ({
  metadata: { name },
  spec: { ports: [{ name: 'http', port: 8001 }] },
});
const endpoints = (name: string, port = 42352): unknown => ({
  metadata: { name },
  subsets: [{ addresses: [{ ip: '198.51.100.45' }], ports: [{ name: 'http', port }] }],
});
const jsonPatch = (path: string, operations: unknown): Promise<Reply> =>
  call('PATCH', path, operations, 'application/json-patch+json');

describe('objects', () => {
  test('a created Service comes back with everything the server decides', async () => {
    const { status, body } = await call('POST', SERVICES, service('june-stt'));
    expect(status).toBe(201);
    expect(body).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'june-stt',
        namespace: 'default',
        uid: expect.stringMatching(/^[-0-9a-f]{36}$/) as string,
        resourceVersion: expect.stringMatching(/^\d+$/) as string,
        creationTimestamp: '2026-01-02T03:04:05Z',
      },
      spec: {
        type: 'ClusterIP',
        ports: [{ name: 'http', port: 8001, protocol: 'TCP', targetPort: 8001 }],
        clusterIP: '10.96.0.1',
        clusterIPs: ['10.96.0.1'],
        sessionAffinity: 'None',
        internalTrafficPolicy: 'Cluster',
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
      },
      status: { loadBalancer: {} },
    });
    expect((await call('GET', `${SERVICES}/june-stt`)).body).toEqual(body);
    expect(api.objects('Service')).toEqual([body]);
  });

  test('empty subsets are left out, and a patch brings them back', async () => {
    await call('POST', ENDPOINTS, { metadata: { name: 'a' }, subsets: [] });
    expect((await call('GET', `${ENDPOINTS}/a`)).body).not.toHaveProperty('subsets');
    const subsets = [{ addresses: [{ ip: '198.51.100.45' }], ports: [{ name: 'http', port: 1 }] }];
    const patched = await jsonPatch(`${ENDPOINTS}/a`, [{ op: 'replace', path: '/subsets', value: subsets }]);
    expect(patched.body.subsets).toEqual([
      { addresses: [{ ip: '198.51.100.45' }], ports: [{ name: 'http', port: 1, protocol: 'TCP' }] },
    ]);
  });

  test('an EndpointSlice always carries name and protocol of its ports, and counts generations', async () => {
    const slice = { metadata: { name: 's' }, addressType: 'IPv4', endpoints: [], ports: [{ port: 1 }] };
    const made = await call('POST', SLICES, slice);
    expect(made.body).toMatchObject({
      metadata: { generation: 1 },
      ports: [{ name: '', port: 1, protocol: 'TCP' }],
    });
    const value = [{ addresses: ['198.51.100.1'] }];
    const changed = await jsonPatch(`${SLICES}/s`, [{ op: 'replace', path: '/endpoints', value }]);
    expect(changed.body).toMatchObject({
      metadata: { generation: 2 },
      endpoints: [{ addresses: ['198.51.100.1'], conditions: {} }],
    });
  });

  test('a namespace is active at once, and takes its content along when it goes', async () => {
    const made = await call('POST', '/api/v1/namespaces', { metadata: { name: 'gpu' } });
    expect(made.body).toMatchObject({
      metadata: { labels: { 'kubernetes.io/metadata.name': 'gpu' } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
    await call('POST', '/api/v1/namespaces/gpu/services', service('june-stt'));
    expect((await call('GET', '/api/v1/namespaces/gpu/serviceaccounts/default')).status).toBe(200);
    expect((await call('DELETE', '/api/v1/namespaces/gpu')).status).toBe(200);
    expect((await call('GET', '/api/v1/namespaces/gpu')).status).toBe(404);
    expect(api.objects('Service')).toEqual([]);
  });

  test('deleting a Service deletes the Endpoints of its name and no other object', async () => {
    for (const name of ['june-stt', 'june-tts']) {
      await call('POST', SERVICES, service(name));
      await call('POST', ENDPOINTS, endpoints(name));
    }
    const own = {
      metadata: { name: 'own', labels: { 'kubernetes.io/service-name': 'june-stt' } },
      addressType: 'IPv4',
    };
    await call('POST', SLICES, own);
    await call('DELETE', `${SERVICES}/june-stt`, { propagationPolicy: 'Background' });
    expect(api.objects('Endpoints').map(({ metadata }) => metadata.name)).toEqual(['june-tts']);
    expect(api.objects('EndpointSlice').map(({ metadata }) => metadata.name)).toContain('own');
  });

  test('names can be generated', async () => {
    const { body } = await call('POST', SERVICES, {
      metadata: { generateName: 'june-' },
      spec: { ports: [{ port: 1 }] },
    });
    expect(body.metadata.name).toMatch(/^june-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  test('a dry run answers but stores nothing', async () => {
    expect((await call('POST', `${SERVICES}?dryRun=All`, service('june-stt'))).status).toBe(201);
    expect(api.objects('Service')).toEqual([]);
    await call('POST', SERVICES, service('june-stt'));
    await call('DELETE', `${SERVICES}/june-stt?dryRun=All`);
    expect(api.objects('Service')).toHaveLength(1);
  });

  test('a patch that changes nothing keeps the resource version', async () => {
    const { body } = await call('POST', SERVICES, service('june-stt'));
    const empty = await jsonPatch(`${SERVICES}/june-stt`, []);
    expect(empty.status).toBe(200);
    expect(empty.body).toEqual(body);
  });

  test('a write with an old resource version is a conflict', async () => {
    const { body } = await call('POST', SERVICES, service('june-stt'));
    const labelled = { ...body, metadata: { ...body.metadata, labels: { a: 'b' } } };
    expect((await call('PUT', `${SERVICES}/june-stt`, labelled)).status).toBe(200);
    expect(await call('PUT', `${SERVICES}/june-stt`, labelled)).toMatchObject({
      status: 409,
      body: { reason: 'Conflict' },
    });
  });
});

describe('lists', () => {
  test('cover one namespace or all, and honour selectors', async () => {
    await call('POST', '/api/v1/namespaces', { metadata: { name: 'gpu' } });
    await call('POST', SERVICES, {
      ...(service('a') as object),
      metadata: { name: 'a', labels: { app: 'june' } },
    });
    await call('POST', '/api/v1/namespaces/gpu/services', service('b'));
    const names = async (path: string): Promise<unknown[]> => {
      const { items } = (await call('GET', path)).body as unknown as { items: Reply['body'][] };
      return items.map(({ metadata }) => metadata.name);
    };
    expect(await names(SERVICES)).toEqual(['a']);
    expect(await names('/api/v1/services')).toEqual(['a', 'b']);
    expect(await names('/api/v1/services?labelSelector=app%3Djune')).toEqual(['a']);
    expect(await names('/api/v1/services?labelSelector=app%21%3Djune')).toEqual(['b']);
    expect(await names('/api/v1/services?fieldSelector=metadata.name%3Db')).toEqual(['b']);
    expect(api.objects('Service', 'gpu').map(({ metadata }) => metadata.name)).toEqual(['b']);
  });
});

describe('refusals', () => {
  test.each([
    ['GET', `${SERVICES}/x`, undefined, 404, 'NotFound', 'services "x" not found'],
    ['DELETE', `${SLICES}/x`, undefined, 404, 'NotFound', 'endpointslices.discovery.k8s.io "x" not found'],
    ['POST', '/api/v1/namespaces/no/services', service('x'), 404, 'NotFound', 'namespaces "no" not found'],
    ['GET', '/api/v1/namespaces/default/pods', undefined, 404, 'NotFound', 'the server could not find'],
    [
      'POST',
      '/api/v1/namespaces',
      { metadata: { name: 'default' } },
      409,
      'AlreadyExists',
      'namespaces "default" already exists',
    ],
    [
      'POST',
      SERVICES,
      service('June_stt'),
      422,
      'Invalid',
      'Service "June_stt" is invalid: metadata.name: Invalid value: "June_stt": a DNS-1035 label',
    ],
    ['POST', SERVICES, { spec: {} }, 422, 'Invalid', 'name or generateName is required'],
    [
      'POST',
      SERVICES,
      { metadata: { name: 'x', namespace: 'gpu' } },
      400,
      'BadRequest',
      'does not match the namespace',
    ],
    [
      'POST',
      ENDPOINTS,
      endpoints('x', '80' as unknown as number),
      400,
      'BadRequest',
      'subsets.0.ports.0.port',
    ],
    ['POST', ENDPOINTS, { ...(endpoints('x') as object), kind: 'Service' }, 400, 'BadRequest', 'kind'],
    [
      'POST',
      ENDPOINTS,
      endpoints('x', 70000),
      422,
      'Invalid',
      'subsets[0].ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive',
    ],
    [
      'DELETE',
      '/api/v1/namespaces/default',
      undefined,
      403,
      'Forbidden',
      'this namespace may not be deleted',
    ],
    ['DELETE', SERVICES, undefined, 405, 'MethodNotAllowed', 'does not allow this method'],
    ['GET', `${SERVICES}?watch=true`, undefined, 405, 'MethodNotAllowed', 'does not allow this method'],
    [
      'GET',
      `${SERVICES}?labelSelector=a+in+(b)`,
      undefined,
      400,
      'BadRequest',
      'unable to parse requirement',
    ],
  ])('%s %s is refused', async (method, path, body, code, reason, message) => {
    const reply = await call(method, path, body);
    expect(reply.status).toBe(code);
    expect(reply.body).toMatchObject({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason });
    expect(reply.body.message).toContain(message);
  });

  test('bodies in another media type are refused', async () => {
    const protobuf = await call('POST', SERVICES, service('x'), 'application/vnd.kubernetes.protobuf');
    expect(protobuf).toMatchObject({ status: 415, body: { reason: 'UnsupportedMediaType' } });
    const response = await fetch(api.url + SERVICES, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(400);
  });

  test('a name cannot be changed by a patch', async () => {
    await call('POST', SERVICES, service('x'));
    const reply = await jsonPatch(`${SERVICES}/x`, [{ op: 'replace', path: '/metadata/name', value: 'y' }]);
    expect(reply).toMatchObject({ status: 400, body: { reason: 'BadRequest' } });
  });
});

test('every request is logged with method, path, query, body and status', async () => {
  await call('POST', `${SERVICES}?dryRun=All`, service('x'));
  expect(api.requests).toEqual([
    {
      method: 'POST',
      path: SERVICES,
      query: { dryRun: 'All' },
      contentType: 'application/json',
      userAgent: expect.any(String) as string,
      body: service('x'),
      status: 201,
    },
  ]);
});
