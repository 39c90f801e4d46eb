/** Random offers, settings and garbage for the properties of selection.md 9. */
import fc from 'fast-check';

import type { LatencyProbe, Preferences, Requirements } from '../../src/selection';
import { MODIFIERS, TIER_BONUSES, vantageOfRegion } from '../../src/selection';
import type { OfferRow } from '../support/offers';
import { addressOf, offer, preferences, requirements } from '../support/offers';

const PLACES = [
  'California, US',
  'Oregon, US',
  'Texas, US',
  'New York, US',
  'Florida, US',
  ', US',
  'Ontario, CA',
  'Quebec, CA, NA',
  'Mexico, MX',
  'Puerto Rico, PR',
  'Germany, DE',
  'Georgia, GE',
  null,
];

/** A figure on a grid, so that ties are common. */
function grid(min: number, max: number, step: number): fc.Arbitrary<number> {
  return fc
    .integer({ min: 0, max: Math.round((max - min) / step) })
    .map((n) => Math.round((min + n * step) * 1e6) / 1e6);
}

/** Fields of an offer that may or may not pass the filters; ids are given by `market`. */
const fields = fc.record({
  geolocation: fc.constantFrom(...PLACES),
  dph_total: grid(0.1, 0.6, 0.05),
  reliability: fc.option(grid(0.9, 1, 0.01)),
  inet_down: fc.option(grid(50, 900, 50)),
  inet_up: grid(50, 400, 50),
  duration: fc.option(grid(0, 5e6, 1e5)),
  machine: fc.integer({ min: 1, max: 12 }),
  gpu_name: fc.constantFrom('RTX 3060', 'RTX 3060', 'RTX 3060', 'RTX 4060 Ti', 'RTX 3060 Ti'),
  hosting_type: fc.constantFrom(0, 1, null),
  start_date: fc.constantFrom(1_700_000_000, 1_795_000_000, null),
  verification: fc.constantFrom('verified', 'verified', 'verified', 'unverified'),
});

/** Up to 25 offers with distinct ids. */
export const market: fc.Arbitrary<readonly OfferRow[]> = fc
  .array(fields, { maxLength: 25 })
  .map((rows) =>
    rows.map(({ machine, ...row }, index) =>
      offer({ id: index + 1, ...row, machine_id: machine, host_id: machine % 4 }),
    ),
  );

const REGION_LISTS = [
  ['US'],
  ['US', 'CA'],
  ['US-CA', 'US-TX', 'US', 'CA', 'EU'],
  ['NA'],
  ['*'],
  ['US-TX', '*'],
  ['PR', 'MX', 'US'],
];

/** Requirements of many kinds. */
export const someRequirements: fc.Arbitrary<Requirements> = fc
  .record({
    fallbackGpuNames: fc.constantFrom([], ['RTX 4060 Ti'], ['RTX 4060 Ti', 'RTX 3060 Ti']),
    maxPricePerHour: grid(0.2, 0.6, 0.1),
    minReliability: fc.constantFrom(0, 0.95),
    minDownloadMbps: fc.constantFrom(0, 100),
    regions: fc.constantFrom(...REGION_LISTS),
    verifiedOnly: fc.boolean(),
    blockedHosts: fc.constantFrom([], ['host:1'], ['machine:3', 'host:2']),
    blockedRegions: fc.constantFrom([], ['US-FL'], ['CA', 'DE']),
    maxLatencyMs: fc.constantFrom(null, 30, 60),
  })
  .map(requirements);

const share = fc.integer({ min: 0, max: 10 }).map((n) => n / 10);
const points = fc.integer({ min: -30, max: 30 }).map((n) => n / 100);

/** Preferences of many kinds, with weights that need not sum to 1. */
export const somePreferences: fc.Arbitrary<Preferences> = fc
  .record({
    weights: fc
      .record({ latency: share, price: share, gpuMatch: share, reliability: share, availability: share })
      .filter((weights) => Object.values(weights).some((weight) => weight > 0)),
    regionPolicy: fc.constantFrom('staged' as const, 'score' as const),
    regionBonuses: fc.dictionary(fc.constantFrom(...Object.keys(TIER_BONUSES), 'US-TX', 'DE'), points),
    modifiers: fc.dictionary(fc.constantFrom(...Object.keys(MODIFIERS)), points),
    vantage: fc
      .constantFrom('US-CA', 'US-NY', 'CA-ON')
      .map((code) => vantageOfRegion(code) ?? preferences().vantage),
    reliabilityFloor: fc.constantFrom(0, 0.9),
    onUnprobed: fc.constantFrom('estimate' as const, 'reject' as const, 'accept' as const),
  })
  .map(preferences);

/** Measurements of some of the first offers. */
export const someProbes: fc.Arbitrary<readonly LatencyProbe[]> = fc.uniqueArray(
  fc.record({
    address: fc.integer({ min: 1, max: 25 }).map(addressOf),
    samplesMs: fc.array(grid(1, 120, 0.5), { maxLength: 3 }),
  }),
  { maxLength: 6, selector: ({ address }) => address },
);

/** A complete selection input but for its offers. */
export const someSettings = fc.record({
  requirements: someRequirements,
  preferences: somePreferences,
  probes: someProbes,
});

/** What a broken or hostile marketplace may put into a field. */
const poison = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    NaN,
    Infinity,
    -Infinity,
    undefined,
    '0.01',
    '',
    -1,
    0,
    1e308,
    5e-324,
    -0,
    Number.MAX_SAFE_INTEGER + 2,
  ),
);

const FIELD_NAMES = [
  ...Object.keys(offer({ id: 1, geolocation: '', dph_total: 1, reliability: 1 })),
  'reliability2',
  'disk_space',
  'direct_port_count',
  'hosting_type',
  'start_date',
  '__proto__',
  'toString',
  'surprise',
];

/** Rows that are offers but for some poisoned fields, and rows that are nothing at all. */
export const garbage: fc.Arbitrary<readonly unknown[]> = fc.array(
  fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc
      .record({
        id: fc.integer({ min: 1, max: 6 }),
        changes: fc.dictionary(fc.constantFrom(...FIELD_NAMES), poison, { minKeys: 1, maxKeys: 4 }),
      })
      .map(({ id, changes }) => ({
        ...offer({ id, geolocation: 'California, US', dph_total: 0.2, reliability: 0.99 }),
        ...changes,
      })),
  ),
  { maxLength: 12 },
);
