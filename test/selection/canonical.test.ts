import fc from 'fast-check';

import { canonicalJson, compareText } from '../../src/selection';
import { sortedKeys } from '../../src/selection/canonical';

test('keys in order, at every depth; undefined left out', () => {
  expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: { z: null, y: 'ü' } })).toBe(
    '{"a":{"y":"ü","z":null},"b":[{"d":1}]}',
  );
  expect(canonicalJson([undefined, NaN, () => 1])).toBe('[null,null,null]');
  expect(canonicalJson(undefined)).toBe('null');
});

test('says the same as JSON, in one spelling', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

test('compareText is by code unit, not by locale', () => {
  expect(['b', 'a', 'B', 'ä', 'a'].sort(compareText)).toEqual(['B', 'a', 'a', 'b', 'ä']);
  expect(Object.keys(sortedKeys({ b: 1, a: 2 }))).toEqual(['a', 'b']);
});
