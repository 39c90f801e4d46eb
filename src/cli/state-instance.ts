import type { AppliedInstance } from '../market';
import type { Requirements, SelectionRecord } from '../selection';
import { CliFailure } from './io';
import { at, numberIn, objectIn, textIn, textsIn, type Json } from './json-read';
import { checkRecord } from './record-check';

/** The limits of a state; undefined unless all of them are there, as an import leaves them. */
function requirementsIn(values: Json): Requirements | undefined {
  const stored = objectIn(values['requirements']);
  const ports = values['ports'] ?? [];
  if (stored === undefined || !Array.isArray(ports)) return undefined;
  const maxLatencyMs = stored['max_latency_ms'] ?? null;
  const found = {
    gpuName: textIn(stored['gpu_name']),
    fallbackGpuNames: textsIn(stored['fallback_gpu_names']),
    numGpus: numberIn(stored['num_gpus']),
    minGpuMemoryGb: numberIn(stored['min_gpu_memory_gb']),
    maxPricePerHour: numberIn(stored['max_price_per_hour']),
    minReliability: numberIn(stored['min_reliability']),
    minDownloadMbps: numberIn(stored['min_download_mbps']),
    minUploadMbps: numberIn(stored['min_upload_mbps']),
    regions: textsIn(stored['regions']),
    verifiedOnly: typeof stored['verified_only'] === 'boolean' ? stored['verified_only'] : undefined,
    blockedHosts: textsIn(stored['blocked_hosts']),
    blockedRegions: textsIn(stored['blocked_regions']),
    diskGb: numberIn(values['disk_gb']),
    portCount: ports.length,
  };
  const whole = Object.values(found).every((value) => value !== null && value !== undefined);
  if (!whole || (maxLatencyMs !== null && numberIn(maxLatencyMs) === null)) return undefined;
  // Every member was looked at above.
  return { ...found, maxLatencyMs } as Requirements;
}

/** The record inside `selection_record`; undefined when there is none or it is not one that the commands can show. */
function recordIn(values: Json): SelectionRecord | undefined {
  const text = textIn(values['selection_record']);
  if (text === null) return undefined;
  try {
    return checkRecord(at(JSON.parse(text), 'record'), 'selection_record');
  } catch (error) {
    if (error instanceof CliFailure || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Reads the attributes of a `vastai_instance` out of a state. */
export function instanceOf(values: Json): AppliedInstance {
  const offers: readonly unknown[] = Array.isArray(values['offers']) ? values['offers'] : [];
  return {
    offerId: numberIn(values['offer_id']),
    machineId: numberIn(values['machine_id']),
    // The later `price_per_hour` follows the platform, and would change the lock with it.
    pricePerHour: numberIn(values['price_at_rental']) ?? numberIn(values['price_per_hour']),
    requirements: requirementsIn(values),
    record: recordIn(values),
    pinnedOfferIds: offers.flatMap((offer) => numberIn(at(offer, 'id')) ?? []),
    machine: {
      hostId: numberIn(values['host_id']),
      region: textIn(values['region']),
      geolocation: textIn(values['geolocation']),
      gpuName: textIn(values['gpu_name']),
      gpuMemoryGb: numberIn(values['gpu_memory_gb']),
      reliability: numberIn(values['reliability_at_rental']),
    },
  };
}
