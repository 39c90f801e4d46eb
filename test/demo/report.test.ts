import { dollars, instanceLines, serviceLines } from '../../demo/report';

describe('instanceLines', () => {
  test('shows machine, place, status, label and mapped ports; blanks around the address are the API’s habit', () => {
    expect(
      instanceLines([
        {
          id: 7,
          machine_id: 43973,
          gpu_name: 'RTX 3060',
          geolocation: 'California, US',
          label: 'june',
          actual_status: 'running',
          public_ipaddr: '198.51.100.45 \n',
          ports: { '8001/tcp': [{ HostPort: '42352' }, { HostPort: '42352' }] },
        },
      ]),
    ).toEqual([
      'instance 7 (machine 43973, RTX 3060, California, US): running',
      "  label 'june', ports 8001/tcp → 198.51.100.45:42352",
    ]);
  });

  test('an instance that has not reported yet, and none at all', () => {
    const fresh = { id: 8, machine_id: 1, gpu_name: 'A', geolocation: null, label: null };
    expect(instanceLines([{ ...fresh, actual_status: null, public_ipaddr: null }])).toEqual([
      'instance 8 (machine 1, A, place unknown): not reported yet',
      "  label '', ports none",
    ]);
    expect(instanceLines([])).toEqual(['no rental']);
  });
});

describe('serviceLines', () => {
  const metadata = { name: 'june-stt', namespace: 'default' };
  const service = { metadata, spec: { ports: [{ port: 8001 }] } };

  test('joins a service with the Endpoints of its name, and leaves the cluster’s own out', () => {
    const own = { metadata: { name: 'kubernetes', namespace: 'default' }, spec: { ports: [{ port: 443 }] } };
    const endpoints = {
      metadata,
      subsets: [{ addresses: [{ ip: '198.51.100.45' }], ports: [{ port: 42352 }] }],
    };
    expect(serviceLines([own, service], [endpoints])).toEqual([
      'june-stt.default.svc.cluster.local:8001 → 198.51.100.45:42352',
    ]);
  });

  test('says when nothing is behind a name', () => {
    expect(serviceLines([service], [{ metadata }])).toEqual([
      'june-stt.default.svc.cluster.local:8001 → (no endpoint)',
    ]);
  });
});

test('dollars has digits for a short rental', () => {
  expect(dollars(0.00213)).toBe('$0.0021');
});
