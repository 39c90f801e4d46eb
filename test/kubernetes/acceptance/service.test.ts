import { startWorld, type World } from './world';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.end());

test('a Service changes its type and settings in place', async () => {
  const service = (spec: string): string => `
resource "kubernetes_service_v1" "june" {
  metadata {
    name = "june-stt"
  }
  spec {
    port {
      name = "http"
      port = 8001
    }
    ${spec}
  }
}
output "node_port" {
  value = kubernetes_service_v1.june.spec[0].port[0].node_port
}
`;
  await world.apply(service(''));
  const steps: readonly (readonly [string, object])[] = [
    [
      'type = "NodePort"',
      { type: 'NodePort', ports: [{ nodePort: 30000 }], externalTrafficPolicy: 'Cluster' },
    ],
    ['', { type: 'ClusterIP' }],
    ['session_affinity = "ClientIP"', { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } } }],
    [
      'publish_not_ready_addresses = true\nselector = { app = "june" }',
      { publishNotReadyAddresses: true, selector: { app: 'june' } },
    ],
    ['', { sessionAffinity: 'None' }],
  ];
  for (const [spec, expected] of steps) {
    expect((await world.apply(service(spec))).text).toContain('0 added, 1 changed, 0 destroyed');
    expect(world.api.objects('Service')[0]?.spec).toMatchObject(expected);
    expect([spec, (await world.plan()).code]).toEqual([spec, 0]);
  }
});
