import { createHash } from 'node:crypto';

import fc from 'fast-check';

import { sha256 } from '../../src/selection';

test('agrees with OpenSSL on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    }),
  );
});

test.each([0, 55, 56, 63, 64, 119, 120, 1000])('%d bytes, at the edges of a block', (length) => {
  const text = 'a'.repeat(length);
  expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
});
