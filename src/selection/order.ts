import type { CleanOffer } from './clean';
import type { Latency } from './latency';
import type { Components, DecidedBy } from './record-types';
import type { RegionPolicy } from './types';

/** An offer with all that its place in the ranking depends on. */
export interface Scored {
  readonly offer: CleanOffer;
  readonly price: number;
  readonly machineId: number;
  readonly gpuStage: number;
  readonly regionStage: number;
  readonly latency: Latency;
  readonly components: Components;
  readonly base: number;
  readonly regionBonus: number;
  readonly modifiers: Readonly<Record<string, number>>;
  readonly final: number;
}

interface Key {
  readonly name: DecidedBy;
  readonly compare: (a: Scored, b: Scored) => number;
}

/** Descending, with missing values last. */
function descending(a: number | null, b: number | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return b - a;
}

const STAGES: readonly Key[] = [
  { name: 'gpuStage', compare: (a, b) => a.gpuStage - b.gpuStage },
  { name: 'regionStage', compare: (a, b) => a.regionStage - b.regionStage },
];

const MERITS: readonly Key[] = [
  { name: 'final', compare: (a, b) => b.final - a.final },
  { name: 'pricePerHour', compare: (a, b) => a.price - b.price },
  { name: 'reliability', compare: (a, b) => descending(a.offer.reliability, b.offer.reliability) },
  { name: 'inetDownMbps', compare: (a, b) => descending(a.offer.inetDownMbps, b.offer.inetDownMbps) },
  { name: 'machineId', compare: (a, b) => a.machineId - b.machineId },
  { name: 'offerId', compare: (a, b) => a.offer.id - b.offer.id },
];

/** The sort keys of a policy, most important first. The last is unique, so the order is total. (selection.md 5.9) */
function keysOf(policy: RegionPolicy): readonly Key[] {
  return policy === 'staged' ? [...STAGES, ...MERITS] : MERITS;
}

/** Sorts in place, best first. */
export function sortByMerit(offers: Scored[], policy: RegionPolicy): void {
  const keys = keysOf(policy);
  const staged = policy === 'staged';
  const byKeys = (a: Scored, b: Scored): number => {
    for (const key of keys) {
      const difference = key.compare(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  // The first keys once more, in line: they decide nearly every comparison, and sorting is much of the work.
  offers.sort((a, b) => {
    if (staged && (a.gpuStage !== b.gpuStage || a.regionStage !== b.regionStage)) return byKeys(a, b);
    return b.final - a.final || byKeys(a, b);
  });
}

/** The first key that tells two offers apart. */
export function separatedBy(a: Scored, b: Scored, policy: RegionPolicy): DecidedBy {
  return keysOf(policy).find((key) => key.compare(a, b) !== 0)?.name ?? 'offerId';
}

/** The best offer of each machine, in the same order, at most `limit`. */
export function onePerMachine<T extends { readonly machineId: number }>(
  ranking: readonly T[],
  limit: number,
): T[] {
  const machines = new Set<number>();
  const chosen: T[] = [];
  for (const item of ranking) {
    if (chosen.length >= limit) break;
    if (machines.has(item.machineId)) continue;
    machines.add(item.machineId);
    chosen.push(item);
  }
  return chosen;
}
