import { isUnknown, unknown, Unknown } from '../../../src/tfplugin';

test('tells unknown values from all others', () => {
  expect(isUnknown(unknown())).toBe(true);
  expect(isUnknown(unknown({ stringPrefix: 'a' }))).toBe(true);
  for (const value of [null, undefined, '', 0, {}, []]) expect(isUnknown(value)).toBe(false);
});

test('keeps what is promised, and shares the plain ones', () => {
  expect(unknown({ notNull: true, lengthMin: 2 }).refinements).toEqual({ notNull: true, lengthMin: 2 });
  expect(unknown()).toBe(unknown({}));
  expect(unknown({ notNull: true })).toBe(unknown({ notNull: true }));
  expect(new Unknown().refinements).toEqual({});
  expect(String(unknown())).toBe('(known after apply)');
});
