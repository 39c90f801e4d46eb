import { existsSync } from 'node:fs';
import path from 'node:path';

import { LOCK_FILE_NAME, readLock, type LockEntry, type OfferLock } from '../market';
import { printable } from '../selection';
import { CliFailure, type CliIo } from './io';

/** The text of the option that names another lock file. */
export const LOCK_OPTION = ['--lock <file>', 'the lock file', LOCK_FILE_NAME] as const;

/** A lock file and what it holds. */
export interface OpenedLock {
  /** Absolute path. */
  readonly file: string;
  /** As the user knows it. */
  readonly name: string;
  readonly lock: OfferLock;
}

/**
 * Reads the lock file that an option names.
 * @throws CliFailure when there is none; LockFileError with file and line when it cannot be read
 */
export function openLock(io: CliIo, name: string): OpenedLock {
  const file = path.resolve(io.cwd, name);
  if (!existsSync(file)) {
    throw new CliFailure(
      `there is no ${name} in ${io.cwd}; 'cdktf synth' writes it, or name another with --lock FILE`,
    );
  }
  return { file, name, lock: readLock(file) };
}

/**
 * The entry of a construct path; without one the only entry.
 * @throws CliFailure that lists the paths when there is no such entry, or more than one to choose from
 */
export function entryOf(
  { name, lock }: OpenedLock,
  wanted: string | undefined,
): { path: string; entry: LockEntry } {
  const paths = Object.keys(lock.entries).sort();
  const chosen = wanted ?? (paths.length === 1 ? paths[0] : undefined);
  const entry =
    chosen !== undefined && Object.hasOwn(lock.entries, chosen) ? lock.entries[chosen] : undefined;
  if (chosen !== undefined && entry !== undefined) return { path: chosen, entry };
  const list = paths.map((each) => `\n  ${printable(each)}`).join('');
  if (paths.length === 0) throw new CliFailure(`${name} has no entries; 'cdktf synth' fills it`);
  if (wanted === undefined)
    throw new CliFailure(`${name} has ${paths.length} entries; name one of them:${list}`);
  throw new CliFailure(`${name} has no entry '${printable(wanted)}'; it has:${list}`);
}
