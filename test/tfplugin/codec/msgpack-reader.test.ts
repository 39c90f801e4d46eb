import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { ArrayHeader, Extension, MapHeader, MsgpackReader } from '../../../src/tfplugin/codec/msgpack-reader';

const read = (bytes: Uint8Array | readonly number[]) => new MsgpackReader(Buffer.from(bytes)).next();

test('reads scalars as the oracle writes them', () => {
  const scalars = fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
  );
  fc.assert(fc.property(scalars, (value) => expect(read(encode(value))).toEqual(value)));
});

test('reads every width of whole numbers', () => {
  const whole = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n });
  fc.assert(
    fc.property(whole, (value) => {
      const token = read(encode(value, { useBigInt64: true }));
      expect(typeof token === 'bigint' || Number.isSafeInteger(token)).toBe(true);
      expect(BigInt(token as number | bigint)).toBe(value);
    }),
  );
  expect(read([0xd0, 0x80])).toBe(-128);
  expect(read([0xd1, 0xff, 0x00])).toBe(-256);
  expect(read([0xd2, 0xff, 0xff, 0xff, 0xfe])).toBe(-2);
  expect(read([0xca, 0x3f, 0x80, 0, 0])).toBe(1);
});

test('reads bytes, extensions and headers', () => {
  expect(read(encode(new Uint8Array([1, 2])))).toEqual(Buffer.from([1, 2]));
  expect(read([0xd4, 0x00, 0x00])).toEqual(new Extension(0, Buffer.from([0])));
  expect(read([0xc7, 0x02, 0x0c, 0x81, 0x01])).toEqual(new Extension(12, Buffer.from([0x81, 0x01])));
  expect(read([0xd5, 0xff, 0x01, 0x02])).toEqual(new Extension(-1, Buffer.from([1, 2])));
  expect(read(encode(Array.from({ length: 70_000 }, () => 0)))).toEqual(new ArrayHeader(70_000));
  expect(read(encode({ a: 1 }))).toEqual(new MapHeader(1));
});

test.each([
  ['nothing', []],
  ['a cut text', [0xa5, 0x61]],
  ['a cut number', [0xcb, 0, 0]],
  ['an unused code', [0xc1]],
  ['a list longer than the rest', [0xdd, 0xff, 0xff, 0xff, 0xff]],
  ['a map longer than the rest', [0xdf, 0x7f, 0xff, 0xff, 0xff, 0xa0]],
])('refuses %s', (_, bytes) => {
  expect(() => read(bytes)).toThrow(RangeError);
});

test('any bytes either read or throw a RangeError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const reader = new MsgpackReader(Buffer.from(bytes));
      try {
        while (!reader.atEnd) reader.next();
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});
