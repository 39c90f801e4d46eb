import type { Preferences, Requirements, Weights } from './types';
import { SILICON_VALLEY } from './vantage';

/** Weights of the seed. (selection.md 1.3) */
export const DEFAULT_WEIGHTS: Weights = {
  latency: 0.35,
  price: 0.25,
  gpuMatch: 0.2,
  reliability: 0.15,
  availability: 0.05,
};

/** Hard limits when nothing is configured. (selection.md 5.1) */
export const defaultRequirements: Requirements = Object.freeze({
  gpuName: 'RTX 3060',
  fallbackGpuNames: Object.freeze([]),
  numGpus: 1,
  minGpuMemoryGb: 12,
  maxPricePerHour: 0.5,
  minReliability: 0.95,
  minDownloadMbps: 100,
  minUploadMbps: 100,
  regions: Object.freeze(['US', 'CA']),
  verifiedOnly: true,
  blockedHosts: Object.freeze([]),
  blockedRegions: Object.freeze([]),
  maxLatencyMs: null,
  diskGb: 50,
  portCount: 1,
});

/** Ranking when nothing is configured. (selection.md 5.1) */
export const defaultPreferences: Preferences = Object.freeze({
  weights: Object.freeze(DEFAULT_WEIGHTS),
  regionPolicy: 'staged',
  regionBonuses: Object.freeze({}),
  modifiers: Object.freeze({}),
  vantage: Object.freeze(SILICON_VALLEY),
  reliabilityFloor: 0,
  onUnprobed: 'estimate',
});

/** Names of the ready-made settings. */
export type ProfileName = 'budget' | 'performance' | 'ultra-low-latency';

/** What a profile sets; the rest stays at its default. */
export interface Profile {
  readonly gpuName: string;
  readonly maxPricePerHour: number;
  readonly minReliability: number;
  readonly minDownloadMbps?: number;
  readonly regions: readonly string[];
}

/** The seed's three templates. (selection.md 1.6) */
export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  /** Low price, central US first for balance. */
  budget: {
    gpuName: 'RTX 3060',
    maxPricePerHour: 0.35,
    minReliability: 0.9,
    regions: ['US-TX', 'US-CO', 'US-AZ', 'US'],
  },
  /** A fast card on a dependable host. */
  performance: {
    gpuName: 'RTX 4090',
    maxPricePerHour: 0.7,
    minReliability: 0.98,
    minDownloadMbps: 200,
    regions: ['US-CA', 'US-WA', 'US-NY', 'US'],
  },
  /** The West Coast or nothing. */
  'ultra-low-latency': {
    gpuName: 'RTX 3060',
    maxPricePerHour: 0.5,
    minReliability: 0.95,
    minDownloadMbps: 150,
    regions: ['US-CA', 'US-WA', 'US-OR'],
  },
};

/** Weights scaled to sum 1, unless they do within 1e-9. Weights without a positive sum come back as they are. */
export function normalizeWeights(weights: Weights): Weights {
  const { latency, price, gpuMatch, reliability, availability } = weights;
  const sum = latency + price + gpuMatch + reliability + availability;
  if (!(sum > 0) || !Number.isFinite(sum) || Math.abs(sum - 1) <= 1e-9) {
    return { latency, price, gpuMatch, reliability, availability };
  }
  return {
    latency: latency / sum,
    price: price / sum,
    gpuMatch: gpuMatch / sum,
    reliability: reliability / sum,
    availability: availability / sum,
  };
}
