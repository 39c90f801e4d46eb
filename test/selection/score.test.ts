import { MODIFIERS, parseGeolocation, select } from '../../src/selection';
import { priceBounds, regionBonus } from '../../src/selection/score';
import { offer, preferences, requirements, selectInput } from '../support/offers';

const BASE = { id: 1, geolocation: 'California, US', dph_total: 0.2, reliability: 0.98 };

function ranked(
  fields: Readonly<Record<string, unknown>>,
  input: Parameters<typeof preferences>[0] = {},
  limits = {},
) {
  const { ranking } = select(
    selectInput({
      offers: [offer({ ...BASE, ...fields })],
      preferences: preferences(input),
      requirements: requirements({ regions: ['*'], minReliability: 0, ...limits }),
    }),
  ).record;
  const [only] = ranking;
  if (only === undefined) throw new Error('the offer was rejected');
  return only;
}

describe('components (selection.md 5.7)', () => {
  test.each([
    [null, 1],
    [2_592_000, 1],
    [9e9, 1],
    [259_200, 0.1],
    [-5, 0],
  ])('an offer of %p s more is available to %d', (duration, expected) => {
    expect(ranked({ duration }).components.availability).toBe(expected);
  });

  test('latency earns nothing from 150 ms, or when unknown', () => {
    expect(ranked({ geolocation: 'Atlantis' }).components.latency).toBe(0);
    expect(ranked({ geolocation: 'Germany, DE' }).components.latency).toBe(0.333333);
  });

  test('reliability may be stretched above a floor; missing earns nothing', () => {
    expect(ranked({}).components.reliability).toBe(0.98);
    expect(ranked({}, { reliabilityFloor: 0.9 }).components.reliability).toBe(0.8);
    expect(ranked({ reliability: 0.5 }, { reliabilityFloor: 0.9 }).components.reliability).toBe(0);
    expect(ranked({ reliability: null }).components.reliability).toBe(0);
  });

  test('fallback cards earn 0.70, 0.65, ... and never less than 0.40', () => {
    const names = ['A10', 'A30', 'A40', 'L4', 'L40', 'L40S', 'B200', 'H200'];
    const matches = names.map(
      (gpu) => ranked({ gpu_name: gpu }, {}, { fallbackGpuNames: names }).components.gpuMatch,
    );
    expect(matches).toEqual([0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.4]);
  });

  test('prices spread over at least 15 % of the cap', () => {
    expect(priceBounds([0.2, 0.21], 0.5)).toEqual({ lo: 0.2, hi: 0.275 });
    expect(priceBounds([0.2, 0.4], 0.5)).toEqual({ lo: 0.2, hi: 0.4 });
    expect(priceBounds([0.2, 0.21], Infinity)).toEqual({ lo: 0.2, hi: 0.28 });
  });
});

describe('bonuses', () => {
  test.each([
    ['California, US', {}, 0.2],
    ['California, US', { 'us-west': 0.5 }, 0.5],
    ['California, US', { 'us-west': 0.5, 'US-CA': -0.1 }, -0.1],
    ['California, US', { US: 0.9 }, 0.2],
    [', US', { US: 0.9 }, 0.9],
    ['Germany, DE', { DE: 0.1 }, 0.1],
    ['Germany, DE', { 'non-na': 0 }, 0],
    ['Germany, DE', {}, -0.25],
    ['Texas, US', { 'US-TX': NaN }, 0.15],
  ])('%s with %j: %d', (place, overrides, expected) => {
    expect(regionBonus(parseGeolocation(place), overrides)).toBe(expected);
  });

  test('are not clamped: finals above 1 are normal', () => {
    expect(ranked({}).final).toBeGreaterThan(1);
  });
});

describe('modifiers (selection.md 2, A23)', () => {
  // The search is made on 2026-11-23; a listing from two weeks before is new.
  const newHost = Date.parse('2026-11-09T09:00:00Z') / 1000;
  const oldHost = Date.parse('2026-10-01T09:00:00Z') / 1000;

  test('are all off by default', () => {
    expect(ranked({ hosting_type: 1, start_date: newHost }).bonus).toEqual({ modifiers: {}, region: 0.2 });
  });

  test.each([
    ['datacenter', { hosting_type: 1 }, true],
    ['datacenter', { hosting_type: 0 }, false],
    ['datacenter', {}, false],
    ['exact_gpu_match', {}, true],
    ['exact_gpu_match', { gpu_name: 'RTX 4060 Ti' }, false],
    ['high_bandwidth', { inet_down: 200 }, true],
    ['high_bandwidth', { inet_down: 199.9 }, false],
    ['high_latency', { geolocation: 'Germany, DE' }, true],
    ['high_latency', {}, false],
    ['new_host', { start_date: newHost }, true],
    ['new_host', { start_date: oldHost }, false],
    ['new_host', { start_date: null }, false],
    ['verified_host', {}, true],
    ['verified_host', { verification: 'unverified' }, false],
  ])('%s for %j: %s', (name, fields, applies) => {
    expect(Object.keys(MODIFIERS)).toContain(name);
    const limits = { verifiedOnly: false, fallbackGpuNames: ['RTX 4060 Ti'] };
    const plain = ranked(fields, {}, limits);
    const modified = ranked(fields, { modifiers: { [name]: 0.07, nonsense: 9 } }, limits);
    expect(modified.bonus.modifiers).toEqual(applies ? { [name]: 0.07 } : {});
    expect(modified.final - plain.final).toBeCloseTo(applies ? 0.07 : 0, 9);
  });
});

test('weights are scaled to sum 1', () => {
  const weights = { latency: 3.5, price: 2.5, gpuMatch: 2, reliability: 1.5, availability: 0.5 };
  expect(ranked({}, { weights }).base).toBe(ranked({}).base);
});
