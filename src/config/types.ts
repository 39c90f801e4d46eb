import type { Preferences, ProfileName, Requirements } from '../selection';

export type { ProfileName } from '../selection';

/** What synth may do about offers: `off` never searches, `missing` fills gaps, `refresh` searches anew. */
export type LookupMode = 'off' | 'missing' | 'refresh';

/** The requirements that settings can give; disk and ports come from the construct. */
export type SearchRequirements = Omit<Requirements, 'diskGb' | 'portCount'>;

/** Latency probing and limit. (selection.md 5.6) */
export interface LatencyCheck {
  /** Whether probing and the limit are on. Default false. */
  readonly enabled: boolean;
  /** Whether machines may be dialled: enabled, and estimates are made from where this process runs. */
  readonly probe: boolean;
  /** Limit in ms. Default 50. It reaches ranking as `requirements.maxLatencyMs`. */
  readonly maxAcceptableMs: number;
  /** Per connection attempt. Default 5. */
  readonly timeoutSeconds: number;
}

/** What the user said about the search, before profile and defaults fill the gaps. A missing field was not said. */
export interface SearchChoices {
  readonly gpuName?: string;
  readonly fallbackGpuNames?: readonly string[];
  readonly minGpuMemoryGb?: number;
  readonly maxPricePerHour?: number;
  readonly minReliability?: number;
  readonly minDownloadMbps?: number;
  readonly minUploadMbps?: number;
  /** A country code. */
  readonly location?: string;
  readonly preferredRegions?: readonly string[];
  readonly verifiedOnly?: boolean;
  readonly blockedHosts?: readonly string[];
  readonly blockedRegions?: readonly string[];
  readonly maxLatencyMs?: number | null;
}

/** Everything the user configured, validated, frozen; prints without the key. */
export interface Settings {
  /**
   * Absent is fine when nothing is searched (`lookup` off). Not enumerable, so that nothing prints it: read it from
   * the settings themselves, a spread copy does not have it.
   */
  readonly apiKey: string | undefined;
  /** Without a trailing slash. Default `https://console.vast.ai`. */
  readonly apiUrl: string;
  /** `http://host:port` of an HTTP CONNECT proxy that reachability and latency checks go through. */
  readonly connectProxy: string | undefined;
  /** Divides intervals in tests; 1 unless the API is on loopback. */
  readonly timeScale: number;
  readonly requirements: SearchRequirements;
  readonly preferences: Preferences;
  readonly latencyCheck: LatencyCheck;
  readonly profile: ProfileName | undefined;
  /** What `requirements` was made from, so that another profile can be applied to it. */
  readonly choices: SearchChoices;
  readonly lookup: LookupMode;
  /** Part of the claim (design.md D12); default empty. */
  readonly environment: string;
  /** Absolute path of config.env if it existed. */
  readonly sourceFile: string | undefined;
  readonly warnings: readonly string[];
}
