import { Token } from 'cdktf';

import type { ProfileName, SearchRequirements } from '../src/config';
import {
  PROFILES,
  defaultRequirements,
  normalizeGpuName,
  parseRegionList,
  requirementProblems,
} from '../src/selection';
import type { Requirements } from '../src/selection';
import { defined } from './defined';

/** Hard limits on the machine to rent. What is left out comes from the settings (`config.env`, environment). */
export interface RequirementProps {
  /**
   * Ready-made values for what is said nowhere else: props of the construct win, then keys that `config.env`, the
   * environment or `vast-provider-config.yaml` set, then the profile.
   *
   * @default - `VAST_PROFILE`, else none
   */
  readonly profile?: ProfileName;
  /**
   * GPU model, in any usual spelling: `RTX 3060`, `RTX3060`, `RTX_3060_Ti`.
   *
   * @default - `VAST_GPU_TYPE`, else RTX 3060
   */
  readonly gpuType?: string;
  /**
   * Models to fall back on when no offer has `gpuType`, best first.
   *
   * @default - `VAST_GPU_FALLBACK_TYPES`, else none
   */
  readonly fallbackGpuTypes?: readonly string[];
  /**
   * GPUs in the machine, exactly.
   *
   * @default 1
   */
  readonly numGpus?: number;
  /**
   * Least memory of one GPU, GB of 1000 MB.
   *
   * @default - `VAST_MIN_GPU_MEMORY`, else 12
   */
  readonly minGpuMemoryGb?: number;
  /**
   * Most that may be paid, USD per hour including the disk.
   *
   * @default - `VAST_MAX_PRICE_PER_HOUR`, else 0.50
   */
  readonly maxPricePerHour?: number;
  /**
   * Least reliability of the host, 0 to 1.
   *
   * @default - `VAST_RELIABILITY_SCORE`, else 0.95
   */
  readonly minReliability?: number;
  /**
   * Mbit/s.
   *
   * @default - `VAST_MIN_DOWNLOAD_SPEED`, else 100
   */
  readonly minDownloadMbps?: number;
  /**
   * Mbit/s.
   *
   * @default - `VAST_MIN_UPLOAD_SPEED`, else 100
   */
  readonly minUploadMbps?: number;
  /**
   * Regions to rent in: `US-CA`, a country, `EU`, `NA` (North America) or `*`. States and provinces come first
   * together, then each wider entry in the order of the list.
   *
   * @default - `VAST_PREFERRED_REGIONS`, else the United States, then Canada
   */
  readonly preferredRegions?: readonly string[];
  /**
   * Only hosts that the marketplace has verified.
   *
   * @default - `VAST_VERIFIED_ONLY`, else true
   */
  readonly verifiedOnly?: boolean;
  /**
   * Never rented from: `12345` (a host or a machine), `host:12345`, `machine:12345`.
   *
   * @default - those of the settings
   */
  readonly blockedHosts?: readonly string[];
  /**
   * Regions never rented in, such as `US-FL`.
   *
   * @default - those of the settings
   */
  readonly blockedRegions?: readonly string[];
  /**
   * Highest latency, ms, from the place that the settings name.
   *
   * @default - that of the settings, else no limit
   */
  readonly maxLatencyMs?: number;
}

/** The prop behind each requirement, for messages. */
const PROP_OF: Readonly<Partial<Record<keyof Requirements, keyof RequirementProps>>> = {
  gpuName: 'gpuType',
  fallbackGpuNames: 'fallbackGpuTypes',
  regions: 'preferredRegions',
};

/** What is wrong with the name of a profile, if anything: plain JavaScript may hand in any text. */
function profileProblems(profile: string | undefined): string[] {
  if (profile === undefined || Object.hasOwn(PROFILES, profile)) return [];
  if (Token.isUnresolved(profile))
    return ['profile takes part in the search at synth and must not be a token'];
  const names = Object.keys(PROFILES).map((name) => `'${name}'`);
  return [`profile must be ${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}, not '${profile}'`];
}

const propOf = (field: string): string => PROP_OF[field as keyof Requirements] ?? field;

/**
 * Reads the props into requirements.
 * @throws Error that names every bad prop with its value and what would be right; a token is one, because the search
 * runs before Terraform does
 */
export function requirementsOf(props: RequirementProps, diskGb: number): Partial<SearchRequirements> {
  const given: Partial<SearchRequirements> = defined({
    gpuName: props.gpuType,
    fallbackGpuNames: props.fallbackGpuTypes,
    numGpus: props.numGpus,
    minGpuMemoryGb: props.minGpuMemoryGb,
    maxPricePerHour: props.maxPricePerHour,
    minReliability: props.minReliability,
    minDownloadMbps: props.minDownloadMbps,
    minUploadMbps: props.minUploadMbps,
    regions: props.preferredRegions,
    verifiedOnly: props.verifiedOnly,
    blockedHosts: props.blockedHosts,
    blockedRegions: props.blockedRegions,
    maxLatencyMs: props.maxLatencyMs,
  });
  const tokens = Object.entries({ ...given, diskGb }).filter(([, value]) => Token.isUnresolved(value));
  const ofRequirements =
    tokens.length > 0
      ? tokens.map(([field]) => `${propOf(field)} takes part in the search at synth and must not be a token`)
      : requirementProblems({ ...defaultRequirements, ...given, diskGb }).map(
          ({ field, message }) => `${propOf(field)} ${message}`,
        );
  const problems = [...profileProblems(props.profile), ...ofRequirements];
  if (problems.length > 0) throw new Error(problems.join('; '));
  return {
    ...given,
    ...(given.gpuName === undefined ? {} : { gpuName: normalizeGpuName(given.gpuName) }),
    ...(given.fallbackGpuNames === undefined
      ? {}
      : { fallbackGpuNames: given.fallbackGpuNames.map(normalizeGpuName) }),
    ...(given.regions === undefined ? {} : { regions: parseRegionList(given.regions).regions }),
    ...(given.blockedRegions === undefined || given.blockedRegions.length === 0
      ? {}
      : { blockedRegions: parseRegionList(given.blockedRegions).regions }),
  };
}
