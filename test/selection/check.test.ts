import {
  PROFILES,
  defaultPreferences,
  defaultRequirements,
  preferenceProblems,
  requirementProblems,
} from '../../src/selection';
import { preferences, requirements } from '../support/offers';

test('the defaults and the profiles are in order', () => {
  expect(requirementProblems(defaultRequirements)).toEqual([]);
  expect(preferenceProblems(defaultPreferences)).toEqual([]);
  for (const profile of Object.values(PROFILES))
    expect(requirementProblems(requirements(profile))).toEqual([]);
});

test.each([
  [{ gpuName: ' ' }, 'gpuName', 'must name a GPU, such as RTX 3060'],
  [{ fallbackGpuNames: ['RTX3060'] }, 'fallbackGpuNames', "'RTX 3060' is named twice, or is the primary GPU"],
  [{ fallbackGpuNames: ['A40', 'A40'] }, 'fallbackGpuNames', "'A40' is named twice, or is the primary GPU"],
  [{ fallbackGpuNames: [''] }, 'fallbackGpuNames', 'names an empty GPU'],
  [{ numGpus: 0 }, 'numGpus', 'must be a whole number from 1, not 0'],
  [{ minGpuMemoryGb: 12_288 }, 'minGpuMemoryGb', 'is in GB, not MB: 12288 is too much; did you mean 12?'],
  [{ minGpuMemoryGb: 0 }, 'minGpuMemoryGb', 'must be above 0, not 0'],
  [{ maxPricePerHour: 0 }, 'maxPricePerHour', 'must be above 0, not 0'],
  [{ maxPricePerHour: Infinity }, 'maxPricePerHour', 'must be above 0, not Infinity'],
  [{ minReliability: 95 }, 'minReliability', 'must be from 0 to 1, not 95; did you mean 0.95?'],
  [{ minReliability: -1 }, 'minReliability', 'must be from 0 to 1, not -1'],
  [{ minDownloadMbps: -1 }, 'minDownloadMbps', 'must be 0 or more, not -1'],
  [{ minUploadMbps: NaN }, 'minUploadMbps', 'must be 0 or more, not NaN'],
  [{ regions: [] }, 'regions', 'the list names no region'],
  [
    { blockedHosts: ['box', '12'] },
    'blockedHosts',
    "'box': write a number, 'host:NUMBER' or 'machine:NUMBER'",
  ],
  [{ blockedRegions: ['*'] }, 'blockedRegions', "'*' would block every offer"],
  [{ maxLatencyMs: 0 }, 'maxLatencyMs', 'must be above 0, not 0'],
  [{ diskGb: -1 }, 'diskGb', 'must be above 0, not -1'],
  [{ portCount: 1.5 }, 'portCount', 'must be a whole number from 0, not 1.5'],
])('%j', (changes, field, message) => {
  expect(requirementProblems(requirements(changes))).toEqual([{ field, message }]);
});

test('region lists and blocked regions name what nobody knows', () => {
  const problems = requirementProblems(requirements({ regions: ['US-ZZ'], blockedRegions: ['TX'] }));
  expect(problems.map(({ field }) => field)).toEqual(['regions', 'blockedRegions']);
  expect(problems[1]?.message).toContain("did you mean 'US-TX'?");
});

const zero = { latency: 0, price: 0, gpuMatch: 0, reliability: 0, availability: 0 };

test.each([
  [{ weights: { ...zero, latency: -1, price: 2 } }, 'weights.latency', 'must be 0 or more, not -1'],
  [{ weights: zero }, 'weights', 'must not all be 0'],
  [{ regionBonuses: { 'us-wst': 0.1 } }, 'regionBonuses.us-wst', "is not known; did you mean 'us-west'?"],
  [{ regionBonuses: { 'US-TX': NaN } }, 'regionBonuses.US-TX', 'must be a number, not NaN'],
  [{ modifiers: { new_hst: 1 } }, 'modifiers.new_hst', "is not known; did you mean 'new_host'?"],
  [{ modifiers: { constructor: 1 } }, 'modifiers.constructor', 'is not known'],
  [
    { vantage: { name: 'x', latitude: 91, longitude: 0 } },
    'vantage.latitude',
    'must be from -90 to 90 degrees, not 91',
  ],
  [
    { vantage: { name: 'x', latitude: 0, longitude: NaN } },
    'vantage.longitude',
    'must be from -180 to 180 degrees, not NaN',
  ],
  [{ reliabilityFloor: 1 }, 'reliabilityFloor', 'must be from 0 to below 1, not 1'],
])('%j', (changes, field, message) => {
  expect(preferenceProblems(preferences(changes))).toEqual([{ field, message }]);
});

test('bonuses by tier, region, country and for the unknown are known', () => {
  expect(
    preferenceProblems(preferences({ regionBonuses: { 'us-west': 1, 'US-TX': 1, DE: -1, '??': 0 } })),
  ).toEqual([]);
});
