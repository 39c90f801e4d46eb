import {
  bitString,
  element,
  explicit,
  integer,
  objectId,
  sequence,
  time,
} from '../../../src/tfplugin/serve/der';

test.each([
  [element(0x04, Buffer.alloc(3)), '0403000000'],
  [integer(Buffer.from([0x7f])), '02017f'],
  [integer(Buffer.from([0x80])), '02020080'],
  [bitString(Buffer.from([0xac]), 2), '030202ac'],
  [objectId('1.2.840.10045.4.3.2'), '06082a8648ce3d040302'],
  [objectId('2.5.29.15'), '0603551d0f'],
  [sequence(integer(Buffer.from([1])), integer(Buffer.from([2]))), '3006020101020102'],
  [explicit(0, integer(Buffer.from([2]))), 'a003020102'],
])('%#', (encoded, hex) => {
  expect(encoded.toString('hex')).toBe(hex);
});

test.each([
  [127, '047f'],
  [128, '048180'],
  [255, '0481ff'],
  [256, '04820100'],
  [65_536, '0483010000'],
])('a length of %d', (length, hex) => {
  expect(
    element(0x04, Buffer.alloc(length))
      .subarray(0, hex.length / 2)
      .toString('hex'),
  ).toBe(hex);
});

test('times have two digits of the year before 2050, four afterwards', () => {
  expect(time(new Date(Date.UTC(2049, 11, 31, 23, 59, 59))).toString('latin1')).toBe('\x17\x0d491231235959Z');
  expect(time(new Date(Date.UTC(2050, 0, 1))).toString('latin1')).toBe('\x18\x0f20500101000000Z');
});
