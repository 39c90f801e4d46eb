import {
  regionBonus,
  componentsOf,
  baseScore,
  finalScore,
  activeModifiers,
  modifierPoints,
  priceBounds,
} from './score';
import { normalizeWeights } from './defaults';
import { normalizeRequirements } from './normalize';
import type { Scored } from './order';
import { onePerMachine, separatedBy, sortByMerit } from './order';
import type { Passed, Prepared } from './prepare';
import { prepare } from './prepare';
import { buildRecord } from './record';
import type { Pool, Selection, SelectionRecord } from './record-types';
import type { Candidate, SelectInput, Weights } from './types';

/** How many machines a selection names at most. (selection.md 5.9) */
export const MAX_CANDIDATES = 5;

/** Offers that are compared with each other. */
interface PoolMembers {
  readonly pool: Pool;
  readonly members: readonly Passed[];
}

/**
 * Chooses among the rows of a search answer, and explains the choice. Pure: the same input gives the same bytes,
 * whatever the order of the rows. Nothing about the rows is trusted, and nothing about them can make it throw.
 * An empty `candidates` means that nothing matches; `explainNothing(record)` says why. (selection.md 5)
 */
export function select(given: SelectInput): Selection {
  const input = { ...given, requirements: normalizeRequirements(given.requirements) };
  const prepared = prepare(input);
  const { regionPolicy } = input.preferences;
  const weights = normalizeWeights(input.preferences.weights);
  const pools = poolsOf(input, prepared);
  const scored = pools.flatMap((pool) => scorePool(pool, input, prepared, weights));
  sortByMerit(scored, regionPolicy);

  const [winner, runnerUp] = scored;
  const record = buildRecord({
    input,
    prepared,
    weights,
    pools: pools.map(({ pool }) => pool),
    ranking: scored,
    decidedBy: winner && runnerUp ? separatedBy(winner, runnerUp, regionPolicy) : null,
    selectedFor: winner ? bestAt(winner, scored, regionPolicy === 'staged') : [],
  });
  return { record, candidates: onePerMachine(scored, MAX_CANDIDATES).map(candidateOf) };
}

/** Splits offers by (GPU stage, region stage) under `staged`; one pool under `score`. (selection.md 5.7) */
function poolsOf({ requirements, preferences }: SelectInput, { passed, filters }: Prepared): PoolMembers[] {
  const groups = new Map<
    string,
    { gpuStage: number | null; regionStage: number | null; members: Passed[] }
  >();
  const staged = preferences.regionPolicy === 'staged';
  for (const item of passed) {
    const gpuStage = staged ? (filters.gpuStages.get(item.offer.gpuName) ?? 0) : null;
    const regionStage = staged ? filters.regionStage(item.offer.region) : null;
    const key = `${String(gpuStage)}.${String(regionStage)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { gpuStage, regionStage, members: [item] });
    else group.members.push(item);
  }
  return [...groups.values()]
    .sort((a, b) => (a.gpuStage ?? 0) - (b.gpuStage ?? 0) || (a.regionStage ?? 0) - (b.regionStage ?? 0))
    .map(({ gpuStage, regionStage, members }) => {
      const bounds = priceBounds(
        members.map(({ offer }) => offer.price ?? 0),
        requirements.maxPricePerHour,
      );
      return { pool: { gpuStage, hi: bounds.hi, lo: bounds.lo, regionStage, size: members.length }, members };
    });
}

function scorePool(
  { pool, members }: PoolMembers,
  { preferences, takenAt }: SelectInput,
  { filters }: Prepared,
  weights: Weights,
): Scored[] {
  const takenAtSeconds = Date.parse(takenAt) / 1000;
  const active = activeModifiers(preferences.modifiers);
  return members.map(({ offer, latency }) => {
    // The filters let only offers with a price, a machine and a known GPU pass.
    const price = offer.price ?? 0;
    const gpuStage = filters.gpuStages.get(offer.gpuName) ?? 0;
    const components = componentsOf(offer, price, latency, gpuStage, pool, preferences.reliabilityFloor);
    const base = baseScore(components, weights);
    const bonus = regionBonus(offer.region, preferences.regionBonuses);
    const modifiers = modifierPoints(active, { offer, latency, gpuStage, takenAtSeconds });
    return {
      offer,
      price,
      machineId: offer.machineId ?? 0,
      gpuStage,
      regionStage: filters.regionStage(offer.region),
      latency,
      components,
      base,
      regionBonus: bonus,
      modifiers,
      final: finalScore(base, bonus, modifiers),
    };
  });
}

/** In what the winner is best, or equal best, within its pool. (selection.md 5.10) */
function bestAt(winner: Scored, scored: readonly Scored[], staged: boolean): SelectionRecord['selectedFor'] {
  const pool = scored.filter(
    ({ gpuStage, regionStage }) =>
      !staged || (gpuStage === winner.gpuStage && regionStage === winner.regionStage),
  );
  const { ms } = winner.latency;
  const reliability = winner.offer.reliability;
  const merits = {
    latency: ms !== null && pool.every(({ latency }) => latency.ms === null || latency.ms >= ms),
    location: pool.every((other) => other.regionBonus <= winner.regionBonus),
    price: pool.every(({ price }) => price >= winner.price),
    reliability:
      reliability !== null &&
      pool.every(({ offer }) => offer.reliability === null || offer.reliability <= reliability),
  };
  return (['latency', 'location', 'price', 'reliability'] as const).filter((merit) => merits[merit]);
}

function candidateOf({ offer, price, machineId, latency, final }: Scored): Candidate {
  return {
    offerId: offer.id,
    machineId,
    hostId: offer.hostId,
    pricePerHour: price,
    region: offer.region.code,
    geolocation: offer.region.source,
    gpuName: offer.gpuName,
    gpuMemoryGb: (offer.gpuRamMb ?? 0) / 1000,
    reliability: offer.reliability,
    latencyMs: latency.ms,
    latencySource: latency.source,
    final,
  };
}
