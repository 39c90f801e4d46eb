import { SILICON_VALLEY, distanceKm, vantageOfRegion } from '../../src/selection';

test('a region code stands for the region’s point', () => {
  expect(vantageOfRegion(' us-ny ')).toEqual({ name: 'New York', latitude: 41, longitude: -74.2 });
  expect(vantageOfRegion('DE')).toBeUndefined();
});

test('distances are great circles', () => {
  const equator = (longitude: number) => ({ latitude: 0, longitude });
  expect(distanceKm(equator(0), equator(180))).toBeCloseTo(Math.PI * 6371.0088, 6);
  expect(distanceKm(equator(179), equator(-179))).toBeCloseTo((Math.PI / 90) * 6371.0088, 6);
  expect(distanceKm(SILICON_VALLEY, SILICON_VALLEY)).toBe(0);
});
