import { attr, block, defineSchema, t, unknown } from '../../../src/tfplugin';
import { planProblems } from '../../../src/tfplugin/check/plan-valid';
import { formatProblem } from '../../../src/tfplugin/check/problem';
import { parse } from '../support/values';

const { body } = defineSchema({
  attributes: {
    name: attr.string({ optional: true }),
    size: attr.number({ optional: true, computed: true }),
    key: attr.string({ computed: true }),
    hush: attr.string({ optional: true, sensitive: true }),
    pass: attr.string({ optional: true, writeOnly: true }),
    tags: attr.map(t.string, { optional: true }),
    list: attr.nestedList({ a: attr.string({ optional: true }) }, { optional: true }),
    map: attr.nestedMap({ a: attr.string({ optional: true }) }, { optional: true }),
    set: attr.nestedSet({ a: attr.string({ optional: true }) }, { optional: true }),
    one: attr.nestedSingle(
      { a: attr.string({ optional: true }), c: attr.string({ computed: true }) },
      { optional: true },
    ),
  },
  blocks: {
    rule: block.list({ attributes: { a: attr.string({ optional: true }) } }),
    peer: block.set({ attributes: { a: attr.string({ optional: true }) } }),
    only: block.single({ attributes: { a: attr.string({ optional: true }) } }),
  },
});

function problems(prior: object | null, config: unknown, planned: unknown): string[] {
  const values = { prior: parse(body, prior), config: parse(body, config), planned: parse(body, planned) };
  return planProblems(body, values).map(formatProblem);
}

const a = { a: 'a' };
const b = { a: 'b' };

test.each<[string, object | null, object, object]>([
  ['what is configured', null, { name: 'n', tags: { k: 'v' } }, { name: 'n', tags: { k: 'v' } }],
  ['the prior value instead', { name: 'N' }, { name: 'n' }, { name: 'N' }],
  ['a computed value, known or not', null, {}, { size: 1, key: unknown() }],
  ['unknown where the configuration is', null, { name: unknown() }, { name: unknown({ notNull: true }) }],
  ['a computed member inside', null, { one: a }, { one: { a: 'a', c: 'c' } }],
  ['a set whose elements cannot be told apart', null, { set: [a], peer: [a] }, { set: [b], peer: [b, a] }],
  ['unknown blocks that stay unknown', null, { rule: unknown() }, { rule: unknown() }],
  ['a write-only value that is null', null, { pass: 'p' }, {}],
])('allows %s', (_, prior, config, planned) => {
  expect(problems(prior, config, planned)).toEqual([]);
});

test.each<[string, object | null, object | null, object | null, string]>([
  ['another value', null, { name: 'n' }, { name: 'x' }, 'name: planned "x", but the configuration says "n"'],
  [
    'neither configured nor prior',
    { name: 'p' },
    { name: 'n' },
    { name: 'x' },
    'name: planned "x", but the configuration says "n" and the prior value is "p"',
  ],
  [
    'a sensitive one, unseen',
    null,
    { hush: 's1' },
    { hush: 's2' },
    'hush: planned (sensitive value), but the configuration says (sensitive value)',
  ],
  [
    'an argument that nobody set',
    null,
    {},
    { name: 'x' },
    'name: planned "x", but it is not configured and not computed',
  ],
  [
    'a prior value after removal',
    { name: 'p' },
    {},
    { name: 'p' },
    'name: planned "p", but it is not configured and not computed',
  ],
  [
    'a write-only value',
    null,
    { pass: 'p' },
    { pass: 'q' },
    'pass: a write-only attribute has to be planned as null',
  ],
  ['absence', null, { name: 'n' }, null, '(whole object): planned as absent, but the configuration has it'],
  [
    'presence',
    { name: 'n' },
    null,
    { name: 'n' },
    '(whole object): planned as present, but the configuration lacks it',
  ],
  ['a nested one gone', null, { one: a }, {}, 'one: planned as absent, but the configuration has it'],
  [
    'a nested one unknown',
    null,
    { one: a },
    { one: unknown() },
    'one: planned as unknown, but it is configured',
  ],
  [
    'a nested one known too early',
    null,
    { one: unknown() },
    { one: a },
    'one: planned as known, but the configuration is not known yet',
  ],
  ['a nested member', null, { one: a }, { one: b }, 'one.a: planned "b", but the configuration says "a"'],
  [
    'an element of a list',
    null,
    { list: [a, a] },
    { list: [a, b] },
    'list[1].a: planned "b", but the configuration says "a"',
  ],
  [
    'a shorter list',
    null,
    { list: [a, a] },
    { list: [a] },
    'list: planned 1 elements, but the configuration has 2',
  ],
  ['another key', null, { map: { k: a } }, { map: { l: a } }, 'map.l: planned, but not in the configuration'],
  [
    'a smaller set',
    null,
    { set: [a, b] },
    { set: [a] },
    'set: planned 1 elements, but the configuration has 2',
  ],
  ['fewer blocks', null, { rule: [a] }, {}, 'rule: planned 0 elements, but the configuration has 1'],
  [
    'a block unknown',
    null,
    { rule: [a] },
    { rule: unknown() },
    'rule: a block must not be unknown itself, only its attributes',
  ],
  [
    'an element of a block unknown',
    null,
    { rule: [a] },
    { rule: [unknown()] },
    'rule[0]: an element must not be unknown itself',
  ],
  [
    'an element of a set of blocks unknown',
    null,
    { peer: [a] },
    { peer: [unknown()] },
    'peer: a block must not be unknown itself, only its attributes',
  ],
  [
    'blocks too early',
    null,
    { rule: unknown() },
    { rule: [a] },
    'rule: the number of blocks is not known yet: the plan has to be unknown too',
  ],
  ['a single block gone', null, { only: a }, {}, 'only: planned as absent, but the configuration has it'],
])('refuses %s', (_, prior, config, planned, message) => {
  expect(problems(prior, config, planned)).toEqual([message]);
});
