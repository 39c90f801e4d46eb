import { PLAIN, styleFor } from '../../src/cli/style';

test('colours on a terminal', () => {
  expect(styleFor({ isTTY: true, env: {} }).good('12ms')).toBe('\u001B[32m12ms\u001B[39m');
  expect(styleFor({ isTTY: true, env: {} }).bold('')).toBe('');
});

test.each([
  ['a pipe', { isTTY: false, env: {} }],
  ['NO_COLOR', { isTTY: true, env: { NO_COLOR: '0' } }],
  ['a terminal that has no colour', { isTTY: true, env: { TERM: 'dumb' } }],
])('%s stays plain', (_, io) => {
  const style = styleFor(io);
  expect([style.good('a'), style.bad('b'), style.bold('c')]).toEqual(['a', 'b', 'c']);
});

test('an empty NO_COLOR does not count', () => {
  expect(styleFor({ isTTY: true, env: { NO_COLOR: '' } }).bad('x')).not.toBe('x');
});

test('PLAIN never colours', () => {
  expect(PLAIN.bold('x')).toBe('x');
});
