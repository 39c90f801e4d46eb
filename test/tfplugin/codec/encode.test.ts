import { decode, ExtData, ExtensionCodec } from '@msgpack/msgpack';
import fc from 'fast-check';
import { decodeMsgpack } from '../../../src/tfplugin/codec/decode';
import { encodeMsgpack } from '../../../src/tfplugin/codec/encode';
import { equalValues } from '../../../src/tfplugin/value/equal';
import { ExactNumber } from '../../../src/tfplugin/value/number';
import { t } from '../../../src/tfplugin/value/type';
import { unknown } from '../../../src/tfplugin/value/unknown';
import { objectValue, type ObjectValue, type Value } from '../../../src/tfplugin/value/value';
import { typedValues } from '../support/arbitrary';

test('what is encoded decodes to the same value', () => {
  fc.assert(
    fc.property(typedValues({ unknowns: true }), ({ type, value }) => {
      expect(decodeMsgpack(type, encodeMsgpack(type, value))).toEqual(value);
    }),
    { numRuns: 400 },
  );
});

test('the oracle can read all of it', () => {
  const extensionCodec = new ExtensionCodec();
  fc.assert(
    fc.property(typedValues({ unknowns: true }), ({ type, value }) => {
      // The oracle throws on a key __proto__, which is why the codec is our own.
      fc.pre(!encodeMsgpack(type, value).includes('__proto__'));
      expect(() => decode(encodeMsgpack(type, value), { extensionCodec, useBigInt64: true })).not.toThrow();
    }),
  );
});

test('equal values encode to the same bytes', () => {
  fc.assert(
    fc.property(typedValues({ unknowns: false }), ({ type, value }) => {
      const copy = decodeMsgpack(type, encodeMsgpack(type, value));
      expect(equalValues(type, value, copy)).toBe(true);
      expect(encodeMsgpack(type, copy).equals(encodeMsgpack(type, value))).toBe(true);
    }),
  );
});

test.each<[string, Value, unknown]>([
  ['a whole number', 5, 5],
  ['a fraction as text', 0.1, '0.1'],
  ['a tiny number as text', 1e-7, '1e-7'],
  ['a number beyond 2^53 within int64', new ExactNumber('9007199254740993'), 9007199254740993n],
  ['a number beyond int64 as text', new ExactNumber('18446744073709551616'), '18446744073709551616'],
  ['a long fraction as text', new ExactNumber('0.333'), '0.333'],
])('writes %s', (_, value, expected) => {
  expect(decode(encodeMsgpack(t.number, value), { useBigInt64: true })).toEqual(expected);
});

test('writes an unknown value as extension 0, and a refined one as extension 12', () => {
  expect([...encodeMsgpack(t.string, unknown())]).toEqual([0xd4, 0x00, 0x00]);
  expect(decode(encodeMsgpack(t.string, unknown({ notNull: true })))).toEqual(
    new ExtData(12, new Uint8Array([0x81, 0x01, 0xc2])),
  );
});

test('normalises texts and keys to NFC', () => {
  expect(decode(encodeMsgpack(t.map(t.string), new Map([['e\u0301', 'a\u0301']])))).toEqual({ é: 'á' });
});

describe('refuses with the path', () => {
  const type = t.object({ list: t.list(t.map(t.number)), text: t.string });
  const broken = (list: Value, text: Value): ObjectValue =>
    objectValue([
      ['list', list],
      ['text', text],
    ]);

  test.each<[Value, string]>([
    [broken([new Map([['k', 'no']])], 'a'), 'list[0].k: a number is required'],
    [broken([], 5), 'text: a string is required'],
    [broken('no', 'a'), 'list: a list is required'],
    [broken([new Map([['k', Number.NaN]])], 'a'), 'list[0].k: a number is required'],
    [objectValue([['list', []]]), 'text: the member is missing'],
    [objectValue([...Object.entries(broken([], 'a')), ['more', 1]]), 'more: the schema has no such member'],
    ['text', '(whole object): an object is required'],
  ])('%#', (value, message) => {
    expect(() => encodeMsgpack(type, value)).toThrow(message);
  });
});
