import { whollyKnown } from '../../../src/provider/readiness/known';
import { unknown } from '../../../src/tfplugin';

test.each([null, 'text', 0, false, [], {}, { a: [{ b: null }] }])('%j is known', (value) => {
  expect(whollyKnown({ value })).toEqual({ value });
});

test.each([
  ['itself', unknown()],
  ['a member', { a: unknown() }],
  ['an element', ['a', unknown()]],
  ['a member of an element', { a: [{ b: { c: unknown() } }] }],
])('%s may be unknown', (_where, value) => {
  expect(whollyKnown(value)).toBeUndefined();
});
