import { describeRelaxation, select } from '../../src/selection';
import { offer, preferences, requirements, selectInput } from '../support/offers';

const GOOD = { geolocation: 'California, US', dph_total: 0.2, reliability: 0.99 };

function relaxations(rows: readonly Readonly<Record<string, unknown>>[], changes = {}) {
  const offers = rows.map((row, index) => offer({ id: index + 1, ...GOOD, ...row }));
  return select(selectInput({ offers, requirements: requirements(changes) })).record.relaxations;
}

test('counts offers that fail one filter alone, most helpful first', () => {
  expect(
    relaxations([
      { dph_total: 0.5201 },
      { dph_total: 0.53 },
      { dph_total: 0.9, rentable: false },
      { reliability: 0.91, dph_total: 0.6 },
      { verification: 'unverified' },
      { rented: true },
    ]),
  ).toEqual([
    { admits: 2, filter: 'price', first: null, value: 0.53 },
    { admits: 1, filter: 'verified', first: null, value: null },
  ]);
});

test.each([
  ['gpu_name', { gpu_name: 'RTX 3060 Ti' }, {}, ['RTX 3060 Ti']],
  ['num_gpus', { num_gpus: 2 }, {}, ['2']],
  ['gpu_ram', { gpu_ram: 8192 }, {}, 8.1],
  ['gpu_ram', { gpu_ram: null }, {}, null],
  ['reliability', { reliability: 0.949 }, {}, 0.94],
  ['reliability', { reliability: null }, {}, 0],
  ['inet_down', { inet_down: 80.5 }, {}, 80],
  ['inet_up', { inet_up: null }, {}, 0],
  ['disk_space', { disk_space: 40 }, {}, 40],
  ['ports', { direct_port_count: 1 }, { portCount: 2 }, 1],
  [
    'blocked_hosts',
    { host_id: 3, machine_id: 4 },
    { blockedHosts: ['3', 'machine:4'] },
    ['host:3', 'machine:4'],
  ],
  ['blocked_regions', {}, { blockedRegions: ['US-CA'] }, ['US-CA']],
  ['region', { geolocation: 'Germany, DE' }, {}, ['DE']],
  ['region', { geolocation: null }, {}, ['*']],
  ['latency', { geolocation: 'Texas, US' }, { maxLatencyMs: 20 }, 30],
  ['latency', { geolocation: null }, { maxLatencyMs: 20, regions: ['*'] }, null],
])('%s: %j', (filter, row, changes, value) => {
  expect(relaxations([row], changes)).toEqual([{ admits: 1, filter, first: null, value }]);
});

test('a higher latency limit is no help for what must be measured and was not', () => {
  const offers = [offer({ id: 1, ...GOOD })];
  const { record } = select(
    selectInput({
      offers,
      requirements: requirements({ maxLatencyMs: 5 }),
      preferences: preferences({ onUnprobed: 'reject' }),
    }),
  );
  expect(record.relaxations).toEqual([{ admits: 1, filter: 'latency', first: null, value: null }]);
});

test('the value that is suggested does admit all that were counted', () => {
  const rows = Array.from({ length: 40 }, (_, index) => ({
    dph_total: 0.5 + index * 0.00713,
    inet_down: 300,
  }));
  const [price] = relaxations(rows);
  expect(price).toMatchObject({ filter: 'price', admits: 39 });
  expect(relaxations(rows, { maxPricePerHour: price?.value })).toEqual([]);
});

test('the smallest step that helps comes first, and an absurd figure does not spoil it', () => {
  expect(
    relaxations([{ dph_total: 0.5201 }, { dph_total: 0.53 }, { dph_total: 0.525 }, { dph_total: 900 }]),
  ).toEqual([{ admits: 4, filter: 'price', first: { admits: 3, value: 0.53 }, value: 900 }]);
  expect(relaxations([{ reliability: 0.93 }, { reliability: 0.91 }, { reliability: null }])).toEqual([
    { admits: 3, filter: 'reliability', first: { admits: 1, value: 0.93 }, value: 0 },
  ]);
  expect(
    relaxations([{ geolocation: 'Texas, US' }, { geolocation: 'Ohio, US' }], { maxLatencyMs: 20 }),
  ).toEqual([{ admits: 2, filter: 'latency', first: { admits: 1, value: 30 }, value: 38 }]);
});

test('reads as a sentence in the words of the configuration', () => {
  const limits = requirements({ maxLatencyMs: 30 });
  const texts = [
    describeRelaxation({ filter: 'price', first: null, value: 0.53, admits: 4 }, limits),
    describeRelaxation({ filter: 'gpu_ram', first: null, value: null, admits: 1 }, limits),
    describeRelaxation(
      { filter: 'region', first: null, value: ['CA', 'DE', 'FR', 'GB', 'IT', 'NL', 'SE', 'PL'], admits: 9 },
      limits,
    ),
    describeRelaxation({ filter: 'verified', first: null, value: null, admits: 2 }, limits),
    describeRelaxation(
      { filter: 'latency', first: { value: 45, admits: 2 }, value: null, admits: 3 },
      limits,
    ),
  ];
  expect(texts).toEqual([
    'VAST_MAX_PRICE_PER_HOUR=0.53 (now 0.5) admits 4',
    'VAST_MIN_GPU_MEMORY without a limit (now 12) admits 1',
    'adding to VAST_PREFERRED_REGIONS (now US): CA, DE, FR, GB, IT, NL and 2 more admits 9',
    'VAST_VERIFIED_ONLY=false admits 2',
    'latency_check.max_acceptable_ms=45 (now 30) admits 2; none admits 3',
  ]);
});

test('ten thousand rejected offers are counted in one pass, and mean no more than ten', () => {
  const rows = Array.from({ length: 10_000 }, () => ({ dph_total: 0.7 }));
  expect(relaxations(rows)).toEqual([{ admits: 10_000, filter: 'price', first: null, value: 0.7 }]);
  const { record } = select(selectInput({ offers: [], preferences: preferences() }));
  expect(record.relaxations).toEqual([]);
});
