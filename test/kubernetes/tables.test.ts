import type { KubernetesObject } from '../support/kubernetes';
import { KINDS } from '../support/kubernetes/kinds';
import { decodeObject } from '../support/kubernetes/shapes';
import { age, table } from '../support/kubernetes/tables';

const now = new Date('2026-01-01T01:00:00Z');

function row(kind: KubernetesObject['kind'], body: object): unknown {
  const metadata = { name: 'x', creationTimestamp: '2026-01-01T00:00:00Z' };
  const object = decodeObject(KINDS[kind], { metadata, ...body });
  return (table(kind, [object], '1', now) as { rows: { cells: unknown }[] }).rows[0]?.cells;
}

test.each([
  [0, '0s'],
  [119, '119s'],
  [120, '2m'],
  [312, '5m12s'],
  [47 * 60, '47m'],
  [3 * 3600 + 600, '3h10m'],
  [9 * 3600, '9h'],
  [72 * 3600, '3d'],
  [-5, '0s'],
])('an age of %d seconds is %s', (seconds, text) => {
  expect(age(new Date(now.getTime() - seconds * 1000), now)).toBe(text);
});

test('cells of each kind', () => {
  const ports = [
    { port: 80, nodePort: 30080, protocol: 'TCP' },
    { port: 81, protocol: 'UDP' },
  ];
  expect(
    row('Service', { spec: { type: 'NodePort', clusterIP: '10.96.0.1', ports, selector: { a: 'b' } } }),
  ).toEqual(['x', 'NodePort', '10.96.0.1', '<none>', '80:30080/TCP,81/UDP', '60m', 'a=b']);
  expect(row('Service', { spec: { type: 'ExternalName', externalName: 'a.b' } })).toEqual([
    'x',
    'ExternalName',
    '<none>',
    'a.b',
    '<none>',
    '60m',
    '<none>',
  ]);
  expect(row('Service', { spec: { type: 'LoadBalancer', clusterIP: '10.96.0.1' } })).toContain('<pending>');
  const addresses = ['198.51.100.1', '2001:db8::1'].map((ip) => ({ ip }));
  const subsets = [{ addresses, ports: [{ port: 1 }, { port: 2 }] }];
  expect(row('Endpoints', { subsets })).toEqual([
    'x',
    '198.51.100.1:1,[2001:db8::1]:1,198.51.100.1:2 + 1 more...',
    '60m',
  ]);
  expect(row('Endpoints', {})).toEqual(['x', '<none>', '60m']);
  const slice = {
    addressType: 'IPv4',
    endpoints: [{ addresses: ['198.51.100.1'] }],
    ports: [{ port: 1 }, {}],
  };
  expect(row('EndpointSlice', slice)).toEqual(['x', 'IPv4', '1,*', '198.51.100.1', '60m']);
  expect(row('EndpointSlice', {})).toEqual(['x', '', '<unset>', '<unset>', '60m']);
  expect(row('Namespace', { status: { phase: 'Active' } })).toEqual(['x', 'Active', '60m']);
});

test('an empty table still has its columns', () => {
  expect(table('Endpoints', [], '7', now)).toMatchObject({
    kind: 'Table',
    metadata: { resourceVersion: '7' },
    columnDefinitions: [{ name: 'Name', format: 'name' }, { name: 'Endpoints' }, { name: 'Age' }],
    rows: [],
  });
});
