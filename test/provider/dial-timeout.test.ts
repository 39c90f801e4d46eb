import { dialTimeoutMs } from '../../src/provider/dial-timeout';

test('real time is as long as told', () => {
  expect(dialTimeoutMs(10_000, 1)).toBe(10_000);
  expect(dialTimeoutMs(100, 1)).toBe(100);
});

test('scaled time is shorter, but never less than a second', () => {
  expect(dialTimeoutMs(60_000, 10)).toBe(6000);
  expect(dialTimeoutMs(10_000, 100)).toBe(1000);
});
