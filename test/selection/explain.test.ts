import type { RelaxableFilter, Relaxation } from '../../src/selection';
import { REASON_TEXTS, describeRelaxation, explainNothing, select } from '../../src/selection';
import { offer, requirements, selectInput } from '../support/offers';
import { MIXED_OFFERS } from './golden/offers';

test('nothing matches: counts per reason, what one change would admit, and the seed’s ways out', () => {
  const { record, candidates } = select(
    selectInput({
      offers: [...MIXED_OFFERS, null],
      requirements: requirements({ maxPricePerHour: 0.1, blockedHosts: ['host:777001'] }),
    }),
  );
  expect(candidates).toEqual([]);
  const text = explainNothing(record);
  expect(text).toContain('No offer matches RTX 3060 in US for at most $0.1/hr.');
  expect(text).toContain(
    'Of 30 offers returned, rejected (one may fail several): too expensive 29, outside the regions',
  );
  expect(text).toContain('host on the block list 1');
  expect(text).toContain('unreadable 1');
  expect(text).toContain('  - VAST_MAX_PRICE_PER_HOUR=0.17 (now 0.1) admits 1; 0.51 admits 12');
  expect(text).toContain(
    'raise VAST_MAX_PRICE_PER_HOUR to 0.75; or lower VAST_RELIABILITY_SCORE to 0.85; or allow a global',
  );
});

test('ways that were taken already are not suggested', () => {
  const { record } = select(
    selectInput({
      offers: [],
      requirements: requirements({ maxPricePerHour: 0.8, minReliability: 0.8, regions: ['US', 'EU'] }),
    }),
  );
  expect(explainNothing(record)).toBe(
    'No offer matches RTX 3060 in US,EU for at most $0.8/hr.\nThe marketplace returned no offer for these limits.',
  );
});

test('every reason has words', () => {
  const { record } = select(
    selectInput({
      offers: [offer({ id: 1, geolocation: 'x', dph_total: null, reliability: null, machine_id: 0 })],
    }),
  );
  for (const reason of record.rejected[0]?.reasons ?? []) expect(REASON_TEXTS[reason]).not.toBe('');
  expect(explainNothing(record)).toContain('no machine id 1');
});

test.each<[RelaxableFilter, Relaxation['value'], string]>([
  ['gpu_name', ['A40'], 'allowing other GPUs (VAST_GPU_FALLBACK_TYPES): A40'],
  ['num_gpus', ['2', '4'], 'another number of GPUs (now 1): 2, 4'],
  ['gpu_ram', 8, 'VAST_MIN_GPU_MEMORY=8 (now 12)'],
  ['reliability', 0.9, 'VAST_RELIABILITY_SCORE=0.9 (now 0.95)'],
  ['inet_down', 50, 'VAST_MIN_DOWNLOAD_SPEED=50 (now 100)'],
  ['inet_up', 0, 'VAST_MIN_UPLOAD_SPEED=0 (now 100)'],
  ['disk_space', 40, 'disk in GB=40 (now 50)'],
  ['ports', null, 'public ports without a limit (now 1)'],
  ['blocked_hosts', ['host:5'], 'taking off the block list: host:5'],
  ['blocked_regions', ['US-FL'], 'taking off the blocked regions: US-FL'],
])('relaxing %s to %j reads: %s', (filter, value, text) => {
  expect(describeRelaxation({ filter, value, first: null, admits: 3 }, requirements())).toBe(
    `${text} admits 3`,
  );
});
