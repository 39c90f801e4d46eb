import type { MachineFacts, Requirements } from '../../src/selection';
import { meetsRequirements, requirementFailures } from '../../src/selection';
import { requirements } from '../support/offers';

const FACTS: MachineFacts = {
  gpuName: 'RTX 3060',
  numGpus: 1,
  gpuMemoryGb: 12.288,
  pricePerHour: 0.23,
  reliability: 0.985,
  inetDownMbps: 812.4,
  inetUpMbps: 650.1,
  geolocation: 'California, US',
  verified: true,
  hostId: 5,
  machineId: 6,
  latencyMs: 12,
  diskGb: 50,
  portCount: 2,
};

test('a machine that fits meets everything', () => {
  expect(meetsRequirements(FACTS, requirements({ maxLatencyMs: 12 }))).toEqual([]);
});

test.each<[Partial<Requirements>, keyof Requirements, string]>([
  [{ gpuName: 'RTX_4090' }, 'gpuName', 'GPU RTX 4090 is required, the machine has RTX 3060'],
  [{ numGpus: 2 }, 'numGpus', '2 GPU(s) are required, the rental has 1'],
  [
    { minGpuMemoryGb: 16 },
    'minGpuMemoryGb',
    'GPU memory of at least 16 GB is required, the machine has 12.288 GB',
  ],
  [{ maxPricePerHour: 0.2 }, 'maxPricePerHour', 'at most $0.2/hr may be paid, the machine costs $0.23/hr'],
  [
    { minReliability: 0.99 },
    'minReliability',
    'reliability of at least 0.99 is required, the machine has 0.985',
  ],
  [
    { minDownloadMbps: 900 },
    'minDownloadMbps',
    'download of at least 900 Mbit/s is required, the machine has 812.4 Mbit/s',
  ],
  [
    { minUploadMbps: 900 },
    'minUploadMbps',
    'upload of at least 900 Mbit/s is required, the machine has 650.1 Mbit/s',
  ],
  [{ regions: ['US-TX', 'CA'] }, 'regions', 'a region of US-TX,CA is required, the machine is in US-CA'],
  [{ blockedHosts: ['host:5'] }, 'blockedHosts', 'host 5 is blocked'],
  [{ blockedHosts: ['6'] }, 'blockedHosts', 'machine 6 is blocked'],
  [{ blockedRegions: ['US'] }, 'blockedRegions', 'region US is blocked, the machine is in US-CA'],
  [{ maxLatencyMs: 10 }, 'maxLatencyMs', 'latency of at most 10ms is required, the machine has 12ms'],
  [{ diskGb: 80 }, 'diskGb', 'disk of at least 80 GB is required, the machine has 50 GB'],
  [{ portCount: 3 }, 'portCount', 'a number of public ports of at least 3 is required, the machine has 2'],
])('%j fails %s', (changes, requirement, message) => {
  expect(requirementFailures(FACTS, requirements(changes))).toEqual([{ requirement, message }]);
});

test('an unverified host fails only where a verified one is asked for', () => {
  const facts = { ...FACTS, verified: false };
  expect(meetsRequirements(facts, requirements())).toEqual(['a verified host is required, this one is not']);
  expect(meetsRequirements(facts, requirements({ verifiedOnly: false }))).toEqual([]);
});

test('a fallback card is as good as the primary', () => {
  expect(
    meetsRequirements(FACTS, requirements({ gpuName: 'RTX 4090', fallbackGpuNames: ['RTX3060'] })),
  ).toEqual([]);
});

test('what is not known never counts against a machine (design.md D3)', () => {
  const strict = requirements({
    maxLatencyMs: 1,
    blockedHosts: ['5'],
    blockedRegions: ['US'],
    regions: ['CA'],
  });
  expect(meetsRequirements({}, strict)).toEqual([]);
  const nothing = Object.fromEntries(Object.keys(FACTS).map((key) => [key, null])) as MachineFacts;
  expect(meetsRequirements(nothing, strict)).toEqual([]);
  expect(meetsRequirements({ geolocation: 'somewhere' }, strict)).toEqual([]);
});

test('only the requirements that are asked about are checked', () => {
  const changed = requirements({ gpuName: 'RTX 4090', maxPricePerHour: 0.1 });
  expect(
    requirementFailures(FACTS, changed, ['maxPricePerHour']).map(({ requirement }) => requirement),
  ).toEqual(['maxPricePerHour']);
  expect(requirementFailures(FACTS, changed, ['fallbackGpuNames', 'gpuName'])).toHaveLength(1);
  expect(meetsRequirements(FACTS, changed, [])).toEqual([]);
});

test('limits are met exactly, with slack for rounding', () => {
  expect(
    meetsRequirements(
      { pricePerHour: 0.1 + 0.2, reliability: 0.95 - 1e-12 },
      requirements({ maxPricePerHour: 0.3 }),
    ),
  ).toEqual([]);
});
