import { buildDiagnosticQuery, buildOfferQuery, canonicalJson, mergeRows, select } from '../selection';
import type { LatencyProbe, Preferences, Requirements, Selection } from '../selection';
import { collectOffers } from './collect';
import type { CollectedOffers, OfferSource } from './collect';

/** Offers and machines that are promised elsewhere and must not be chosen again. */
export interface TakenOffers {
  readonly offerIds: readonly number[];
  readonly machineIds: readonly number[];
}

/** Dials candidate machines before the ranking; given only when the user asked for measured latency. */
export type LatencyProber = (
  rows: readonly unknown[],
  requirements: Requirements,
  preferences: Preferences,
) => Promise<readonly LatencyProbe[]>;

/** What a search needs from outside. */
export interface MarketEffects {
  readonly client: OfferSource;
  /** The time that the record is stamped with. */
  readonly now: () => Date;
  /** Search calls for one query. Default 5: the platform allows about ten a minute. */
  readonly maxCalls?: number | undefined;
  /** Default: nothing is dialled and latencies are estimates. */
  readonly probe?: LatencyProber | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What is looked for. */
export interface MarketQuestion {
  readonly requirements: Requirements;
  readonly preferences: Preferences;
  /** Default: nothing is taken. */
  readonly taken?: TakenOffers | undefined;
}

/** A search with its question. */
export interface MarketSearch extends MarketEffects, MarketQuestion {}

/** One answer of the market, before any ranking. */
interface Snapshot extends CollectedOffers {
  /** ISO 8601 UTC. */
  readonly takenAt: string;
}

async function takeSnapshot(effects: MarketEffects, { requirements }: MarketQuestion): Promise<Snapshot> {
  const collected = await collectOffers(effects.client, buildOfferQuery(requirements), effects);
  return { ...collected, takenAt: effects.now().toISOString() };
}

/**
 * The snapshot with the near misses added, which the strict query never returns: what the explanation of an empty
 * result counts (selection.md 5.10). Best effort, because the search itself has succeeded.
 */
async function withNearMisses(
  effects: MarketEffects,
  snapshot: Snapshot,
  { requirements }: MarketQuestion,
): Promise<Snapshot> {
  try {
    const nearMisses = await effects.client.searchOffers(buildDiagnosticQuery(requirements), effects.signal);
    return { ...snapshot, rows: mergeRows(snapshot.rows, nearMisses).rows };
  } catch {
    effects.signal?.throwIfAborted();
    return snapshot;
  }
}

async function rank(
  effects: MarketEffects,
  snapshot: Snapshot,
  question: MarketQuestion,
): Promise<Selection> {
  const { requirements, preferences, taken } = question;
  const { rows, takenAt, query, truncated } = snapshot;
  const probes = await effects.probe?.(rows, requirements, preferences);
  return select({ offers: rows, requirements, preferences, probes, takenAt, query, truncated, taken });
}

/** Ranks, and looks for near misses when nothing matched. `near` gives them, once asked for. */
async function rankOrExplain(
  effects: MarketEffects,
  snapshot: Snapshot,
  question: MarketQuestion,
  near: () => Promise<Snapshot>,
): Promise<Selection> {
  const selection = await rank(effects, snapshot, question);
  if (selection.candidates.length > 0) return selection;
  return rank({ ...effects, probe: undefined }, await near(), question);
}

/**
 * One lookup: asks the market (all pages, selection.md 5.2) and ranks the answer.
 * An empty `candidates` means that nothing matched; then one more call fetches the near misses, so that
 * `explainNothing(record)` can say what would help.
 * @throws what the client throws (no network, bad key, rate limit), never because of odd market data.
 */
export async function searchMarket(search: MarketSearch): Promise<Selection> {
  const snapshot = await takeSnapshot(search, search);
  return rankOrExplain(search, snapshot, search, () => withNearMisses(search, snapshot, search));
}

/** A lookup within one run, which asks each distinct query once. */
export type CachedSearch = (question: MarketQuestion) => Promise<Selection>;

/** Keeps the promise of each key, but not one that failed. */
function once<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const there = kept.get(key);
  if (there !== undefined) return there;
  const made = make();
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return made;
}

/**
 * A search for one run of synth: constructs with the same query share one answer, also when they ask at the
 * same time, and are told apart by what is taken; machines are dialled once as well. A failed search is not kept.
 */
export function createCachedSearch(effects: MarketEffects): CachedSearch {
  const snapshots = new Map<string, Promise<Snapshot>>();
  const explanations = new Map<string, Promise<Snapshot>>();
  const probes = new Map<string, Promise<readonly LatencyProbe[]>>();
  const { probe } = effects;
  const measureOnce: LatencyProber | undefined =
    probe &&
    ((rows, requirements, preferences) =>
      once(probes, canonicalJson([requirements, preferences]), () => probe(rows, requirements, preferences)));
  return async (question) => {
    const key = canonicalJson(buildOfferQuery(question.requirements));
    const snapshot = await once(snapshots, key, () => takeSnapshot(effects, question));
    return rankOrExplain({ ...effects, probe: measureOnce }, snapshot, question, () =>
      once(explanations, key, () => withNearMisses(effects, snapshot, question)),
    );
  };
}
