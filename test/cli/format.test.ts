import { age, count, latency, number, percent, points } from '../../src/cli/format';
import { minutesLater } from '../support/locks';
import { TAKEN_AT } from '../support/offers';

test.each([
  [1.005, 2, '1.01'],
  [0.0225, 3, '0.023'],
  [-0.25, 2, '-0.25'],
  [-0.001, 2, '0.00'],
  [12, 0, '12'],
])('number(%p, %p) is %s', (value, decimals, text) => {
  expect(number(value, decimals)).toBe(text);
});

test.each([
  [0.2, '+0.20'],
  [-0.25, '-0.25'],
  [0, '0.00'],
  [0.0004, '0.00'],
])('points(%p) is %s', (value, text) => {
  expect(points(value)).toBe(text);
});

test('percent has one decimal or is unknown', () => {
  expect([percent(0.985), percent(1), percent(null)]).toEqual(['98.5%', '100.0%', 'unknown']);
});

test('only a measured latency goes without a mark', () => {
  expect(latency({ ms: 12.4, source: 'measured' })).toBe('12ms');
  expect(latency({ ms: 12.5, source: 'estimated' })).toBe('~13ms');
  expect(latency({ ms: 100, source: 'assumed' })).toBe('~100ms');
  expect(latency({ ms: null, source: 'unknown' })).toBe('unknown');
});

test('count knows one and many', () => {
  expect([count(1, 'offer'), count(0, 'offer'), count(2, 'entry', 'entries')]).toEqual([
    '1 offer',
    '0 offers',
    '2 entries',
  ]);
});

test.each([
  [0, '0 s'],
  [0.5, '30 s'],
  [59, '59 min'],
  [60, '1 h'],
  [60 * 47, '1 d'],
  [-5, '0 s'],
])('%p minutes are an age of %s', (minutes, text) => {
  expect(age(TAKEN_AT, minutesLater(minutes))).toBe(text);
});
