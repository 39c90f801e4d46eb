import { unknown } from '../../../src/tfplugin';
import { describeValue } from '../../../src/tfplugin/check/problem';
import { ExactNumber } from '../../../src/tfplugin/value/number';
import { objectValue } from '../../../src/tfplugin/value/value';

test.each([
  [null, 'null'],
  ['a"b', '"a\\"b"'],
  [new ExactNumber('1e400'), '1e400'],
  [unknown(), '(known after apply)'],
  [['a', 1, true], '["a", 1, true]'],
  [new Map([['k/1', 2]]), '{"k/1" = 2}'],
  [objectValue([['a', null]]), '{a = null}'],
])('%#', (value, text) => {
  expect(describeValue(value, false)).toBe(text);
});

test('hides sensitive values, but not that there is none', () => {
  expect(describeValue('hush', true)).toBe('(sensitive value)');
  expect(describeValue(['hush'], true)).toBe('(sensitive value)');
  expect(describeValue(null, true)).toBe('null');
});

test('cuts long ones', () => {
  expect(describeValue('x'.repeat(1000), false)).toHaveLength(201);
});
