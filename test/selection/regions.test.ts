import {
  REGIONS,
  SILICON_VALLEY,
  TIER_BONUSES,
  TIER_LABELS,
  distanceKm,
  regionByCode,
} from '../../src/selection';
import { estimateLatency } from '../../src/selection/latency';
import { regionOfCountry, unknownRegion } from '../../src/selection/regions';
import { REGION_ROWS } from './golden/tables';

describe('the region table of selection.md 6', () => {
  test('has the regions of the reference, in its order', () => {
    expect(REGIONS.map(({ code }) => code)).toEqual(REGION_ROWS.map(([code]) => code));
  });

  test.each(REGION_ROWS)('%s: tier %s, bonus %d, %d km, %d ms', (code, tier, bonus, km, ms) => {
    const entry = regionByCode(code);
    expect(entry).toMatchObject({ code, tier, bonus });
    expect(Math.round(distanceKm(SILICON_VALLEY, entry?.point ?? SILICON_VALLEY))).toBe(km);
    expect(estimateLatency(regionOf(code), SILICON_VALLEY)).toMatchObject({ ms, source: 'estimated' });
  });

  test('the regions that the seed lists lie in the seed’s latency bands', () => {
    const bands: Readonly<Record<string, readonly [number, number]>> = {
      'us-west': [5, 20],
      'us-central': [15, 35],
      'us-east': [25, 50],
      canada: [10, 40],
    };
    for (const [, tier, , , ms, seed] of REGION_ROWS) {
      if (!seed) continue;
      const [low = NaN, high = NaN] = bands[tier] ?? [];
      expect(ms).toBeGreaterThanOrEqual(low);
      expect(ms).toBeLessThanOrEqual(high);
    }
    expect(REGION_ROWS.filter(([, , , , , seed]) => seed)).toHaveLength(11);
  });

  test('territories keep their own country', () => {
    expect(
      REGIONS.filter(({ code, country }) => !code.startsWith(country)).map(({ code, country }) => [
        code,
        country,
      ]),
    ).toEqual([
      ['US-PR', 'PR'],
      ['US-VI', 'VI'],
      ['US-AS', 'AS'],
      ['US-GU', 'GU'],
      ['US-MP', 'MP'],
    ]);
  });

  test('every tier has a label', () => {
    expect(Object.keys(TIER_LABELS).sort()).toEqual(Object.keys(TIER_BONUSES).sort());
  });

  test('a country outside the table has no place and the penalty', () => {
    expect(regionOfCountry('DE', 'Germany, DE')).toEqual({
      code: 'DE',
      name: 'DE',
      country: 'DE',
      tier: 'non-na',
      bonus: -0.25,
      point: null,
      source: 'Germany, DE',
    });
    expect(unknownRegion('')).toMatchObject({ code: '??', country: '??', bonus: -0.25, point: null });
  });
});

function regionOf(code: string) {
  const entry = regionByCode(code);
  if (entry === undefined) throw new Error(`${code} is not in the table`);
  return { ...entry, source: code };
}
