import fc from 'fast-check';

import { boxAround, overlaps, placeLabels } from '../../../src/cli/explain-page/labels';

const FRAME = { left: 0, top: 0, right: 300, bottom: 200 };

test('labels stay in the frame and cover neither markers nor each other', () => {
  const markers = fc.array(
    fc.record({ x: fc.integer({ min: 10, max: 290 }), y: fc.integer({ min: 10, max: 190 }) }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(markers, (points) => {
      const occupied = points.map((at) => boxAround(at, 8));
      const spots = placeLabels(
        points.map((at) => ({ at, radius: 8, width: 60, height: 16 })),
        occupied,
        FRAME,
      );
      const placed = spots.filter((spot) => spot !== null);
      for (const [index, spot] of placed.entries()) {
        expect(spot.left >= 0 && spot.right <= 300 && spot.top >= 0 && spot.bottom <= 200).toBe(true);
        expect(occupied.some((box) => overlaps(box, spot))).toBe(false);
        expect(placed.slice(index + 1).some((other) => overlaps(other, spot))).toBe(false);
      }
    }),
  );
});

test('right of its marker first, else left, else nowhere', () => {
  const request = { at: { x: 150, y: 100 }, radius: 8, width: 60, height: 16 };
  expect(placeLabels([request], [], FRAME)[0]).toMatchObject({ anchor: 'start', left: 162 });
  const atTheEdge = { ...request, at: { x: 280, y: 100 } };
  expect(placeLabels([atTheEdge], [], FRAME)[0]).toMatchObject({ anchor: 'end', right: 268 });
  expect(placeLabels([request], [FRAME], FRAME)).toEqual([null]);
});
