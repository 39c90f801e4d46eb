import { TerraformStack, TerraformVariable } from 'cdktf';

import { requirementsOf } from '../../constructs/requirement-props';
import { testApp } from '../support/template';

test('props that are left out leave the settings alone', () => {
  expect(requirementsOf({}, 50)).toEqual({});
});

test('names and lists are brought into their one spelling', () => {
  expect(
    requirementsOf(
      {
        gpuType: 'rtx4090',
        fallbackGpuTypes: ['RTX_3090'],
        preferredRegions: [' us-ca', 'US', 'us'],
        blockedRegions: ['us-fl'],
        blockedHosts: [],
        minReliability: 0,
        verifiedOnly: false,
      },
      50,
    ),
  ).toEqual({
    gpuName: 'RTX 4090',
    fallbackGpuNames: ['RTX 3090'],
    regions: ['US-CA', 'US'],
    blockedRegions: ['US-FL'],
    blockedHosts: [],
    minReliability: 0,
    verifiedOnly: false,
  });
});

test('an empty list of blocked regions unblocks those of the settings', () => {
  expect(requirementsOf({ blockedRegions: [] }, 50)).toEqual({ blockedRegions: [] });
});

describe('fails', () => {
  test.each([
    [{ maxPricePerHour: -1 }, 50, 'maxPricePerHour must be above 0, not -1'],
    [{ minReliability: 95 }, 50, 'minReliability must be from 0 to 1, not 95; did you mean 0.95?'],
    [{ gpuType: ' ' }, 50, 'gpuType must name a GPU, such as RTX 3060'],
    [{ preferredRegions: ['US-ZZ'] }, 50, "preferredRegions 'US-ZZ' is not a region"],
    [{ fallbackGpuTypes: ['RTX3060', 'RTX_3060'] }, 50, "fallbackGpuTypes 'RTX 3060' is named twice"],
    [{ blockedHosts: ['offer:1'] }, 50, "blockedHosts 'offer:1'"],
    [{ numGpus: 1.5 }, 50, 'numGpus must be a whole number from 1, not 1.5'],
    [{}, 0, 'diskGb must be above 0, not 0'],
  ] as const)('on %j with %d GB', (props, diskGb, message) => {
    expect(() => requirementsOf(props, diskGb)).toThrow(message);
  });

  test('on several bad props at once', () => {
    expect(() => requirementsOf({ maxPricePerHour: 0, numGpus: 0 }, 50)).toThrow(
      'numGpus must be a whole number from 1, not 0; maxPricePerHour must be above 0, not 0',
    );
  });

  test.each([['constructor'], [''], [3]])('on the profile %j, together with other bad props', (name) => {
    expect(() => requirementsOf({ profile: name as 'budget', numGpus: 0 }, 50)).toThrow(
      `profile must be 'budget', 'performance' or 'ultra-low-latency', not '${name}'; numGpus must be`,
    );
  });

  test('on a token for the profile', () => {
    const stack = new TerraformStack(testApp(), 'x');
    const profile = new TerraformVariable(stack, 'profile', { type: 'string' }).stringValue as 'budget';
    expect(() => requirementsOf({ profile }, 50)).toThrow('profile takes part in the search at synth');
  });

  test('on tokens, which the search would need', () => {
    const stack = new TerraformStack(testApp(), 'x');
    const price = new TerraformVariable(stack, 'price', { type: 'number' }).numberValue;
    const gpu = new TerraformVariable(stack, 'gpu', { type: 'string' }).stringValue;
    expect(() => requirementsOf({ maxPricePerHour: price, gpuType: gpu }, 50)).toThrow(
      'gpuType takes part in the search at synth and must not be a token; ' +
        'maxPricePerHour takes part in the search at synth and must not be a token',
    );
    expect(() => requirementsOf({}, price)).toThrow('diskGb takes part in the search');
  });
});
