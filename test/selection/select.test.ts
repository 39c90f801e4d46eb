/** What a broken market may not do, and what decides between two offers. */
import fc from 'fast-check';

import type { SelectInput, SelectionRecord } from '../../src/selection';
import { explainNothing, renderSelectionLog, select } from '../../src/selection';
import type { OfferRow } from '../support/offers';
import { offer, preferences, requirements, selectInput } from '../support/offers';
import { garbage } from './arbitraries';

function ids({ record }: { readonly record: SelectionRecord }): number[] {
  return record.ranking.map(({ offerId }) => offerId);
}

describe('a broken market', () => {
  const honest: OfferRow = offer({
    id: 77,
    geolocation: 'California, US',
    dph_total: 0.45,
    reliability: 0.96,
    duration: 1,
  });

  test('never throws, never reaches the candidates with what it cannot prove, and never hides an honest offer', () => {
    fc.assert(
      fc.property(garbage, (rows) => {
        const input = selectInput({ offers: [...rows, honest] });
        const { record, candidates } = select(input);
        expect(JSON.parse(JSON.stringify(record))).toEqual(record);
        for (const { offerId, pricePerHour, reliability, machineId } of candidates) {
          expect(Number.isSafeInteger(offerId) && Number.isSafeInteger(machineId)).toBe(true);
          expect(pricePerHour).toBeGreaterThan(0);
          expect(pricePerHour).toBeLessThanOrEqual(0.5);
          expect(reliability).toBeGreaterThanOrEqual(0.95);
        }
        expect(ids({ record })).toContain(77);
        expect(renderSelectionLog(record).join('\n')).toContain('[VAST-NA]');
      }),
      { numRuns: 500 },
    );
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['a price as text', { dph_total: '0.01' }],
    ['no price', { dph_total: null }],
    ['a price that is no number', { dph_total: NaN }],
    ['a price of nothing', { dph_total: 0 }],
    ['a negative price', { dph_total: -5 }],
    ['reliability in percent', { reliability: 99.9 }],
    ['reliability as text', { reliability: '0.999' }],
    ['memory as text', { gpu_ram: '24000' }],
    ['bandwidth without end', { inet_down: Infinity }],
    ['rentable as text', { rentable: 'true' }],
    ['no machine', { machine_id: undefined }],
    ['a GPU list', { gpu_name: ['RTX 3060'] }],
    ['a place as an object', { geolocation: { country: 'US' } }],
  ])('%s never wins', (_, flaw) => {
    const flawed = offer({
      id: 1,
      geolocation: 'California, US',
      dph_total: 0.01,
      reliability: 0.999,
      ...flaw,
    });
    expect(
      select(selectInput({ offers: [flawed, honest] })).candidates.map(({ offerId }) => offerId),
    ).toEqual([77]);
  });

  test('unknown fields change nothing', () => {
    const plain = select(selectInput({ offers: [honest] }));
    const busy = { ...honest, surprise: { deep: [1, 2, 3] }, logo: 'x'.repeat(100_000) };
    expect(select(selectInput({ offers: [busy] }))).toEqual(plain);
  });

  test('repeated offers are told of once', () => {
    const { record } = select(selectInput({ offers: [honest, { ...honest, dph_total: 0.2 }, honest] }));
    expect(record.ranking).toMatchObject([{ offerId: 77, pricePerHour: 0.45 }]);
    expect(record.counts).toMatchObject({ returned: 3, duplicates: 2, candidates: 1 });
    expect(record.warnings).toEqual(['2 rows repeat an offer (first: 77); the higher price of each counts']);
  });

  test('an empty market gives an explanation, not a throw', () => {
    const { record, candidates } = select(selectInput({ offers: [] }));
    expect(candidates).toEqual([]);
    expect(record).toMatchObject({ decidedBy: null, selectedFor: [], pools: [], ranking: [] });
    expect(explainNothing(record)).toContain('returned no offer');
  });
});

describe('what decided', () => {
  const same = { geolocation: 'California, US', dph_total: 0.2, reliability: 0.99 };

  test.each<[string, Readonly<Record<string, unknown>>, Partial<SelectInput>]>([
    [
      'gpuStage',
      { gpu_name: 'RTX 4060 Ti' },
      { requirements: requirements({ fallbackGpuNames: ['RTX 4060 Ti'] }) },
    ],
    [
      'regionStage',
      { geolocation: 'Ontario, CA' },
      { requirements: requirements({ regions: ['US', 'CA'] }) },
    ],
    ['final', { geolocation: 'Texas, US' }, {}],
    ['inetDownMbps', { inet_down: 499 }, {}],
    ['inetDownMbps', { inet_down: null }, { requirements: requirements({ minDownloadMbps: 0 }) }],
    ['machineId', { machine_id: 99_999 }, {}],
    ['offerId', { machine_id: 50_001 }, {}],
  ])('%s, against %j', (key, changes, input) => {
    const offers = [offer({ id: 1, ...same }), offer({ id: 2, ...same, ...changes })];
    const { record } = select(selectInput({ offers, ...input }));
    expect(record.decidedBy).toBe(key);
    expect(record.ranking[0]?.offerId).toBe(1);
  });

  test('price, and then reliability, when the final scores are equal', () => {
    // No weight on either: both score the same.
    const weights = { latency: 1, price: 0, gpuMatch: 0, reliability: 0, availability: 0 };
    const decide = (changes: Readonly<Record<string, unknown>>) =>
      select(
        selectInput({
          offers: [offer({ id: 1, ...same, ...changes }), offer({ id: 2, ...same })],
          preferences: preferences({ weights }),
        }),
      ).record.decidedBy;
    expect(decide({ dph_total: 0.19 })).toBe('pricePerHour');
    expect(decide({ reliability: 0.995 })).toBe('reliability');
  });
});
