/** Builders of what an applied state knows. */
import type { AppliedApp, AppliedInstance, LockEntry } from '../../src/market';
import { lockEntry } from './locks';

/** The instance that a lock entry's best candidate became, with changes. */
export function appliedInstance(
  changes: Partial<AppliedInstance> = {},
  entry: LockEntry = lockEntry(),
): AppliedInstance {
  const { offer, query, record, candidates } = entry;
  const [best] = candidates;
  return {
    offerId: offer.id,
    machineId: offer.machineId,
    pricePerHour: offer.pricePerHour,
    requirements: query,
    record,
    pinnedOfferIds: candidates.map(({ offerId }) => offerId),
    machine: {
      hostId: best?.hostId ?? null,
      region: best?.region ?? null,
      geolocation: best?.geolocation ?? null,
      gpuName: best?.gpuName ?? null,
      gpuMemoryGb: best?.gpuMemoryGb ?? null,
      reliability: best?.reliability ?? null,
    },
    ...changes,
  };
}

/** An app with one stack `gpu` and these constructs. */
export function appliedApp(
  constructs: Readonly<Record<string, AppliedInstance | undefined>> = {},
  changes: Partial<AppliedApp> = {},
): AppliedApp {
  return { constructs: new Map(Object.entries(constructs)), stacks: ['gpu'], strays: [], ...changes };
}

/** The attributes of a `vastai_instance` as `terraform show -json` tells them, for an entry's best candidate. */
export function instanceValues(
  changes: Readonly<Record<string, unknown>> = {},
  entry: LockEntry = lockEntry(),
): Readonly<Record<string, unknown>> {
  const { query, offer, candidates, record } = entry;
  const [best] = candidates;
  return {
    id: '1',
    offers: candidates.map(({ offerId, machineId, pricePerHour, region }) => ({
      id: offerId,
      machine_id: machineId,
      price_per_hour: pricePerHour,
      region,
    })),
    requirements: {
      gpu_name: query.gpuName,
      fallback_gpu_names: query.fallbackGpuNames,
      num_gpus: query.numGpus,
      min_gpu_memory_gb: query.minGpuMemoryGb,
      max_price_per_hour: query.maxPricePerHour,
      min_reliability: query.minReliability,
      min_download_mbps: query.minDownloadMbps,
      min_upload_mbps: query.minUploadMbps,
      regions: query.regions,
      verified_only: query.verifiedOnly,
      blocked_hosts: query.blockedHosts,
      blocked_regions: query.blockedRegions,
      max_latency_ms: query.maxLatencyMs,
    },
    disk_gb: query.diskGb,
    ports: Array.from({ length: query.portCount }, (_, index) => `${8000 + index}/tcp`),
    offer_id: offer.id,
    machine_id: offer.machineId,
    host_id: best?.hostId,
    price_at_rental: offer.pricePerHour,
    price_per_hour: offer.pricePerHour,
    region: best?.region,
    geolocation: best?.geolocation,
    gpu_name: best?.gpuName,
    gpu_memory_gb: best?.gpuMemoryGb,
    reliability_at_rental: best?.reliability,
    selection_record: JSON.stringify({ offerId: offer.id, source: 'pinned', record }),
    ...changes,
  };
}
