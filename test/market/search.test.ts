import { createCachedSearch, searchMarket } from '../../src/market';
import { FakeMarket } from '../support/fake-market';
import { TAKEN_AT, SEED_OFFERS, addressOf, measured, preferences, requirements } from '../support/offers';

const now = (): Date => new Date(TAKEN_AT);
const question = { requirements: requirements(), preferences: preferences() };
const winners = (candidates: readonly { readonly offerId: number }[]): number[] =>
  candidates.map(({ offerId }) => offerId);

describe('searching the market', () => {
  test('asks and ranks', async () => {
    const client = new FakeMarket(SEED_OFFERS);
    const { candidates, record } = await searchMarket({ client, now, ...question });
    expect(winners(candidates)).toEqual([12345, 12346, 12347]);
    expect(record).toMatchObject({ takenAt: TAKEN_AT, truncated: false, query: client.queries[0] });
  });

  test('leaves out what is taken', async () => {
    const taken = { offerIds: [12345], machineIds: [62346] };
    const { candidates } = await searchMarket({
      client: new FakeMarket(SEED_OFFERS),
      now,
      ...question,
      taken,
    });
    expect(winners(candidates)).toEqual([12347]);
  });

  test('ranks by what the probe measured', async () => {
    const asked: unknown[] = [];
    const { record } = await searchMarket({
      client: new FakeMarket(SEED_OFFERS),
      now,
      ...question,
      probe: (rows) => {
        asked.push(rows);
        return Promise.resolve(measured({ 12345: 140, 12347: 10 }));
      },
    });
    expect(asked).toEqual([expect.arrayContaining([...SEED_OFFERS])]);
    expect(record.ranking[0]).toMatchObject({ offerId: 12347, latency: { ms: 10, source: 'measured' } });
    expect(addressOf(12347)).toMatch(/^198\.18\./);
  });

  test('fetches the near misses when nothing matches, to say what would help', async () => {
    const client = new FakeMarket(SEED_OFFERS);
    const cheap = { ...question, requirements: requirements({ maxPricePerHour: 0.1 }) };
    const { candidates, record } = await searchMarket({ client, now, ...cheap });
    expect(candidates).toEqual([]);
    expect(client.queries).toHaveLength(2);
    expect(record.counts.byReason).toEqual({ price: 3 });
    expect(record.relaxations).toEqual([
      { admits: 3, filter: 'price', first: { admits: 1, value: 0.19 }, value: 0.23 },
    ]);
  });

  test('stands by an empty answer when the near misses cannot be had', async () => {
    const client = new FakeMarket([]);
    const search = searchMarket({ client, now, ...question });
    client.failures.push(new Error('429'));
    const { candidates, record } = await search;
    expect(candidates).toEqual([]);
    expect(record.counts.returned).toBe(0);
    expect(client.queries).toHaveLength(2);
  });
});

describe('searches of one run', () => {
  test('ask each distinct query once, also at the same time', async () => {
    const client = new FakeMarket(SEED_OFFERS);
    const search = createCachedSearch({ client, now });
    const [first, second] = await Promise.all([
      search(question),
      search({ ...question, taken: { offerIds: [], machineIds: [62345] } }),
    ]);
    expect(winners(first.candidates)).toEqual([12345, 12346, 12347]);
    expect(winners(second.candidates)).toEqual([12346, 12347]);
    await search({ ...question, requirements: requirements({ numGpus: 2 }) });
    await search({ ...question, requirements: requirements({ numGpus: 2 }) });
    // Two distinct queries; the second matched nothing, so its near misses were fetched, once.
    expect(client.queries).toHaveLength(3);
  });

  test('dial the machines of a query once', async () => {
    let dialled = 0;
    const search = createCachedSearch({
      client: new FakeMarket(SEED_OFFERS),
      now,
      probe: () => {
        dialled += 1;
        return Promise.resolve(measured({ 12347: 10 }));
      },
    });
    await Promise.all([
      search(question),
      search({ ...question, taken: { offerIds: [12345], machineIds: [] } }),
    ]);
    expect(dialled).toBe(1);
  });

  test('ask again after a failure', async () => {
    const client = new FakeMarket(SEED_OFFERS);
    client.failures.push(new Error('no network'));
    const search = createCachedSearch({ client, now });
    await expect(search(question)).rejects.toThrow('no network');
    expect((await search(question)).candidates).toHaveLength(3);
  });
});
