import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const PREFIX = 'tfplugin-';
/** Longest path of a socket on macOS, in bytes; Linux allows 108. */
const MAX_SOCKET_PATH = 103;
const STALE_AFTER_MS = 3_600_000;

/** A private folder (mode 0700) with the path of a socket in it. */
export interface SocketFolder {
  readonly folder: string;
  readonly socket: string;
  /** Removes folder and socket. Safe to call twice. */
  readonly remove: () => void;
}

/**
 * Makes a folder for one socket, named after this process so that a later one can tell whether it is stale.
 * @returns undefined when the path would be too long for a socket.
 */
export function createSocketFolder(parent: string, pid: number): SocketFolder | undefined {
  const prefix = join(parent, `${PREFIX}${pid}-`);
  if (Buffer.byteLength(`${prefix}XXXXXX/s`) > MAX_SOCKET_PATH) return undefined;
  const folder = mkdtempSync(prefix);
  return {
    folder,
    socket: join(folder, 's'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What tells a stale folder from a live one. */
export interface SweepOptions {
  /** Our user, whose folders alone are removed; undefined where users have no numbers. */
  readonly uid: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly isAlive: (pid: number) => boolean;
}

/**
 * Removes folders of processes that were killed and could not clean up. Only old ones: a process of another
 * container with the same temporary folder looks dead from here. Best effort: what cannot be removed stays.
 */
export function sweepSocketFolders(parent: string, options: SweepOptions): void {
  for (const name of listFolder(parent)) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !options.isAlive(Number(pid))) removeStale(join(parent, name), options);
  }
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function removeStale(folder: string, { uid, now }: SweepOptions): void {
  try {
    const { uid: owner, mtimeMs } = statSync(folder);
    const ours = uid === undefined || owner === uid;
    if (ours && now - mtimeMs > STALE_AFTER_MS) rmSync(folder, { recursive: true, force: true });
  } catch {
    // Another process was faster, or it is not ours to remove.
  }
}

/** Tells whether a process exists. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
