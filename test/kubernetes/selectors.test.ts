import { KINDS } from '../support/kubernetes/kinds';
import { selection } from '../support/kubernetes/selectors';
import { decodeObject } from '../support/kubernetes/shapes';

const object = decodeObject(KINDS.Endpoints, {
  metadata: { name: 'x', namespace: 'gpu', labels: { app: 'june', 'a/b': '' } },
});

test.each([
  ['', true],
  ['app=june', true],
  ['app==june', true],
  ['app!=june', false],
  ['tier!=gpu', true],
  ['app', true],
  ['!app', false],
  ['!tier', true],
  ['a/b=', true],
  ['app=june,tier', false],
])('label selector %j', (labelSelector, expected) => {
  expect(selection(new URLSearchParams({ labelSelector }))(object)).toBe(expected);
});

test.each([
  ['metadata.name=x', true],
  ['metadata.name==x,metadata.namespace=gpu', true],
  ['metadata.namespace=default', false],
])('field selector %j', (fieldSelector, expected) => {
  expect(selection(new URLSearchParams({ fieldSelector }))(object)).toBe(expected);
});

test.each([{ labelSelector: 'app in (june)' }, { fieldSelector: 'spec.type=ClusterIP' }])(
  '%j is refused',
  (query) => {
    expect(() => selection(new URLSearchParams(query))).toThrow(/requirement|not supported/);
  },
);
