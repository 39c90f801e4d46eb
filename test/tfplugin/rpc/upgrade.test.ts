import { attr, block, defineResource, defineSchema, type StateUpgrades } from '../../../src/tfplugin';
import { Caller, NO_BYTES, read } from '../support/calls';
import { formatValue, parse } from '../support/values';

const schema = defineSchema({
  version: 2,
  attributes: { id: attr.string({ computed: true }), size: attr.number({ optional: true }) },
  blocks: { rule: block.list({ attributes: { port: attr.number({ required: true }) } }) },
});
const never = (): Promise<never> => Promise.reject(new Error('not called'));

async function upgrade(version: number, json: string, upgradeState?: StateUpgrades) {
  const definition = { schema, create: never, read: never, delete: never };
  const caller = await Caller.with(
    defineResource<object>()(upgradeState === undefined ? definition : { ...definition, upgradeState }),
  );
  return await caller.call('upgradeResourceState', {
    typeName: 'x_thing',
    version: BigInt(version),
    rawState: { json: Buffer.from(json), flatmap: {} },
  });
}

test('a state of the current version goes back byte by byte', async () => {
  const json = '{"id":"i", "size":12345678901234567890,"rule":[]}';
  const { upgradedState, diagnostics } = await upgrade(2, json);
  expect(upgradedState?.json.toString()).toBe(json);
  expect(upgradedState?.msgpack).toHaveLength(0);
  expect(diagnostics).toEqual([]);
});

test('members that it lacks are added', async () => {
  const { upgradedState } = await upgrade(2, '{"size":12345678901234567890}');
  expect(formatValue(read(schema, upgradedState))).toBe(
    formatValue(parse(schema.body, {})).replace(
      '"size": null',
      '"size": {\n  "text": "12345678901234567890"\n }',
    ),
  );
});

test('older states go through each step, with exact numbers', async () => {
  const steps: StateUpgrades = {
    0: (old) => ({ id: old['name'] ?? null, gb: old['gb'] ?? null }),
    1: ({ gb = null, ...rest }) => ({ ...rest, size: gb, rule: [{ port: 1 }] }),
  };
  const { upgradedState } = await upgrade(0, '{"name":"n","gb":0.1,"dropped":true}', steps);
  expect(formatValue(read(schema, upgradedState))).toBe(
    formatValue(parse(schema.body, { id: 'n', size: 0.1, rule: [{ port: 1 }] })),
  );
  const later = await upgrade(1, '{"id":"n","gb":9007199254740993}', steps);
  expect(read(schema, later.upgradedState)).toMatchObject({ size: { text: '9007199254740993' } });
});

test.each<[string, number, string, string]>([
  ['a missing step', 1, '{"id":"i"}', 'cannot read a state of x_thing of schema version 1'],
  ['a state of Terraform 0.11', 2, '', 'was written by Terraform 0.11 or older'],
  ['something else than an object', 2, '[1]', 'is no JSON object'],
  ['a member of another type', 2, '{"id":[]}', 'id: a string is required, not an array'],
])('reports %s', async (_, version, json, detail) => {
  const { diagnostics, upgradedState } = await upgrade(version, json);
  expect(diagnostics).toMatchObject([{ severity: 1, detail: expect.stringContaining(detail) as unknown }]);
  expect(upgradedState).toBeUndefined();
});

test('refuses the flat form', async () => {
  const caller = await Caller.with(
    defineResource<object>()({ schema, create: never, read: never, delete: never }),
  );
  const answer = await caller.call('upgradeResourceState', {
    typeName: 'x_thing',
    version: 0n,
    rawState: { json: NO_BYTES, flatmap: { id: 'i' } },
  });
  expect(answer.diagnostics).toMatchObject([{ summary: 'State too old' }]);
});
