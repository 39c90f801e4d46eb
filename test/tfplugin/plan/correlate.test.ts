import { attr, block, defineSchema, unknown } from '../../../src/tfplugin';
import { correlateSet, derivesFrom } from '../../../src/tfplugin/plan/correlate';
import { parse } from '../support/values';

const { body } = defineSchema({
  attributes: {
    host: attr.string({ required: true }),
    weight: attr.number({ default: 1 }),
    note: attr.string({ optional: true }),
    deep: attr.nestedList(
      { a: attr.string({ optional: true }), key: attr.string({ computed: true }) },
      { optional: true },
    ),
  },
  blocks: {
    port: block.list({
      attributes: { n: attr.number({ required: true }), p: attr.string({ optional: true, computed: true }) },
    }),
    tag: block.set({
      attributes: { t: attr.string({ required: true }), key: attr.string({ computed: true }) },
    }),
  },
});

test.each<[string, object, object, boolean]>([
  ['the same', { host: 'a' }, { host: 'a' }, true],
  ['a default added', { host: 'a', weight: 1 }, { host: 'a' }, true],
  ['a configured value changed', { host: 'a', weight: 1 }, { host: 'a', weight: 2 }, false],
  ['an argument added that is not computed', { host: 'a', note: 'x' }, { host: 'a' }, false],
  ['another required value', { host: 'b' }, { host: 'a' }, false],
  [
    'a key computed inside',
    { host: 'a', deep: [{ a: '1', key: 'k' }] },
    { host: 'a', deep: [{ a: '1' }] },
    true,
  ],
  [
    'another number inside',
    { host: 'a', deep: [{ a: '1' }, { a: '2' }] },
    { host: 'a', deep: [{ a: '1' }] },
    false,
  ],
  [
    'a computed member of a block',
    { host: 'a', port: [{ n: 1, p: 'TCP' }] },
    { host: 'a', port: [{ n: 1 }] },
    true,
  ],
  ['another member of a block', { host: 'a', port: [{ n: 2 }] }, { host: 'a', port: [{ n: 1 }] }, false],
  [
    'sets inside have to be equal',
    { host: 'a', tag: [{ t: 'x', key: 'k' }] },
    { host: 'a', tag: [{ t: 'x' }] },
    false,
  ],
  ['unknown and unknown', { host: unknown() }, { host: unknown() }, true],
  ['known and unknown', { host: 'a' }, { host: unknown() }, false],
])('%s', (_, candidate, config, expected) => {
  expect(derivesFrom(body, parse(body, candidate), parse(body, config))).toBe(expected);
});

test('each element is used once', () => {
  const elements = (...hosts: readonly string[]) => hosts.map((host) => parse(body, { host }));
  const pairs = correlateSet(body, elements('a', 'a', 'b'), elements('b', 'a'), elements('a', 'c'));
  expect(pairs.map(({ config, prior }) => [config !== null, prior !== null])).toEqual([
    [true, true],
    [false, false],
    [true, false],
  ]);
});
