import { type BidTermsById, marketFor } from '../../src/provider/bid-terms';

const rows = [
  { id: 1, min_bid: 0.2, dph_base: 0.21, dph_total: 0.23 },
  { id: '2', min_bid: '0.3', dph_base: 0.3, dph_total: '0.3' },
  { id: 3, dph_base: 0.4, dph_total: 0.41 },
  { id: 4 },
  null,
  { min_bid: 1 },
];

test('on demand the market is asked as it stands', () => {
  const client = { searchOffers: () => Promise.resolve(rows) };
  expect(marketFor('on-demand', client, new Map())).toBe(client);
});

test('for a bid every search asks for prices of bids, and notes what a bid has to reckon with', async () => {
  const asked: unknown[] = [];
  const terms: BidTermsById = new Map();
  const client = {
    searchOffers: (query: unknown) => {
      asked.push(query);
      return Promise.resolve(rows);
    },
  };
  expect(await marketFor('bid', client, terms).searchOffers({ type: 'on-demand', limit: 5 })).toBe(rows);
  expect(asked).toEqual([{ type: 'bid', limit: 5 }]);
  const rounded = [...terms].map(([id, { minBidPerHour, diskPerHour }]) => [
    id,
    minBidPerHour,
    Number(diskPerHour.toFixed(6)),
  ]);
  expect(rounded).toEqual([
    [1, 0.2, 0.02],
    [2, 0.3, 0],
    [3, 0.4, 0.01],
    [4, null, 0],
  ]);
});
