import { encode, ExtData } from '@msgpack/msgpack';
import { decodeMsgpack } from '../../../src/tfplugin/codec/decode';
import { ExactNumber } from '../../../src/tfplugin/value/number';
import { t, type ValueType } from '../../../src/tfplugin/value/type';
import { unknown } from '../../../src/tfplugin/value/unknown';

const decode = (type: ValueType, value: unknown) =>
  decodeMsgpack(type, Buffer.from(encode(value, { useBigInt64: true })));

test.each<[string, unknown, unknown]>([
  ['an int', 5, 5],
  ['a float', 2.5, 2.5],
  ['a short decimal text', '0.1', 0.1],
  ['a long int', 9007199254740993n, new ExactNumber('9007199254740993')],
  ['a giant', `1${'0'.repeat(30)}`, new ExactNumber(`1${'0'.repeat(30)}`)],
  ['a third', `0.${'3'.repeat(154)}`, new ExactNumber(`0.${'3'.repeat(154)}`)],
])('reads %s as Terraform sends it', (_, sent, expected) => {
  expect(decode(t.number, sent)).toEqual(expected);
});

test('reads nil, and extensions as unknown', () => {
  expect(decode(t.object({ a: t.string }), null)).toBeNull();
  expect(decode(t.string, new ExtData(0, new Uint8Array([0])))).toEqual(unknown());
  expect(decode(t.string, new ExtData(99, new Uint8Array([1, 2])))).toEqual(unknown());
});

test('keeps keys that are special in JavaScript', () => {
  const bytes = Buffer.from([0x82, 0xa9, ...Buffer.from('__proto__'), 0xa1, 0x78, 0xa1, 0x61, 0xa1, 0x79]);
  expect(decodeMsgpack(t.map(t.string), bytes)).toEqual(
    new Map([
      ['__proto__', 'x'],
      ['a', 'y'],
    ]),
  );
});

describe('refuses with the path, without the value', () => {
  const type = t.object({ a: t.list(t.number), b: t.string });

  test.each<[unknown, string]>([
    [{ a: [1, 'hush'], b: 'x' }, 'a[1]: a number is required, not string'],
    [{ a: {}, b: 'x' }, 'a: a list is required, not MapHeader'],
    [{ a: [], b: 7 }, 'b: a string is required, not number'],
    [{ a: [] }, 'b: the member is missing'],
    [{ a: [], b: 'x', c: 1 }, 'c: the schema has no such member'],
    [[], '(whole object): an object is required'],
  ])('%j', (sent, message) => {
    expect(() => decode(type, sent)).toThrow(message);
  });

  test('bytes that go on', () => {
    expect(() => decodeMsgpack(t.bool, Buffer.from([0xc3, 0xc3]))).toThrow('there are bytes after the value');
  });

  test('bytes that end early', () => {
    expect(() => decodeMsgpack(t.list(t.string), Buffer.from([0x91]))).toThrow('announces 1 items');
    expect(() => decodeMsgpack(t.list(t.string), Buffer.from([0x91, 0xa5, 0x61]))).toThrow(
      '[0]: msgpack ends after',
    );
  });
});
