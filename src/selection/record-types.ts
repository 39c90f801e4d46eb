import type {
  Candidate,
  LatencySource,
  OfferQuery,
  OnUnprobed,
  RegionPolicy,
  RegionTier,
  RejectReason,
  Requirements,
  Weights,
} from './types';

/** The five components of the base score, each 0 to 1. (selection.md 5.7) */
export interface Components {
  readonly availability: number;
  readonly gpuMatch: number;
  readonly latency: number;
  readonly price: number;
  readonly reliability: number;
}

/** One offer of the ranking, with everything its score was computed from. Keys in alphabetical order. */
export interface RankedOffer {
  readonly base: number;
  readonly bonus: { readonly modifiers: Readonly<Record<string, number>>; readonly region: number };
  readonly components: Components;
  readonly durationSeconds: number | null;
  readonly final: number;
  readonly gpu: string;
  readonly gpuMemoryGb: number;
  readonly gpuStage: number;
  readonly hostId: number | null;
  readonly inetDownMbps: number | null;
  readonly latency: {
    /** Great circle from the vantage, km; `null` outside the table. */
    readonly km: number | null;
    readonly ms: number | null;
    /** Sorted round trips when measured. */
    readonly samples: readonly number[] | null;
    readonly source: LatencySource;
  };
  readonly machineId: number;
  readonly offerId: number;
  readonly pricePerHour: number;
  readonly rank: number;
  readonly region: {
    readonly code: string;
    readonly name: string;
    readonly source: string;
    readonly tier: RegionTier;
  };
  readonly regionStage: number;
  readonly reliability: number | null;
}

/** Options that one may loosen to admit more offers. */
export type RelaxableFilter =
  | 'gpu_name'
  | 'num_gpus'
  | 'verified'
  | 'price'
  | 'gpu_ram'
  | 'reliability'
  | 'inet_down'
  | 'inet_up'
  | 'disk_space'
  | 'ports'
  | 'blocked_hosts'
  | 'blocked_regions'
  | 'region'
  | 'latency';

/** What dropping one filter, and only that one, would let in. */
export interface Relaxation {
  /** Offers that fail this filter and no other. */
  readonly admits: number;
  readonly filter: RelaxableFilter;
  /** The smallest step that admits anything, where that is less than all; only for numbers. */
  readonly first: { readonly admits: number; readonly value: number } | null;
  /** The mildest value that admits all of them: a number, codes or names to add; `null` when only dropping helps. */
  readonly value: number | readonly string[] | null;
}

/** What the price was scaled against in one pool. (selection.md 5.7) */
export interface Pool {
  /** `null` under the policy `score`, where all offers share one pool. */
  readonly gpuStage: number | null;
  readonly hi: number;
  readonly lo: number;
  readonly regionStage: number | null;
  readonly size: number;
}

/** The sort key that first told the winner from the runner-up. (selection.md 5.9) */
export type DecidedBy =
  | 'gpuStage'
  | 'regionStage'
  | 'final'
  | 'pricePerHour'
  | 'reliability'
  | 'inetDownMbps'
  | 'machineId'
  | 'offerId';

/** The explanation: enough to recompute every score by hand. JSON with sorted keys. (selection.md 5.10) */
export interface SelectionRecord {
  /** Factor put on estimates because at least three addresses were measured, else `null`. */
  readonly calibration: { readonly factor: number; readonly measured: number } | null;
  /** `sha256:` over requirements, preferences and schema. */
  readonly configHash: string;
  readonly counts: {
    readonly byReason: Readonly<Partial<Record<RejectReason, number>>>;
    readonly candidates: number;
    readonly duplicates: number;
    readonly malformed: number;
    readonly rejected: number;
    readonly returned: number;
  };
  /** `null` with fewer than two offers in the ranking. */
  readonly decidedBy: DecidedBy | null;
  readonly modifiers: Readonly<Record<string, number>>;
  readonly onUnprobed: OnUnprobed;
  /** How much `trimRecord` left out of the two lists. */
  readonly omitted: { readonly ranking: number; readonly rejected: number };
  readonly policy: RegionPolicy;
  readonly pools: readonly Pool[];
  readonly query: OfferQuery;
  readonly ranking: readonly RankedOffer[];
  readonly regionBonuses: Readonly<Record<string, number>>;
  readonly rejected: readonly { readonly offerId: number; readonly reasons: readonly RejectReason[] }[];
  readonly relaxations: readonly Relaxation[];
  readonly reliabilityFloor: number;
  readonly requirements: Requirements;
  readonly schema: 1;
  /** In which of latency, location, price and reliability the winner is the best of its pool. */
  readonly selectedFor: readonly ('latency' | 'location' | 'price' | 'reliability')[];
  readonly takenAt: string;
  readonly truncated: boolean;
  readonly vantage: { readonly lat: number; readonly lon: number; readonly name: string };
  readonly warnings: readonly string[];
  readonly weights: Weights;
}

/** The outcome: the explanation, and what may be rented, one offer a machine, at most five, best first. */
export interface Selection {
  readonly record: SelectionRecord;
  readonly candidates: readonly Candidate[];
}
