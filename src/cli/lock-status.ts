import { CANDIDATE_TTL_MS, requirementsHash, type LockEntry, type OfferLock } from '../market';
import type { Preferences, SelectionRecord } from '../selection';
import { CliFailure } from './io';
import { checkRecord } from './record-check';

/** What an entry is good for. */
export type EntryState =
  /** Its offer was rented: it stays, however old. */
  | 'rented'
  /** Chosen so recently that its offer is probably still there. */
  | 'fresh'
  /** Chosen too long ago and never rented. */
  | 'stale'
  /** Its requirements do not have the hash that they were looked up with. */
  | 'edited'
  /** Its explanation is damaged, or it names no candidate. */
  | 'unreadable';

/** One entry of a lock file and what is to be said about it. */
export interface EntryStatus {
  readonly path: string;
  readonly entry: LockEntry;
  readonly state: EntryState;
  /** What is wrong; undefined for an entry that is good. */
  readonly problem: string | undefined;
}

function judge(path: string, entry: LockEntry, now: Date): Pick<EntryStatus, 'state' | 'problem'> {
  try {
    checkRecord(entry.record, `entry '${path}'`);
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error;
    return { state: 'unreadable', problem: error.message };
  }
  if (entry.candidates.length === 0 && !entry.bound) {
    return { state: 'unreadable', problem: `entry '${path}' names no candidate` };
  }
  if (requirementsHash(entry.query) !== entry.queryHash) {
    return {
      state: 'edited',
      problem: `entry '${path}': its requirements were changed after they were looked up (hash ${entry.queryHash})`,
    };
  }
  if (entry.bound) return { state: 'rented', problem: undefined };
  const fresh = now.getTime() - Date.parse(entry.resolvedAt) < CANDIDATE_TTL_MS;
  return fresh
    ? { state: 'fresh', problem: undefined }
    : {
        state: 'stale',
        problem: `entry '${path}' is older than ${CANDIDATE_TTL_MS / 60_000} minutes and was never rented`,
      };
}

/** Every entry of a lock, in the order of the paths. (cdktf.md 10.5) */
export function statusOf(lock: OfferLock, now: Date): readonly EntryStatus[] {
  return Object.entries(lock.entries)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, entry]) => ({ path, entry, ...judge(path, entry, now) }));
}

/** The preferences that a record was ranked with, so that a new search ranks the same way. (design.md D2) */
export function preferencesOf(record: SelectionRecord): Preferences {
  return {
    weights: record.weights,
    regionPolicy: record.policy,
    regionBonuses: record.regionBonuses,
    modifiers: record.modifiers,
    vantage: { name: record.vantage.name, latitude: record.vantage.lat, longitude: record.vantage.lon },
    reliabilityFloor: record.reliabilityFloor,
    onUnprobed: record.onUnprobed,
  };
}
