import type { Preferences, ProfileName, Vantage, Weights } from '../selection';
import {
  DEFAULT_WEIGHTS,
  PROFILES,
  SILICON_VALLEY,
  defaultPreferences,
  defaultRequirements,
  normalizeWeights,
  reaches,
  resolveRegions,
  vantageOfRegion,
} from '../selection';
import type { ProviderConfig } from './provider-config-schema';
import { untilTime } from './provider-config-schema';
import type { LatencyCheck, SearchChoices, SearchRequirements } from './types';

/** A value with what the user should know about it. */
export interface Resolved<T> {
  readonly value: T;
  readonly warnings: readonly string[];
}

/**
 * Requirements from what the user said, a profile and the defaults, in this order. (selection.md 1.6, 5.1)
 * A location that the user named wins over a profile's regions when those are not in it.
 */
export function resolveRequirements(
  choices: SearchChoices,
  profileName?: ProfileName,
): Resolved<SearchRequirements> {
  const profile = profileName === undefined ? undefined : PROFILES[profileName];
  const { location, preferredRegions } = choices;
  const fits = profile !== undefined && (location === undefined || reaches(profile.regions, location));
  const { regions, warnings } = resolveRegions({
    location,
    preferredRegions: preferredRegions ?? (fits ? profile.regions : undefined),
  });
  const { gpuName, maxPricePerHour, minReliability, minDownloadMbps } = {
    ...defaultRequirements,
    ...profile,
  };
  const requirements: SearchRequirements = {
    gpuName: choices.gpuName ?? gpuName,
    fallbackGpuNames: choices.fallbackGpuNames ?? [],
    numGpus: defaultRequirements.numGpus,
    minGpuMemoryGb: choices.minGpuMemoryGb ?? defaultRequirements.minGpuMemoryGb,
    maxPricePerHour: choices.maxPricePerHour ?? maxPricePerHour,
    minReliability: choices.minReliability ?? minReliability,
    minDownloadMbps: choices.minDownloadMbps ?? minDownloadMbps,
    minUploadMbps: choices.minUploadMbps ?? defaultRequirements.minUploadMbps,
    regions,
    verifiedOnly: choices.verifiedOnly ?? defaultRequirements.verifiedOnly,
    blockedHosts: choices.blockedHosts ?? [],
    blockedRegions: choices.blockedRegions ?? [],
    maxLatencyMs: choices.maxLatencyMs ?? null,
  };
  const ignored = profile !== undefined && !fits && preferredRegions === undefined;
  return {
    value: requirements,
    warnings: ignored
      ? [
          ...warnings,
          `the regions of profile '${profileName ?? ''}' are not in '${location ?? ''}'; the location counts`,
        ]
      : warnings,
  };
}

/** The latency check, and whether it may dial machines. (selection.md 5.6) */
export function resolveLatencyCheck({
  latency_check: check,
  selection,
}: ProviderConfig): Resolved<LatencyCheck> {
  const enabled = check?.enabled ?? false;
  const vantage = selection?.vantage;
  const elsewhere = vantage !== undefined && (typeof vantage === 'string' || vantage.local !== true);
  return {
    value: {
      enabled,
      probe: enabled && !elsewhere,
      maxAcceptableMs: check?.max_acceptable_ms ?? 50,
      timeoutSeconds: check?.timeout_seconds ?? 5,
    },
    warnings:
      enabled && elsewhere
        ? [
            'latency is not measured, because the vantage may be elsewhere and a probe measures from here; estimates are ' +
              'used. Set `local: true` in selection.vantage if both are the same place',
          ]
        : [],
  };
}

function resolveVantage(vantage: NonNullable<ProviderConfig['selection']>['vantage']): Vantage {
  if (vantage === undefined) return SILICON_VALLEY;
  if (typeof vantage === 'string' || 'region' in vantage) {
    return vantageOfRegion(typeof vantage === 'string' ? vantage : vantage.region) ?? SILICON_VALLEY;
  }
  const { name, latitude, longitude } = vantage;
  return { name, latitude, longitude };
}

/** How ranking weighs. (selection.md 5.1) */
export function resolvePreferences({
  selection,
  latency_check: check,
}: ProviderConfig): Resolved<Preferences> {
  const given = selection?.weights ?? {};
  const weights: Weights = {
    latency: given.latency ?? DEFAULT_WEIGHTS.latency,
    price: given.price ?? DEFAULT_WEIGHTS.price,
    gpuMatch: given.gpu_match ?? DEFAULT_WEIGHTS.gpuMatch,
    reliability: given.reliability ?? DEFAULT_WEIGHTS.reliability,
    availability: given.availability ?? DEFAULT_WEIGHTS.availability,
  };
  const sum = weights.latency + weights.price + weights.gpuMatch + weights.reliability + weights.availability;
  const warnings =
    Math.abs(sum - 1) > 1e-9
      ? [`the weights of the components sum to ${Number(sum.toFixed(6))}; they are scaled to 1`]
      : [];
  const numbers = (
    map: Readonly<Record<string, number | undefined>> | null | undefined,
  ): Record<string, number> =>
    Object.fromEntries(
      Object.entries(map ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    );
  return {
    value: {
      weights: normalizeWeights(weights),
      regionPolicy: selection?.region_policy ?? defaultPreferences.regionPolicy,
      regionBonuses: numbers(selection?.region_bonuses),
      modifiers: numbers(selection?.modifiers),
      vantage: resolveVantage(selection?.vantage),
      reliabilityFloor: selection?.reliability_floor ?? defaultPreferences.reliabilityFloor,
      onUnprobed: check?.on_unprobed ?? defaultPreferences.onUnprobed,
    },
    warnings,
  };
}

type BlockEntries = readonly (
  string | number | { id: string | number; until?: string | undefined; reason?: string | undefined }
)[];

/** The entries of a block list that hold now, as text. */
function inForce(
  entries: BlockEntries | null | undefined,
  list: string,
  now: Date,
): Resolved<readonly string[]> {
  const value: string[] = [];
  const warnings: string[] = [];
  for (const entry of entries ?? []) {
    const detailed = typeof entry === 'object' ? entry : { id: entry };
    const id = String(detailed.id).trim();
    const end = 'until' in detailed && detailed.until !== undefined ? untilTime(detailed.until) : undefined;
    if (end === undefined || now.getTime() < end) value.push(id);
    else
      warnings.push(
        `blacklist.${list}: '${id}' was blocked until ${detailed.until ?? ''} and counts no more; remove the entry`,
      );
  }
  return { value: [...new Set(value)], warnings };
}

/** The block lists that hold at a time. (selection.md 2, A11 and A12) */
export function resolveBlacklist(
  { blacklist }: ProviderConfig,
  now: Date,
): Resolved<{ readonly blockedHosts: readonly string[]; readonly blockedRegions: readonly string[] }> {
  const hosts = inForce(blacklist?.blocked_hosts, 'blocked_hosts', now);
  const machines = inForce(blacklist?.blocked_machines, 'blocked_machines', now);
  const regions = inForce(blacklist?.blocked_regions, 'blocked_regions', now);
  return {
    value: {
      blockedHosts: [
        ...hosts.value.map((id) => id.toLowerCase()),
        ...machines.value.map((id) => `machine:${id}`),
      ],
      blockedRegions: regions.value.map((code) => code.toUpperCase()),
    },
    warnings: [...hosts.warnings, ...machines.warnings, ...regions.warnings],
  };
}
