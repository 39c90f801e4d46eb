import fc from 'fast-check';

import { nearest, printable } from '../../src/selection';
import { editDistance } from '../../src/selection/text';

describe('printable', () => {
  test.each([
    ['California,\n US', 'California, US'],
    ['\u001b[31mred\u0007', '[31mred'],
    ['a\u202eb\u200bc', 'a b c'],
    ['  ', ''],
  ])('%j is %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test('is short, whatever comes', () => {
    expect(printable('x'.repeat(1e6), 10)).toBe('xxxxxxxxx…');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect(printable(text).length).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe('nearest', () => {
  test('counts edits, a swap of neighbours as one', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('ab', 'ba')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
  });

  test('finds the closest, best first, or nothing', () => {
    const keys = ['VAST_GPU_TYPE', 'VAST_LOOKUP', 'VAST_PROFILE'];
    expect(nearest('VAST_GPU_TYP', keys)).toEqual(['VAST_GPU_TYPE']);
    expect(nearest('vast_profil', keys)).toEqual(['VAST_PROFILE']);
    expect(nearest('US-TZ', ['US-TX', 'US-TN', 'FR'], 2)).toEqual(['US-TX', 'US-TN']);
    expect(nearest('zzzz', keys)).toEqual([]);
  });
});
