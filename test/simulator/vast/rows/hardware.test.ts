import { driverNumber, vericode } from '../../../../src/simulator/vast/rows/hardware';

test.each([
  ['535.86.05', 535086005],
  ['550.90.07', 550090007],
  ['595.84', null],
])('driver %s is %p', (version, number) => {
  expect(driverNumber(version)).toBe(number);
});

test('codes of verification', () => {
  expect((['verified', 'unverified', 'deverified'] as const).map(vericode)).toEqual([1, 0, 4]);
});
