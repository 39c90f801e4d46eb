import fc from 'fast-check';
import { frameMessage, MessageReader } from '../../../src/tfplugin/grpc/framing';

const bytes = (...values: number[]): Buffer => Buffer.from(values);

test('a message goes behind a flag and four bytes of length', () => {
  expect(frameMessage(bytes(7, 8))).toEqual(bytes(0, 0, 0, 0, 2, 7, 8));
});

test('messages come out whole, however the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }),
      (messages, cuts) => {
        const reader = new MessageReader(100);
        let rest = Buffer.concat(messages.map(frameMessage));
        const read: Buffer[] = [];
        for (let turn = 0; rest.length > 0; turn += 1) {
          const cut = cuts[turn % cuts.length] ?? 1;
          read.push(...reader.push(rest.subarray(0, cut)));
          rest = rest.subarray(cut);
        }
        expect(read.map((message) => [...message])).toEqual(messages.map((message) => [...message]));
        expect(reader.incomplete).toBe(false);
      },
    ),
  );
});

test('a part of a message is no message', () => {
  const reader = new MessageReader(100);
  expect(reader.push(bytes(0, 0, 0))).toEqual([]);
  expect(reader.incomplete).toBe(true);
  expect(reader.push(bytes(0, 1))).toEqual([]);
  expect(reader.push(bytes(9))).toEqual([bytes(9)]);
  expect(reader.incomplete).toBe(false);
});

test('a message that is too long is refused by its prefix alone', () => {
  const reader = new MessageReader(100);
  expect(reader.push(frameMessage(Buffer.alloc(100)))).toHaveLength(1);
  expect(() => reader.push(bytes(0, 0, 0, 0, 101))).toThrow(
    'a message of 101 bytes is too long: at most 100 are taken',
  );
});

test('a compressed message is refused', () => {
  expect(() => new MessageReader(100).push(bytes(1, 0, 0, 0, 1, 1))).toThrow('compressed messages');
});
