import { ENDPOINTS, FIRST, SECOND, SERVICES, wired, startWorld, type World } from './world';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.end());

test('create, change in place, scale to zero and back, destroy', async () => {
  const created = await world.apply(wired([FIRST]));
  expect(created.text).toContain('Apply complete! Resources: 2 added, 0 changed, 0 destroyed.');
  expect(world.served()).toEqual([FIRST]);
  expect(world.writes()).toEqual([`POST ${SERVICES} 201`, `POST ${ENDPOINTS} 201`]);
  expect(await world.plan()).toMatchObject({ code: 0 });

  world.api.requests.length = 0;
  const moved = await world.apply(wired([{ ...FIRST, port: 42999 }]));
  expect(moved.text).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
  expect(world.writes()).toEqual([`PATCH ${ENDPOINTS}/june-stt 200`]);
  expect(world.served()).toEqual([{ ...FIRST, port: 42999 }]);
  expect(await world.plan()).toMatchObject({ code: 0 });

  expect((await world.apply(wired([]))).text).toContain('1 changed');
  expect(world.served()).toEqual([]);
  expect(await world.plan()).toMatchObject({ code: 0 });

  expect((await world.apply(wired([SECOND, FIRST]))).text).toContain('1 changed');
  expect(new Set(world.served())).toEqual(new Set([FIRST, SECOND]));
  expect(await world.plan()).toMatchObject({ code: 0 });

  world.api.requests.length = 0;
  const destroyed = await world.terraform('destroy', '-auto-approve', '-input=false', '-no-color');
  expect(destroyed.text).toContain('Destroy complete! Resources: 2 destroyed.');
  expect(world.writes()).toEqual([`DELETE ${ENDPOINTS}/june-stt 200`, `DELETE ${SERVICES}/june-stt 200`]);
  expect(world.api.objects('EndpointSlice')).toEqual([]);
});

test('what was changed or deleted by hand is put right', async () => {
  await world.apply(wired([FIRST]));
  await world.behindTheBack('PATCH', `${ENDPOINTS}/june-stt`, [
    { op: 'replace', path: '/subsets/0/ports/0/port', value: 7 },
  ]);
  const drift = await world.plan();
  expect(drift.code).toBe(2);
  expect(drift.text).toContain('# kubernetes_endpoints_v1.june will be updated in-place');
  await world.apply(wired([FIRST]));
  expect(world.served()).toEqual([FIRST]);

  await world.behindTheBack('DELETE', `${ENDPOINTS}/june-stt`);
  expect((await world.apply(wired([FIRST]))).text).toContain('1 added, 0 changed, 0 destroyed');

  await world.behindTheBack('DELETE', `${SERVICES}/june-stt`);
  expect((await world.apply(wired([FIRST]))).text).toContain('2 added, 0 changed, 0 destroyed');
  expect(world.served()).toEqual([FIRST]);
});

test('another name replaces both, and what is not known yet can be planned', async () => {
  await world.apply(wired([FIRST]));
  const renamed = await world.apply(wired([FIRST], 'june-tts'));
  expect(renamed.text).toMatch(/name += "june-stt" -> "june-tts" # forces replacement/);
  expect(world.api.objects('Service').map(({ metadata }) => metadata.name)).toEqual(['june-tts']);

  const later = wired([FIRST], 'june-tts').replace('[{', '[for one in terraform_data.later.output : one]\n#');
  const unknown = await world.apply(`${later}
resource "terraform_data" "later" {
  input = [{ ip = "${SECOND.ip}", port = ${SECOND.port} }]
}
output "address" {
  value = "\${kubernetes_service_v1.june.metadata[0].name}.\${kubernetes_service_v1.june.metadata[0].namespace}"
}
`);
  expect(unknown.text).toContain('address = "june-tts.default"');
  expect(world.served()).toEqual([SECOND]);
  expect(await world.plan()).toMatchObject({ code: 0 });
});
