import { parseTimeout } from '../../../src/tfplugin/grpc/call';

test.each([
  ['1H', 3_600_000],
  ['2M', 120_000],
  ['3S', 3000],
  ['40m', 40],
  ['5000u', 5],
  ['6000000n', 6],
])('a deadline of %s is %d ms', (text, milliseconds) => {
  expect(parseTimeout(text)).toBeCloseTo(milliseconds, 6);
});

test.each(['', '5', 'S', '5x', '-1S', '123456789S', '99999999H'])('%j sets no deadline', (text) => {
  expect(parseTimeout(text)).toBeUndefined();
});
