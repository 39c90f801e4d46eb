import fc from 'fast-check';
import { discountFor } from '../../../../src/simulator/vast/routes/manage';

describe('discountFor', () => {
  test.each([
    [0, 0],
    [1, 0.2],
    [3, 0.3],
    [12, 0.4],
    [100, 0.4],
  ])('%p months: %p', (months, discount) => {
    expect(discountFor(months)).toBeCloseTo(discount, 9);
  });

  test('never falls, never exceeds 40 %', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (months, more) => {
          expect(discountFor(months + more)).toBeGreaterThanOrEqual(discountFor(months) - 1e-12);
          expect(discountFor(months)).toBeLessThanOrEqual(0.4);
        },
      ),
    );
  });
});
