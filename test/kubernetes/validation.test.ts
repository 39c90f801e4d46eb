import { type Taken, withDefaults } from '../support/kubernetes/defaults';
import { type Kind, KINDS } from '../support/kubernetes/kinds';
import { decodeObject } from '../support/kubernetes/shapes';
import { validate } from '../support/kubernetes/validation';

const taken: Taken = { clusterIps: new Set(['10.96.0.9']), nodePorts: new Set([30009]) };

function problems(kind: Kind, body: object, before?: object): string[] {
  const decode = (value: object): ReturnType<typeof decodeObject> =>
    withDefaults(decodeObject(KINDS[kind], { metadata: { name: 'x' }, ...value }), undefined, taken);
  const old = before && decode(before);
  const object = withDefaults(decodeObject(KINDS[kind], { metadata: { name: 'x' }, ...body }), old, taken);
  return validate(object, old, taken).map(({ field, message }) => `${field}: ${message}`);
}

const port = { port: 80 };

describe('Service', () => {
  const spec = (members: object): object => ({ spec: { ports: [port], ...members } });

  test.each([
    ['plain', spec({})],
    [
      'named ports',
      spec({
        ports: [
          { name: 'a', port: 1 },
          { name: 'b', port: 2 },
        ],
      }),
    ],
    [
      'one number for two protocols',
      spec({
        ports: [
          { name: 'a', port: 1 },
          { name: 'b', port: 1, protocol: 'UDP' },
        ],
      }),
    ],
    ['headless without ports', { spec: { clusterIP: 'None' } }],
    ['external name', { spec: { type: 'ExternalName', externalName: 'example.com' } }],
    ['node port', spec({ type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] })],
    ['affinity', spec({ sessionAffinity: 'ClientIP' })],
  ])('%s is fine', (_name, body) => {
    expect(problems('Service', body)).toEqual([]);
  });

  test.each([
    ['no port', { spec: {} }, 'spec.ports: Required value'],
    ['two ports without names', spec({ ports: [port, { port: 81 }] }), 'spec.ports[1].name: Required value'],
    [
      'a name twice',
      spec({
        ports: [
          { name: 'a', port: 1 },
          { name: 'a', port: 2 },
        ],
      }),
      'spec.ports[1].name: Duplicate value: "a"',
    ],
    [
      'a port twice',
      spec({
        ports: [
          { name: 'a', port: 1 },
          { name: 'b', port: 1 },
        ],
      }),
      'spec.ports[1]: Duplicate value',
    ],
    [
      'port 70000',
      spec({ ports: [{ port: 70000 }] }),
      'spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive',
    ],
    ['a bad port name', spec({ ports: [{ name: 'A', port: 1 }] }), 'spec.ports[0].name: Invalid value: "A"'],
    [
      'a bad target port',
      spec({ ports: [{ port: 1, targetPort: '8001' }] }),
      'spec.ports[0].targetPort: Invalid value: "8001": must contain at least one letter (a-z)',
    ],
    [
      'a protocol',
      spec({ ports: [{ port: 1, protocol: 'tcp' }] }),
      'spec.ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"',
    ],
    [
      'a node port of a ClusterIP',
      spec({ ports: [{ port: 1, nodePort: 30001 }] }),
      'spec.ports[0].nodePort: Forbidden',
    ],
    [
      'a node port out of range',
      spec({ type: 'NodePort', ports: [{ port: 1, nodePort: 80 }] }),
      'provided port is not in the valid range',
    ],
    [
      'a taken node port',
      spec({ type: 'NodePort', ports: [{ port: 1, nodePort: 30009 }] }),
      'provided port is already allocated',
    ],
    [
      'a taken address',
      spec({ clusterIP: '10.96.0.9' }),
      'spec.clusterIPs: Invalid value: []string{"10.96.0.9"}: failed to allocate IP',
    ],
    ['an address that is none', spec({ clusterIP: 'x' }), 'spec.clusterIPs[0]: Invalid value: "x"'],
    [
      'two addresses that disagree',
      spec({ clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.2'] }),
      'must match `clusterIP`',
    ],
    ['a headless node port', spec({ type: 'NodePort', clusterIP: 'None' }), "may not be set to 'None'"],
    [
      'an address of an external name',
      { spec: { type: 'ExternalName', externalName: 'a.b', clusterIP: '10.96.0.1' } },
      'spec.clusterIP: Forbidden',
    ],
    [
      'an external name without name',
      { spec: { type: 'ExternalName' } },
      'spec.externalName: Required value',
    ],
    ['a type', spec({ type: 'Foo' }), 'spec.type: Unsupported value: "Foo"'],
    ['an affinity', spec({ sessionAffinity: 'Foo' }), 'spec.sessionAffinity: Unsupported value: "Foo"'],
    [
      'an affinity time',
      spec({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } } }),
      'timeoutSeconds: Invalid value: 0',
    ],
    [
      'a loopback external IP',
      spec({ externalIPs: ['127.0.0.1'] }),
      'spec.externalIPs[0]: Invalid value: "127.0.0.1"',
    ],
    [
      'an external policy inside',
      spec({ externalTrafficPolicy: 'Local' }),
      'spec.externalTrafficPolicy: Invalid value: "Local"',
    ],
    ['a selector', spec({ selector: { 'a b': 'c d' } }), 'spec.selector: Invalid value: "a b"'],
  ])('%s is refused', (_name, body, problem) => {
    expect(problems('Service', body).join('\n')).toContain(problem);
  });

  test('the address may not change', () => {
    expect(problems('Service', spec({ clusterIP: '10.96.0.8' }), spec({ clusterIP: '10.96.0.7' }))).toEqual([
      'spec.clusterIPs[0]: Invalid value: []string{"10.96.0.8"}: may not change once set',
    ]);
  });
});

describe('Endpoints', () => {
  const subset = (members: object): object => ({
    subsets: [{ addresses: [{ ip: '198.51.100.1' }], ...members }],
  });

  test.each([
    ['no subsets', {}],
    ['no ports', subset({})],
    ['only unready addresses', { subsets: [{ notReadyAddresses: [{ ip: '198.51.100.1' }] }] }],
    [
      'a port name twice',
      subset({
        ports: [
          { name: 'a', port: 1 },
          { name: 'a', port: 2 },
        ],
      }),
    ],
  ])('%s is fine', (_name, body) => {
    expect(problems('Endpoints', body)).toEqual([]);
  });

  test.each([
    [
      'a subset without addresses',
      { subsets: [{ ports: [port] }] },
      'subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`',
    ],
    [
      'a host name',
      { subsets: [{ addresses: [{ ip: 'host' }] }] },
      'subsets[0].addresses[0].ip: Invalid value: "host": must be a valid IP address',
    ],
    [
      'a loopback address',
      { subsets: [{ notReadyAddresses: [{ ip: '127.0.0.1' }] }] },
      'subsets[0].notReadyAddresses[0].ip: Invalid value: "127.0.0.1": may not be in the loopback range',
    ],
    [
      'two ports without names',
      subset({ ports: [port, { port: 81 }] }),
      'subsets[0].ports[0].name: Required value',
    ],
    [
      'port 0',
      subset({ ports: [{ port: 0 }] }),
      'subsets[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
    ],
    [
      'a bad host name',
      { subsets: [{ addresses: [{ ip: '198.51.100.1', hostname: 'A_b' }] }] },
      'subsets[0].addresses[0].hostname: Invalid value: "A_b"',
    ],
    [
      'a bad label',
      { metadata: { name: 'x', labels: { 'a b': 'c' } } },
      'metadata.labels: Invalid value: "a b"',
    ],
    [
      'a bad annotation',
      { metadata: { name: 'x', annotations: { 'a b': 'c' } } },
      'metadata.annotations: Invalid value: "a b"',
    ],
  ])('%s is refused', (_name, body, problem) => {
    expect(problems('Endpoints', body).join('\n')).toContain(problem);
  });
});

describe('EndpointSlice', () => {
  const slice = (members: object): object => ({ addressType: 'IPv4', ...members });

  test.each([
    ['empty', slice({})],
    ['an address', slice({ endpoints: [{ addresses: ['198.51.100.1'] }], ports: [{ port: 1 }] })],
    ['an IPv6 address', { addressType: 'IPv6', endpoints: [{ addresses: ['2001:db8::1'] }] }],
    ['a name', { addressType: 'FQDN', endpoints: [{ addresses: ['example.com'] }] }],
  ])('%s is fine', (_name, body) => {
    expect(problems('EndpointSlice', body)).toEqual([]);
  });

  test.each([
    ['no address type', {}, 'addressType: Required value'],
    [
      'no address',
      slice({ endpoints: [{}] }),
      'endpoints[0].addresses: Required value: must contain at least 1 address',
    ],
    [
      'the other family',
      slice({ endpoints: [{ addresses: ['2001:db8::1'] }] }),
      'must be a valid IPv4 address',
    ],
    [
      'a port name twice',
      slice({
        ports: [
          { name: 'a', port: 1 },
          { name: 'a', port: 2 },
        ],
      }),
      'ports[1].name: Duplicate value: "a"',
    ],
    [
      'two ports without names',
      slice({ ports: [{ port: 1 }, { port: 2 }] }),
      'ports[1].name: Duplicate value: ""',
    ],
    [
      'an empty application protocol',
      slice({ ports: [{ port: 1, appProtocol: '' }] }),
      'ports[0].appProtocol: Invalid value: ""',
    ],
  ])('%s is refused', (_name, body, problem) => {
    expect(problems('EndpointSlice', body).join('\n')).toContain(problem);
  });

  test('the address type may not change', () => {
    expect(problems('EndpointSlice', { addressType: 'IPv6' }, slice({}))).toEqual([
      'addressType: Invalid value: "IPv6": field is immutable',
    ]);
  });
});

test('a namespace has the name of a DNS label', () => {
  expect(problems('Namespace', { metadata: { name: 'a.b' } }).join()).toContain(
    'metadata.name: Invalid value: "a.b"',
  );
});
