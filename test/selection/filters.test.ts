/** The hard filters of selection.md 5.5, one row each, and the bugs of section 3. */
import type { RejectReason, Requirements, SelectInput } from '../../src/selection';
import { select } from '../../src/selection';
import type { OfferFields } from '../support/offers';
import { offer, requirements, selectInput } from '../support/offers';

const GOOD: OfferFields = { id: 7, geolocation: 'California, US', dph_total: 0.2, reliability: 0.99 };

function reasons(
  fields: Readonly<Record<string, unknown>>,
  changes: Partial<Requirements> = {},
  taken?: SelectInput['taken'],
): readonly RejectReason[] {
  const { record } = select(
    selectInput({ offers: [offer({ ...GOOD, ...fields })], requirements: requirements(changes), taken }),
  );
  return record.rejected[0]?.reasons ?? [];
}

test('the good offer passes', () => {
  expect(reasons({})).toEqual([]);
});

test.each<[Readonly<Record<string, unknown>>, Partial<Requirements>, RejectReason[]]>([
  [{ gpu_name: 'RTX 3060 Ti' }, {}, ['gpu_name']],
  [{ gpu_name: 'RTX_3060' }, {}, []],
  [{ gpu_name: 'RTX 4060 Ti' }, { fallbackGpuNames: ['RTX 4060 Ti'] }, []],
  [{ gpu_name: null }, {}, ['gpu_name']],
  [{ num_gpus: 2 }, {}, ['num_gpus']],
  [{ num_gpus: null }, {}, ['num_gpus']],
  [{ num_gpus: 2 }, { numGpus: 2 }, []],
  [{ rentable: false }, {}, ['rentable']],
  [{ rentable: null }, {}, ['rentable']],
  [{ rentable: 1 }, {}, ['rentable']],
  [{ rented: true }, {}, ['rented']],
  [{ rented: null }, {}, []],
  [{ verification: 'unverified' }, {}, ['verified']],
  [{ verification: null, verified: true }, {}, ['verified']],
  [{ verification: 'deverified' }, { verifiedOnly: false }, []],
  [{ dph_total: null }, {}, ['price_missing']],
  [{ dph_total: undefined, dph: 0.2 }, {}, ['price_missing']],
  [{ dph_total: 0.5 }, {}, []],
  [{ dph_total: 0.5 + 5e-10 }, {}, []],
  [{ dph_total: 0.5001 }, {}, ['price']],
  [{ gpu_ram: null }, {}, ['gpu_ram']],
  [{ gpu_ram: 11_999 }, {}, ['gpu_ram']],
  [{ gpu_ram: 12_000 }, {}, []],
  [{ gpu_ram: 24_564 }, { minGpuMemoryGb: 24 }, []],
  [{ reliability: null }, {}, ['reliability_missing']],
  [{ reliability: null }, { minReliability: 0 }, []],
  [{ reliability: 0.9499 }, {}, ['reliability']],
  [{ reliability: 0.95 - 5e-10 }, {}, []],
  [{ inet_down: 99.9 }, {}, ['inet_down']],
  [{ inet_down: null }, {}, ['inet_down']],
  [{ inet_down: null }, { minDownloadMbps: 0 }, []],
  [{ inet_up: 1 }, {}, ['inet_up']],
  [{ inet_up: null }, { minUploadMbps: 0 }, []],
  [{ disk_space: 49 }, {}, ['disk_space']],
  [{ disk_space: null }, {}, []],
  [{ disk_space: 50 }, {}, []],
  [{ direct_port_count: 1 }, { portCount: 2 }, ['ports']],
  [{ direct_port_count: null }, { portCount: 2 }, []],
  [{ machine_id: null }, {}, ['machine_missing']],
  [{ machine_id: '5' }, {}, ['machine_missing']],
  [{ host_id: null }, {}, []],
  [{ host_id: 5 }, { blockedHosts: ['5'] }, ['blocked_host']],
  [{ host_id: 5 }, { blockedHosts: ['host:5'] }, ['blocked_host']],
  [{ host_id: 5 }, { blockedHosts: ['machine:5'] }, []],
  [{ machine_id: 5 }, { blockedHosts: ['5'] }, ['blocked_machine']],
  [{ machine_id: 5 }, { blockedHosts: ['machine:5'] }, ['blocked_machine']],
  [{ machine_id: 5, host_id: 5 }, { blockedHosts: ['5'] }, ['blocked_host', 'blocked_machine']],
  [{}, { blockedHosts: ['7', 'nonsense'] }, []],
  [{}, { blockedRegions: ['US-CA'] }, ['blocked_region']],
  [{}, { blockedRegions: ['US-FL', 'RU'] }, []],
  [{ geolocation: 'Moscow, RU' }, { regions: ['*'], blockedRegions: ['RU'] }, ['blocked_region']],
  [{ geolocation: 'Germany, DE' }, {}, ['region']],
  [{ geolocation: null }, {}, ['region']],
  [{ geolocation: null }, { regions: ['*'] }, []],
  [{ geolocation: 'Texas, US' }, { maxLatencyMs: 20 }, ['latency']],
  [{ geolocation: null }, { regions: ['*'], maxLatencyMs: 1000 }, ['latency']],
])('%j under %j: %j', (fields, changes, expected) => {
  expect(reasons(fields, changes)).toEqual(expected);
});

test('all reasons are collected, in the order of the filters', () => {
  expect(
    reasons(
      {
        gpu_name: 'GTX 1080',
        num_gpus: 4,
        rentable: false,
        rented: true,
        verification: 'x',
        dph_total: 9,
        gpu_ram: 1,
        reliability: 0.1,
        inet_down: 1,
        inet_up: 1,
        disk_space: 1,
        direct_port_count: 0,
        host_id: 3,
        machine_id: 4,
        geolocation: 'Moscow, RU',
      },
      { blockedHosts: ['host:3', 'machine:4'], blockedRegions: ['RU'], maxLatencyMs: 10 },
      { offerIds: [7] },
    ),
  ).toEqual([
    'gpu_name',
    'num_gpus',
    'rentable',
    'rented',
    'verified',
    'price',
    'gpu_ram',
    'reliability',
    'inet_down',
    'inet_up',
    'disk_space',
    'ports',
    'blocked_host',
    'blocked_machine',
    'blocked_region',
    'taken',
    'region',
    'latency',
  ]);
});

test('what is promised to another construct is taken, by offer or by machine', () => {
  expect(reasons({}, {}, { offerIds: [7] })).toEqual(['taken']);
  expect(reasons({}, {}, { machineIds: [50007] })).toEqual(['taken']);
  expect(reasons({}, {}, { offerIds: [50007], machineIds: [7] })).toEqual([]);
});

test('a bare number on the block list says what it matched (selection.md 2, A11)', () => {
  const offers = [offer({ ...GOOD, host_id: 5 }), offer({ ...GOOD, id: 8, machine_id: 5 })];
  const { record } = select(
    selectInput({ offers, requirements: requirements({ blockedHosts: ['5', 'host:9'] }) }),
  );
  expect(record.warnings).toEqual([
    "blocked id '5' matched host 5; write 'host:5' to be exact",
    "blocked id '5' matched machine 5; write 'machine:5' to be exact",
  ]);
});

describe('bugs of the original (selection.md 3)', () => {
  test('1: the price is dph_total; `dph` means nothing', () => {
    const offers = [
      offer({ ...GOOD, dph: 0.01, dph_total: 0.4 }),
      offer({ ...GOOD, id: 8, dph: 0.4, dph_total: 0.2 }),
    ];
    expect(select(selectInput({ offers })).record.ranking[0]).toMatchObject({
      offerId: 8,
      pricePerHour: 0.2,
    });
  });

  test('5 and 6: full names of places and spaced names of GPUs get their bonus and their match', () => {
    const [ranked] = select(
      selectInput({ offers: [offer(GOOD)], requirements: requirements({ gpuName: 'RTX_3060' }) }),
    ).record.ranking;
    expect(ranked).toMatchObject({
      bonus: { region: 0.2 },
      components: { gpuMatch: 1 },
      region: { code: 'US-CA' },
    });
  });

  test('7: filters that the server ignored are applied again', () => {
    expect(reasons({ geolocation: 'Japan, JP', inet_down: 3, dph_total: 3 })).toEqual([
      'price',
      'inet_down',
      'region',
    ]);
  });

  test('9: offers that are equal in everything are ordered by machine', () => {
    const twins = [offer({ ...GOOD, id: 3, machine_id: 20 }), offer({ ...GOOD, id: 4, machine_id: 10 })];
    for (const offers of [twins, [...twins].reverse()]) {
      const { record } = select(selectInput({ offers }));
      expect(record.ranking.map(({ offerId }) => offerId)).toEqual([4, 3]);
      expect(record.decidedBy).toBe('machineId');
    }
  });

  test('10: there is more than the winner to fall back on, one offer a machine, at most five', () => {
    const offers = Array.from({ length: 12 }, (_, index) =>
      offer({
        ...GOOD,
        id: index + 1,
        dph_total: 0.2 + index / 100,
        machine_id: 100 + Math.floor(index / 2),
      }),
    );
    const { candidates } = select(selectInput({ offers }));
    expect(candidates.map(({ offerId, machineId }) => [offerId, machineId])).toEqual([
      [1, 100],
      [3, 101],
      [5, 102],
      [7, 103],
      [9, 104],
    ]);
  });
});
