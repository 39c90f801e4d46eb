import { attr, block, defineFunction, defineSchema, parameter, t } from '../../../src/tfplugin';
import { wireFunction, wireSchema } from '../../../src/tfplugin/schema/wire-schema';

const schema = defineSchema({
  version: 3,
  description: 'A thing.',
  attributes: {
    id: attr.string({ computed: true }),
    name: attr.string({ required: true, description: 'Its name.' }),
    size: attr.number({ default: 1 }),
    key: attr.string({ optional: true, sensitive: true, writeOnly: true }),
    old: attr.bool({ optional: true, deprecated: 'Use name.' }),
    map: attr.map(t.set(t.object({ a: t.list(t.number), b: t.bool })), { optional: true, computed: true }),
    list: attr.nestedList(
      { inner: attr.nestedMap({ x: attr.string({ optional: true }) }, { optional: true }) },
      { optional: true },
    ),
    one: attr.nestedSingle({ x: attr.string({ optional: true }) }, { optional: true }),
    set: attr.nestedSet({ x: attr.string({ optional: true }) }, { optional: true }),
  },
  blocks: {
    rule: block.list(
      { attributes: {}, blocks: { deep: block.set({ attributes: {} }) } },
      { minItems: 1, maxItems: 5 },
    ),
    policy: block.single({ attributes: {} }, { required: true, description: 'P.' }),
    note: block.single({ attributes: {} }, { deprecated: 'Leave it out.' }),
  },
});

const wire = wireSchema(schema);
const attribute = (name: string) => wire.block?.attributes.find((one) => one.name === name);
const blockType = (name: string) => wire.block?.blockTypes.find((one) => one.typeName === name);

test('carries version and description', () => {
  expect(wire).toMatchObject({
    version: 3n,
    block: { version: 3n, description: 'A thing.', descriptionKind: 1 },
  });
});

test.each([
  ['id', { computed: true, optional: false, required: false }],
  ['name', { required: true, computed: false, description: 'Its name.' }],
  ['size', { optional: true, computed: true }],
  ['key', { optional: true, computed: false, sensitive: true, writeOnly: true }],
  ['old', { deprecated: true, deprecationMessage: 'Use name.' }],
])('flags of %s', (name, expected) => {
  expect(attribute(name)).toMatchObject(expected);
});

test('writes types as Terraform notes them', () => {
  expect(attribute('name')?.type.toString()).toBe('"string"');
  expect(attribute('map')?.type.toString()).toBe(
    '["map",["set",["object",{"a":["list","number"],"b":"bool"}]]]',
  );
});

test('leaves the type empty where members have flags', () => {
  expect(attribute('list')?.type).toHaveLength(0);
  expect(attribute('list')?.nestedType).toMatchObject({
    nesting: 2,
    attributes: [{ name: 'inner', nestedType: { nesting: 4 } }],
  });
  expect(attribute('one')?.nestedType?.nesting).toBe(1);
  expect(attribute('set')?.nestedType?.nesting).toBe(3);
});

test('writes nested blocks with their limits', () => {
  expect(blockType('rule')).toMatchObject({
    nesting: 2,
    minItems: 1n,
    maxItems: 5n,
    block: { blockTypes: [{ typeName: 'deep', nesting: 3 }] },
  });
  expect(blockType('policy')).toMatchObject({
    nesting: 1,
    minItems: 1n,
    maxItems: 1n,
    block: { description: 'P.' },
  });
  expect(blockType('note')).toMatchObject({
    minItems: 0n,
    maxItems: 0n,
    block: { deprecated: true, deprecationMessage: 'Leave it out.' },
  });
});

test('writes a function', () => {
  const definition = defineFunction({
    summary: 'S',
    parameters: [parameter('a', t.string, 'A.')],
    variadic: parameter('rest', t.number),
    returns: t.list(t.string),
    call: ([a]) => [a],
  });
  expect(wireFunction(definition)).toMatchObject({
    summary: 'S',
    parameters: [{ name: 'a', description: 'A.', allowNullValue: false, allowUnknownValues: false }],
    variadicParameter: { name: 'rest' },
    return: { type: Buffer.from('["list","string"]') },
  });
});
