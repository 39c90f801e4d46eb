import type { CleanOffer } from './clean';
import { median, round1, round6 } from './rounding';
import type { LatencyProbe, LatencySource, OnUnprobed, Region, Vantage } from './types';
import { distanceKm } from './vantage';
import { TOLERANCE } from './filters';

/** A country that is known but not in the table: the middle of the seed's 50 to 150 ms. (selection.md 5.6) */
const ASSUMED_MS = 100;

/** Addresses that must have been measured before estimates are corrected by them. */
const ENOUGH_MEASURED = 3;

/** Bounds of the correction. */
const LEAST_FACTOR = 1;
const MOST_FACTOR = 4;

/** Latency of one offer and where the figure comes from. */
export interface Latency {
  readonly ms: number | null;
  readonly source: LatencySource;
  readonly km: number | null;
  readonly samples: readonly number[] | null;
}

/** Distance and estimated round trip from the vantage, or what stands for them. (selection.md 5.6) */
export function estimateLatency(region: Region, vantage: Vantage): Latency {
  if (region.point !== null) {
    const km = distanceKm(vantage, region.point);
    return { ms: round1(9.0 + 0.0085 * km), source: 'estimated', km: round6(km), samples: null };
  }
  if (region.country === '??') return { ms: null, source: 'unknown', km: null, samples: null };
  return { ms: ASSUMED_MS, source: 'assumed', km: null, samples: null };
}

/** Estimates by region, computed once each. */
export function estimator(vantage: Vantage): (region: Region) => Latency {
  const known = new Map<string, Latency>();
  return (region) => {
    const hit = known.get(region.code);
    if (hit !== undefined) return hit;
    const value = estimateLatency(region, vantage);
    known.set(region.code, value);
    return value;
  };
}

/** Sorted, believable samples by address; addresses that never answered are left out. */
export function samplesByAddress(probes: readonly LatencyProbe[]): ReadonlyMap<string, readonly number[]> {
  const samples = new Map<string, number[]>();
  for (const { address, samplesMs } of probes) {
    const usable = samplesMs.filter((ms) => Number.isFinite(ms) && ms >= 0);
    if (usable.length > 0) samples.set(address, [...(samples.get(address) ?? []), ...usable]);
  }
  for (const list of samples.values()) list.sort((a, b) => a - b);
  return samples;
}

/** The measured latency of an offer, or `undefined` if its address was not measured. */
export function measuredLatency(
  offer: CleanOffer,
  samples: ReadonlyMap<string, readonly number[]>,
): Latency | undefined {
  const list = offer.address === null ? undefined : samples.get(offer.address);
  const middle = list === undefined ? null : median(list);
  if (list === undefined || middle === null) return undefined;
  return { ms: round1(middle), source: 'measured', km: null, samples: list };
}

/** How measurements correct estimates. */
export interface Calibration {
  readonly factor: number;
  /** Addresses it rests on. */
  readonly measured: number;
}

/**
 * The correction from offers that passed every other filter: the median of measured / estimated, within 1 and 4.
 * Several offers of one address are one measurement. `null` with fewer than three. (selection.md 5.6)
 */
export function calibrate(
  offers: readonly { readonly offer: CleanOffer; readonly latency: Latency }[],
  estimate: (region: Region) => Latency,
): Calibration | null {
  const byAddress = new Map<string, { readonly id: number; readonly ratio: number }>();
  for (const { offer, latency } of offers) {
    const guess = estimate(offer.region);
    if (latency.source !== 'measured' || latency.ms === null || offer.address === null) continue;
    if (guess.source !== 'estimated' || guess.ms === null) continue;
    const known = byAddress.get(offer.address);
    // Hosts behind one address may declare different places: the lowest id speaks, whatever the input order.
    if (known === undefined || offer.id < known.id) {
      byAddress.set(offer.address, { id: offer.id, ratio: round6(latency.ms / guess.ms) });
    }
  }
  const ratios = [...byAddress.values()].map(({ ratio }) => ratio).sort((a, b) => a - b);
  const middle = ratios.length < ENOUGH_MEASURED ? null : median(ratios);
  if (middle === null) return null;
  return { factor: Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, round6(middle))), measured: ratios.length };
}

/** An estimate after correction; every other figure stays as it is. */
export function calibrated(latency: Latency, calibration: Calibration | null): Latency {
  if (calibration === null || latency.source !== 'estimated' || latency.ms === null) return latency;
  return { ...latency, ms: round1(latency.ms * calibration.factor), source: 'calibrated' };
}

/**
 * Whether a latency limit rejects an offer. What was not measured is judged by its estimate, or rejected, or let pass,
 * as `onUnprobed` says; an unknown place is always rejected. (selection.md 5.5, 5.6)
 */
export function exceedsLatencyLimit(
  latency: Latency,
  limitMs: number | null,
  onUnprobed: OnUnprobed,
): boolean {
  if (limitMs === null) return false;
  if (latency.ms === null) return true;
  if (latency.source !== 'measured' && onUnprobed !== 'estimate') return onUnprobed === 'reject';
  return latency.ms > limitMs + TOLERANCE;
}
