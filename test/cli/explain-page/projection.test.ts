import fc from 'fast-check';

import { boundsOf, destination, project, type Place } from '../../../src/cli/explain-page/projection';
import { distanceKm } from '../../../src/selection';

const inNorthAmerica = fc.record({
  latitude: fc.double({ min: 15, max: 70, noNaN: true }),
  longitude: fc.double({ min: -165, max: -55, noNaN: true }),
});

test('north is up, east is right, and the centre is the origin', () => {
  const at = (latitude: number, longitude: number) => project({ latitude, longitude });
  expect(at(42, -101).x).toBeCloseTo(0);
  expect(at(42, -101).y).toBeCloseTo(0);
  expect(at(49, -101).y).toBeLessThan(0);
  expect(at(42, -80).x).toBeGreaterThan(0);
});

test('a small square keeps its area wherever it is', () => {
  fc.assert(
    fc.property(inNorthAmerica, ({ latitude, longitude }) => {
      const step = 0.01;
      const origin = project({ latitude, longitude });
      const east = project({ latitude, longitude: longitude + step });
      const north = project({ latitude: latitude + step, longitude });
      const area = Math.abs(
        (east.x - origin.x) * (north.y - origin.y) - (east.y - origin.y) * (north.x - origin.x),
      );
      const degree = 111.195;
      const expected = (degree * step) ** 2 * Math.cos((latitude * Math.PI) / 180);
      expect(area / expected).toBeCloseTo(1, 2);
    }),
  );
});

test('the date line is no edge within the map', () => {
  const west = project({ latitude: 52, longitude: 179 });
  const east = project({ latitude: 52, longitude: -179 });
  expect(Math.hypot(west.x - east.x, west.y - east.y)).toBeLessThan(250);
});

test('destination goes as far as asked', () => {
  fc.assert(
    fc.property(
      inNorthAmerica,
      fc.double({ min: 1, max: 9000, noNaN: true }),
      fc.integer({ min: 0, max: 360 }),
      (from, km, bearing) => {
        expect(distanceKm(from, destination(from, km, bearing))).toBeCloseTo(km, 3);
      },
    ),
  );
});

test('boundsOf is the smallest box', () => {
  const places: Place[] = [
    { latitude: 30, longitude: -120 },
    { latitude: 45, longitude: -70 },
  ];
  const points = places.map(project);
  const box = boundsOf(points);
  expect(box.left).toBe(Math.min(...points.map(({ x }) => x)));
  expect(box.bottom).toBe(Math.max(...points.map(({ y }) => y)));
});
