import {
  defaultPreferences,
  defaultRequirements,
  normalizeGpuName,
  type Preferences,
  preferenceProblems,
  type Problem,
  requirementProblems,
  type Requirements,
} from '../../selection';
import { type DiagnosticInput, isUnknown, type Path, type Unknown } from '../../tfplugin';
import type { InstanceConfig } from './schema';

type KnownRequirements = Exclude<InstanceConfig['requirements'], Unknown>;
type KnownPreferences = Exclude<InstanceConfig['preferences'], Unknown | null>;

/** Reports what only the selection knows to be wrong about requirements and preferences. Unknown parts are left for later. */
export function reportUnusable(
  config: Pick<InstanceConfig, 'requirements' | 'preferences'>,
  error: (diagnostic: DiagnosticInput) => void,
): void {
  const report = (root: string, problems: readonly Problem[]): void => {
    for (const { field, message } of problems) {
      const path: Path = [root, ...field.split('.').map(snakeCase)];
      error({ summary: `Unusable ${root}`, detail: `${path.join('.')}: ${message}.`, path });
    }
  };
  if (!isUnknown(config.requirements)) {
    report('requirements', requirementProblems(configuredRequirements(config.requirements)));
  }
  if (!isUnknown(config.preferences)) {
    report('preferences', preferenceProblems(configuredPreferences(config.preferences)));
  }
}

/** Disk and ports, which are arguments of their own. */
interface Sizes {
  readonly diskGb?: number;
  readonly portCount?: number;
}

/** The requirements as configured, with defaults for what is left out or not known yet. */
export function configuredRequirements(value: KnownRequirements, sizes: Sizes = {}): Requirements {
  const standard = defaultRequirements;
  const gpuName = known(value.gpu_name);
  return {
    gpuName: gpuName === undefined ? standard.gpuName : normalizeGpuName(gpuName),
    fallbackGpuNames: listOf(value.fallback_gpu_names) ?? [],
    numGpus: known(value.num_gpus) ?? standard.numGpus,
    minGpuMemoryGb: known(value.min_gpu_memory_gb) ?? standard.minGpuMemoryGb,
    maxPricePerHour: known(value.max_price_per_hour) ?? standard.maxPricePerHour,
    minReliability: known(value.min_reliability) ?? standard.minReliability,
    minDownloadMbps: known(value.min_download_mbps) ?? standard.minDownloadMbps,
    minUploadMbps: known(value.min_upload_mbps) ?? standard.minUploadMbps,
    regions: listOf(value.regions) ?? standard.regions,
    verifiedOnly: known(value.verified_only) ?? standard.verifiedOnly,
    blockedHosts: listOf(value.blocked_hosts) ?? [],
    blockedRegions: listOf(value.blocked_regions) ?? [],
    maxLatencyMs: known(value.max_latency_ms) ?? null,
    diskGb: sizes.diskGb ?? standard.diskGb,
    portCount: sizes.portCount ?? standard.portCount,
  };
}

/** How to rank as configured, with defaults for what is left out or not known yet. */
export function configuredPreferences(value: KnownPreferences | null): Preferences {
  if (value === null) return defaultPreferences;
  const standard = defaultPreferences;
  const weights = known(value.weights);
  const vantage = known(value.vantage);
  return {
    weights: {
      latency: known(weights?.latency) ?? standard.weights.latency,
      price: known(weights?.price) ?? standard.weights.price,
      gpuMatch: known(weights?.gpu_match) ?? standard.weights.gpuMatch,
      reliability: known(weights?.reliability) ?? standard.weights.reliability,
      availability: known(weights?.availability) ?? standard.weights.availability,
    },
    regionPolicy: known(value.region_policy) === 'score' ? 'score' : 'staged',
    regionBonuses: numbersOf(value.region_bonuses),
    modifiers: numbersOf(value.modifiers),
    vantage: {
      name: known(vantage?.name) ?? standard.vantage.name,
      latitude: known(vantage?.latitude) ?? standard.vantage.latitude,
      longitude: known(vantage?.longitude) ?? standard.vantage.longitude,
    },
    reliabilityFloor: known(value.reliability_floor) ?? standard.reliabilityFloor,
    onUnprobed: onUnprobed(known(value.on_unprobed)),
  };
}

function onUnprobed(text: string | undefined): Preferences['onUnprobed'] {
  return text === 'reject' || text === 'accept' ? text : defaultPreferences.onUnprobed;
}

/** A value that is there and known; else undefined. */
export function known<T>(value: T | Unknown | null | undefined): T | undefined {
  return value === null || isUnknown(value) ? undefined : value;
}

/** The known members of a list; undefined when there is none. */
export function listOf<T>(value: readonly (T | Unknown)[] | Unknown | null): readonly T[] | undefined {
  return known(value)?.filter((item): item is T => !isUnknown(item));
}

function numbersOf(
  value: Readonly<Record<string, number | Unknown>> | Unknown | null,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(known(value) ?? {}).flatMap(([name, member]) =>
      isUnknown(member) ? [] : [[name, member]],
    ),
  );
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
