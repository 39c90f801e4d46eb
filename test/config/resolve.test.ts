import { requirementsForProfile } from '../../src/config';
import { load } from './support';

describe('profiles (selection.md 1.6)', () => {
  test.each([
    [
      'budget',
      {
        gpuName: 'RTX 3060',
        maxPricePerHour: 0.35,
        minReliability: 0.9,
        minDownloadMbps: 100,
        regions: ['US-TX', 'US-CO', 'US-AZ', 'US'],
      },
    ],
    [
      'performance',
      {
        gpuName: 'RTX 4090',
        maxPricePerHour: 0.7,
        minReliability: 0.98,
        minDownloadMbps: 200,
        regions: ['US-CA', 'US-WA', 'US-NY', 'US'],
      },
    ],
    [
      'ultra-low-latency',
      {
        gpuName: 'RTX 3060',
        maxPricePerHour: 0.5,
        minReliability: 0.95,
        minDownloadMbps: 150,
        regions: ['US-CA', 'US-WA', 'US-OR'],
      },
    ],
  ])('%s', (profile, expected) => {
    const settings = load({ env: { VAST_PROFILE: profile } });
    expect(settings.requirements).toMatchObject({
      ...expected,
      minGpuMemoryGb: 12,
      minUploadMbps: 100,
      verifiedOnly: true,
    });
    expect(settings.profile).toBe(profile);
    expect(settings.warnings).toEqual([]);
  });

  test('explicit keys win, from either source', () => {
    const { requirements } = load({
      file: 'VAST_MAX_PRICE_PER_HOUR=0.5\nVAST_DATACENTER_LOCATION=US',
      env: { VAST_PROFILE: 'budget', VAST_PREFERRED_REGIONS: 'US-CA' },
    });
    expect(requirements).toMatchObject({ maxPricePerHour: 0.5, regions: ['US-CA'], minReliability: 0.9 });
  });

  test('a location that the profile’s regions are not in counts instead of them', () => {
    const { requirements, warnings } = load({
      env: { VAST_PROFILE: 'budget', VAST_DATACENTER_LOCATION: 'DE' },
    });
    expect(requirements.regions).toEqual(['DE']);
    expect(warnings).toEqual(["the regions of profile 'budget' are not in 'DE'; the location counts"]);
  });

  test('another profile can be applied to the same choices, as a construct does', () => {
    const settings = load({ env: { VAST_PROFILE: 'budget', VAST_GPU_TYPE: 'A40' } });
    expect(requirementsForProfile(settings, 'performance')).toMatchObject({
      gpuName: 'A40',
      maxPricePerHour: 0.7,
      minReliability: 0.98,
    });
    expect(requirementsForProfile(load(), 'budget')).toEqual(
      load({ env: { VAST_PROFILE: 'budget' } }).requirements,
    );
  });
});
