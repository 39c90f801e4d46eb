import type { CleanOffer } from './clean';
import type { Latency } from './latency';
import { clamp, round6 } from './rounding';
import type { Components, Pool } from './record-types';
import type { Preferences, Region, Weights } from './types';

/** Latency that earns nothing, ms. */
const WORST_LATENCY_MS = 150;

/** Lifetime of an offer that earns all: 30 days in seconds. */
const FULL_LIFETIME_S = 2_592_000;

/** Least spread of prices in a pool, as a share of the cap: a cent must not be worth a quarter point. */
const LEAST_SPREAD = 0.15;

/** What one pool scales its prices against. (selection.md 5.7) */
export function priceBounds(
  prices: Iterable<number>,
  cap: number,
): { readonly lo: number; readonly hi: number } {
  let lo = Infinity;
  let max = -Infinity;
  for (const price of prices) {
    if (price < lo) lo = price;
    if (price > max) max = price;
  }
  const spread = Number.isFinite(cap) ? LEAST_SPREAD * cap : 0.4 * lo;
  return { lo, hi: round6(Math.max(max, lo + spread)) };
}

function gpuMatch(gpuStage: number): number {
  // Fallback k counts from 1 and is stage k + 1.
  return gpuStage === 1 ? 1 : Math.max(0.4, 0.7 - 0.05 * (gpuStage - 2));
}

function reliabilityScore(reliability: number | null, floor: number): number {
  if (reliability === null) return 0;
  return floor > 0 ? clamp((reliability - floor) / (1 - floor)) : clamp(reliability);
}

/** The five components of one offer, each 0 to 1 with 6 decimals. (selection.md 5.7) */
export function componentsOf(
  offer: CleanOffer,
  price: number,
  latency: Latency,
  gpuStage: number,
  { lo, hi }: Pick<Pool, 'lo' | 'hi'>,
  reliabilityFloor: number,
): Components {
  return {
    availability: round6(offer.durationSeconds === null ? 1 : clamp(offer.durationSeconds / FULL_LIFETIME_S)),
    gpuMatch: round6(gpuMatch(gpuStage)),
    latency: round6(latency.ms === null ? 0 : clamp(1 - latency.ms / WORST_LATENCY_MS)),
    price: round6(hi > lo ? clamp((hi - price) / (hi - lo)) : 1),
    reliability: round6(reliabilityScore(offer.reliability, reliabilityFloor)),
  };
}

/** The weighted sum, added in the one order that all languages agree on. (selection.md 5.8) */
export function baseScore(components: Components, weights: Weights): number {
  return round6(
    weights.latency * components.latency +
      weights.price * components.price +
      weights.gpuMatch * components.gpuMatch +
      weights.reliability * components.reliability +
      weights.availability * components.availability,
  );
}

/** Points for the region: an override by code, else by tier, else the table's. */
export function regionBonus(region: Region, overrides: Preferences['regionBonuses']): number {
  return ownNumber(overrides, region.code) ?? ownNumber(overrides, region.tier) ?? region.bonus;
}

function ownNumber(map: Readonly<Record<string, number>>, key: string): number | undefined {
  const value = Object.hasOwn(map, key) ? map[key] : undefined;
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** What a modifier looks at. */
export interface Circumstances {
  readonly offer: CleanOffer;
  readonly latency: Latency;
  readonly gpuStage: number;
  /** Seconds since 1970 of the search; NaN when its time is not known. */
  readonly takenAtSeconds: number;
}

const NEW_HOST_S = 30 * 86_400;

/**
 * Extra points that can be switched on, and when each applies. All are 0 by default: most count something a second time
 * that the components already hold. (selection.md 2, A23)
 */
export const MODIFIERS: Readonly<Record<string, (circumstances: Circumstances) => boolean>> = {
  /** The offer lies in a datacenter. */
  datacenter: ({ offer }) => (offer.hostingType ?? 0) >= 1,
  /** The GPU is the primary one. */
  exact_gpu_match: ({ gpuStage }) => gpuStage === 1,
  /** Download of at least 200 Mbit/s. */
  high_bandwidth: ({ offer }) => (offer.inetDownMbps ?? 0) >= 200,
  /** Latency, from whatever source, above 50 ms. */
  high_latency: ({ latency }) => (latency.ms ?? 0) > 50,
  /** The listing began less than 30 days before the search. */
  new_host: ({ offer, takenAtSeconds }) =>
    offer.startDate !== null && takenAtSeconds - offer.startDate < NEW_HOST_S,
  /** The host is verified. */
  verified_host: ({ offer }) => offer.verified,
};

/** A modifier that is switched on. */
export interface ActiveModifier {
  readonly name: string;
  readonly points: number;
  readonly applies: (circumstances: Circumstances) => boolean;
}

/** The modifiers that are worth something, names in order; usually none. */
export function activeModifiers(modifiers: Preferences['modifiers']): readonly ActiveModifier[] {
  return Object.entries(MODIFIERS).flatMap(([name, applies]) => {
    const points = ownNumber(modifiers, name) ?? 0;
    return points === 0 ? [] : [{ name, points, applies }];
  });
}

/** The points of the modifiers that apply to an offer. */
export function modifierPoints(
  active: readonly ActiveModifier[],
  circumstances: Circumstances,
): Readonly<Record<string, number>> {
  const points: Record<string, number> = {};
  for (const modifier of active) if (modifier.applies(circumstances)) points[modifier.name] = modifier.points;
  return points;
}

/** base + bonus, not clamped: finals above 1 are normal. (selection.md 5.8) */
export function finalScore(base: number, bonus: number, modifiers: Readonly<Record<string, number>>): number {
  return round6(Object.values(modifiers).reduce((sum, points) => sum + points, base + bonus));
}
