import { ENDPOINTS, FIRST, SERVICES, wired, startWorld, type World } from './world';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.end());

test('import takes over what exists, and changes nothing on the server', async () => {
  await world.behindTheBack('POST', SERVICES, {
    metadata: { name: 'june-stt' },
    spec: { ports: [{ name: 'http', port: 8001 }] },
  });
  const subsets = [{ addresses: [{ ip: FIRST.ip }], ports: [{ name: 'http', port: FIRST.port }] }];
  await world.behindTheBack('POST', ENDPOINTS, { metadata: { name: 'june-stt' }, subsets });
  const before = [...world.api.objects('Service'), ...world.api.objects('Endpoints')];
  const imports = ['service', 'endpoints'].map(
    (kind) => `import {\n  to = kubernetes_${kind}_v1.june\n  id = "default/june-stt"\n}\n`,
  );
  const imported = await world.apply(wired([FIRST]) + imports.join(''));
  // wait_for_load_balancer is not stored on the server, so the real provider updates the Service in place too.
  expect(imported.text).toContain('Plan: 2 to import, 0 to add, 1 to change, 0 to destroy.');
  expect([...world.api.objects('Service'), ...world.api.objects('Endpoints')]).toEqual(before);
  expect(await world.plan()).toMatchObject({ code: 0 });

  const wrong = await world.terraform('import', '-no-color', 'kubernetes_endpoints_v1.other', 'june-stt');
  expect(wrong).toMatchObject({ code: 1 });
});
