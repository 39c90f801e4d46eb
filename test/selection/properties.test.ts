/** The properties of selection.md 9. */
import fc from 'fast-check';

import type { Preferences, SelectionRecord } from '../../src/selection';
import { TIER_BONUSES, canonicalJson, select } from '../../src/selection';
import { offer, preferences, selectInput } from '../support/offers';
import { market, somePreferences, someProbes, someRequirements, someSettings } from './arbitraries';

function ids({ record }: { readonly record: SelectionRecord }): number[] {
  return record.ranking.map(({ offerId }) => offerId);
}

describe('properties (selection.md 9)', () => {
  test('1: shuffling the input changes not a byte', () => {
    fc.assert(
      fc.property(market, someSettings, fc.infiniteStream(fc.nat()), (offers, settings, dice) => {
        const shuffled = offers
          .map((row) => ({ row, place: dice.next().value as number }))
          .sort((a, b) => a.place - b.place)
          .map(({ row }) => row);
        const probes = [...settings.probes].reverse();
        const once = JSON.stringify(select(selectInput({ offers, ...settings })));
        expect(JSON.stringify(select(selectInput({ offers: shuffled, ...settings, probes })))).toBe(once);
      }),
    );
  });

  test('2: a lower price never moves a candidate down', () => {
    fc.assert(
      fc.property(
        market,
        someSettings,
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (offers, settings, pick, tenths) => {
          const before = ids(select(selectInput({ offers, ...settings })));
          const id = before[pick % Math.max(1, before.length)];
          fc.pre(id !== undefined);
          const cheaper = offers.map((row) =>
            row['id'] === id ? { ...row, dph_total: (Number(row['dph_total']) * tenths) / 10 } : row,
          );
          const after = ids(select(selectInput({ offers: cheaper, ...settings })));
          expect(after.indexOf(id)).toBeLessThanOrEqual(before.indexOf(id));
        },
      ),
    );
  });

  test('3: under `staged`, offers of a later stage leave earlier stages as they were', () => {
    fc.assert(
      fc.property(market, someRequirements, somePreferences, fc.nat(), (offers, limits, weighing, count) => {
        const input = selectInput({
          offers,
          requirements: limits,
          preferences: { ...weighing, regionPolicy: 'staged' },
        });
        const all = select(input).record.ranking;
        // The last stages of the ranking belong to offers that can be taken away.
        const kept = all.slice(0, count % (all.length + 1));
        const last = kept.at(-1);
        fc.pre(last !== undefined);
        const stage = all.filter(
          (ranked) =>
            ranked.gpuStage < last.gpuStage ||
            (ranked.gpuStage === last.gpuStage && ranked.regionStage <= last.regionStage),
        );
        const names = new Set(stage.map(({ offerId }) => offerId));
        const fewer = offers.filter((row) => names.has(Number(row['id'])));
        expect(select({ ...input, offers: fewer }).record.ranking).toEqual(stage);
      }),
    );
  });

  test('4: an offer that a hard filter rejects changes nothing but what is said of the rejected', () => {
    fc.assert(
      fc.property(
        market,
        someSettings,
        fc.constantFrom({ dph_total: 99 }, { rentable: false }, { gpu_ram: 1 }),
        (offers, settings, flaw) => {
          const bad = offer({
            id: 999,
            geolocation: 'California, US',
            dph_total: 0.1,
            reliability: 0.99,
            ...flaw,
          });
          const before = select(selectInput({ offers, ...settings }));
          const after = select(selectInput({ offers: [...offers, bad], ...settings }));
          expect(after.candidates).toEqual(before.candidates);
          const { counts, rejected, relaxations, ...others } = after.record;
          expect({ ...before.record, ...others }).toEqual(before.record);
          expect(counts.candidates).toBe(before.record.counts.candidates);
          expect(rejected.filter(({ offerId }) => offerId !== 999)).toEqual(before.record.rejected);
          expect(relaxations.length).toBeGreaterThanOrEqual(before.record.relaxations.length);
        },
      ),
    );
  });

  test('5 and 6: components lie in 0..1, and every score can be recomputed from the record alone', () => {
    fc.assert(
      fc.property(market, someSettings, (offers, settings) => {
        const { record } = select(selectInput({ offers, ...settings }));
        const read = JSON.parse(JSON.stringify(record)) as SelectionRecord;
        for (const ranked of read.ranking) {
          const { components, base, bonus, final } = ranked;
          for (const value of Object.values(components)) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
          }
          expect(base).toBeGreaterThanOrEqual(0);
          expect(base).toBeLessThanOrEqual(1.000001);
          const points = Object.values(bonus.modifiers).reduce((sum, value) => sum + value, bonus.region);
          expect(final - base).toBeCloseTo(points, 5);
          expect(recomputed(read, ranked)).toBeCloseTo(final, 5);
        }
      }),
    );
  });

  test('7: nothing above the cap, outside the regions, blocked or unverified is ever a candidate', () => {
    fc.assert(
      fc.property(market, someSettings, (offers, settings) => {
        const { candidates, record } = select(selectInput({ offers, ...settings }));
        const limits = settings.requirements;
        for (const { offerId, pricePerHour, hostId, machineId, region } of candidates) {
          const row = offers.find(({ id }) => id === offerId);
          expect(pricePerHour).toBeLessThanOrEqual(limits.maxPricePerHour + 1e-9);
          if (limits.verifiedOnly) expect(row?.['verification']).toBe('verified');
          expect(limits.blockedHosts).not.toContain(`host:${String(hostId)}`);
          expect(limits.blockedHosts).not.toContain(`machine:${machineId}`);
          expect(limits.blockedRegions).not.toContain(region);
        }
        const { counts } = record;
        expect(counts.candidates + counts.rejected + counts.malformed + counts.duplicates).toBe(
          counts.returned,
        );
      }),
    );
  });

  test.each(['latency', 'price', 'gpuMatch', 'reliability', 'availability'] as const)(
    '8: with no bonus and all weight on %s, that component alone orders a stage',
    (component) => {
      const none = { latency: 0, price: 0, gpuMatch: 0, reliability: 0, availability: 0 };
      const regionBonuses = Object.fromEntries(Object.keys(TIER_BONUSES).map((tier) => [tier, 0]));
      fc.assert(
        fc.property(market, someRequirements, someProbes, (offers, limits, probes) => {
          const weighing = preferences({ weights: { ...none, [component]: 1 }, regionBonuses });
          const { ranking } = select(
            selectInput({ offers, requirements: limits, preferences: weighing, probes }),
          ).record;
          ranking.slice(1).forEach((ranked, index) => {
            const before = ranking[index];
            if (before?.gpuStage !== ranked.gpuStage || before.regionStage !== ranked.regionStage) return;
            expect(before.components[component]).toBeGreaterThanOrEqual(ranked.components[component]);
          });
        }),
        { numRuns: 40 },
      );
    },
  );

  test('9: no two candidates share a machine, and there are at most five', () => {
    fc.assert(
      fc.property(market, someSettings, (offers, settings) => {
        const { candidates, record } = select(selectInput({ offers, ...settings }));
        const machines = new Set(candidates.map(({ machineId }) => machineId));
        expect(machines.size).toBe(candidates.length);
        expect(candidates.length).toBe(
          Math.min(5, new Set(record.ranking.map(({ machineId }) => machineId)).size),
        );
        expect(candidates[0]?.offerId).toBe(record.ranking[0]?.offerId);
      }),
    );
  });

  test('ranking from settings that went through JSON gives the same bytes (design.md D2)', () => {
    fc.assert(
      fc.property(market, someSettings, (offers, settings) => {
        const frozen = JSON.parse(JSON.stringify(settings)) as typeof settings;
        const once = select(selectInput({ offers, ...settings }));
        expect(JSON.stringify(select(selectInput({ offers, ...frozen })))).toBe(JSON.stringify(once));
        // The weights that the record tells are the normalised ones; ranking with them again changes nothing.
        const told: Preferences = { ...frozen.preferences, weights: once.record.weights };
        expect(ids(select(selectInput({ offers, ...frozen, preferences: told })))).toEqual(ids(once));
      }),
    );
  });

  test('the keys of the record are in order', () => {
    fc.assert(
      fc.property(market, someSettings, (offers, settings) => {
        const { record } = select(selectInput({ offers, ...settings }));
        expect(JSON.stringify(record)).toBe(canonicalJson(record));
      }),
      { numRuns: 30 },
    );
  });
});

/** The final score from nothing but the record. */
function recomputed(record: SelectionRecord, ranked: SelectionRecord['ranking'][number]): number {
  const pool = record.pools.find(
    ({ gpuStage, regionStage }) =>
      gpuStage === null || (gpuStage === ranked.gpuStage && regionStage === ranked.regionStage),
  );
  const { lo = 0, hi = 1 } = pool ?? {};
  const clamp = (value: number): number => Math.min(1, Math.max(0, value));
  const floor = record.reliabilityFloor;
  const { weights } = record;
  const sum =
    weights.latency * (ranked.latency.ms === null ? 0 : clamp(1 - ranked.latency.ms / 150)) +
    weights.price * clamp((hi - ranked.pricePerHour) / (hi - lo)) +
    weights.gpuMatch * (ranked.gpuStage === 1 ? 1 : 0.7 - 0.05 * (ranked.gpuStage - 2)) +
    weights.reliability *
      (ranked.reliability === null ? 0 : clamp((ranked.reliability - floor) / (1 - floor))) +
    weights.availability * (ranked.durationSeconds === null ? 1 : clamp(ranked.durationSeconds / 2_592_000));
  return Object.values(ranked.bonus.modifiers).reduce(
    (total, value) => total + value,
    sum + ranked.bonus.region,
  );
}
