import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { AppliedApp } from './applied';
import { bindLock } from './bind';
import type { Binding } from './bind';
import { whileHolding } from './held-file';
import type { HoldEffects } from './held-file';
import { EMPTY_LOCK, formatLock, parseLock } from './lock-format';
import type { OfferLock } from './lock-format';
import { needsLookup, settleRequests } from './settle';
import type { OfferRequest, SettleEffects, SettleOptions, Settlement } from './settle';
import { hasCode } from './system-error';

/** Name of the lock file, beside `cdktf.json`; committed with the code. */
export const LOCK_FILE_NAME = 'offers.lock.json';

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * The lock at `file`; empty when there is no such file.
 * @throws LockFileError with file and line when the text is not a lock.
 */
export function readLock(file: string): OfferLock {
  const text = readText(file);
  return text === undefined ? EMPTY_LOCK : parseLock(text, path.basename(file));
}

/**
 * Writes the lock by way of a temporary file and a rename, so that a reader sees the old text or the new one and a
 * crash leaves one of both. Nothing is touched when the text would stay the same.
 * @returns whether the file changed
 */
export function writeLock(file: string, lock: OfferLock): boolean {
  const text = formatLock(lock);
  if (text === readText(file)) return false;
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    writeFileSync(draft, text, { mode: (statSync(file, { throwIfNoEntry: false })?.mode ?? 0o644) & 0o777 });
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  return true;
}

/**
 * Settles all requests against the lock file. The file is read first without a guard: a run that finds everything
 * locked neither waits nor writes. A run that has to ask the market does so alone: it takes the guard, reads again
 * (a run at the same time may just have answered), asks, writes. So two runs at once lose no entry and promise no
 * machine twice.
 * @param file path of `offers.lock.json`
 * @throws LockFileError, LockBusyError, LookupFailedError, NoOfferError; the file is then as it was
 */
export async function settleLockFile(
  file: string,
  requests: readonly OfferRequest[],
  options: SettleOptions,
  effects: SettleEffects & { readonly hold?: HoldEffects | undefined },
): Promise<Settlement> {
  const lock = readLock(file);
  if (!needsLookup(requests, lock, options, effects.now())) {
    return settleRequests(requests, lock, options, effects);
  }
  return whileHolding(
    file,
    async () => {
      const settlement = await settleRequests(requests, readLock(file), options, effects);
      writeLock(file, settlement.lock);
      return settlement;
    },
    effects.hold,
  );
}

/**
 * Brings the lock file in line with the applied states, see {@link bindLock}. A run that finds nothing to change
 * neither waits nor writes.
 * @param file path of `offers.lock.json`; a missing file is an empty lock
 * @throws LockFileError, LockBusyError; the file is then as it was
 */
export async function bindLockFile(file: string, app: AppliedApp, hold?: HoldEffects): Promise<Binding> {
  const lock = readLock(file);
  const binding = bindLock(lock, app);
  if (binding.lock === lock) return binding;
  return whileHolding(
    file,
    () => {
      const current = bindLock(readLock(file), app);
      writeLock(file, current.lock);
      return Promise.resolve(current);
    },
    hold,
  );
}
