import { bodyMatches } from '../../../src/provider/readiness/body-match';

test('tells whether the pattern is found', () => {
  expect(bodyMatches(/"ok":true/, '{"ok":true}')).toBe(true);
  expect(bodyMatches(/"ok":true/, '{"ok":false}')).toBe(false);
  expect(bodyMatches(/^$/, '')).toBe(true);
});

test('stops a pattern that would take for ever', () => {
  expect(bodyMatches(/^(a+)+$/, `${'a'.repeat(60)}!`, 20)).toBe('timeout');
});
