import fc from 'fast-check';

import { cellsOf, roomAround } from '../../../src/cli/explain-page/cells';
import type { Point } from '../../../src/cli/explain-page/projection';

const REACH = 30;
const sitesArbitrary = fc.uniqueArray(
  fc.record({ x: fc.integer({ min: 0, max: 200 }), y: fc.integer({ min: 0, max: 200 }) }),
  { minLength: 1, maxLength: 12, selector: ({ x, y }) => `${x},${y}` },
);
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

test('every corner of a patch is as near to its own site as to any other, and within reach', () => {
  fc.assert(
    fc.property(sitesArbitrary, (sites) => {
      cellsOf(sites, REACH).forEach((cell, index) => {
        const own = sites[index];
        if (own === undefined) throw new Error('a patch without a site');
        expect(cell.length).toBeGreaterThan(2);
        const wrong = cell.filter(
          (corner) =>
            distance(corner, own) > REACH + 1e-6 ||
            sites.some((other) => distance(corner, other) < distance(corner, own) - 1e-6),
        );
        expect(wrong).toEqual([]);
      });
    }),
  );
});

test('a lonely site has a whole disc, and neighbours meet half-way', () => {
  const [alone] = cellsOf([{ x: 0, y: 0 }], REACH);
  expect(roomAround({ x: 0, y: 0 }, alone ?? [])).toBeCloseTo(REACH, 0);
  const [left] = cellsOf(
    [
      { x: 0, y: 0 },
      { x: 20, y: 0 },
    ],
    REACH,
  );
  expect(Math.max(...(left ?? []).map(({ x }) => x))).toBeCloseTo(10);
  expect(roomAround({ x: 0, y: 0 }, left ?? [])).toBeCloseTo(10);
});

test('two sites at one place share a patch', () => {
  const [a, b] = cellsOf(
    [
      { x: 5, y: 5 },
      { x: 5, y: 5 },
    ],
    REACH,
  );
  expect(a).toEqual(b);
  expect(a).toHaveLength(48);
});
