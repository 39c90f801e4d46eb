import { ApiError } from '../../../../src/simulator/vast/http/api-error';
import { matches, readFilters, sortRows } from '../../../../src/simulator/vast/query/filter';

describe('matches', () => {
  test.each<[unknown, string, unknown, boolean]>([
    [1, 'eq', 1, true],
    [1, 'eq', '1', true],
    [1, 'eq', true, true],
    [1.5, 'gt', '1.4', true],
    [1, 'gt', 1, false],
    [1, 'gte', 1, true],
    [1, 'lt', 2, true],
    [2, 'lte', '1', false],
    [1, 'eq', '', false],
    [1, 'lt', 'many', false],
    [true, 'eq', 'true', true],
    [true, 'eq', 1, true],
    [false, 'eq', '0', true],
    [false, 'neq', true, true],
    ['22.04', 'eq', 22.04, true],
    ['a', 'lt', 'b', true],
    ['a', 'in', ['b', 'a'], true],
    ['a', 'notin', ['b'], true],
    ['a', 'notin', ['a'], false],
    [null, 'eq', null, true],
    [null, 'eq', 1, false],
    [null, 'neq', 1, false],
    [null, 'neq', null, false],
    [1, 'neq', null, true],
    [null, 'in', [null, 1], true],
    [null, 'notin', [1], false],
    [null, 'lt', 1, false],
    [undefined, 'eq', null, true],
  ])('%j %s %j is %j', (column, op, value, expected) => {
    expect(matches(column, op, value)).toBe(expected);
  });
});

describe('readFilters', () => {
  const known = (field: string): boolean => field === 'a' || field === 'b';

  test('several operators on several fields are all conditions', () => {
    expect(readFilters({ a: { gt: 1, lt: 5 }, b: { in: [1] } }, known)).toEqual([
      { field: 'a', op: 'gt', value: 1 },
      { field: 'a', op: 'lt', value: 5 },
      { field: 'b', op: 'in', value: [1] },
    ]);
  });

  test.each<[Record<string, unknown>, string]>([
    [{ c: { eq: 1 } }, 'c is not a valid search key'],
    [{ a: { is: 1 } }, 'is is not a valid search op'],
    [{ a: 1 }, 'q.a: Input should be a valid dictionary'],
    [{ a: null }, 'q.a: Input should be a valid dictionary'],
    [{ a: { in: 1 } }, 'a: in needs a list'],
  ])('refuses %j', (filters, message) => {
    expect(() => readFilters(filters, known)).toThrow(ApiError);
    expect(() => readFilters(filters, known)).toThrow(message);
  });
});

test('sortRows: several fields, both directions, null last', () => {
  const rows = [{ a: 1, b: 'x' }, { a: null }, { a: 2, b: 'y' }, { a: 1, b: 'z' }];
  expect(
    sortRows(rows, [
      ['a', 'desc'],
      ['b', 'desc'],
    ]),
  ).toEqual([{ a: 2, b: 'y' }, { a: 1, b: 'z' }, { a: 1, b: 'x' }, { a: null }]);
  expect(sortRows(rows, [['a', 'asc']])[3]).toEqual({ a: null });
});
