import { clamp, fixed, median, round1, round6 } from '../../src/selection/rounding';

test('half up, by floor (selection.md 5.7)', () => {
  expect([0.1234565, 1.0000005, -0.0000005, 0.25].map(round6)).toEqual([0.123457, 1.000001, 0, 0.25]);
  expect([11.25, 11.24, 0.05].map(round1)).toEqual([11.3, 11.2, 0.1]);
});

test('clamp', () => {
  expect([-1, 0, 0.5, 1, 2].map(clamp)).toEqual([0, 0, 0.5, 1, 1]);
});

test('fixed prints half up, also where binary fractions fall short', () => {
  expect(fixed(1.005, 2)).toBe('1.01');
  expect(fixed(0.81975, 2)).toBe('0.82');
  expect(fixed(-0.25, 2)).toBe('-0.25');
  expect(fixed(11.5, 0)).toBe('12');
});

test('median', () => {
  expect([[], [3], [1, 3], [1, 2, 9]].map(median)).toEqual([null, 3, 2, 2]);
});
