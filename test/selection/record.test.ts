import {
  canonicalJson,
  configHash,
  defaultPreferences,
  defaultRequirements,
  select,
  trimRecord,
} from '../../src/selection';
import {
  FILLER_OFFERS,
  SEED_LATENCIES,
  SEED_OFFERS,
  offer,
  preferences,
  requirements,
  selectInput,
} from '../support/offers';

const WEIGHTS = defaultPreferences.weights;

describe('the record (selection.md 5.10)', () => {
  const { record } = select(
    selectInput({
      offers: [...SEED_OFFERS, ...FILLER_OFFERS],
      probes: SEED_LATENCIES,
      calibrate: false,
      query: { b: 1, a: 2 },
    }),
  );

  test('holds what the example of the reference holds', () => {
    expect(record).toMatchObject({
      schema: 1,
      takenAt: '2026-11-23T09:00:00.000Z',
      query: { a: 2, b: 1 },
      policy: 'staged',
      vantage: { name: 'Silicon Valley', lat: 37.4, lon: -122.1 },
      weights: { latency: 0.35, price: 0.25, gpuMatch: 0.2, reliability: 0.15, availability: 0.05 },
      counts: { returned: 34, malformed: 0, rejected: 0, candidates: 34, byReason: {} },
      pools: [{ gpuStage: 1, regionStage: 1, lo: 0.185, hi: 0.26, size: 34 }],
      rejected: [],
      decidedBy: 'final',
      warnings: [],
    });
    expect(record.ranking[0]).toMatchObject({
      rank: 1,
      offerId: 12345,
      machineId: 62345,
      hostId: 102345,
      gpu: 'RTX 3060',
      gpuStage: 1,
      regionStage: 1,
      region: { code: 'US-CA', name: 'California', tier: 'us-west', source: 'California, US' },
      latency: { ms: 12, source: 'measured', km: null, samples: [12] },
      pricePerHour: 0.23,
      reliability: 0.985,
      components: { latency: 0.92, price: 0.4, gpuMatch: 1, reliability: 0.985, availability: 1 },
      base: 0.81975,
      bonus: { region: 0.2, modifiers: {} },
      final: 1.01975,
    });
  });

  test('keys are sorted', () => {
    expect(JSON.stringify(record)).toBe(canonicalJson(record));
  });

  test('a short form keeps the counts and says what it left out', () => {
    const short = trimRecord(record, { ranking: 3 });
    expect(short.ranking).toHaveLength(3);
    expect(short.omitted).toEqual({ ranking: 31, rejected: 0 });
    expect(short.counts).toEqual(record.counts);
    expect(trimRecord(short, { ranking: 1 }).omitted).toEqual({ ranking: 33, rejected: 0 });
    expect(trimRecord(record).ranking).toHaveLength(20);
  });

  test('short of rejected offers, too', () => {
    const offers = Array.from({ length: 60 }, (_, index) =>
      offer({ id: index + 1, geolocation: 'Japan, JP', dph_total: 0.2, reliability: 0.99 }),
    );
    const short = trimRecord(select(selectInput({ offers })).record);
    expect(short.rejected).toHaveLength(50);
    expect(short.omitted).toEqual({ ranking: 0, rejected: 10 });
  });

  test('says when the market was cut off, and where', () => {
    const cut = select(selectInput({ offers: SEED_OFFERS, truncated: true })).record;
    expect(cut.truncated).toBe(true);
    expect(cut.warnings).toEqual([
      'the marketplace holds more offers than could be fetched; those above $0.2300/hr are missing',
    ]);
  });
});

describe('configHash', () => {
  test('is equal for equal settings, however they are spelled', () => {
    const hash = configHash(defaultRequirements, defaultPreferences, WEIGHTS);
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    const backwards = Object.fromEntries(
      Object.entries(defaultRequirements).reverse(),
    ) as unknown as typeof defaultRequirements;
    expect(
      configHash(
        backwards,
        JSON.parse(JSON.stringify(defaultPreferences)) as typeof defaultPreferences,
        WEIGHTS,
      ),
    ).toBe(hash);
  });

  test('differs as soon as anything that counts does', () => {
    const hashes = [
      configHash(requirements(), preferences(), WEIGHTS),
      configHash(requirements({ diskGb: 51 }), preferences(), WEIGHTS),
      configHash(requirements({ regions: ['US', 'CA', 'MX'] }), preferences(), WEIGHTS),
      configHash(requirements(), preferences({ regionPolicy: 'score' }), WEIGHTS),
      configHash(requirements(), preferences(), { ...WEIGHTS, price: 0.26 }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
