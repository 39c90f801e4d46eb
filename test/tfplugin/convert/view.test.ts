import { attr, block, defineSchema, Secret, t, unknown } from '../../../src/tfplugin';
import { viewBody } from '../../../src/tfplugin/convert/view';
import { ExactNumber } from '../../../src/tfplugin/value/number';
import { objectValue, type Value } from '../../../src/tfplugin/value/value';

const { body } = defineSchema({
  attributes: {
    number: attr.number({ optional: true }),
    key: attr.string({ optional: true, sensitive: true }),
    keys: attr.map(t.list(t.string), { optional: true, sensitive: true }),
    map: attr.map(t.number, { optional: true }),
    object: attr.object({ a: t.string }, { optional: true }),
    list: attr.nestedList({ key: attr.string({ optional: true, sensitive: true }) }, { optional: true }),
  },
  blocks: {
    rule: block.list({ attributes: { n: attr.number({ optional: true }) } }),
    one: block.single({ attributes: {} }),
  },
});
const nothing: readonly [string, Value][] = [...Object.keys(body.attributes), 'one'].map((name) => [
  name,
  null,
]);
const value = (members: Readonly<Record<string, Value>>): Value =>
  objectValue([...nothing, ['rule', []], ...Object.entries(members)]);

test('null stays null, blocks are empty lists', () => {
  expect(viewBody(body, null)).toBeNull();
  expect(viewBody(body, value({}))).toEqual({
    number: null,
    key: null,
    keys: null,
    map: null,
    object: null,
    list: null,
    rule: [],
    one: null,
  });
});

test('numbers become JavaScript numbers', () => {
  expect(viewBody(body, value({ number: new ExactNumber('0.3333333333333333333333') }))?.['number']).toBe(
    1 / 3,
  );
});

test('sensitive texts become secrets, wherever they stand', () => {
  const view = viewBody(
    body,
    value({ key: 'a', keys: new Map([['k', ['b']]]), list: [objectValue([['key', 'c']])] }),
  );
  expect(view).toEqual({
    ...viewBody(body, value({})),
    key: new Secret('a'),
    keys: { k: [new Secret('b')] },
    list: [{ key: new Secret('c') }],
  });
  expect(JSON.stringify(view)).not.toMatch(/"[abc]"/);
});

test('maps have no prototype, so that any key is safe', () => {
  const map = viewBody(body, value({ map: new Map([['__proto__', 1]]) }))?.['map'];
  expect(Object.keys(map as object)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(map)).toBeNull();
});

test('unknown values stay unknown at any depth', () => {
  const view = viewBody(
    body,
    value({ map: new Map([['k', unknown()]]), object: unknown(), list: [unknown()], rule: unknown() }),
  );
  expect(view).toMatchObject({
    map: { k: unknown() },
    object: unknown(),
    list: [unknown()],
    rule: unknown(),
  });
});
