import { FIRST, startWorld, type World } from './world';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.end());

test('slices and namespaces', async () => {
  const configuration = (port: number): string => `
resource "kubernetes_namespace_v1" "gpu" {
  metadata {
    name   = "gpu"
    labels = { team = "june" }
  }
}

resource "kubernetes_endpoint_slice_v1" "own" {
  metadata {
    name      = "june-stt-a"
    namespace = kubernetes_namespace_v1.gpu.metadata[0].name
    labels    = { "kubernetes.io/service-name" = "june-stt" }
  }
  address_type = "IPv4"
  endpoint {
    addresses = ["${FIRST.ip}"]
    condition {
      ready   = true
      serving = true
    }
  }
  port {
    name         = "http"
    port         = ${port}
    app_protocol = "http"
  }
}
`;
  expect((await world.apply(configuration(1))).text).toContain('2 added');
  expect(await world.plan()).toMatchObject({ code: 0 });
  expect((await world.apply(configuration(2))).text).toContain('0 added, 1 changed, 0 destroyed');
  expect(world.api.objects('EndpointSlice')[0]?.ports[0]?.port).toBe(2);
  expect(await world.plan()).toMatchObject({ code: 0 });

  // Unlike the others, a slice that is gone makes the plan fail (kubernetes.md 1.5).
  await world.behindTheBack('DELETE', '/apis/discovery.k8s.io/v1/namespaces/gpu/endpointslices/june-stt-a');
  const broken = await world.plan();
  expect(broken.code).toBe(1);
  expect(broken.text).toContain('endpointslices.discovery.k8s.io "june-stt-a" not found');

  await world.terraform('state', 'rm', 'kubernetes_endpoint_slice_v1.own');
  expect((await world.terraform('destroy', '-auto-approve', '-no-color')).text).toContain(
    'Destroy complete! Resources: 1 destroyed.',
  );
  expect(world.api.objects('Namespace').map(({ metadata }) => metadata.name)).not.toContain('gpu');
});
