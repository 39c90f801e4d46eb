import { distinctElements, equalValues, hasUnknown, valueKey } from '../../../src/tfplugin/value/equal';
import { ExactNumber } from '../../../src/tfplugin/value/number';
import { t, type ValueType } from '../../../src/tfplugin/value/type';
import { unknown } from '../../../src/tfplugin/value/unknown';
import { objectValue, type Value } from '../../../src/tfplugin/value/value';

const point = t.object({ x: t.number, y: t.number });
const at = (x: Value, y: Value): Value =>
  objectValue([
    ['x', x],
    ['y', y],
  ]);

test.each<[string, ValueType, Value, Value, boolean]>([
  ['texts', t.string, 'a', 'a', true],
  ['other texts', t.string, 'a', 'b', false],
  ['null and text', t.string, null, '', false],
  ['unknown and unknown', t.string, unknown(), unknown({ notNull: true }), true],
  ['unknown and known', t.string, unknown(), 'a', false],
  ['a number in two spellings', t.number, 0.5, new ExactNumber('0.50'), true],
  ['lists in order', t.list(t.string), ['a', 'b'], ['a', 'b'], true],
  ['lists out of order', t.list(t.string), ['a', 'b'], ['b', 'a'], false],
  ['lists of other length', t.list(t.string), ['a'], ['a', 'a'], false],
  ['sets out of order', t.set(t.string), ['a', 'b'], ['b', 'a'], true],
  ['other sets', t.set(t.string), ['a', 'b'], ['b', 'c'], false],
  ['sets of objects', t.set(point), [at(1, 2), at(3, 4)], [at(3, 4), at(1, new ExactNumber('2.0'))], true],
  ['maps', t.map(t.number), new Map([['a', 1]]), new Map([['a', 1]]), true],
  ['maps with other keys', t.map(t.number), new Map([['a', 1]]), new Map([['b', 1]]), false],
  ['a map with a null', t.map(t.number), new Map([['a', null]]), new Map([['b', null]]), false],
  ['objects', point, at(1, null), at(1, null), true],
  ['other objects', point, at(1, null), at(1, 0), false],
])('%s', (_, type, a, b, expected) => {
  expect(equalValues(type, a, b)).toBe(expected);
  expect(equalValues(type, b, a)).toBe(expected);
  expect(valueKey(type, a) === valueKey(type, b)).toBe(expected);
});

test('distinctElements drops what equals an earlier element, but no unknown one', () => {
  expect(distinctElements(t.number, [1, new ExactNumber('1.0'), 2])).toEqual([1, 2]);
  expect(distinctElements(t.string, [unknown(), unknown()])).toHaveLength(2);
  const same: readonly Value[] = ['a', 'b'];
  expect(distinctElements(t.string, same)).toBe(same);
});

test('hasUnknown looks everywhere', () => {
  expect(hasUnknown(at(1, [new Map([['k', unknown()]])]))).toBe(true);
  expect(hasUnknown(at(1, [new Map([['k', null]])]))).toBe(false);
});
