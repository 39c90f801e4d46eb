import { type Taken, withDefaults } from '../support/kubernetes/defaults';
import { KINDS } from '../support/kubernetes/kinds';
import { decodeObject, type Service } from '../support/kubernetes/shapes';

const none: Taken = { clusterIps: new Set(), nodePorts: new Set() };

function service(spec: object, old?: Service, taken = none): Service['spec'] {
  const object = withDefaults(decodeObject(KINDS.Service, { metadata: { name: 'x' }, spec }), old, taken);
  if (object.kind !== 'Service') throw new Error(object.kind);
  return object.spec;
}

const stored = (spec: Service['spec']): Service => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'x' },
  spec,
  status: { loadBalancer: {} },
});

test.each([[undefined], [''], [0], [null]])('target port %p becomes the port', (targetPort) => {
  expect(service({ ports: [{ port: 8001, targetPort }] }).ports).toEqual([
    { port: 8001, protocol: 'TCP', targetPort: 8001 },
  ]);
});

test('affinity by client address gets a time, and without affinity its settings go', () => {
  expect(service({ sessionAffinity: 'ClientIP' }).sessionAffinityConfig).toEqual({
    clientIP: { timeoutSeconds: 10800 },
  });
  const own = { clientIP: { timeoutSeconds: 60 } };
  expect(service({ sessionAffinity: 'ClientIP', sessionAffinityConfig: own }).sessionAffinityConfig).toEqual(
    own,
  );
  expect(service({ sessionAffinityConfig: own })).not.toHaveProperty('sessionAffinityConfig');
});

test('addresses and node ports are the first that nobody has', () => {
  const taken: Taken = { clusterIps: new Set(['10.96.0.1', '10.96.0.2']), nodePorts: new Set([30000]) };
  const spec = service(
    { type: 'NodePort', ports: [{ port: 1 }, { port: 2, nodePort: 30001 }, { port: 3 }] },
    undefined,
    taken,
  );
  expect(spec.clusterIP).toBe('10.96.0.3');
  expect(spec.ports?.map(({ nodePort }) => nodePort)).toEqual([30002, 30001, 30003]);
  expect(spec.externalTrafficPolicy).toBe('Cluster');
});

test('an update keeps the address, and a change of type drops what no longer fits', () => {
  const before = stored(service({ type: 'LoadBalancer', ports: [{ port: 1 }] }));
  expect(before.spec).toMatchObject({ allocateLoadBalancerNodePorts: true, ports: [{ nodePort: 30000 }] });
  const after = service({ ...before.spec, type: 'ClusterIP' }, before);
  expect(after).toEqual(service({ ports: [{ port: 1 }] }));
  const external = service(
    { ...before.spec, type: 'ExternalName', externalName: 'a.b', ports: undefined },
    before,
  );
  expect(external).toEqual({ type: 'ExternalName', externalName: 'a.b', sessionAffinity: 'None' });
});

test('what is empty is not written out', () => {
  const spec = service({
    ports: [{ port: 1, name: '', nodePort: 0 }],
    selector: {},
    externalIPs: [],
    publishNotReadyAddresses: false,
  });
  expect(Object.keys(spec)).not.toContain('selector');
  expect(Object.keys(spec)).not.toContain('externalIPs');
  expect(Object.keys(spec)).not.toContain('publishNotReadyAddresses');
  expect(spec.ports).toEqual([{ port: 1, protocol: 'TCP', targetPort: 1 }]);
});
