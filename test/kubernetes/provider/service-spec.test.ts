import { unknown } from '../../../src/tfplugin';
import { KINDS } from '../../support/kubernetes/kinds';
import { sentSpec, specPatch, storedSpec } from '../../support/kubernetes/provider/service-spec';
import { decodeObject, type Service } from '../../support/kubernetes/shapes';

type Stored = ReturnType<typeof storedSpec>;
type Planned = Parameters<typeof sentSpec>[0];

function stored(spec: object = {}): Stored {
  const server = {
    type: 'ClusterIP',
    sessionAffinity: 'None',
    clusterIP: '10.96.0.1',
    clusterIPs: ['10.96.0.1'],
    ports: [{ name: 'http', port: 8001, protocol: 'TCP', targetPort: 8001 }],
    internalTrafficPolicy: 'Cluster',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    ...spec,
  };
  return storedSpec(decodeObject(KINDS.Service, { spec: server }) as Service);
}

/** A plan: what is stored with changes. Its defaults are never null. */
const planned = (changes: object = {}): Planned => ({ ...stored(), ...changes }) as Planned;
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('a new Service is sent without what is not known or empty', () => {
  const port = {
    name: 'http',
    port: 8001,
    protocol: 'TCP',
    app_protocol: null,
    node_port: unknown(),
    target_port: unknown(),
  };
  const open = {
    cluster_ip: unknown(),
    cluster_ips: unknown(),
    external_traffic_policy: unknown(),
    internal_traffic_policy: unknown(),
    ip_families: unknown(),
    ip_family_policy: unknown(),
    health_check_node_port: unknown(),
  };
  expect(json(sentSpec(planned({ ...open, port: [port], selector: {} })))).toEqual({
    ports: [{ name: 'http', port: 8001, protocol: 'TCP', targetPort: '' }],
    type: 'ClusterIP',
    sessionAffinity: 'None',
  });
});

test('a target port is a number or a name', () => {
  const ports = (target: string): unknown => {
    const port = { ...stored().port[0], target_port: target };
    return (sentSpec(planned({ port: [port] })) as { ports: { targetPort: unknown }[] }).ports[0]?.targetPort;
  };
  expect(ports('8001')).toBe(8001);
  expect(ports('named')).toBe('named');
});

test('nothing changed, nothing patched', () => {
  expect(specPatch(stored(), planned())).toEqual([]);
  expect(specPatch(stored(), planned({ selector: {}, external_ips: [], external_name: '' }))).toEqual([]);
  expect(specPatch(stored(), planned({ ip_families: unknown() }))).toEqual([]);
});

test.each([
  [{ selector: { a: 'b' } }, [{ op: 'replace', path: '/spec/selector', value: { a: 'b' } }]],
  [{ session_affinity: 'ClientIP' }, [{ op: 'replace', path: '/spec/sessionAffinity', value: 'ClientIP' }]],
  [
    { session_affinity_config: [{ client_ip: [{ timeout_seconds: 60 }] }] },
    [{ op: 'replace', path: '/spec/sessionAffinityConfig', value: { clientIP: { timeoutSeconds: 60 } } }],
  ],
  [
    { publish_not_ready_addresses: true },
    [{ op: 'add', path: '/spec/publishNotReadyAddresses', value: true }],
  ],
  [
    { external_ips: ['198.51.100.9'] },
    [{ op: 'replace', path: '/spec/externalIPs', value: ['198.51.100.9'] }],
  ],
  [{ type: 'NodePort' }, [{ op: 'replace', path: '/spec/type', value: 'NodePort' }]],
  [
    { type: 'ExternalName', external_name: 'a.b' },
    [
      { op: 'replace', path: '/spec/externalName', value: 'a.b' },
      { op: 'remove', path: '/spec/clusterIP' },
      { op: 'replace', path: '/spec/type', value: 'ExternalName' },
    ],
  ],
  [
    { type: 'LoadBalancer' },
    [
      { op: 'replace', path: '/spec/allocateLoadBalancerNodePorts', value: true },
      { op: 'replace', path: '/spec/type', value: 'LoadBalancer' },
    ],
  ],
])('a change to %j', (changes, operations) => {
  expect(json(specPatch(stored(), planned(changes)))).toEqual(operations);
});

test('back to what is empty', () => {
  const before = stored({
    selector: { a: 'b' },
    externalIPs: ['198.51.100.9'],
    publishNotReadyAddresses: true,
  });
  expect(specPatch(before, planned())).toEqual([
    { op: 'replace', path: '/spec/selector', value: {} },
    { op: 'replace', path: '/spec/externalIPs', value: [] },
    { op: 'remove', path: '/spec/publishNotReadyAddresses' },
  ]);
});

test('a changed port is sent with all others, node ports only while the type has them', () => {
  const [port] = stored().port;
  const ports = [
    { ...port, node_port: 30001, port: 8002 },
    { ...port, name: 'b', port: 9, target_port: unknown() },
  ];
  const sent = [
    { name: 'http', port: 8002, protocol: 'TCP', targetPort: 8001, nodePort: 30001 },
    { name: 'b', port: 9, protocol: 'TCP', targetPort: '' },
  ];
  expect(json(specPatch(stored(), planned({ port: ports })))).toEqual([
    { op: 'replace', path: '/spec/ports', value: sent },
  ]);
  const [, toClusterIp] = json(specPatch(stored({ type: 'NodePort' }), planned({ port: ports }))) as {
    value: unknown;
  }[];
  expect(toClusterIp?.value).toEqual(sent.map((one) => ({ ...one, nodePort: undefined })));
});

test('a balanced Service is stored with what only it has', () => {
  const balanced = {
    type: 'LoadBalancer',
    allocateLoadBalancerNodePorts: false,
    loadBalancerClass: 'x.io/y',
  };
  expect(stored(balanced)).toMatchObject({
    allocate_load_balancer_node_ports: false,
    load_balancer_class: 'x.io/y',
  });
  expect(json(sentSpec({ ...stored(balanced), type: 'LoadBalancer' } as Planned))).toMatchObject(balanced);
});
