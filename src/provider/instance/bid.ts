import { TOLERANCE } from '../../selection';

/** Limits of a bid, USD per hour for the GPUs without disk. */
export interface BidLimits {
  /** Never less; null for the lowest bid that wins. */
  readonly minPerHour: number | null;
  readonly maxPerHour: number;
}

/** The platform counts bids in thousandths of a dollar, and takes none below one (vast-api.md 5.4). */
const STEP = 0.001;

/** A price rounded up to what the platform takes, without the dust of binary fractions. */
function roundUp(pricePerHour: number): number {
  return Math.max(1, Math.ceil(pricePerHour / STEP - 1e-6)) / 1000;
}

/**
 * The bid for an offer: what wins now, at least the floor. Undefined when that is above a cap.
 * @param minBidPerHour the lowest bid that would win; null when nobody says
 * @param roomPerHour what the price cap leaves for the GPUs when the disk is paid
 */
export function bidFor(
  limits: BidLimits,
  minBidPerHour: number | null,
  roomPerHour: number,
): number | undefined {
  const cap = Math.min(limits.maxPerHour, roomPerHour);
  // Without a word from the market the cap is the only bid that is known to be worth a try.
  const bid = roundUp(Math.max(limits.minPerHour ?? 0, minBidPerHour ?? cap));
  return bid <= cap + TOLERANCE ? bid : undefined;
}

/**
 * The bid that gets an outbid instance its GPUs back, or undefined when no bid within the cap does: the price to beat is
 * too high, or no higher than the bid is already, as when the GPUs were rented on demand.
 */
export function rebidFor(
  limits: BidLimits,
  bidPerHour: number | null,
  priceToBeat: number | null,
): number | undefined {
  if (priceToBeat === null) return undefined;
  const bid = roundUp(priceToBeat);
  return bid <= limits.maxPerHour + TOLERANCE && bid > (bidPerHour ?? 0) ? bid : undefined;
}

/** A bid brought within changed limits. */
export function clampBid(limits: BidLimits, bidPerHour: number): number {
  return Math.min(Math.max(bidPerHour, limits.minPerHour ?? 0), limits.maxPerHour);
}
