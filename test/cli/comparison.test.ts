import fc from 'fast-check';

import { contributionsOf, differencesOf, rentalOf, separationOf } from '../../src/cli/comparison';
import { select, type SelectInput, type SelectionRecord } from '../../src/selection';
import { MIXED_OFFERS } from '../selection/golden/offers';
import {
  FILLER_OFFERS,
  offer,
  preferences,
  requirements,
  SEED_LATENCIES,
  SEED_OFFERS,
  selectInput,
} from '../support/offers';

const recordOf = (input: Partial<SelectInput> & Pick<SelectInput, 'offers'>): SelectionRecord =>
  select(selectInput(input)).record;

const seed = recordOf({ offers: [...SEED_OFFERS, ...FILLER_OFFERS], probes: SEED_LATENCIES });

describe('contributionsOf', () => {
  test('adds up to the final score, modifiers included', () => {
    const modifiers = { datacenter: 0.05, high_latency: -0.1 };
    fc.assert(
      fc.property(fc.subarray([...MIXED_OFFERS], { minLength: 1 }), (offers) => {
        const record = recordOf({
          offers,
          requirements: requirements({ regions: ['*'] }),
          preferences: preferences({ regionPolicy: 'score', modifiers }),
        });
        for (const ranked of record.ranking) {
          const sum = contributionsOf(ranked, record).reduce((total, { points }) => total + points, 0);
          expect(sum).toBeCloseTo(ranked.final, 5);
        }
      }),
    );
  });

  test('names modifiers only where some are set', () => {
    const [winner] = seed.ranking;
    if (winner === undefined) throw new Error('no winner');
    expect(contributionsOf(winner, seed).map(({ label }) => label)).toEqual([
      'latency',
      'price',
      'GPU match',
      'reliability',
      'availability',
      'region bonus',
    ]);
  });
});

test('differencesOf says where the winner gains and loses', () => {
  const [winner, other] = seed.ranking;
  if (winner === undefined || other === undefined) throw new Error('no runner-up');
  const differences = Object.fromEntries(
    differencesOf(winner, other, seed).map(({ a, difference }) => [a.key, Number(difference.toFixed(4))]),
  );
  expect(differences).toEqual({
    latency: 0.0373,
    price: -0.0667,
    gpuMatch: 0,
    reliability: 0.002,
    availability: 0,
    region: 0.05,
  });
});

describe('separationOf', () => {
  test('the final score', () => {
    expect(separationOf(seed)).toBe(
      'The final score decided: 1.0198 against 0.9971 of offer 12346, a lead of 0.0226.',
    );
  });

  test('an earlier region, although the other scores higher', () => {
    const record = recordOf({
      offers: SEED_OFFERS,
      requirements: requirements({ regions: ['US-NY', 'US'] }),
    });
    expect(record.decidedBy).toBe('regionStage');
    expect(separationOf(record)).toContain(
      'US-NY belongs to an earlier entry of the region list than US-CA, so offer 12345 comes after it, although its final score is higher',
    );
  });

  test('the GPU that was asked for first', () => {
    const record = recordOf({
      offers: [
        offer({ id: 1, geolocation: 'Florida, US', dph_total: 0.4, reliability: 0.96 }),
        offer({ id: 2, geolocation: 'Florida, US', dph_total: 0.2, reliability: 0.96, gpu_name: 'RTX 4090' }),
      ],
      requirements: requirements({ fallbackGpuNames: ['RTX 4090'] }),
    });
    expect(separationOf(record)).toContain('RTX 3060 is asked for before RTX 4090');
  });

  test('a tie', () => {
    const row = { geolocation: 'Texas, US', dph_total: 0.2, reliability: 0.97 };
    const record = recordOf({ offers: [offer({ id: 5, ...row }), offer({ id: 6, ...row })] });
    expect(separationOf(record)).toContain('the lower machine id decided against offer 6');
  });

  test('no runner-up, and nobody at all', () => {
    expect(separationOf(recordOf({ offers: SEED_OFFERS.slice(0, 1) }))).toBe(
      'It was the only offer that matches.',
    );
    expect(separationOf(recordOf({ offers: [] }))).toBe('No offer matches.');
  });
});

test('rentalOf tells whether the best one was rented', () => {
  expect(rentalOf(seed, undefined)).toBeUndefined();
  expect(rentalOf(seed, 12345)).toBe('This offer was rented.');
  expect(rentalOf(seed, 12347)).toBe('Rented was offer 12347, rank 3 of this ranking.');
  expect(rentalOf(seed, 99)).toBe('Rented was offer 99, which is not in this ranking.');
});
