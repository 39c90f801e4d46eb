import { canonicalJson, sortedKeys } from './canonical';
import type { Scored } from './order';
import type { Prepared } from './prepare';
import { buildOfferQuery } from './query';
import { relaxations } from './relax';
import { sha256 } from './sha256';
import type { DecidedBy, Pool, RankedOffer, SelectionRecord } from './record-types';
import type { Preferences, Requirements, SelectInput, Weights } from './types';

/** Version of the record's shape. */
const SCHEMA = 1;

/** What a record is made of. */
interface RecordParts {
  readonly input: SelectInput;
  readonly prepared: Prepared;
  readonly weights: Weights;
  readonly pools: readonly Pool[];
  readonly ranking: readonly Scored[];
  readonly decidedBy: DecidedBy | null;
  readonly selectedFor: SelectionRecord['selectedFor'];
}

/** The requirements and nothing else, keys in order. */
function plainRequirements(requirements: Requirements): Requirements {
  return {
    blockedHosts: [...requirements.blockedHosts],
    blockedRegions: [...requirements.blockedRegions],
    diskGb: requirements.diskGb,
    fallbackGpuNames: [...requirements.fallbackGpuNames],
    gpuName: requirements.gpuName,
    maxLatencyMs: requirements.maxLatencyMs,
    maxPricePerHour: requirements.maxPricePerHour,
    minDownloadMbps: requirements.minDownloadMbps,
    minGpuMemoryGb: requirements.minGpuMemoryGb,
    minReliability: requirements.minReliability,
    minUploadMbps: requirements.minUploadMbps,
    numGpus: requirements.numGpus,
    portCount: requirements.portCount,
    regions: [...requirements.regions],
    verifiedOnly: requirements.verifiedOnly,
  };
}

/**
 * `sha256:` and the hash over everything that the outcome depends on besides the market: requirements, preferences,
 * and the version of the record. Equal settings give equal hashes, however they are spelled as objects.
 */
export function configHash(requirements: Requirements, preferences: Preferences, weights: Weights): string {
  const { regionPolicy, regionBonuses, modifiers, vantage, reliabilityFloor, onUnprobed } = preferences;
  const text = canonicalJson({
    schema: SCHEMA,
    requirements: plainRequirements(requirements),
    preferences: { weights, regionPolicy, regionBonuses, modifiers, vantage, reliabilityFloor, onUnprobed },
  });
  return `sha256:${sha256(text)}`;
}

/** The explanation record. Keys are written in order, so that `JSON.stringify` gives sorted keys. (selection.md 5.10) */
export function buildRecord(parts: RecordParts): SelectionRecord {
  const { input, prepared, weights } = parts;
  const { requirements, preferences } = input;
  const { vantage } = preferences;
  const query = input.query ?? buildOfferQuery(requirements);
  return {
    calibration: prepared.calibration && {
      factor: prepared.calibration.factor,
      measured: prepared.calibration.measured,
    },
    configHash: configHash(requirements, preferences, weights),
    counts: {
      byReason: sortedKeys(prepared.byReason),
      candidates: parts.ranking.length,
      duplicates: prepared.clean.duplicates,
      malformed: prepared.clean.malformed,
      rejected: prepared.rejected.length,
      returned: input.offers.length,
    },
    decidedBy: parts.decidedBy,
    modifiers: sortedKeys(preferences.modifiers),
    omitted: { ranking: 0, rejected: 0 },
    onUnprobed: preferences.onUnprobed,
    policy: preferences.regionPolicy,
    pools: parts.pools,
    query: JSON.parse(canonicalJson(query)) as Readonly<Record<string, unknown>>,
    ranking: parts.ranking.map(rankedOffer),
    regionBonuses: sortedKeys(preferences.regionBonuses),
    rejected: prepared.rejected.map(({ offer, reasons }) => ({ offerId: offer.id, reasons })),
    relaxations: relaxations(prepared.rejected, preferences.onUnprobed),
    reliabilityFloor: preferences.reliabilityFloor,
    requirements: plainRequirements(requirements),
    schema: SCHEMA,
    selectedFor: parts.selectedFor,
    takenAt: input.takenAt,
    truncated: input.truncated ?? false,
    vantage: { lat: vantage.latitude, lon: vantage.longitude, name: vantage.name },
    warnings: prepared.warnings,
    weights: {
      availability: weights.availability,
      gpuMatch: weights.gpuMatch,
      latency: weights.latency,
      price: weights.price,
      reliability: weights.reliability,
    },
  };
}

function rankedOffer(scored: Scored, index: number): RankedOffer {
  const { offer, latency } = scored;
  return {
    base: scored.base,
    bonus: { modifiers: scored.modifiers, region: scored.regionBonus },
    components: scored.components,
    durationSeconds: offer.durationSeconds,
    final: scored.final,
    gpu: offer.gpuName,
    gpuMemoryGb: (offer.gpuRamMb ?? 0) / 1000,
    gpuStage: scored.gpuStage,
    hostId: offer.hostId,
    inetDownMbps: offer.inetDownMbps,
    latency: { km: latency.km, ms: latency.ms, samples: latency.samples, source: latency.source },
    machineId: scored.machineId,
    offerId: offer.id,
    pricePerHour: scored.price,
    rank: index + 1,
    region: {
      code: offer.region.code,
      name: offer.region.name,
      source: offer.region.source,
      tier: offer.region.tier,
    },
    regionStage: scored.regionStage,
    reliability: offer.reliability,
  };
}

/**
 * A record short enough for state and lock file: the first offers of the ranking and the first rejected ones.
 * Counts, pools and relaxations still speak of all; `omitted` says how many were left out.
 * @param limits default 20 ranked and 50 rejected offers
 */
export function trimRecord(
  record: SelectionRecord,
  limits: { readonly ranking?: number; readonly rejected?: number } = {},
): SelectionRecord {
  const ranking = record.ranking.slice(0, limits.ranking ?? 20);
  const rejected = record.rejected.slice(0, limits.rejected ?? 50);
  return {
    ...record,
    omitted: {
      ranking: record.omitted.ranking + record.ranking.length - ranking.length,
      rejected: record.omitted.rejected + record.rejected.length - rejected.length,
    },
    ranking,
    rejected,
  };
}
