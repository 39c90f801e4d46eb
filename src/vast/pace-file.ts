import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRecord } from './lenient';

/** Call times of one account by lane, oldest first, in milliseconds of the sharing processes' clock. */
export type CallTimes = Readonly<Record<string, readonly number[]>>;

/** Where processes share their last call times. Best effort: no method ever throws. */
export interface PaceStore {
  /**
   * Reads the times, lets `change` replace them, and returns what it returned. Other processes wait meanwhile; when the
   * store cannot be had, `change` sees `{}` and its result is used by this process alone.
   */
  update<T>(change: (times: CallTimes) => { readonly times: CallTimes; readonly result: T }): Promise<T>;
}

/** A lock this old (real milliseconds) was left by a process that died: an update takes a few milliseconds. */
const STALE_LOCK_MS = 2000;
/** After this many tries, 5 ms apart, a call goes on without the file. */
const LOCK_TRIES = 60;

export interface PaceFileOptions {
  readonly apiUrl: string;
  readonly apiKey: string | undefined;
  /** Processes with different scales do not share a clock; default 1. */
  readonly timeScale?: number;
  /** Default: the system's temporary folder. */
  readonly folder?: string;
}

/** The path of the shared file: named by a hash, so that neither URL nor key can be read from it. */
export function paceFilePath(options: PaceFileOptions): string {
  const identity = [options.apiUrl, options.apiKey ?? '', String(options.timeScale ?? 1)].join('\0');
  const name = createHash('sha256').update(identity).digest('hex').slice(0, 20);
  return join(options.folder ?? tmpdir(), `vast-gpu-pace-${name}.json`);
}

/**
 * A store in a small JSON file of the temporary folder (design.md D5): plan and apply are several processes within a
 * second and would otherwise run into the platform's minimum intervals. Only the wait for another process gives way to
 * other work: from lock to unlock nothing can come between, not even the end of this process.
 */
export function paceFile(options: PaceFileOptions): PaceStore {
  const path = paceFilePath(options);
  const lock = `${path}.lock`;
  return {
    async update(change) {
      for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
        const taken = take(lock);
        if (taken === 'now') return underLock(path, lock, change);
        if (taken === 'never') break;
        breakStaleLock(lock);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return change({}).result;
    },
  };
}

function underLock<T>(
  path: string,
  lock: string,
  change: (times: CallTimes) => { readonly times: CallTimes; readonly result: T },
): T {
  try {
    const { times, result } = change(readTimes(path));
    writeTimes(path, times);
    return result;
  } finally {
    remove(lock);
  }
}

/** Takes a lock if nobody has it. It cannot be had at all where no file can be written. */
function take(lock: string): 'now' | 'later' | 'never' {
  try {
    closeSync(openSync(lock, 'wx', 0o600));
    return 'now';
  } catch (error) {
    return isRecord(error) && error['code'] === 'EEXIST' ? 'later' : 'never';
  }
}

function breakStaleLock(path: string): void {
  try {
    if (Date.now() - statSync(path).mtimeMs > STALE_LOCK_MS) rmSync(path, { force: true });
  } catch {
    // The lock went away by itself, or is not ours to remove: the next try will tell.
  }
}

function readTimes(path: string): CallTimes {
  try {
    // In a folder that everybody writes to, another user's file could hold this one up.
    const owner = statSync(path).uid;
    if (process.getuid && owner !== process.getuid()) return {};
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (!isRecord(parsed)) return {};
    return Object.fromEntries(
      Object.entries(parsed).flatMap(([lane, times]) =>
        Array.isArray(times) ? [[lane, times.filter((time) => Number.isFinite(time)) as number[]]] : [],
      ),
    );
  } catch {
    return {};
  }
}

function writeTimes(path: string, times: CallTimes): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, JSON.stringify(times), { mode: 0o600 });
    renameSync(draft, path);
  } catch {
    remove(draft);
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The folder is no longer ours to write to: the next process breaks a lock that stays.
  }
}
