import { MAX_CANDIDATES } from '../selection';
import type { Candidate, RankedOffer } from '../selection';
import type { AppliedInstance } from './applied';
import { requirementsHash } from './canonical';
import { SCORER } from './lock-format';
import type { LockedOffer, LockEntry } from './lock-format';

const isId = (value: number | null): value is number =>
  value !== null && Number.isSafeInteger(value) && value > 0;

/**
 * The offer of a lock entry as the state has it; `fallback` gives what the state does not know (an import knows no
 * offer). Undefined when neither knows it.
 */
export function appliedOffer(instance: AppliedInstance, fallback?: LockedOffer): LockedOffer | undefined {
  const id = isId(instance.offerId) ? instance.offerId : fallback?.id;
  const machineId = isId(instance.machineId) ? instance.machineId : fallback?.machineId;
  const pricePerHour = instance.pricePerHour ?? fallback?.pricePerHour;
  if (id === undefined || machineId === undefined || pricePerHour === undefined) return undefined;
  return { id, machineId, pricePerHour };
}

function rankedCandidate(ranked: RankedOffer): Candidate {
  return {
    offerId: ranked.offerId,
    machineId: ranked.machineId,
    hostId: ranked.hostId,
    pricePerHour: ranked.pricePerHour,
    region: ranked.region.code,
    geolocation: ranked.region.source,
    gpuName: ranked.gpu,
    gpuMemoryGb: ranked.gpuMemoryGb,
    reliability: ranked.reliability,
    latencyMs: ranked.latency.ms,
    latencySource: ranked.latency.source,
    final: ranked.final,
  };
}

/** The rented offer when its record does not rank it: a search is a sample, so a pinned offer may be missing. */
function rentedCandidate(offer: LockedOffer, { machine, requirements }: AppliedInstance): Candidate {
  return {
    offerId: offer.id,
    machineId: offer.machineId,
    hostId: machine.hostId,
    pricePerHour: offer.pricePerHour,
    region: machine.region ?? '??',
    geolocation: machine.geolocation ?? '',
    gpuName: machine.gpuName ?? requirements?.gpuName ?? '??',
    gpuMemoryGb: machine.gpuMemoryGb ?? 0,
    reliability: machine.reliability,
    latencyMs: null,
    latencySource: 'unknown',
    final: 0,
  };
}

/** The pinned candidates as far as the record describes them, with the rented one in any case. */
function candidatesOf(offer: LockedOffer, instance: AppliedInstance): Candidate[] {
  const ranking = new Map(instance.record?.ranking.map((ranked) => [ranked.offerId, ranked]));
  const pinned = instance.pinnedOfferIds.slice(0, MAX_CANDIDATES);
  const ids = pinned.includes(offer.id) ? pinned : [offer.id, ...pinned].slice(0, MAX_CANDIDATES);
  return ids.flatMap((id) => {
    const ranked = ranking.get(id);
    if (ranked !== undefined) return [rankedCandidate(ranked)];
    return id === offer.id ? [rentedCandidate(offer, instance)] : [];
  });
}

/**
 * A bound entry made of nothing but what the state knows, for a lock that was lost.
 * @returns undefined when the state does not know enough: an imported instance has no offer, limits or record
 */
export function restoreEntry(instance: AppliedInstance): LockEntry | undefined {
  const { requirements, record } = instance;
  const offer = appliedOffer(instance);
  if (offer === undefined || requirements === undefined || record === undefined) return undefined;
  const candidates = candidatesOf(offer, instance);
  return {
    query: requirements,
    queryHash: requirementsHash(requirements),
    offer,
    candidates,
    score: candidates[0]?.final ?? 0,
    scorer: SCORER,
    resolvedAt: record.takenAt,
    bound: true,
    record,
  };
}
