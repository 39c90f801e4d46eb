import { at, numberIn, objectIn, textIn, textsIn } from '../../src/cli/json-read';

test('at follows own members of objects and nothing else', () => {
  expect(at({ a: { b: 1 } }, 'a', 'b')).toBe(1);
  expect(at({ a: 1 })).toEqual({ a: 1 });
  expect(at({ a: [1] }, 'a', '0')).toBeUndefined();
  expect(at({}, 'constructor', 'name')).toBeUndefined();
  expect(at(null, 'a')).toBeUndefined();
});

test('an object is neither a list nor null', () => {
  expect([{}, [], null, 'x'].map(objectIn)).toEqual([{}, undefined, undefined, undefined]);
});

test('a text has characters, a number is finite, a list of texts holds nothing else', () => {
  expect(['x', '', 1].map(textIn)).toEqual(['x', null, null]);
  expect([0, Infinity, '1'].map(numberIn)).toEqual([0, null, null]);
  expect([['x'], [], ['x', 1], 'x'].map(textsIn)).toEqual([['x'], [], undefined, undefined]);
});
