/** Frozen preferences and requirements rank as the settings did (design.md D2). */
import fc from 'fast-check';

import { select } from '../../src/selection';
import { TAKEN_AT } from '../support/offers';
import { market } from '../selection/arbitraries';
import { load } from './support';

const share = fc.integer({ min: 0, max: 20 }).map((n) => n / 10);

const yaml = fc
  .record({
    weights: fc
      .record({ latency: share, price: share, gpu_match: share, reliability: share, availability: share })
      .filter((weights) => Object.values(weights).some((weight) => weight > 0)),
    region_bonuses: fc.dictionary(fc.constantFrom('us-west', 'us-east', 'US-TX', 'canada', 'DE'), share),
    modifiers: fc.dictionary(fc.constantFrom('new_host', 'datacenter', 'high_latency'), share),
    region_policy: fc.constantFrom('staged', 'score'),
    vantage: fc.constantFrom('US-NY', 'CA-ON', 'US-TX'),
    fallback_gpu_types: fc.constantFrom([], ['RTX_4060_Ti']),
  })
  // JSON is YAML.
  .map((selection) => JSON.stringify({ selection }));

test('what travels through JSON into the synthesized resource gives the same order', () => {
  fc.assert(
    fc.property(yaml, market, fc.constantFrom('US', 'US-CA,US,CA', 'NA,EU'), (text, offers, regions) => {
      const settings = load({ yaml: text, env: { VAST_PREFERRED_REGIONS: regions } });
      const requirements = { ...settings.requirements, diskGb: 40, portCount: 2 };
      const atSynth = select({ offers, requirements, preferences: settings.preferences, takenAt: TAKEN_AT });
      const travelled = JSON.parse(JSON.stringify({ requirements, preferences: settings.preferences })) as {
        requirements: typeof requirements;
        preferences: typeof settings.preferences;
      };
      const atApply = select({ offers: [...offers].reverse(), ...travelled, takenAt: TAKEN_AT });
      expect(JSON.stringify(atApply)).toBe(JSON.stringify(atSynth));
    }),
  );
});
