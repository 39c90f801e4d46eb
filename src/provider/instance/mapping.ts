import {
  defaultPreferences,
  normalizeGpuName,
  normalizeWeights,
  type Preferences,
  type Requirements,
} from '../../selection';
import { isUnknown } from '../../tfplugin';
import type { InstancePlan, InstancePlanned, InstanceState } from './schema';

/** Arguments of a request beside its requirements. */
interface Sizes {
  readonly diskGb: number;
  readonly portCount: number;
}

/** The requirements of a create as src/selection knows them. */
export function toRequirements(planned: InstancePlanned['requirements'], sizes: Sizes): Requirements {
  return {
    gpuName: normalizeGpuName(planned.gpu_name),
    fallbackGpuNames: planned.fallback_gpu_names.map(normalizeGpuName),
    numGpus: planned.num_gpus,
    minGpuMemoryGb: planned.min_gpu_memory_gb,
    maxPricePerHour: planned.max_price_per_hour,
    minReliability: planned.min_reliability,
    minDownloadMbps: planned.min_download_mbps,
    minUploadMbps: planned.min_upload_mbps,
    regions: planned.regions,
    verifiedOnly: planned.verified_only,
    blockedHosts: planned.blocked_hosts,
    blockedRegions: planned.blocked_regions,
    maxLatencyMs: planned.max_latency_ms,
    diskGb: sizes.diskGb,
    portCount: sizes.portCount,
  };
}

/** Requirements of a plan or a state: undefined while a part is unknown, or was left null by an import. */
export function knownRequirements(
  value: InstancePlan['requirements'] | InstanceState['requirements'],
  sizes: Sizes,
): Requirements | undefined {
  if (value === null || isUnknown(value) || value.gpu_name === null) return undefined;
  return isWhole(value) ? toRequirements(value, sizes) : undefined;
}

type PlannedRequirements = InstancePlanned['requirements'];

/** Whether every member is known and, but for the latency limit, set. */
function isWhole(value: object): value is PlannedRequirements {
  return Object.entries(value).every(([name, member]: [string, unknown]) => {
    if (isUnknown(member) || (Array.isArray(member) && member.some(isUnknown))) return false;
    return member !== null || name === 'max_latency_ms';
  });
}

/** How to rank; the defaults where nothing is configured. */
export function toPreferences(planned: InstancePlanned['preferences']): Preferences {
  if (planned === null || isUnknown(planned)) return defaultPreferences;
  const { weights, vantage } = planned;
  return {
    weights: normalizeWeights(
      weights === null
        ? defaultPreferences.weights
        : {
            latency: weights.latency,
            price: weights.price,
            gpuMatch: weights.gpu_match,
            reliability: weights.reliability,
            availability: weights.availability,
          },
    ),
    regionPolicy: planned.region_policy === 'score' ? 'score' : 'staged',
    regionBonuses: planned.region_bonuses,
    modifiers: planned.modifiers,
    vantage: vantage ?? defaultPreferences.vantage,
    reliabilityFloor: planned.reliability_floor,
    onUnprobed: onUnprobed(planned.on_unprobed),
  };
}

function onUnprobed(text: string): Preferences['onUnprobed'] {
  return text === 'reject' || text === 'accept' ? text : 'estimate';
}
