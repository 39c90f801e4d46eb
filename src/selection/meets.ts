import { parseBlockedHosts } from './blocked';
import { TOLERANCE } from './filters';
import { parseGeolocation } from './geolocation';
import { normalizeGpuName } from './gpu';
import { normalizeRequirements } from './normalize';
import { covers, stageOf, stagesOf } from './region-list';
import type { MachineFacts, Region, RequirementFailure, Requirements } from './types';

type Check = (facts: MachineFacts, requirements: Requirements) => string | undefined;

/** A check of a least figure; what is not known passes. */
function atLeast(
  what: string,
  unit: string,
  fact: keyof MachineFacts &
    ('gpuMemoryGb' | 'reliability' | 'inetDownMbps' | 'inetUpMbps' | 'diskGb' | 'portCount'),
  requirement: keyof Requirements &
    ('minGpuMemoryGb' | 'minReliability' | 'minDownloadMbps' | 'minUploadMbps' | 'diskGb' | 'portCount'),
): Check {
  return (facts, requirements) => {
    const value = facts[fact] ?? null;
    const minimum = requirements[requirement];
    if (value === null || value >= minimum - TOLERANCE) return undefined;
    return `${what} of at least ${minimum}${unit} is required, the machine has ${value}${unit}`;
  };
}

/** The region of a machine, or `undefined` when nobody knows it. */
function regionOf({ geolocation }: MachineFacts): Region | undefined {
  const region = parseGeolocation(geolocation);
  return region.country === '??' ? undefined : region;
}

const CHECKS: Readonly<Record<keyof Requirements, Check>> = {
  gpuName: ({ gpuName }, { gpuName: primary, fallbackGpuNames }) => {
    if (gpuName === null || gpuName === undefined) return undefined;
    const accepted = [primary, ...fallbackGpuNames];
    if (accepted.includes(normalizeGpuName(gpuName))) return undefined;
    return `GPU ${accepted.join(' or ')} is required, the machine has ${gpuName}`;
  },
  // One list with `gpuName`, which speaks for both.
  fallbackGpuNames: (facts, requirements) => CHECKS.gpuName(facts, requirements),
  numGpus: ({ numGpus }, requirements) =>
    numGpus === null || numGpus === undefined || numGpus === requirements.numGpus
      ? undefined
      : `${requirements.numGpus} GPU(s) are required, the rental has ${numGpus}`,
  minGpuMemoryGb: atLeast('GPU memory', ' GB', 'gpuMemoryGb', 'minGpuMemoryGb'),
  maxPricePerHour: ({ pricePerHour }, { maxPricePerHour }) =>
    pricePerHour === null || pricePerHour === undefined || pricePerHour <= maxPricePerHour + TOLERANCE
      ? undefined
      : `at most $${maxPricePerHour}/hr may be paid, the machine costs $${pricePerHour}/hr`,
  minReliability: atLeast('reliability', '', 'reliability', 'minReliability'),
  minDownloadMbps: atLeast('download', ' Mbit/s', 'inetDownMbps', 'minDownloadMbps'),
  minUploadMbps: atLeast('upload', ' Mbit/s', 'inetUpMbps', 'minUploadMbps'),
  regions: (facts, { regions }) => {
    const region = regionOf(facts);
    if (region === undefined || stageOf(stagesOf(regions), region) > 0) return undefined;
    return `a region of ${regions.join(',')} is required, the machine is in ${region.code}`;
  },
  verifiedOnly: ({ verified }, { verifiedOnly }) =>
    verifiedOnly && verified === false ? 'a verified host is required, this one is not' : undefined,
  blockedHosts: ({ hostId, machineId }, { blockedHosts }) => {
    const { hosts, machines, either } = parseBlockedHosts(blockedHosts);
    if (typeof hostId === 'number' && (hosts.has(hostId) || either.has(hostId)))
      return `host ${hostId} is blocked`;
    if (typeof machineId === 'number' && (machines.has(machineId) || either.has(machineId))) {
      return `machine ${machineId} is blocked`;
    }
    return undefined;
  },
  blockedRegions: (facts, { blockedRegions }) => {
    const region = regionOf(facts);
    const entry = region && blockedRegions.find((blocked) => covers(blocked, region));
    return entry === undefined
      ? undefined
      : `region ${entry} is blocked, the machine is in ${region?.code ?? '??'}`;
  },
  maxLatencyMs: ({ latencyMs }, { maxLatencyMs }) =>
    maxLatencyMs === null ||
    latencyMs === null ||
    latencyMs === undefined ||
    latencyMs <= maxLatencyMs + TOLERANCE
      ? undefined
      : `latency of at most ${maxLatencyMs}ms is required, the machine has ${latencyMs}ms`,
  diskGb: atLeast('disk', ' GB', 'diskGb', 'diskGb'),
  portCount: atLeast('a number of public ports', '', 'portCount', 'portCount'),
};

/**
 * What a known machine lacks. A fact that is not known never counts against it: a running machine must not be replaced
 * because somebody forgot to tell (design.md D3).
 * @param only the requirements to check, such as those that changed; default all
 */
export function requirementFailures(
  facts: MachineFacts,
  requirements: Requirements,
  only: readonly (keyof Requirements)[] = Object.keys(CHECKS) as (keyof Requirements)[],
): readonly RequirementFailure[] {
  const normal = normalizeRequirements(requirements);
  const failures: RequirementFailure[] = [];
  for (const requirement of only) {
    const message = CHECKS[requirement](facts, normal);
    // `gpuName` and its fallbacks are one list: say it once.
    if (message === undefined || failures.some((failure) => failure.message === message)) continue;
    failures.push({ requirement, message });
  }
  return failures;
}

/** The texts of `requirementFailures`; empty when the machine meets them all. */
export function meetsRequirements(
  facts: MachineFacts,
  requirements: Requirements,
  only?: readonly (keyof Requirements)[],
): readonly string[] {
  return requirementFailures(facts, requirements, only).map(({ message }) => message);
}
