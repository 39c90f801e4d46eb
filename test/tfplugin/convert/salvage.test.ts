import { attr, block, defineSchema, t, unknown } from '../../../src/tfplugin';
import { knownState, salvageMembers, salvageState } from '../../../src/tfplugin/convert/salvage';
import { objectValue, type Value } from '../../../src/tfplugin/value/value';

const { body } = defineSchema({
  attributes: {
    id: attr.string({ computed: true, nonNull: true }),
    size: attr.number({ optional: true }),
    pass: attr.string({ optional: true, writeOnly: true }),
    tags: attr.map(t.string, { optional: true }),
  },
  blocks: { rule: block.list({ attributes: { port: attr.number({ optional: true, computed: true }) } }) },
});
const state = (id: Value, size: Value, tags: Value, rule: Value): Value =>
  objectValue([
    ['id', id],
    ['size', size],
    ['pass', null],
    ['tags', tags],
    ['rule', rule],
  ]);

test('a good answer is taken as it is', () => {
  const input = { id: 'a', size: 1, pass: 'x', tags: { k: 'v' }, rule: [{ port: 1 }] };
  const { state: salvaged, defects } = salvageState(body, input, null, []);
  expect(defects).toEqual([]);
  expect(salvaged).toEqual(state('a', 1, new Map([['k', 'v']]), [objectValue([['port', 1]])]));
});

test('a bad member never costs the good ones', () => {
  const fallback = state('known', 5, unknown(), [objectValue([['port', unknown()]])]);
  const { state: salvaged, defects } = salvageState(
    body,
    { id: 'new', size: 'five', tags: unknown() },
    fallback,
    [],
  );
  expect(salvaged).toEqual(state('new', 5, null, [objectValue([['port', null]])]));
  expect(defects.map(({ text }) => text)).toEqual([
    'size: a finite number is required, not a string',
    'tags: the value is still unknown',
    'rule: the member is missing; give null when it has no value',
  ]);
});

test.each([undefined, null, 'text', 7])('%p instead of a state gives the fallback', (input) => {
  const { state: salvaged, defects } = salvageState(body, input, state('known', 1, null, []), []);
  expect(salvaged).toEqual(state('known', 1, null, []));
  expect(defects).toHaveLength(4);
});

test('members that are never null fall back as well', () => {
  const { state: salvaged } = salvageState(
    body,
    { id: null, size: 1, tags: null, rule: [] },
    state('known', 0, null, []),
    [],
  );
  expect(salvaged).toEqual(state('known', 1, null, []));
});

test('some members alone', () => {
  const { values, defects } = salvageMembers(body, { id: 'a', size: {}, colour: 1 }, []);
  expect(values).toEqual([['id', 'a']]);
  expect(defects.map(({ path }) => path)).toEqual([['size'], ['colour']]);
});

test('knownState has every member, nothing unknown, and no list of blocks that is null', () => {
  expect(knownState(body, null)).toEqual(state(null, null, null, []));
  expect(knownState(body, state(unknown(), 1, new Map([['k', unknown()]]), null))).toEqual(
    state(null, 1, null, []),
  );
});
