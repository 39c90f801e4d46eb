import fc from 'fast-check';

import { requirementsHash } from '../../src/market';
import { canonicalFile } from '../../src/market/canonical';
import { requirements } from '../support/offers';

describe('the hash of requirements', () => {
  test('is 16 hex digits', () => {
    expect(requirementsHash(requirements())).toMatch(/^[0-9a-f]{16}$/);
  });

  test('is pinned: a change here would look every lock entry up anew', () => {
    expect(requirementsHash(requirements())).toBe('53e8e3804c9728f9');
  });

  test('does not depend on the order of the fields, nor on undefined ones', () => {
    const entries = Object.entries(requirements());
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        const rebuilt = { ...Object.fromEntries(shuffled), later: undefined } as unknown as ReturnType<
          typeof requirements
        >;
        expect(requirementsHash(rebuilt)).toBe(requirementsHash(requirements()));
      }),
    );
  });

  test.each([
    ['gpuName', { gpuName: 'RTX 4090' }],
    ['maxPricePerHour', { maxPricePerHour: 0.51 }],
    ['regions', { regions: ['CA'] }],
    ['blockedHosts', { blockedHosts: ['1'] }],
    ['maxLatencyMs', { maxLatencyMs: 30 }],
    ['diskGb', { diskGb: 51 }],
    ['portCount', { portCount: 2 }],
  ])('changes with %s', (_field, change) => {
    expect(requirementsHash(requirements(change))).not.toBe(requirementsHash(requirements()));
  });
});

test('a file has sorted keys, two spaces and a final newline', () => {
  expect(canonicalFile({ b: [{ d: 1, c: undefined }], a: null })).toBe(
    '{\n  "a": null,\n  "b": [\n    {\n      "d": 1\n    }\n  ]\n}\n',
  );
});
