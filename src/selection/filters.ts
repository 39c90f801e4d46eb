import type { BlockList } from './blocked';
import { parseBlockedHosts } from './blocked';
import type { CleanOffer } from './clean';
import { covers, stageOf, stagesOf } from './region-list';
import type { Region, RejectReason, Requirements, SelectInput } from './types';

/** Slack for figures that are compared with a limit, so that 0.1 + 0.2 is not above 0.3. */
export const TOLERANCE = 1e-9;

/** Requirements prepared for thousands of comparisons. */
export interface Filters {
  /** 1 for the primary, 2 and up for the fallbacks, by name. */
  readonly gpuStages: ReadonlyMap<string, number>;
  readonly blocked: BlockList;
  /** The stage of a region counted from 1; 0 when the list does not cover it. */
  readonly regionStage: (region: Region) => number;
  /** All reasons but `latency`, in the order of the filters; the shared empty list when none. */
  readonly reasons: (offer: CleanOffer) => readonly RejectReason[];
}

const NONE: readonly RejectReason[] = [];

/** Remembers an answer by region: cleaning gives equal texts the same object, of which there are a few dozen. */
function byRegion<T>(compute: (region: Region) => T): (region: Region) => T {
  const known = new Map<Region, T>();
  return (region) => {
    const hit = known.get(region);
    if (hit !== undefined) return hit;
    const value = compute(region);
    known.set(region, value);
    return value;
  };
}

/** GPU names of the requirements with their stage. */
function gpuStagesOf(requirements: Requirements): ReadonlyMap<string, number> {
  const names = [requirements.gpuName, ...requirements.fallbackGpuNames];
  return new Map([...new Set(names)].map((name, index) => [name, index + 1]));
}

/**
 * Prepares the hard filters of selection.md 5.5.
 * @param requirements normalised
 */
export function prepareFilters(requirements: Requirements, taken: SelectInput['taken']): Filters {
  const gpuStages = gpuStagesOf(requirements);
  const blocked = parseBlockedHosts(requirements.blockedHosts);
  const stages = stagesOf(requirements.regions);
  const regionStage = byRegion((region) => stageOf(stages, region));
  const isBlockedRegion = byRegion((region) =>
    requirements.blockedRegions.some((entry) => covers(entry, region)),
  );
  const takenOffers = new Set(taken?.offerIds);
  const takenMachines = new Set(taken?.machineIds);

  const maxPrice = requirements.maxPricePerHour + TOLERANCE;
  const minRam = requirements.minGpuMemoryGb * 1000 - TOLERANCE;
  const minReliability = requirements.minReliability;

  /** Missing or below; a minimum of 0 asks for nothing. */
  const below = (value: number | null, minimum: number): boolean =>
    minimum > 0 && (value === null || value < minimum - TOLERANCE);
  /** Known and below: a figure that the row does not tell passes. */
  const knownBelow = (value: number | null, minimum: number): boolean =>
    value !== null && value < minimum - TOLERANCE;

  const reasons = (offer: CleanOffer): readonly RejectReason[] => {
    const found: RejectReason[] = [];
    const { hostId, machineId, price, reliability } = offer;
    if (!gpuStages.has(offer.gpuName)) found.push('gpu_name');
    if (offer.numGpus !== requirements.numGpus) found.push('num_gpus');
    if (!offer.rentable) found.push('rentable');
    if (offer.rented) found.push('rented');
    if (requirements.verifiedOnly && !offer.verified) found.push('verified');
    if (price === null) found.push('price_missing');
    else if (price > maxPrice) found.push('price');
    if (offer.gpuRamMb === null || offer.gpuRamMb < minRam) found.push('gpu_ram');
    if (minReliability > 0 && reliability === null) found.push('reliability_missing');
    else if (below(reliability, minReliability)) found.push('reliability');
    if (below(offer.inetDownMbps, requirements.minDownloadMbps)) found.push('inet_down');
    if (below(offer.inetUpMbps, requirements.minUploadMbps)) found.push('inet_up');
    if (knownBelow(offer.diskGb, requirements.diskGb)) found.push('disk_space');
    if (knownBelow(offer.ports, requirements.portCount)) found.push('ports');
    // Without it, candidates cannot be told apart, nor a machine blocked or kept from being rented twice.
    if (machineId === null) found.push('machine_missing');
    if (hostId !== null && (blocked.hosts.has(hostId) || blocked.either.has(hostId)))
      found.push('blocked_host');
    if (machineId !== null && (blocked.machines.has(machineId) || blocked.either.has(machineId))) {
      found.push('blocked_machine');
    }
    if (isBlockedRegion(offer.region)) found.push('blocked_region');
    if (takenOffers.has(offer.id) || (machineId !== null && takenMachines.has(machineId)))
      found.push('taken');
    if (regionStage(offer.region) === 0) found.push('region');
    return found.length === 0 ? NONE : found;
  };
  return { gpuStages, blocked, regionStage, reasons };
}

/** Says which bare numbers of the block list matched what, so that the user can write it exactly. (A11) */
export function blockWarnings(blocked: BlockList, offers: readonly CleanOffer[]): string[] {
  if (blocked.either.size === 0) return [];
  const exact = new Set<string>();
  for (const { hostId, machineId } of offers) {
    if (hostId !== null && blocked.either.has(hostId)) exact.add(`host:${hostId}`);
    if (machineId !== null && blocked.either.has(machineId)) exact.add(`machine:${machineId}`);
  }
  return [...exact]
    .sort()
    .map(
      (entry) =>
        `blocked id '${entry.split(':')[1] ?? ''}' matched ${entry.replace(':', ' ')}; write '${entry}' to be exact`,
    );
}
