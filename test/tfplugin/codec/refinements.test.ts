import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { decodeMsgpack } from '../../../src/tfplugin/codec/decode';
import { encodeMsgpack } from '../../../src/tfplugin/codec/encode';
import { Extension } from '../../../src/tfplugin/codec/msgpack-reader';
import { readUnknown } from '../../../src/tfplugin/codec/refinements';
import { t } from '../../../src/tfplugin/value/type';
import { unknown, type Refinements } from '../../../src/tfplugin/value/unknown';

const bound = fc.record({ value: fc.bigInt().map(String), inclusive: fc.boolean() });
const refinements: fc.Arbitrary<Refinements> = fc.record(
  {
    notNull: fc.constant(true),
    stringPrefix: fc.string({ unit: 'grapheme-ascii' }),
    numberMin: bound,
    numberMax: bound,
    lengthMin: fc.nat(),
    lengthMax: fc.nat(),
  },
  { requiredKeys: [] },
);

test('promises survive the round trip', () => {
  fc.assert(
    fc.property(refinements, (promised) => {
      const value = unknown(promised);
      expect(decodeMsgpack(t.string, encodeMsgpack(t.string, value))).toEqual(value);
    }),
  );
});

test('reads what Terraform sends', () => {
  // {1: false, 2: "pre-"} and {1: false, 3: [0, true]}, as captured.
  const prefix = Buffer.from([0x82, 0x01, 0xc2, 0x02, 0xa4, ...Buffer.from('pre-')]);
  expect(readUnknown(new Extension(12, prefix)).refinements).toEqual({ notNull: true, stringPrefix: 'pre-' });
  const bounded = Buffer.from([0x82, 0x01, 0xc2, 0x03, 0x92, 0x00, 0xc3]);
  expect(readUnknown(new Extension(12, bounded)).refinements).toEqual({
    notNull: true,
    numberMin: { value: '0', inclusive: true },
  });
});

test('skips keys and shapes that it does not know', () => {
  const strange = Buffer.from([0x83, 0x63, ...encode({ deep: [1, { x: null }] }), 0x02, 0x07, 0x05, 0x03]);
  expect(readUnknown(new Extension(12, strange)).refinements).toEqual({ lengthMin: 3 });
  expect(readUnknown(new Extension(12, Buffer.from([0x90]))).refinements).toEqual({});
  expect(readUnknown(new Extension(12, Buffer.from([0x81, 0x01, 0xc3]))).refinements).toEqual({});
});

test('refuses a payload that ends early with the path', () => {
  const bytes = Buffer.from([0x91, 0xd5, 0x0c, 0x81, 0x02]);
  expect(() => decodeMsgpack(t.list(t.string), bytes)).toThrow('[0]: msgpack announces 2 items');
});
