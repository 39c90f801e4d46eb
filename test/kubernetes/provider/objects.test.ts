import { ApiClient } from '../../support/kubernetes/provider/client';
import { idOf, idParts, pathOf, poll, step, waitUntilGone } from '../../support/kubernetes/provider/objects';
import { startKubernetesApi } from '../../support/kubernetes';

const signal = new AbortController().signal;

test('ids and paths', () => {
  expect(idParts('gpu/june-stt')).toEqual({ namespace: 'gpu', name: 'june-stt' });
  for (const id of ['june-stt', 'a/b/c', null])
    expect(() => idParts(id)).toThrow('expected "namespace/name"');
  expect(idOf({ metadata: { namespace: 'gpu', name: 'june-stt' } })).toBe('gpu/june-stt');
  expect(idOf({ metadata: { name: 'gpu' } })).toBe('gpu');
  expect(pathOf('services', 'gpu')).toBe('/api/v1/namespaces/gpu/services');
  expect(pathOf('endpointslices', 'gpu', 'a')).toBe(
    '/apis/discovery.k8s.io/v1/namespaces/gpu/endpointslices/a',
  );
});

test('a failed step is titled and keeps its cause', async () => {
  const cause = new Error('boom');
  await expect(step('Failed to read: ', () => Promise.reject(cause))).rejects.toMatchObject({
    message: 'Failed to read: boom',
    cause,
  });
});

describe('poll', () => {
  test('asks ever more slowly until the answer is there', async () => {
    const pauses: number[] = [];
    let asked = 0;
    const sleep = (ms: number): Promise<void> => Promise.resolve(void pauses.push(ms));
    const answer = await poll(60_000, sleep, signal, () =>
      Promise.resolve((asked += 1) === 8 ? 'here' : undefined),
    );
    expect(answer).toBe('here');
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  test('gives up when the time is over', async () => {
    let waited = 0;
    const sleep = (ms: number): Promise<void> => {
      waited += ms;
      return Promise.resolve();
    };
    expect(await poll<string>(3000, sleep, signal, () => Promise.resolve(undefined))).toBeUndefined();
    expect(waited).toBe(3500);
  });
});

test('waiting for an object to go', async () => {
  const api = await startKubernetesApi();
  try {
    const client = new ApiClient({ server: api.url, insecure: false }, '1.11.4');
    const path = '/api/v1/namespaces/kube-node-lease';
    const remove = (): Promise<void> => client.delete(path, signal).then(() => undefined);
    await waitUntilGone(client, path, 'Namespace', 60_000, remove, signal);
    const forever = waitUntilGone(
      client,
      '/api/v1/namespaces/default',
      'Namespace (default)',
      1000,
      () => Promise.resolve(),
      signal,
    );
    await expect(forever).rejects.toThrow('Namespace (default) still exists');
  } finally {
    await api.close();
  }
});
