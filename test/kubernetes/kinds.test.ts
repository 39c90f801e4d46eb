import { KINDS, parseTarget } from '../support/kubernetes/kinds';

test.each([
  ['/api/v1/namespaces/default/services', { info: KINDS.Service, namespace: 'default' }],
  [
    '/api/v1/namespaces/default/services/june-stt',
    { info: KINDS.Service, namespace: 'default', name: 'june-stt' },
  ],
  ['/api/v1/services', { info: KINDS.Service, namespace: '' }],
  ['/api/v1/namespaces', { info: KINDS.Namespace, namespace: '' }],
  ['/api/v1/namespaces/gpu', { info: KINDS.Namespace, namespace: '', name: 'gpu' }],
  ['/apis/discovery.k8s.io/v1/namespaces/a/endpointslices', { info: KINDS.EndpointSlice, namespace: 'a' }],
  ['/apis/discovery.k8s.io/v1/endpointslices', { info: KINDS.EndpointSlice, namespace: '' }],
])('%s', (path, target) => {
  expect(parseTarget(path)).toEqual(target);
});

test.each([
  '/api/v1/pods',
  '/api/v1/namespaces/default/pods/x',
  '/api/v1/namespaces/default/endpointslices',
  '/api/v1/namespaces/default/services/x/status',
  '/apis/apps/v1/deployments',
  '/apis/discovery.k8s.io/v1/services',
  '/',
])('%s is no kind of ours', (path) => {
  expect(parseTarget(path)).toBeUndefined();
});
