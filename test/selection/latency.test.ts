import { SILICON_VALLEY, parseGeolocation, select } from '../../src/selection';
import { estimateLatency, exceedsLatencyLimit } from '../../src/selection/latency';
import type { OfferFields } from '../support/offers';
import { addressOf, measured, offer, preferences, requirements, selectInput } from '../support/offers';

const PLACES = ['California, US', 'Texas, US', 'New York, US', 'Oregon, US', 'Florida, US'];

function offers(count: number, changes: Partial<OfferFields> = {}) {
  return Array.from({ length: count }, (_, index) =>
    offer({ id: index + 1, geolocation: PLACES[index % 5], dph_total: 0.2, reliability: 0.99, ...changes }),
  );
}

function latencies(input: Parameters<typeof select>[0]) {
  return new Map(select(input).record.ranking.map(({ offerId, latency }) => [offerId, latency]));
}

describe('where a latency comes from (selection.md 5.6)', () => {
  test.each([
    ['California, US', 11.9, 'estimated'],
    ['Germany, DE', 100, 'assumed'],
    ['Atlantis', null, 'unknown'],
    ['Guam, GU', 88.6, 'estimated'],
  ])('%s: %p ms %s', (place, ms, source) => {
    expect(estimateLatency(parseGeolocation(place), SILICON_VALLEY)).toMatchObject({ ms, source });
  });

  test('measured: the median of the samples, for every offer of the address', () => {
    const [first, second] = [
      offer({ id: 1, geolocation: 'Texas, US', dph_total: 0.2, reliability: 1 }),
      offer({ id: 2, geolocation: 'Texas, US', dph_total: 0.2, reliability: 1, public_ipaddr: addressOf(1) }),
    ];
    const probes = [{ address: addressOf(1), samplesMs: [14.26, 11, 12.04, NaN, -5] }];
    const all = latencies(selectInput({ offers: [first, second], probes }));
    for (const id of [1, 2]) {
      expect(all.get(id)).toEqual({ km: null, ms: 12, samples: [11, 12.04, 14.26], source: 'measured' });
    }
  });

  test('an even number of samples gives the mean of the middle two; none gives the estimate', () => {
    expect(
      latencies(
        selectInput({ offers: offers(1), probes: [{ address: addressOf(1), samplesMs: [10, 20] }] }),
      ).get(1)?.ms,
    ).toBe(15);
    expect(
      latencies(selectInput({ offers: offers(1), probes: [{ address: addressOf(1), samplesMs: [] }] })).get(
        1,
      ),
    ).toMatchObject({
      ms: 11.9,
      source: 'estimated',
    });
  });
});

describe('calibration', () => {
  test('needs three measured addresses', () => {
    const two = select(selectInput({ offers: offers(5), probes: measured({ 1: 24, 2: 58 }) }));
    expect(two.record.calibration).toBeNull();
    const three = select(selectInput({ offers: offers(5), probes: measured({ 1: 23.8, 2: 58.2, 3: 87.6 }) }));
    expect(three.record.calibration).toEqual({ factor: 2, measured: 3 });
    expect(three.record.ranking.find(({ offerId }) => offerId === 4)?.latency).toMatchObject({
      ms: 32.2,
      source: 'calibrated',
    });
  });

  test('slices of one machine are one measurement', () => {
    const slices = offers(3, { geolocation: 'California, US', public_ipaddr: addressOf(1) });
    expect(
      select(selectInput({ offers: slices, probes: measured({ 1: 30 }) })).record.calibration,
    ).toBeNull();
  });

  test('the factor stays within 1 and 4, and may be switched off', () => {
    const factor = (ms: number) =>
      select(selectInput({ offers: offers(3), probes: measured({ 1: ms, 2: ms, 3: ms }) })).record.calibration
        ?.factor;
    expect(factor(1)).toBe(1);
    expect(factor(900)).toBe(4);
    expect(
      select(selectInput({ offers: offers(3), probes: measured({ 1: 9, 2: 9, 3: 9 }), calibrate: false }))
        .record.calibration,
    ).toBeNull();
  });

  test('offers that fail another filter take no part', () => {
    const good = offers(3);
    const bad = offer({ id: 99, geolocation: 'California, US', dph_total: 3, reliability: 0.99 });
    const probes = measured({ 1: 20, 2: 50, 3: 70, 99: 5000 });
    const without = select(selectInput({ offers: good, probes }));
    const withBad = select(selectInput({ offers: [...good, bad], probes }));
    expect(withBad.record.calibration).toEqual(without.record.calibration);
    expect(withBad.record.ranking).toEqual(without.record.ranking);
  });

  test('assumed figures stay as they are', () => {
    const far = offer({ id: 50, geolocation: 'Germany, DE', dph_total: 0.2, reliability: 0.99 });
    const input = selectInput({
      offers: [...offers(3), far],
      requirements: requirements({ regions: ['US', 'EU'] }),
      probes: measured({ 1: 24, 2: 58, 3: 88 }),
    });
    expect(latencies(input).get(50)).toMatchObject({ ms: 100, source: 'assumed' });
  });
});

describe('the limit', () => {
  const near = { ms: 20, km: null, samples: null };

  test.each([
    [{ ...near, source: 'measured' }, 20, 'estimate', false],
    [{ ...near, source: 'measured' }, 19.9, 'estimate', true],
    [{ ...near, source: 'measured' }, 19.9, 'accept', true],
    [{ ...near, source: 'estimated' }, 19.9, 'estimate', true],
    [{ ...near, source: 'estimated' }, 19.9, 'accept', false],
    [{ ...near, source: 'estimated' }, 90, 'reject', true],
    [{ ...near, source: 'measured' }, 90, 'reject', false],
    [{ ...near, ms: null, source: 'unknown' }, 90, 'accept', true],
    [{ ...near, ms: null, source: 'unknown' }, null, 'reject', false],
  ] as const)('%j against %p ms with %s: rejected %s', (latency, limit, onUnprobed, expected) => {
    expect(exceedsLatencyLimit(latency, limit, onUnprobed)).toBe(expected);
  });

  test('reaches the selection', () => {
    const input = selectInput({
      offers: offers(5),
      requirements: requirements({ maxLatencyMs: 20 }),
      probes: measured({ 1: 12 }),
    });
    expect(select(input).candidates.map(({ offerId }) => offerId)).toEqual([1, 4]);
    const strict = { ...input, preferences: preferences({ onUnprobed: 'reject' }) };
    expect(select(strict).candidates.map(({ offerId }) => offerId)).toEqual([1]);
  });
});
