import { SERVICES, wired, startWorld, type World } from './world';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.end());

test('refusals become diagnostics, of the plan or of the server', async () => {
  const service = (id: string, name: string, port: number): string => `
resource "kubernetes_service_v1" "${id}" {
  metadata {
    name = "${name}"
  }
  spec {
    port {
      port = ${port}
    }
  }
}
`;
  const loopback = wired([{ ip: '127.0.0.1', port: 1 }], 'x')
    .replaceAll('"june"', '"other"')
    .replaceAll('.june', '.other');
  const errors = async (...parts: string[]): Promise<string> => {
    const { code, text } = await world.apply(parts.join(''));
    expect(code).toBe(1);
    return text.replaceAll(/\s+/g, ' ');
  };
  await world.behindTheBack('POST', SERVICES, {
    metadata: { name: 'june-stt' },
    spec: { ports: [{ port: 80 }] },
  });

  const planned = await errors(service('a', 'June_stt', 80), service('b', 'x', 70000));
  expect(planned).toContain('metadata[0].name must be a lowercase RFC 1123 subdomain');
  expect(planned).toContain('spec[0].port[0].port must be from 1 to 65535, not 70000.');
  expect(world.writes()).toEqual([`POST ${SERVICES} 201`]);

  const applied = await errors(service('a', 'june-stt', 80), service('b', '1june', 80), loopback);
  expect(applied).toContain('Error: services "june-stt" already exists with kubernetes_service_v1.a,');
  expect(applied).toContain(
    'Error: Service "1june" is invalid: metadata.name: Invalid value: "1june": a DNS-1035 label',
  );
  expect(applied).toContain(
    'Error: Failed to create endpoints because: Endpoints "x" is invalid: subsets[0].addresses[0].ip: Invalid value: "127.0.0.1": may not be in the loopback range',
  );
});
