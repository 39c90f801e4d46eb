import { attr, block, defineSchema, t, unknown } from '../../../src/tfplugin';
import { completionProblems } from '../../../src/tfplugin/check/compatible';
import { formatProblem } from '../../../src/tfplugin/check/problem';
import { ExactNumber } from '../../../src/tfplugin/value/number';
import { parse } from '../support/values';

const { body } = defineSchema({
  attributes: {
    name: attr.string({ optional: true }),
    size: attr.number({ optional: true }),
    hush: attr.string({ optional: true, sensitive: true }),
    tags: attr.map(t.string, { optional: true }),
    list: attr.list(t.string, { optional: true }),
    set: attr.set(t.string, { optional: true }),
    one: attr.nestedSingle(
      { a: attr.string({ computed: true }), key: attr.string({ optional: true, sensitive: true }) },
      { optional: true },
    ),
  },
  blocks: {
    rule: block.list({ attributes: { a: attr.string({ optional: true }) } }),
    peer: block.set({ attributes: { a: attr.string({ optional: true }) } }),
    only: block.single({ attributes: { a: attr.string({ optional: true }) } }),
  },
});

const problems = (planned: unknown, actual: unknown): string[] =>
  completionProblems(body, parse(body, planned), parse(body, actual)).map(formatProblem);

test.each<[string, object | null, object | null]>([
  [
    'the same',
    { name: 'n', list: ['a'], rule: [{ a: 'b' }] },
    { name: 'n', list: ['a'], rule: [{ a: 'b' }] },
  ],
  [
    'unknown values filled',
    { name: unknown(), tags: unknown(), one: unknown() },
    { name: 'n', one: { a: 'x' } },
  ],
  ['unknown values left null', { name: unknown() }, {}],
  ['unknown values still unknown', { name: unknown() }, { name: unknown() }],
  ['a number in another spelling', { size: new ExactNumber('0.50') }, { size: 0.5 }],
  [
    'sets in another order',
    { set: ['a', 'b'], peer: [{ a: '1' }, { a: '2' }] },
    { set: ['b', 'a'], peer: [{ a: '2' }, { a: '1' }] },
  ],
  ['unknown elements that fall together', { set: ['a', unknown()] }, { set: ['a'] }],
  ['unknown blocks', { rule: unknown(), peer: unknown(), only: unknown() }, { rule: [{ a: 'b' }] }],
  ['absence', null, null],
  ['what was promised', { name: unknown({ notNull: true, stringPrefix: 'a-' }) }, { name: 'a-b' }],
  [
    'a number within bounds',
    {
      size: unknown({
        numberMin: { value: '1', inclusive: true },
        numberMax: { value: '2', inclusive: false },
      }),
    },
    { size: 1 },
  ],
  ['a length within bounds', { list: unknown({ lengthMin: 1, lengthMax: 2 }) }, { list: ['a'] }],
])('accepts %s', (_, planned, actual) => {
  expect(problems(planned, actual)).toEqual([]);
});

test.each<[string, object | null, object | null, string]>([
  ['another value', { name: 'n' }, { name: 'm' }, 'name: was planned as "n", but is "m" now'],
  ['null instead', { name: 'n' }, {}, 'name: was planned as "n", but is null now'],
  ['a value instead of null', {}, { name: 'm' }, 'name: was planned as null, but is "m" now'],
  [
    'unknown instead',
    { name: 'n' },
    { name: unknown() },
    'name: was planned as "n", but is (known after apply) now',
  ],
  ['another number', { size: 1 }, { size: new ExactNumber('1.1') }, 'size: was planned as 1, but is 1.1 now'],
  ['a secret, unseen', { hush: 's1' }, { hush: 's2' }, 'hush: a sensitive value is not as planned'],
  [
    'a secret inside, unseen',
    { one: { key: 's1' } },
    { one: { key: 's2' } },
    'one: a sensitive value is not as planned',
  ],
  ['a key gone', { tags: { a: '1' } }, { tags: {} }, 'tags.a: was planned, but is gone now'],
  ['a key more', { tags: {} }, { tags: { a: '1' } }, 'tags.a: was not planned, but is there now'],
  [
    'a longer list',
    { list: ['a'] },
    { list: ['a', 'b'] },
    'list: was planned with 1 elements, but has 2 now',
  ],
  ['another element', { list: ['a'] }, { list: ['b'] }, 'list[0]: was planned as "a", but is "b" now'],
  [
    'an element of a set gone',
    { set: ['a', 'b'] },
    { set: ['a'] },
    'set: the planned element "b" is gone now',
  ],
  ['an element of a set more', { set: ['a'] }, { set: ['a', 'b'] }, 'set: the element "b" was not planned'],
  [
    'a larger set',
    { set: [unknown()] },
    { set: ['a', 'b'] },
    'set: was planned with 1 elements, but has 2 now',
  ],
  [
    'another block',
    { rule: [{ a: '1' }] },
    { rule: [{ a: '2' }] },
    'rule[0].a: was planned as "1", but is "2" now',
  ],
  ['more blocks', { rule: [] }, { rule: [{ a: '2' }] }, 'rule: was planned with 0 elements, but has 1 now'],
  [
    'another block of a set',
    { peer: [{ a: '1' }] },
    { peer: [{ a: '2' }] },
    'peer: the planned element {a = "1"} is gone now',
  ],
  ['a single block gone', { only: { a: '1' } }, {}, 'only: was present in the plan, but is absent now'],
  ['a single block more', {}, { only: { a: '1' } }, 'only: was absent in the plan, but is present now'],
  ['the whole gone', { name: 'n' }, null, '(whole object): was present in the plan, but is absent now'],
  [
    'a broken promise about null',
    { name: unknown({ notNull: true }) },
    {},
    'name: was promised not to be null, but is',
  ],
  [
    'a broken prefix',
    { name: unknown({ stringPrefix: 'a-' }) },
    { name: 'b' },
    'name: was promised to start with "a-"',
  ],
  [
    'a broken bound',
    { size: unknown({ numberMin: { value: '1', inclusive: false } }) },
    { size: 1 },
    'size: is outside of the promised range',
  ],
  [
    'a broken length',
    { list: unknown({ lengthMax: 1 }) },
    { list: ['a', 'b'] },
    'list: has 2 elements, which is outside of the promised range',
  ],
])('reports %s', (_, planned, actual, message) => {
  expect(problems(planned, actual)[0]).toBe(message);
});
