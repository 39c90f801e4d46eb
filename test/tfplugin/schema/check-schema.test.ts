import {
  attr,
  block,
  creationOnly,
  defineSchema,
  keepPriorValue,
  preferPrior,
  requiresReplace,
  t,
} from '../../../src/tfplugin';
import { checkReservedNames, SchemaError } from '../../../src/tfplugin/schema/check-schema';

test.each<[string, () => unknown, string]>([
  ['a negative version', () => defineSchema({ version: -1, attributes: {} }), 'schema version -1'],
  [
    'a capital letter',
    () => defineSchema({ attributes: { aB: attr.string({ optional: true }) } }),
    'aB: a name is',
  ],
  [
    'a block named like an attribute',
    () =>
      defineSchema({
        attributes: { a: attr.string({ optional: true }) },
        blocks: { a: block.list({ attributes: {} }) },
      }),
    'a: an attribute has the same name',
  ],
  [
    'limits the wrong way round',
    () =>
      defineSchema({
        attributes: {},
        blocks: { a: block.list({ attributes: {} }, { minItems: 3, maxItems: 2 }) },
      }),
    'a: minItems 3 is above maxItems 2',
  ],
  [
    'a write-only attribute in a set',
    () =>
      defineSchema({
        attributes: {
          s: attr.nestedSet({ w: attr.string({ optional: true, writeOnly: true }) }, { optional: true }),
        },
      }),
    's.w: a set must not hold write-only',
  ],
  [
    'a replacement inside a set',
    () =>
      defineSchema({
        attributes: {},
        blocks: {
          s: block.set({
            attributes: { a: attr.string({ optional: true, planModifiers: [requiresReplace()] }) },
          }),
        },
      }),
    's.a: elements of a set have no path',
  ],
  [
    'a write-only attribute that is never null',
    () =>
      defineSchema({ attributes: { w: attr.string({ optional: true, writeOnly: true, nonNull: true }) } }),
    'w: a write-only attribute is always null',
  ],
  [
    'keepPriorValue on an argument',
    () =>
      defineSchema({ attributes: { a: attr.string({ required: true, planModifiers: [keepPriorValue()] }) } }),
    'a: keepPriorValue is for computed attributes',
  ],
  [
    'creationOnly on a computed attribute',
    () =>
      defineSchema({ attributes: { a: attr.string({ computed: true, planModifiers: [creationOnly()] }) } }),
    'a: creationOnly is for arguments',
  ],
  [
    'preferPrior on a computed attribute',
    () =>
      defineSchema({
        attributes: { a: attr.string({ computed: true, planModifiers: [preferPrior<string>(() => true)] }) },
      }),
    'a: preferPrior is for arguments',
  ],
])('refuses %s', (_, declare, message) => {
  expect(declare).toThrow(SchemaError);
  expect(declare).toThrow(message);
});

test('refuses names that the language has taken, by kind', () => {
  const schema = defineSchema({
    attributes: { version: attr.string({ optional: true }), count: attr.number({ optional: true }) },
  });
  expect(() => checkReservedNames(schema, 'resource', 'x_thing')).toThrow(
    'x_thing: the name "count" is reserved',
  );
  expect(() => checkReservedNames(schema, 'provider', 'provider')).toThrow('the name "version" is reserved');
  const nested = defineSchema({
    attributes: {
      a: attr.nestedSingle({ count: attr.list(t.number, { optional: true }) }, { optional: true }),
    },
  });
  expect(() => checkReservedNames(nested, 'resource', 'x_thing')).not.toThrow();
});
