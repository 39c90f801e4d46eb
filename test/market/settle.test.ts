import { AuthError, RateLimitError, TransientError } from '../../src/vast';
import fc from 'fast-check';

import { createCachedSearch, needsLookup, settleRequests } from '../../src/market';
import type { OfferLock, OfferRequest, SettleMode, Settlement } from '../../src/market';
import { FakeMarket } from '../support/fake-market';
import { lockEntry, minutesLater, offerLock } from '../support/locks';
import { SEED_OFFERS, offer, preferences, requirements } from '../support/offers';

const request = (path: string, changes: Partial<OfferRequest> = {}): OfferRequest => ({
  path,
  requirements: requirements(),
  preferences: preferences(),
  ...changes,
});

interface Run {
  readonly mode: SettleMode;
  readonly lock?: OfferLock;
  readonly market?: FakeMarket;
  readonly now?: Date;
}

async function settle(
  requests: readonly OfferRequest[],
  { mode, lock = offerLock(), market = new FakeMarket(SEED_OFFERS), now = minutesLater(1) }: Run,
): Promise<Settlement & { readonly searches: number }> {
  const search = createCachedSearch({ client: market, now: () => now });
  const settlement = await settleRequests(requests, lock, { mode }, { search, now: () => now });
  return { ...settlement, searches: market.queries.length };
}

const FITTING = {
  bound: lockEntry({ bound: true, resolvedAt: '2020-01-01T00:00:00.000Z' }),
  fresh: lockEntry(),
  stale: lockEntry({ resolvedAt: minutesLater(-10).toISOString() }),
  changed: lockEntry({ asked: requirements({ diskGb: 60 }) }),
  'changed bound': lockEntry({ bound: true, asked: requirements({ diskGb: 60 }) }),
};

/** The table of cdktf.md 10.5, cell by cell. */
const TABLE: readonly (readonly [
  mode: SettleMode,
  entry: keyof typeof FITTING | 'missing',
  outcome: 'use' | 'use, with a warning' | 'open: missing' | 'open: changed' | 'look up',
])[] = [
  ['off', 'bound', 'use'],
  ['off', 'fresh', 'use'],
  ['off', 'stale', 'use, with a warning'],
  ['off', 'missing', 'open: missing'],
  ['off', 'changed', 'open: changed'],
  ['off', 'changed bound', 'open: changed'],
  ['missing', 'bound', 'use'],
  ['missing', 'fresh', 'use'],
  ['missing', 'stale', 'look up'],
  ['missing', 'missing', 'look up'],
  ['missing', 'changed', 'look up'],
  ['missing', 'changed bound', 'look up'],
  ['refresh', 'bound', 'use'],
  ['refresh', 'fresh', 'look up'],
  ['refresh', 'stale', 'look up'],
  ['refresh', 'missing', 'look up'],
  ['refresh', 'changed', 'look up'],
  ['refresh', 'changed bound', 'look up'],
];

describe('the mode table', () => {
  test.each(TABLE)('mode %s, entry %s: %s', async (mode, name, outcome) => {
    const lock = offerLock(name === 'missing' ? {} : { 'gpu/a': FITTING[name] });
    const now = minutesLater(9);
    const market = new FakeMarket([
      offer({ id: 99, geolocation: 'California, US', dph_total: 0.1, reliability: 0.99 }),
    ]);
    const settlement = await settle([request('gpu/a')], { mode, lock, market, now });
    const [settled] = settlement.requests;
    expect(needsLookup([request('gpu/a')], lock, { mode }, now)).toBe(outcome === 'look up');
    if (outcome === 'look up') {
      expect(settlement.searches).toBe(1);
      expect(settled).toMatchObject({ kind: 'chosen', path: 'gpu/a' });
      expect(settlement.lock.entries['gpu/a']).toMatchObject({
        offer: { id: 99, machineId: 50099, pricePerHour: 0.1 },
        query: requirements(),
        bound: false,
        scorer: 'v1',
        resolvedAt: now.toISOString(),
      });
      return;
    }
    expect(settlement.searches).toBe(0);
    expect(settlement.lock).toBe(lock);
    if (outcome.startsWith('open')) {
      expect(settled).toEqual({ kind: 'open', path: 'gpu/a', reason: outcome.slice('open: '.length) });
    } else {
      const stale = outcome.endsWith('warning');
      expect(settled).toEqual({ kind: 'locked', path: 'gpu/a', entry: lock.entries['gpu/a'], stale });
    }
  });

  test('a candidate is fresh for ten minutes, to the millisecond', () => {
    const lock = offerLock({ 'gpu/a': lockEntry() });
    const asks = (now: Date, candidateTtlMs?: number): boolean =>
      needsLookup([request('gpu/a')], lock, { mode: 'missing', candidateTtlMs }, now);
    expect(asks(new Date(minutesLater(10).getTime() - 1))).toBe(false);
    expect(asks(minutesLater(10))).toBe(true);
    expect(asks(minutesLater(10), 3_600_000)).toBe(false);
  });
});

describe('the entry', () => {
  test('holds candidates and the full record, and nothing secret', async () => {
    const { lock } = await settle([request('gpu/a')], { mode: 'missing' });
    const entry = lock.entries['gpu/a'];
    expect(entry?.candidates.map(({ offerId }) => offerId)).toEqual([12345, 12346, 12347]);
    expect(entry?.record.ranking).toHaveLength(3);
    expect(entry?.score).toBe(entry?.record.ranking[0]?.final);
  });

  test('of another construct stays untouched', async () => {
    const other = lockEntry({
      rows: [offer({ id: 7, geolocation: ', US', dph_total: 0.2, reliability: 0.99 })],
    });
    const { lock } = await settle([request('gpu/a')], {
      mode: 'missing',
      lock: offerLock({ 'gpu/z': other }),
    });
    expect(lock.entries['gpu/z']).toBe(other);
    expect(Object.keys(lock.entries).sort()).toEqual(['gpu/a', 'gpu/z']);
  });
});

describe('exclusivity', () => {
  const chosen = ({ lock }: Settlement): Record<string, number> =>
    Object.fromEntries(
      Object.entries(lock.entries).map(
        ([
          path,
          {
            offer: { id },
          },
        ]) => [path, id],
      ),
    );

  test('constructs with equal requirements get a machine each, from one search', async () => {
    const settlement = await settle([request('gpu/b'), request('gpu/a')], { mode: 'missing' });
    expect(chosen(settlement)).toEqual({ 'gpu/a': 12345, 'gpu/b': 12346 });
    expect(settlement.searches).toBe(1);
  });

  test('two slices of one machine are one machine', async () => {
    const slice = offer({
      id: 5,
      machine_id: 62345,
      geolocation: 'California, US',
      dph_total: 0.22,
      reliability: 0.99,
    });
    const market = new FakeMarket([...SEED_OFFERS, slice]);
    const settlement = await settle([request('gpu/a'), request('gpu/b')], { mode: 'missing', market });
    expect(chosen(settlement)).toEqual({ 'gpu/a': 5, 'gpu/b': 12346 });
  });

  test("a machine that another construct's entry stands for is not chosen", async () => {
    const lock = offerLock({ 'gpu/a': lockEntry({ bound: true }) });
    const settlement = await settle([request('gpu/a'), request('gpu/b')], { mode: 'missing', lock });
    expect(chosen(settlement)).toEqual({ 'gpu/a': 12345, 'gpu/b': 12346 });
  });

  test("no construct falls back on another's first choice", async () => {
    const settlement = await settle([request('gpu/a'), request('gpu/b')], { mode: 'missing' });
    const fallbacks = (path: string): number[] | undefined =>
      settlement.lock.entries[path]?.candidates.map(({ offerId }) => offerId);
    expect(fallbacks('gpu/a')).toEqual([12345, 12347]);
    expect(fallbacks('gpu/b')).toEqual([12346, 12347]);
  });

  test('a candidate that is looked up again may win again', async () => {
    const lock = offerLock({ 'gpu/a': lockEntry() });
    expect(chosen(await settle([request('gpu/a')], { mode: 'refresh', lock }))).toEqual({ 'gpu/a': 12345 });
  });

  test('a rented machine stays taken for its own construct when the requirements change', async () => {
    const lock = offerLock({ 'gpu/a': FITTING['changed bound'] });
    expect(chosen(await settle([request('gpu/a')], { mode: 'missing', lock }))).toEqual({ 'gpu/a': 12346 });
  });

  test.each([
    ['an old candidate of a construct that is gone does not', 'stale', 12345],
    ['a rented machine of a construct that is gone does', 'bound', 12346],
    ['a fresh candidate of another stack does', 'fresh', 12346],
  ] as const)('%s block a machine', async (_what, entry, id) => {
    const lock = offerLock({ 'gone/x': FITTING[entry] });
    expect(chosen(await settle([request('gpu/a')], { mode: 'missing', lock }))).toMatchObject({
      'gpu/a': id,
    });
  });

  test('the outcome does not depend on the order of the requests', async () => {
    const paths = ['gpu/a', 'gpu/b', 'gpu/c'];
    const expected = await settle(
      paths.map((path) => request(path)),
      { mode: 'missing' },
    );
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(paths, { minLength: 3 }), async (shuffled) => {
        const settlement = await settle(
          shuffled.map((path) => request(path)),
          { mode: 'missing' },
        );
        expect(settlement).toEqual(expected);
      }),
    );
  });
});

describe('failures', () => {
  test('of the market name the construct and the cause', async () => {
    const market = new FakeMarket(SEED_OFFERS);
    const cause = new Error('HTTP 401');
    market.failures.push(cause);
    const settling = settle([request('gpu/a')], { mode: 'missing', market });
    await expect(settling).rejects.toMatchObject({ name: 'LookupFailedError', cause });
    await expect(settling).rejects.toThrow(
      "looking up an offer for 'gpu/a' failed, and nothing was written: HTTP 401",
    );
  });

  test.each<readonly [cause: Error, advice: string]>([
    [
      new AuthError('refused.', { endpoint: 'POST bundles', status: 404 }),
      'check VAST_API_KEY in the environment or in config.env',
    ],
    [
      new RateLimitError('too frequent.', { endpoint: 'POST bundles', status: 429 }),
      'the marketplace answers about ten searches a minute: try again in a minute',
    ],
    [
      new TransientError('ECONNREFUSED.', { endpoint: 'POST bundles', ambiguous: false }),
      'check the network and VAST_API_URL; with a committed lock, VAST_LOOKUP=off needs no network',
    ],
  ])('of the market say what to do next: %s', async (cause, advice) => {
    const market = new FakeMarket(SEED_OFFERS);
    market.failures.push(cause);
    await expect(settle([request('gpu/a')], { mode: 'missing', market })).rejects.toThrow(
      `${cause.message} What to do: ${advice}.`,
    );
  });

  test('to find an offer name every construct, the counts per reason and what would help', async () => {
    const dear = requirements({ maxPricePerHour: 0.1 });
    const settling = settle(
      [request('gpu/a', { requirements: dear }), request('gpu/b'), request('gpu/c', { requirements: dear })],
      { mode: 'missing' },
    );
    await expect(settling).rejects.toMatchObject({
      name: 'NoOfferError',
      unmatched: [{ path: 'gpu/a' }, { path: 'gpu/c' }],
    });
    await expect(settling).rejects.toThrow(
      /'gpu\/a'[^]*too expensive 3[^]*VAST_MAX_PRICE_PER_HOUR=0\.19 \(now 0\.1\) admits 1; 0\.23 admits 3/,
    );
  });

  test('to find one more machine say that the others are taken', async () => {
    const requests = ['a', 'b', 'c', 'd'].map((id) => request(`gpu/${id}`));
    await expect(settle(requests, { mode: 'missing' })).rejects.toThrow(/'gpu\/d'/);
  });
});
