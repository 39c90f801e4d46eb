import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
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
 * second and would otherwise run into the platform's minimum intervals.
 */
export function paceFile(options: PaceFileOptions): PaceStore {
  const path = paceFilePath(options);
  return {
    async update(change) {
      const unlock = await lock(`${path}.lock`);
      if (!unlock) return change({}).result;
      try {
        const { times, result } = change(await readTimes(path));
        await writeTimes(path, times);
        return result;
      } finally {
        await unlock();
      }
    },
  };
}

/** Locks that this process holds. */
const held = new Set<string>();

/** A process that ends in the middle of an update must not keep the next one waiting. */
function holdUntilExit(path: string): void {
  if (held.size === 0) process.once('exit', releaseHeld);
  held.add(path);
}

function releaseHeld(): void {
  for (const path of held) rmSync(path, { force: true });
}

async function release(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
  held.delete(path);
  if (held.size === 0) process.off('exit', releaseHeld);
}

async function lock(path: string): Promise<(() => Promise<void>) | undefined> {
  for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
    try {
      const handle = await open(path, 'wx', 0o600);
      holdUntilExit(path);
      await handle.close();
      return () => release(path);
    } catch (error) {
      if (!isRecord(error) || error['code'] !== 'EEXIST') return undefined;
    }
    await breakStaleLock(path);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return undefined;
}

async function breakStaleLock(path: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > STALE_LOCK_MS) await rm(path, { force: true });
  } catch {
    // The lock went away by itself, or is not ours to remove: the next try will tell.
  }
}

async function readTimes(path: string): Promise<CallTimes> {
  try {
    // In a folder that everybody writes to, another user's file could hold this one up.
    const owner = (await stat(path)).uid;
    if (process.getuid && owner !== process.getuid()) return {};
    const parsed: unknown = JSON.parse(await readFile(path, 'utf8'));
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

async function writeTimes(path: string, times: CallTimes): Promise<void> {
  const draft = `${path}.${process.pid}`;
  try {
    await writeFile(draft, JSON.stringify(times), { mode: 0o600 });
    await rename(draft, path);
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}
