import { explainNothing } from '../selection';
import type { Candidate, Preferences, Requirements, Selection } from '../selection';
import { requirementsHash } from './canonical';
import { LookupFailedError, NoOfferError } from './errors';
import type { UnmatchedRequest } from './errors';
import { SCORER } from './lock-format';
import type { LockedOffer, LockEntry, OfferLock } from './lock-format';
import type { CachedSearch, TakenOffers } from './search';

/** One construct that wants a machine. */
export interface OfferRequest {
  /** Construct path, `<stack id>/<path>`: two constructs with equal requirements need two machines. */
  readonly path: string;
  readonly requirements: Requirements;
  readonly preferences: Preferences;
}

/** When the market is asked (cdktf.md 10.5). */
export type SettleMode = 'off' | 'missing' | 'refresh';

/** How long a choice that was never rented counts as fresh, ms. Offers vanish within minutes. */
export const CANDIDATE_TTL_MS = 10 * 60_000;

export interface SettleOptions {
  readonly mode: SettleMode;
  /** Default {@link CANDIDATE_TTL_MS}. */
  readonly candidateTtlMs?: number | undefined;
}

/** The effects that settling needs. */
export interface SettleEffects {
  readonly search: CachedSearch;
  readonly now: () => Date;
}

/** What became of one request. */
export type SettledRequest =
  /** The lock's entry is used; `stale` when it is an old candidate that mode `off` may not look up again. */
  | { readonly kind: 'locked'; readonly path: string; readonly entry: LockEntry; readonly stale: boolean }
  /** The market was asked. */
  | { readonly kind: 'chosen'; readonly path: string; readonly entry: LockEntry }
  /** Mode `off` and nothing that fits: the construct's validation will say so. */
  | { readonly kind: 'open'; readonly path: string; readonly reason: 'missing' | 'changed' };

export interface Settlement {
  /** The same object as went in when nothing changed. */
  readonly lock: OfferLock;
  /** In the order of the paths, whatever the order of construction. */
  readonly requests: readonly SettledRequest[];
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

type Fit = 'use' | 'use-stale' | 'look-up' | 'open-missing' | 'open-changed';

const isFresh = (entry: LockEntry, options: SettleOptions, now: Date): boolean =>
  now.getTime() - Date.parse(entry.resolvedAt) < (options.candidateTtlMs ?? CANDIDATE_TTL_MS);

/** The mode table of cdktf.md 10.5, one cell a line. */
function fitOf(request: OfferRequest, entry: LockEntry | undefined, options: SettleOptions, now: Date): Fit {
  const { mode } = options;
  if (entry === undefined) return mode === 'off' ? 'open-missing' : 'look-up';
  if (entry.queryHash !== requirementsHash(request.requirements)) {
    return mode === 'off' ? 'open-changed' : 'look-up';
  }
  if (entry.bound) return 'use';
  const fresh = isFresh(entry, options, now);
  if (mode === 'off') return fresh ? 'use' : 'use-stale';
  return mode === 'missing' && fresh ? 'use' : 'look-up';
}

/** Whether any of the requests makes the market be asked; if not, settling writes nothing either. */
export function needsLookup(
  requests: readonly OfferRequest[],
  lock: OfferLock,
  options: SettleOptions,
  now: Date,
): boolean {
  return requests.some((request) => fitOf(request, lock.entries[request.path], options, now) === 'look-up');
}

/**
 * What no new choice may take: the offers and machines that other entries stand for. A bound entry always
 * counts; a candidate counts while its construct is in this tree or the choice is fresh.
 */
function reservations(
  lock: OfferLock,
  wanted: ReadonlySet<string>,
  looksUp: ReadonlySet<string>,
  options: SettleOptions,
  now: Date,
): Map<string, LockedOffer> {
  const held = new Map<string, LockedOffer>();
  for (const [path, entry] of Object.entries(lock.entries)) {
    // A candidate that is looked up again may win again; a machine that is rented may not.
    if (looksUp.has(path) && !entry.bound) continue;
    if (entry.bound || wanted.has(path) || isFresh(entry, options, now)) held.set(path, entry.offer);
  }
  return held;
}

const takenBy = (held: ReadonlyMap<string, LockedOffer>): TakenOffers => {
  const offers = [...held.values()];
  const ascending = (a: number, b: number): number => a - b;
  return {
    offerIds: [...new Set(offers.map(({ id }) => id))].sort(ascending),
    machineIds: [...new Set(offers.map(({ machineId }) => machineId))].sort(ascending),
  };
};

function newEntry(request: OfferRequest, selection: Selection, best: Candidate): LockEntry {
  return {
    query: request.requirements,
    queryHash: requirementsHash(request.requirements),
    offer: { id: best.offerId, machineId: best.machineId, pricePerHour: best.pricePerHour },
    candidates: selection.candidates,
    score: best.final,
    scorer: SCORER,
    resolvedAt: selection.record.takenAt,
    bound: false,
    record: selection.record,
  };
}

/** A fallback that is another construct's first choice would make two creates race for one machine. */
function withoutOthersFirstChoice(
  path: string,
  entry: LockEntry,
  held: ReadonlyMap<string, LockedOffer>,
): LockEntry {
  const others = new Set([...held].filter(([other]) => other !== path).map(([, offer]) => offer.machineId));
  const candidates = entry.candidates.filter(({ machineId }, rank) => rank === 0 || !others.has(machineId));
  return candidates.length === entry.candidates.length ? entry : { ...entry, candidates };
}

/**
 * Gives every request an offer, from the lock or from the market, by the mode table of cdktf.md 10.5.
 * Requests are answered in path order and never share a machine, so the outcome does not depend on the order of
 * construction. Pure but for the effects: reading and writing the file is `settleLockFile`'s part.
 * @throws LookupFailedError when the market cannot be asked, NoOfferError when it has nothing for one request or
 * more (all of them are named). In both cases the lock stays as it was.
 */
export async function settleRequests(
  requests: readonly OfferRequest[],
  lock: OfferLock,
  options: SettleOptions,
  effects: SettleEffects,
): Promise<Settlement> {
  const now = effects.now();
  const ordered = [...requests].sort(byPath);
  const fits = new Map(
    ordered.map((request) => [request.path, fitOf(request, lock.entries[request.path], options, now)]),
  );
  const looksUp = new Set([...fits].filter(([, fit]) => fit === 'look-up').map(([path]) => path));
  const held = reservations(lock, new Set(fits.keys()), looksUp, options, now);
  const chosen = new Map<string, LockEntry>();
  const unmatched: UnmatchedRequest[] = [];

  for (const request of ordered.filter(({ path }) => looksUp.has(path))) {
    const { path, requirements, preferences } = request;
    let selection: Selection;
    try {
      selection = await effects.search({ requirements, preferences, taken: takenBy(held) });
    } catch (error) {
      throw new LookupFailedError(path, error);
    }
    const best = selection.candidates[0];
    if (best === undefined) {
      unmatched.push({ path, explanation: explainNothing(selection.record) });
      continue;
    }
    const entry = newEntry(request, selection, best);
    chosen.set(path, entry);
    held.set(path, entry.offer);
  }
  if (unmatched.length > 0) throw new NoOfferError(unmatched);

  const settled = ordered.map(({ path }): SettledRequest => {
    const fit = fits.get(path);
    const fresh = chosen.get(path);
    if (fresh !== undefined) {
      return { kind: 'chosen', path, entry: withoutOthersFirstChoice(path, fresh, held) };
    }
    const entry = lock.entries[path];
    if (entry !== undefined && (fit === 'use' || fit === 'use-stale')) {
      return { kind: 'locked', path, entry, stale: fit === 'use-stale' };
    }
    return { kind: 'open', path, reason: fit === 'open-changed' ? 'changed' : 'missing' };
  });
  const changes = settled.flatMap((request) =>
    request.kind === 'chosen' ? [[request.path, request.entry] as const] : [],
  );
  if (changes.length === 0) return { lock, requests: settled };
  return {
    lock: { ...lock, entries: { ...lock.entries, ...Object.fromEntries(changes) } },
    requests: settled,
  };
}
