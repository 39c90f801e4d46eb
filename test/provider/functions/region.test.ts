import fc from 'fast-check';
import { regionFunction } from '../../../src/provider/functions/region';

const region = (text: string) => regionFunction.call([text], []);

test.each([
  ['California, US', 'US-CA'],
  ['Ontario, CA', 'CA-ON'],
  ['US-TX', 'US-TX'],
  ['Germany, DE', 'DE'],
  ['DE', 'DE'],
  ['Atlantis, US', 'US'],
  ['Atlantis', '??'],
  ['', '??'],
  [', ,', '??'],
  ['??', '??'],
])('%j is in %s', (text, code) => {
  expect(region(text)).toBe(code);
});

test('any text has a code, and a code is its own region', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const code = region(text) ?? '';
      expect(code).toMatch(/^([A-Z]{2}(-[A-Z]{2})?|\?\?)$/);
      expect(region(code)).toBe(code);
    }),
  );
});
