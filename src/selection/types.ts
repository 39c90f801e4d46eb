/**
 * The words of the lookup: what must hold (`Requirements`), how the rest is weighed (`Preferences`), and what comes
 * out of it. Plain data only, so that every value survives a trip through JSON and through Terraform state.
 */

/** Hard limits. The query hash of a lock entry covers exactly these fields. (selection.md 5.1, 5.5) */
export interface Requirements {
  /** Marketplace spelling as `normalizeGpuName` returns it, such as `RTX 3060`. */
  readonly gpuName: string;
  /** Names accepted when the primary is not to be had, best first; same spelling. Default none. */
  readonly fallbackGpuNames: readonly string[];
  /** GPUs in one offer. Default 1. */
  readonly numGpus: number;
  /** Memory of one GPU in GB of 1000 MB, as the marketplace counts. Default 12. */
  readonly minGpuMemoryGb: number;
  /** Most that may be paid, USD an hour including the requested disk. Default 0.50. */
  readonly maxPricePerHour: number;
  /** Least host reliability, 0 to 1. Default 0.95; 0 switches the check off. */
  readonly minReliability: number;
  /** Mbit/s. Default 100; 0 switches the check off. */
  readonly minDownloadMbps: number;
  /** Mbit/s. Default 100; 0 switches the check off. */
  readonly minUploadMbps: number;
  /** Allow-list of regions in order, as `resolveRegions` returns it, such as `['US-CA', 'US', 'CA']`. */
  readonly regions: readonly string[];
  /** Only hosts that the marketplace has verified. Default true. */
  readonly verifiedOnly: boolean;
  /** `'12345'` (host or machine), `'host:12345'` or `'machine:12345'`. Default none. */
  readonly blockedHosts: readonly string[];
  /** Regions never rented in, such as `US-FL` or `RU`. Default none. */
  readonly blockedRegions: readonly string[];
  /** Highest latency in ms; `null` (default) means no limit. */
  readonly maxLatencyMs: number | null;
  /** Disk in GB; it is part of the price. Default 50. */
  readonly diskGb: number;
  /** Public ports the instance needs. */
  readonly portCount: number;
}

/** Weights of the five components; not negative, and summing to 1 once normalised. (selection.md 1.3) */
export interface Weights {
  readonly latency: number;
  readonly price: number;
  readonly gpuMatch: number;
  readonly reliability: number;
  readonly availability: number;
}

/** The place that latency is estimated from; degrees north and east. */
export interface Vantage {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** `staged`: an earlier region (or GPU) is exhausted before a later one counts. `score`: one pool. */
export type RegionPolicy = 'staged' | 'score';

/** What a latency limit does with an offer that was not measured. (selection.md 5.6) */
export type OnUnprobed = 'estimate' | 'reject' | 'accept';

/** How ranking weighs; travels whole into the synthesized resource (design.md D2). */
export interface Preferences {
  readonly weights: Weights;
  readonly regionPolicy: RegionPolicy;
  /** Bonus in score points by tier (`us-west`) or region code (`US-TX`, `DE`); the code beats the tier. */
  readonly regionBonuses: Readonly<Record<string, number>>;
  /** Extra points by the names in `MODIFIERS`; a name that is missing counts 0. */
  readonly modifiers: Readonly<Record<string, number>>;
  readonly vantage: Vantage;
  /** Reliability that earns nothing; the range above it is stretched to 0..1. Default 0. */
  readonly reliabilityFloor: number;
  readonly onUnprobed: OnUnprobed;
}

/** The JSON body of the marketplace's search call. */
export type OfferQuery = Readonly<Record<string, unknown>>;

/** Groups of regions that share a bonus. (selection.md 1.3, 6) */
export type RegionTier =
  | 'us-west'
  | 'us-central'
  | 'us-east'
  | 'us-remote'
  | 'us-unknown'
  | 'us-territory'
  | 'canada'
  | 'mexico'
  | 'non-na';

/** Where an offer is, as far as its host tells. */
export interface Region {
  /** `US-CA`, a bare country code, or `??`. */
  readonly code: string;
  readonly name: string;
  /** Two letters, or `??`. Territories keep their own: `US-PR` is in `PR`. */
  readonly country: string;
  readonly tier: RegionTier;
  /** Score points before any override. */
  readonly bonus: number;
  /** Where hosts of the region are likely to be; `null` outside the table. */
  readonly point: { readonly latitude: number; readonly longitude: number } | null;
  /** The text that was parsed, without control characters. */
  readonly source: string;
}

/** Round trips to one address, measured before the selection. */
export interface LatencyProbe {
  /** The `public_ipaddr` that was dialled; the result counts for every offer with this address. */
  readonly address: string;
  /** Milliseconds, in any order; empty when nothing answered in time. */
  readonly samplesMs: readonly number[];
}

/** Why an offer was rejected, in the order of the filters. (selection.md 5.5) */
export type RejectReason =
  | 'gpu_name'
  | 'num_gpus'
  | 'rentable'
  | 'rented'
  | 'verified'
  | 'price_missing'
  | 'price'
  | 'gpu_ram'
  | 'reliability_missing'
  | 'reliability'
  | 'inet_down'
  | 'inet_up'
  | 'disk_space'
  | 'ports'
  | 'machine_missing'
  | 'blocked_host'
  | 'blocked_machine'
  | 'blocked_region'
  | 'taken'
  | 'region'
  | 'latency';

/** Where a latency figure comes from, best first. (selection.md 5.6) */
export type LatencySource = 'measured' | 'calibrated' | 'estimated' | 'assumed' | 'unknown';

/** What `select` works on. */
export interface SelectInput {
  /** Rows of the search answer as they came; nothing about them is trusted. */
  readonly offers: readonly unknown[];
  readonly requirements: Requirements;
  readonly preferences: Preferences;
  readonly probes?: readonly LatencyProbe[] | undefined;
  /** Whether measurements correct the estimates of other offers (selection.md 5.6, step 2). Default true. */
  readonly calibrate?: boolean | undefined;
  /** When the search was made, ISO 8601 UTC. */
  readonly takenAt: string;
  /** The query that was sent; default `buildOfferQuery(requirements)`. */
  readonly query?: OfferQuery | undefined;
  /** True when the market held more rows than could be fetched. */
  readonly truncated?: boolean | undefined;
  /** Offers and machines promised elsewhere (to another construct of the app). */
  readonly taken?:
    { readonly offerIds?: readonly number[]; readonly machineIds?: readonly number[] } | undefined;
}

/** One rentable machine, in order of preference. */
export interface Candidate {
  readonly offerId: number;
  readonly machineId: number;
  /** `null` when the marketplace did not tell. */
  readonly hostId: number | null;
  /** USD an hour including the requested disk. */
  readonly pricePerHour: number;
  /** Region code, such as `US-CA`. */
  readonly region: string;
  /** The marketplace's own text, such as `California, US`. */
  readonly geolocation: string;
  readonly gpuName: string;
  /** GB of 1000 MB. */
  readonly gpuMemoryGb: number;
  readonly reliability: number | null;
  readonly latencyMs: number | null;
  readonly latencySource: LatencySource;
  readonly final: number;
}

/** What is known of a machine, rented or not; a fact that is missing or `null` is not known. */
export interface MachineFacts {
  readonly gpuName?: string | null | undefined;
  readonly numGpus?: number | null | undefined;
  /** GB of 1000 MB (the marketplace's `gpu_ram` / 1000). */
  readonly gpuMemoryGb?: number | null | undefined;
  /** USD an hour including the requested disk. */
  readonly pricePerHour?: number | null | undefined;
  readonly reliability?: number | null | undefined;
  readonly inetDownMbps?: number | null | undefined;
  readonly inetUpMbps?: number | null | undefined;
  /** A region code (`US-CA`) or the marketplace's text (`California, US`). */
  readonly geolocation?: string | null | undefined;
  readonly verified?: boolean | null | undefined;
  readonly hostId?: number | null | undefined;
  readonly machineId?: number | null | undefined;
  readonly latencyMs?: number | null | undefined;
  readonly diskGb?: number | null | undefined;
  readonly portCount?: number | null | undefined;
}

/** One requirement that a machine does not meet. */
export interface RequirementFailure {
  readonly requirement: keyof Requirements;
  /** Says what is required and what the machine has. */
  readonly message: string;
}
