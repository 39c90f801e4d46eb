import type { Candidate, Requirements, SelectionRecord } from '../selection';
import { canonicalFile } from './canonical';
import { LockFileError } from './errors';
import { JsonTextError, scanJson } from './scan-json';
import type { ScannedJson } from './scan-json';

/** The version of the file's format that this release reads and writes. */
export const LOCK_VERSION = 1;

/** Name of the ranking that chose an entry, recorded for people; another one invalidates nothing. */
export const SCORER = 'v1';

/** The offer that an entry stands for: the best candidate, or the rented one once the entry is bound. */
export interface LockedOffer {
  readonly id: number;
  readonly machineId: number;
  /** USD per hour at the time of the choice. */
  readonly pricePerHour: number;
}

/** One construct's choice (cdktf.md 10.4, selection.md 5.10). */
export interface LockEntry {
  /** The requirements that were asked for. */
  readonly query: Requirements;
  /** What decides whether the entry still fits: `requirementsHash(query)`. */
  readonly queryHash: string;
  readonly offer: LockedOffer;
  /** What the provider may rent, best first, one offer a machine, at most five. */
  readonly candidates: readonly Candidate[];
  /** Final score of the best candidate. */
  readonly score: number;
  readonly scorer: string;
  /** When the market was asked, ISO 8601 UTC. */
  readonly resolvedAt: string;
  /** True: an applied state shows that this offer was rented, so it is never looked up again. */
  readonly bound: boolean;
  /** The whole explanation of the choice. */
  readonly record: SelectionRecord;
}

/** `offers.lock.json`: entries by construct path. */
export interface OfferLock {
  readonly version: typeof LOCK_VERSION;
  readonly entries: Readonly<Record<string, LockEntry>>;
}

/** What a missing file stands for. */
export const EMPTY_LOCK: OfferLock = { version: LOCK_VERSION, entries: {} };

const CONFLICT_MARKER = /^(?:<{7}|>{7}|={7}|\|{7})(?: .*)?$/;

function refuseConflicts(text: string, file: string): void {
  const lines = text.split(/\r?\n/);
  const index = lines.findIndex((line) => CONFLICT_MARKER.test(line));
  if (index < 0) return;
  throw new LockFileError(
    `${file}:${index + 1}: merge conflict marker '${lines[index] ?? ''}'; keep the entries of both sides ` +
      '(for one construct path the one with "bound": true), remove the markers and run again',
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isId = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** Field by field what an entry has to hold; deeper parts were written by us and are only read back. */
const ENTRY_FIELDS: readonly (readonly [
  path: readonly (string | number)[],
  expected: string,
  is: (value: unknown) => boolean,
])[] = [
  [['query'], 'an object with the requirements', isObject],
  [['queryHash'], '16 hex digits', (value) => typeof value === 'string' && /^[0-9a-f]{16}$/.test(value)],
  [['offer'], 'an object', isObject],
  [['offer', 'id'], 'an offer id', isId],
  [['offer', 'machineId'], 'a machine id', isId],
  [['offer', 'pricePerHour'], 'a price', isNumber],
  [['candidates'], 'a list', Array.isArray],
  [['score'], 'a number', isNumber],
  [['scorer'], 'a name', isText],
  [
    ['resolvedAt'],
    'a time such as 2026-01-31T12:00:00.000Z',
    (value) => typeof value === 'string' && Number.isFinite(Date.parse(value)),
  ],
  [['bound'], 'true or false', (value) => typeof value === 'boolean'],
  [['record'], 'an object with the explanation', isObject],
];

const CANDIDATE_FIELDS: typeof ENTRY_FIELDS = [
  [['offerId'], 'an offer id', isId],
  [['machineId'], 'a machine id', isId],
  [['pricePerHour'], 'a price', isNumber],
  [['region'], 'a region code', isText],
  [['gpuName'], 'a GPU name', isText],
];

const valueAt = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);

/** Checks `fields` of the value at `base`; a missing member is reported where its object starts. */
function check(
  value: unknown,
  base: readonly (string | number)[],
  fields: typeof ENTRY_FIELDS,
  scanned: ScannedJson,
  file: string,
): void {
  const fail = (path: readonly (string | number)[], what: string): never => {
    const { line, column } = scanned.positionOf(path);
    throw new LockFileError(
      `${file}:${line}:${column}: in '${base.slice(1).join("', '")}' ${what}; restore the file from version ` +
        'control, or delete the entry to have it looked up anew',
    );
  };
  if (!isObject(value)) fail(base, 'an object is expected');
  for (const [path, expected, is] of fields) {
    const member = valueAt(value, path);
    const name = path.join('.');
    if (member === undefined) fail(base, `'${name}' is missing (${expected})`);
    if (!is(member)) fail([...base, ...path], `'${name}' is ${JSON.stringify(member)}, not ${expected}`);
  }
}

/**
 * Reads the text of a lock file.
 * @param file the name to show in errors
 * @throws LockFileError with file and line: merge conflict markers, broken JSON, a key that comes twice, a
 * version of a later release, an entry without a field that is needed.
 */
export function parseLock(text: string, file: string): OfferLock {
  refuseConflicts(text, file);
  let scanned: ScannedJson;
  try {
    scanned = scanJson(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    const { line, column } = error.position;
    throw new LockFileError(
      `${file}:${line}:${column}: ${error.message}; mend the file or restore it from version control`,
      { cause: error },
    );
  }
  const root = scanned.value;
  const version = isObject(root) ? root['version'] : undefined;
  if (version !== LOCK_VERSION) {
    throw new LockFileError(
      `${file}:${scanned.positionOf(['version']).line}: the format version is ${JSON.stringify(version)}, ` +
        `this release reads version ${LOCK_VERSION}; use the release that wrote the file, or delete it to ` +
        'have every offer looked up anew',
    );
  }
  const entries = isObject(root) ? root['entries'] : undefined;
  if (!isObject(entries)) {
    throw new LockFileError(`${file}:1: 'entries' is missing (an object with one member per construct path)`);
  }
  for (const [path, entry] of Object.entries(entries)) {
    check(entry, ['entries', path], ENTRY_FIELDS, scanned, file);
    const candidates = isObject(entry) ? entry['candidates'] : undefined;
    if (!Array.isArray(candidates)) continue;
    candidates.forEach((candidate: unknown, index) => {
      check(candidate, ['entries', path, 'candidates', index], CANDIDATE_FIELDS, scanned, file);
    });
  }
  // Checked above as far as this release relies on it; the rest is shown, never computed with.
  return { version: LOCK_VERSION, entries: entries as OfferLock['entries'] };
}

/** The text of a lock file: sorted keys, two spaces, final newline, so that diffs and merges stay small. */
export function formatLock(lock: OfferLock): string {
  return canonicalFile(lock);
}
