import { compareFields, type FieldTable } from './fields';

const TABLE: FieldTable = {
  read: { id: 'id', price: 'number', name: 'text', on: 'flag', env: 'pairs', args: 'texts', part: 'object' },
  documented: ['extra'],
  values: { name: ['a', 'b'] },
};
const ROW = { id: 1, price: 0.5, name: 'a', on: true, env: [['A', 'b']], args: ['x'], part: {}, extra: 1 };

test('rows as they are known give no finding', () => {
  const loose = {
    ...ROW,
    id: '2',
    price: '0.5',
    name: 'b \n',
    on: 0,
    env: { A: 'b' },
    args: [],
    extra: null,
  };
  expect(compareFields([ROW, loose], TABLE, 'thing')).toEqual([]);
  expect(compareFields([], TABLE, 'thing')).toEqual([]);
});

test('null is no finding: the platform may not know', () => {
  const empty = Object.fromEntries(Object.keys(ROW).map((key) => [key, null]));
  expect(compareFields([empty], TABLE, 'thing')).toEqual([]);
});

test.each([
  [
    'a field of ours that is missing',
    { price: undefined },
    "thing: 'price', which we read, is missing in 1 of 2",
  ],
  ['a field of another kind', { price: 'much' }, "thing: 'price' is no number but a string in 1 of 2"],
  ['a list for an object', { part: [] }, "thing: 'part' is no object but a list in 1 of 2"],
  ['half a list of pairs', { env: [['A', 'b'], 'C'] }, "thing: 'env' is no pairs but a list in 1 of 2"],
  ['a list of numbers', { args: [1] }, "thing: 'args' is no texts but a list in 1 of 2"],
  ['a new value', { name: 'c' }, `thing: 'name' has the unknown value "c"`],
  ['a new field', { more: 1 }, 'thing: fields that the reference does not name: "more"'],
])('%s is a finding', (_what, change, finding) => {
  const row = Object.fromEntries(
    Object.entries({ ...ROW, ...change }).filter(([, value]) => value !== undefined),
  );
  expect(compareFields([ROW, row], TABLE, 'thing')).toEqual([finding]);
});

test('a documented field that no row has, and rows that are none, are findings', () => {
  const { id, price, name, on, env, args, part } = ROW;
  expect(compareFields([{ id, price, name, on, env, args, part }, 7], TABLE, 'thing')).toEqual([
    '1 thing rows are no objects',
    'thing: fields that the reference names and no row has: extra',
  ]);
});

test('no value is told but those of fields with few known ones, and those are made harmless', () => {
  const rows = [{ ...ROW, price: { secret: 'hunter2' }, env: 'hunter2', name: '\u001B[31mred' }];
  const text = compareFields(rows, TABLE, 'thing').join('\n');
  expect(text).not.toContain('hunter2');
  expect(text).not.toContain('\u001B');
  expect(text).toContain('u001b[31mred');
});

test('what the ranking reads is strict: a number as text is none', () => {
  const table: FieldTable = { read: { a: 'plain number', b: 'plain text', c: 'plain flag' }, documented: [] };
  expect(compareFields([{ a: 1, b: '', c: false }], table, 'row')).toEqual([]);
  expect(compareFields([{ a: '1', b: 2, c: 1 }], table, 'row')).toHaveLength(3);
});
