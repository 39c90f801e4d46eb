import {
  atLeast,
  between,
  each,
  eachKey,
  eachValue,
  greaterThan,
  matches,
  must,
  notEmpty,
  oneOf,
  sizeBetween,
  wholeNumber,
  type Validator,
} from '../../../src/tfplugin';

function verdicts<V>(validator: Validator<V>, values: readonly V[]): boolean[] {
  return values.map((value) => validator.check(value));
}

test('each check accepts and refuses at its borders', () => {
  expect(verdicts(oneOf('a', 'b'), ['a', 'b', 'c', ''])).toEqual([true, true, false, false]);
  expect(verdicts(matches(/^x/g, 'x'), ['xa', 'ax', 'xa'])).toEqual([true, false, true]);
  expect(verdicts(notEmpty(), ['', ' '])).toEqual([false, true]);
  expect(verdicts(between(1, 3), [0.9, 1, 3, 3.1])).toEqual([false, true, true, false]);
  expect(verdicts(atLeast(1), [0.9, 1])).toEqual([false, true]);
  expect(verdicts(greaterThan(1), [1, 1.1])).toEqual([false, true]);
  expect(verdicts(wholeNumber(), [1, 1.5])).toEqual([true, false]);
  expect(verdicts(sizeBetween(1, 2), [[], [1], [1, 2], [1, 2, 3]])).toEqual([false, true, true, false]);
  expect(verdicts(sizeBetween(1), [[], [1, 2, 3]])).toEqual([false, true]);
  expect(verdicts(each(wholeNumber()), [[1, 2], [1.5], []])).toEqual([true, false, true]);
  expect(verdicts(eachKey(oneOf('a')), [{ a: 1 }, { b: 1 }])).toEqual([true, false]);
  expect(verdicts(eachValue(oneOf('a')), [{ k: 'a' }, { k: 'b' }])).toEqual([true, false]);
});

test('what is expected completes a sentence', () => {
  expect(oneOf('a', 'b').expects).toBe('one of "a", "b"');
  expect(each(between(1, 2)).expects).toBe('a collection in which every element is from 1 to 2');
  expect(sizeBetween(1, 2).expects).toBe('a collection of 1 to 2 elements');
  expect(must<number>('even', (value) => value % 2 === 0).expects).toBe('even');
});
