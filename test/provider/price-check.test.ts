import { defaultPreferences, defaultRequirements } from '../../src/selection';
import { fakeWorld } from '../support/fake-account';
import { offerRow } from '../support/fake-vast';

const signal = new AbortController().signal;
const question = (...offerIds: number[]) => ({
  offerIds,
  requirements: defaultRequirements,
  preferences: defaultPreferences,
  rental: 'on-demand' as const,
  signal,
});

describe('PriceCheck', () => {
  test('tells good offers with their price, unsuitable ones with reasons, and those that are not listed', async () => {
    const { account, vast } = fakeWorld();
    vast
      .offer(offerRow(1, { dph_total: 0.31 }))
      .offer(offerRow(2, { dph_total: 0.51 }))
      .offer(offerRow(3, { reliability: 0.5, inet_up: 1 }))
      .offer(offerRow(4));
    const now = await account.priceCheck.check(question(1, 2, 3, 9));
    expect([...now.good]).toEqual([[1, 0.31]]);
    expect([...now.rejected]).toEqual([
      [2, ['price']],
      [3, ['reliability', 'inet_up']],
    ]);
    expect(now.unlisted).toEqual([9]);
    expect(now.record.ranking.map((offer) => offer.offerId)).toEqual([1]);
  });

  test('ten creates at once share one search', async () => {
    const { account, vast } = fakeWorld();
    for (let id = 1; id <= 30; id += 1) vast.offer(offerRow(id));
    const checks = await Promise.all(
      Array.from({ length: 10 }, (_, at) => account.priceCheck.check(question(at * 3 + 1, at * 3 + 2))),
    );
    expect(checks.map((check) => [...check.good.keys()].sort((a, b) => a - b))).toEqual(
      Array.from({ length: 10 }, (_, at) => [at * 3 + 1, at * 3 + 2]),
    );
    expect(vast.calls).toEqual(['searchOffers']);
  });

  test('another disk size is another question: it has other prices', async () => {
    const { account, vast } = fakeWorld();
    await Promise.all([
      account.priceCheck.check(question(1)),
      account.priceCheck.check({ ...question(2), requirements: { ...defaultRequirements, diskGb: 100 } }),
    ]);
    expect(vast.calls).toHaveLength(2);
  });

  test('a latency limit is not judged again: it may have been measured at synth', async () => {
    const { account, vast } = fakeWorld();
    vast.offer(offerRow(1, { geolocation: 'New York, US' }));
    const requirements = { ...defaultRequirements, maxLatencyMs: 5 };
    const now = await account.priceCheck.check({ ...question(1), requirements });
    expect([...now.good.keys()]).toEqual([1]);
  });

  test('a failed search is an error for everybody, not an empty market', async () => {
    const { account, vast } = fakeWorld();
    vast.fail('searchOffers', new Error('down'));
    const both = await Promise.allSettled([
      account.priceCheck.check(question(1)),
      account.priceCheck.check(question(2)),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
