import { metadataPatch, sentMetadata, storedMetadata } from '../../support/kubernetes/provider/metadata';

const nothing = { labels: [], annotations: [] };
const own = (labels: Record<string, string> | null, annotations: Record<string, string> | null = null) => ({
  labels,
  annotations,
});

test('labels of the cluster itself stay out of the state, unless the configuration has them', () => {
  const labels = {
    app: 'a',
    'kubernetes.io/service-name': 'x',
    'endpointslice.kubernetes.io/managed-by': 'me',
    'app.kubernetes.io/name': 'n',
    'service.beta.kubernetes.io/x': 'y',
  };
  const stored = storedMetadata({ name: 'x', labels }, own({ 'kubernetes.io/service-name': 'x' }), nothing);
  expect(stored.labels).toEqual({
    app: 'a',
    'kubernetes.io/service-name': 'x',
    'app.kubernetes.io/name': 'n',
    'service.beta.kubernetes.io/x': 'y',
  });
});

test('ignored labels and annotations stay out of the state, unless the configuration has them', () => {
  const remote = { name: 'x', labels: { 'team/a': '1', 'team/b': '2' }, annotations: { note: 'x' } };
  const stored = storedMetadata(remote, own({ 'team/b': '2' }), { labels: [/^team/], annotations: [/note/] });
  expect(stored).toMatchObject({ labels: { 'team/b': '2' }, annotations: null });
});

test('metadata that is sent leaves out what is empty or not known', () => {
  const planned = { annotations: {}, generate_name: null, labels: { a: 'b' }, name: 'x', namespace: 'gpu' };
  expect(JSON.parse(JSON.stringify(sentMetadata(planned)))).toEqual({
    name: 'x',
    namespace: 'gpu',
    labels: { a: 'b' },
    creationTimestamp: null,
  });
});

test.each([
  [own(null), own(null), []],
  [own({ a: '1' }), own({ a: '1' }), []],
  [own(null), own({ a: '1' }), [{ op: 'add', path: '/metadata/labels', value: { a: '1' } }]],
  [own({}), own(null, { n: '1' }), [{ op: 'add', path: '/metadata/annotations', value: { n: '1' } }]],
  [own({ a: '1' }), own(null), [{ op: 'remove', path: '/metadata/labels/a' }]],
  [
    own({ 'x.io/a': '1', b: '1', c: '1' }),
    own({ 'x.io/a': '2', c: '1', 'd~': '1' }),
    [
      { op: 'remove', path: '/metadata/labels/b' },
      { op: 'replace', path: '/metadata/labels/x.io~1a', value: '2' },
      { op: 'add', path: '/metadata/labels/d~0', value: '1' },
    ],
  ],
])('patch from %j to %j', (prior, planned, operations) => {
  expect(metadataPatch(prior, planned)).toEqual(operations);
});
