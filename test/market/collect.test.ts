import { collectOffers } from '../../src/market';
import { buildOfferQuery } from '../../src/selection';
import { FakeMarket } from '../support/fake-market';
import { offer, requirements } from '../support/offers';
import type { OfferRow } from '../support/offers';

const us = (id: number, price: number, place = 'California, US'): OfferRow =>
  offer({ id, geolocation: place, dph_total: price, reliability: 0.99 });

/** `count` offers, each a tenth of a cent dearer than the one before. */
const rising = (count: number): OfferRow[] =>
  Array.from({ length: count }, (_, index) => us(1000 + index, (100 + index) / 1000));

const ids = (rows: readonly unknown[]): unknown[] => rows.map((row) => (row as { id: unknown }).id);

const query = buildOfferQuery(requirements());

describe('collecting offers', () => {
  test('takes a short answer as complete', async () => {
    const market = new FakeMarket(rising(3));
    const collected = await collectOffers(market, query);
    expect(ids(collected.rows)).toEqual([1000, 1001, 1002]);
    expect(collected).toMatchObject({ query, truncated: false, calls: 1 });
    expect(market.queries).toEqual([query]);
  });

  test('goes on from the highest price when the server caps its answers at 64', async () => {
    const market = new FakeMarket(rising(150), { pageSize: 64 });
    const collected = await collectOffers(market, query);
    expect(ids(collected.rows)).toEqual(ids(rising(150)));
    expect(collected).toMatchObject({ truncated: false, calls: 3 });
    expect(market.queries.map((asked) => asked['dph_total'])).toEqual([
      { lte: 0.5 },
      { lte: 0.5, gte: 0.163 },
      { lte: 0.5, gte: 0.226 },
    ]);
  });

  test('needs one more call to see that exactly 64 offers are all', async () => {
    const market = new FakeMarket(rising(64), { pageSize: 64 });
    await expect(collectOffers(market, query)).resolves.toMatchObject({ truncated: false, calls: 2 });
  });

  test('goes on when a page fills the limit that was asked for', async () => {
    const market = new FakeMarket(rising(9));
    const collected = await collectOffers(market, { ...query, limit: 1000 });
    expect(collected.calls).toBe(1);
    const many = new FakeMarket(rising(380), { pageSize: 64 });
    const cut = await collectOffers(many, query);
    expect(cut).toMatchObject({ truncated: true, calls: 5 });
    expect(cut.rows).toHaveLength(64 + 4 * 63);
  });

  test('stops when a page of one price brings nothing new, and says that more may exist', async () => {
    const market = new FakeMarket(
      Array.from({ length: 70 }, (_, index) => us(2000 + index, 0.2)),
      { pageSize: 64 },
    );
    await expect(collectOffers(market, query)).resolves.toMatchObject({ truncated: true, calls: 2 });
  });

  test('asks each country by itself when the list of countries finds nothing', async () => {
    const rows = [us(1, 0.2), us(2, 0.3, 'Ontario, CA')];
    const market = new FakeMarket(rows, { ignoresCountryLists: true });
    const both = buildOfferQuery(requirements({ regions: ['US', 'CA'] }));
    const collected = await collectOffers(market, both);
    expect(ids(collected.rows)).toEqual([2, 1]);
    expect(collected).toMatchObject({ query: both, truncated: false, calls: 3 });
    expect(market.queries.map((asked) => asked['geolocation'])).toEqual([
      { in: ['CA', 'US'] },
      { eq: 'CA' },
      { eq: 'US' },
    ]);
  });

  test('asks ten countries of a long list and says that the answer is cut', async () => {
    const market = new FakeMarket([], { ignoresCountryLists: true });
    const europe = buildOfferQuery(requirements({ regions: ['EU'] }));
    await expect(collectOffers(market, europe)).resolves.toMatchObject({ calls: 11, truncated: true });
  });

  test('keeps what is no offer for the cleaning to count', async () => {
    const source = { searchOffers: () => Promise.resolve([null, 7, { id: 'x' }, us(1, 0.2), us(1, 0.3)]) };
    const collected = await collectOffers(source, query);
    expect(collected.rows).toHaveLength(5);
  });

  test('fails as the client fails', async () => {
    const market = new FakeMarket(rising(64), { pageSize: 64 });
    market.failures.push(new Error('429'));
    await expect(collectOffers(market, query)).rejects.toThrow('429');
  });
});
