import { decode, ExtData } from '@msgpack/msgpack';
import fc from 'fast-check';
import { fitsInt64, MsgpackWriter } from '../../../src/tfplugin/codec/msgpack-writer';

function written(write: (writer: MsgpackWriter) => void): Buffer {
  const writer = new MsgpackWriter();
  write(writer);
  return writer.finish();
}

const oracle = (bytes: Buffer): unknown => decode(bytes, { useBigInt64: true });

test('writes whole numbers that the oracle reads', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
      expect(BigInt(oracle(written((writer) => writer.integer(value))) as number | bigint)).toBe(value);
    }),
  );
  for (const value of [
    0,
    127,
    128,
    255,
    256,
    65_535,
    65_536,
    2 ** 32 - 1,
    2 ** 32,
    -1,
    -32,
    -33,
    -(2 ** 31),
  ]) {
    expect(Number(oracle(written((writer) => writer.integer(value))))).toBe(value);
  }
});

test.each([0, 31, 32, 255, 256, 65_535, 65_536, 200_000])('writes a text of %d bytes', (length) => {
  const text = 'x'.repeat(length);
  expect(oracle(written((writer) => writer.string(text)))).toBe(text);
});

test('writes texts as well-formed UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) =>
      expect(oracle(written((writer) => writer.string(text)))).toBe(text),
    ),
  );
  expect(oracle(written((writer) => writer.string('a\ud800b')))).toBe('a\ufffdb');
});

test.each([0, 15, 16, 65_535, 65_536])('writes a list of %d elements', (length) => {
  const bytes = written((writer) => {
    writer.arrayHeader(length);
    for (let index = 0; index < length; index += 1) writer.nil();
  });
  expect(oracle(bytes)).toHaveLength(length);
});

test.each([0, 15, 16, 65_536])('writes a map of %d entries', (length) => {
  const bytes = written((writer) => {
    writer.mapHeader(length);
    for (let index = 0; index < length; index += 1) {
      writer.string(String(index));
      writer.bool(index % 2 === 0);
    }
  });
  expect(Object.keys(oracle(bytes) as object)).toHaveLength(length);
});

test.each([0, 1, 2, 3, 4, 8, 16, 17, 300])('writes an extension of %d bytes', (length) => {
  const data = Buffer.alloc(length, 7);
  expect(oracle(written((writer) => writer.extension(12, data)))).toEqual(
    new ExtData(12, new Uint8Array(data)),
  );
});

test('fitsInt64 knows the limits', () => {
  expect([2n ** 63n - 1n, 2n ** 63n, -(2n ** 63n), -(2n ** 63n) - 1n].map(fitsInt64)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test('survives growing at any item', () => {
  for (let filled = 480; filled < 520; filled += 1) {
    const bytes = written((writer) => {
      writer.arrayHeader(3);
      writer.string('x'.repeat(filled));
      writer.extension(5, Buffer.from([1, 2, 3]));
      writer.integer(2n ** 40n);
    });
    expect(oracle(bytes)).toEqual(['x'.repeat(filled), new ExtData(5, new Uint8Array([1, 2, 3])), 2n ** 40n]);
  }
});
