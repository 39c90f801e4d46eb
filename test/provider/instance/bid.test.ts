import fc from 'fast-check';
import { bidFor, clampBid, rebidFor } from '../../../src/provider/instance/bid';

const price = fc.double({ min: 0.001, max: 32, noNaN: true });
const limits = fc
  .tuple(fc.option(price), price)
  .map(([a, b]) => ({ minPerHour: a === null ? null : Math.min(a, b), maxPerHour: Math.max(a ?? b, b) }));

describe('bidFor', () => {
  test.each([
    ['the lowest bid that wins', { minPerHour: null, maxPerHour: 0.5 }, 0.21, 1, 0.21],
    ['at least the floor', { minPerHour: 0.3, maxPerHour: 0.5 }, 0.21, 1, 0.3],
    ['rounded up to what the platform counts in', { minPerHour: null, maxPerHour: 0.5 }, 0.20001, 1, 0.201],
    ['the cap when nobody knows what wins', { minPerHour: null, maxPerHour: 0.5 }, null, 1, 0.5],
    ['what the price cap leaves when nobody knows', { minPerHour: null, maxPerHour: 0.5 }, null, 0.4, 0.4],
    ['nothing above the cap', { minPerHour: null, maxPerHour: 0.2 }, 0.21, 1, undefined],
    ['nothing above what the price cap leaves', { minPerHour: null, maxPerHour: 0.5 }, 0.21, 0.2, undefined],
    ['nothing when the floor is above it', { minPerHour: 0.3, maxPerHour: 0.5 }, 0.1, 0.2, undefined],
  ])('%s', (_, limit, minBid, room, expected) => expect(bidFor(limit, minBid, room)).toBe(expected));

  test('never bids above a cap, never below the floor or what wins', () => {
    fc.assert(
      fc.property(limits, fc.option(price), price, (limit, minBid, room) => {
        const bid = bidFor(limit, minBid, room);
        if (bid === undefined) return;
        expect(bid).toBeLessThanOrEqual(Math.min(limit.maxPerHour, room) + 1e-9);
        expect(bid).toBeGreaterThanOrEqual((limit.minPerHour ?? 0) - 1e-6);
        if (minBid !== null) expect(bid).toBeGreaterThanOrEqual(minBid - 1e-6);
      }),
    );
  });
});

describe('rebidFor', () => {
  const limit = { minPerHour: null, maxPerHour: 0.5 };
  test.each([
    ['what beats the others', 0.2, 0.301, 0.301],
    ['nothing above the cap', 0.2, 0.501, undefined],
    ['nothing when a higher bid is not what is missing', 0.2, 0.2, undefined],
    ['nothing without a price to beat', 0.2, null, undefined],
    ['anything when the own bid is not known', null, 0.3, 0.3],
  ])('%s', (_, bid, toBeat, expected) => expect(rebidFor(limit, bid, toBeat)).toBe(expected));
});

test('clampBid keeps a bid that is within the limits, and brings any other to the nearest one', () => {
  fc.assert(
    fc.property(limits, price, (limit, bid) => {
      const clamped = clampBid(limit, bid);
      const isWithin = bid <= limit.maxPerHour && bid >= (limit.minPerHour ?? 0);
      expect(clamped).toBe(isWithin ? bid : bid > limit.maxPerHour ? limit.maxPerHour : limit.minPerHour);
    }),
  );
});
