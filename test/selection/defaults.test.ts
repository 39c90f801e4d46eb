import { PROFILES, defaultPreferences, defaultRequirements, normalizeWeights } from '../../src/selection';

test('defaults are the seed’s example (selection.md 1.1, 5.1)', () => {
  expect(defaultRequirements).toMatchObject({
    gpuName: 'RTX 3060',
    minGpuMemoryGb: 12,
    maxPricePerHour: 0.5,
    minReliability: 0.95,
    minDownloadMbps: 100,
    minUploadMbps: 100,
    regions: ['US', 'CA'],
    verifiedOnly: true,
    diskGb: 50,
    numGpus: 1,
  });
  expect(Object.isFrozen(defaultPreferences) && Object.isFrozen(defaultPreferences.weights)).toBe(true);
});

test('profiles are the seed’s templates (selection.md 1.6)', () => {
  expect(PROFILES).toEqual({
    budget: {
      gpuName: 'RTX 3060',
      maxPricePerHour: 0.35,
      minReliability: 0.9,
      regions: ['US-TX', 'US-CO', 'US-AZ', 'US'],
    },
    performance: {
      gpuName: 'RTX 4090',
      maxPricePerHour: 0.7,
      minReliability: 0.98,
      minDownloadMbps: 200,
      regions: ['US-CA', 'US-WA', 'US-NY', 'US'],
    },
    'ultra-low-latency': {
      gpuName: 'RTX 3060',
      maxPricePerHour: 0.5,
      minReliability: 0.95,
      minDownloadMbps: 150,
      regions: ['US-CA', 'US-WA', 'US-OR'],
    },
  });
});

test('weights are scaled to sum 1, once', () => {
  const once = normalizeWeights({ latency: 7, price: 1, gpuMatch: 1, reliability: 1, availability: 0 });
  expect(once).toEqual({ latency: 0.7, price: 0.1, gpuMatch: 0.1, reliability: 0.1, availability: 0 });
  expect(normalizeWeights(once)).toEqual(once);
  expect(normalizeWeights(defaultPreferences.weights)).toEqual(defaultPreferences.weights);
  const zero = { latency: 0, price: 0, gpuMatch: 0, reliability: 0, availability: 0 };
  expect(normalizeWeights(zero)).toEqual(zero);
});
