import fc from 'fast-check';
import {
  canonicalDecimal,
  compareDecimals,
  ExactNumber,
  numberFromText,
  numberText,
  sameNumber,
} from '../../../src/tfplugin/value/number';

describe('canonicalDecimal', () => {
  test.each([
    ['0', '0'],
    ['-0', '0'],
    ['0.000', '0'],
    ['1', '1e0'],
    ['+1.0', '1e0'],
    ['05', '5e0'],
    ['100', '1e2'],
    ['1e2', '1e2'],
    ['0.1e3', '1e2'],
    ['-12.50', '-125e-1'],
    ['.5', '5e-1'],
    ['5.', '5e0'],
    ['1e400', '1e400'],
  ])('%s is %s', (text, expected) => {
    expect(canonicalDecimal(text)).toBe(expected);
  });

  test.each(['', '.', 'e1', '0x10', '1_000', 'NaN', 'Infinity', ' 1', '1 ', '--1', '1e', '1e1.5'])(
    '%j is no decimal number',
    (text) => {
      expect(canonicalDecimal(text)).toBeUndefined();
    },
  );
});

describe('numberFromText', () => {
  test.each([
    ['0.1', 0.1],
    ['0.0000001', 1e-7],
    ['2.5', 2.5],
    ['9007199254740991', 2 ** 53 - 1],
    ['-0', 0],
    ['1e3', 1000],
  ])('%s is carried by a JavaScript number', (text, expected) => {
    expect(numberFromText(text)).toBe(expected);
  });

  test.each([
    '9007199254740993',
    '9007199254740992',
    '18446744073709551616',
    '1e400',
    '1e30',
    `0.${'3'.repeat(154)}`,
  ])('%s keeps its text', (text) => {
    expect(numberFromText(text)).toEqual(new ExactNumber(text));
  });

  test('a carried number has the same decimal value as its text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const found = numberFromText(String(number));
        expect(found).toBeDefined();
        expect(canonicalDecimal(numberText(found ?? 0))).toBe(canonicalDecimal(String(number)));
      }),
    );
  });
});

test('sameNumber compares decimal values', () => {
  expect(sameNumber(0.5, new ExactNumber('0.50'))).toBe(true);
  expect(sameNumber(2 ** 53, new ExactNumber('9007199254740993'))).toBe(false);
  expect(sameNumber(1, 1)).toBe(true);
});

describe('compareDecimals', () => {
  test('equal ones are 0 and never -0', () => {
    expect(compareDecimals('-0.1', '-0.10')).toBe(0);
  });

  test('orders like numbers', () => {
    const decimal = fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -6, max: 6 }));
    fc.assert(
      fc.property(decimal, decimal, ([a, ea], [b, eb]) => {
        // Scaled to whole numbers, so that the expectation is exact.
        const expected = Math.sign(a * 10 ** (ea + 6) - b * 10 ** (eb + 6));
        expect(Math.sign(compareDecimals(`${a}e${ea}`, `${b}e${eb}`))).toBe(expected);
      }),
    );
  });

  test('does not build giant integers for giant exponents', () => {
    expect(compareDecimals('1e999999999', '2')).toBeGreaterThan(0);
    expect(compareDecimals('-1e999999999', '2')).toBeLessThan(0);
  });
});
