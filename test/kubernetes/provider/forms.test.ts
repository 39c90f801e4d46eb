import { isUnknown, unknown } from '../../../src/tfplugin';
import {
  afterWrite,
  fillUnknown,
  inKnownForm,
  known,
  sameMeaning,
} from '../../support/kubernetes/provider/forms';

test.each([
  [null, ''],
  [null, []],
  [null, {}],
  [0, null],
  [false, null],
  [
    { a: null, b: 1 },
    { b: 1, c: '' },
  ],
])('%j means the same as %j', (a, b) => {
  expect(sameMeaning(a, b)).toBe(true);
});

test.each([
  [1, 2],
  ['a', null],
  [
    [1, 2],
    [2, 1],
  ],
  [[{}], []],
  [true, false],
])('%j does not mean the same as %j', (a, b) => {
  expect(sameMeaning(a, b)).toBe(false);
});

test('order does not count in sets, at any level', () => {
  const set = [
    { address: [{ ip: 'a' }, { ip: 'b' }], port: [] },
    { address: [{ ip: 'c' }], port: null },
  ];
  const other = [{ address: [{ ip: 'c' }] }, { address: [{ ip: 'b' }, { ip: 'a' }] }];
  expect(sameMeaning(set, other, true)).toBe(true);
  expect(sameMeaning(set, other)).toBe(false);
});

test('what was read takes the form of what is stored', () => {
  const state = { name: 'x', labels: {}, ports: [{ name: null, port: 1 }], set: ['a', 'b'] };
  const remote = { name: 'x', labels: null, ports: [{ name: '', port: 2 }], set: ['b', 'a'] };
  expect(inKnownForm<unknown>(state, remote, new Set(['set']))).toEqual({
    name: 'x',
    labels: {},
    ports: [{ name: null, port: 2 }],
    set: ['a', 'b'],
  });
});

test('a list of another length, and a set with another element, are taken as read', () => {
  expect(inKnownForm<unknown>({ a: [{ b: null }] }, { a: [{ b: '' }, { b: 'x' }] })).toEqual({
    a: [{ b: '' }, { b: 'x' }],
  });
  expect(inKnownForm<unknown>({ s: [{ b: null }] }, { s: [{ b: 'x' }] }, new Set(['s']))).toEqual({
    s: [{ b: 'x' }],
  });
  expect(inKnownForm<unknown>({ m: { a: 'x', b: 'y' } }, { m: { a: 'x' } })).toEqual({ m: { a: 'x' } });
});

test('unknown members of a plan are filled in, known ones stay', () => {
  const plan = { id: unknown(), spec: [{ type: 'A', ip: unknown() }], none: unknown(), list: ['x'] };
  const remote = { id: 'i', spec: [{ type: 'B', ip: '1' }], list: ['y'] };
  expect(fillUnknown<unknown>(plan, remote)).toEqual({
    id: 'i',
    spec: [{ type: 'A', ip: '1' }],
    none: null,
    list: ['x'],
  });
});

test('an object that vanished after a write is an error', () => {
  expect(() => afterWrite({}, null)).toThrow('deleted right after it was written');
});

test('known', () => {
  const values: (string | null | ReturnType<typeof unknown>)[] = ['a', '', null, unknown()];
  expect(values.map((value) => known(value))).toEqual(['a', '', undefined, undefined]);
  expect(isUnknown(unknown())).toBe(true);
});
