import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

import { LockBusyError } from './errors';
import { hasCode } from './system-error';

/** Effects of waiting for another process. */
export interface HoldEffects {
  /** Milliseconds; default a real pause. */
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
  /** Whether a process of this machine lives; default asks the operating system. */
  readonly isAlive?: ((pid: number) => boolean) | undefined;
  /** How often to look before giving up. Default 1200, two minutes. */
  readonly maxTries?: number | undefined;
}

const PAUSE_MS = 100;

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return !hasCode(error, 'ESRCH');
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    // Not ours, or written by a file system that lost the content in a crash: nobody lives behind it.
    return { pid: 0, host: hostname(), token: '' };
  }
}

/** Creates `file` with its content in one step, so that nobody ever reads half of it. False if it is there. */
function createWhole(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, text);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes a dead holder's file away, without ever taking one that a living process has put there meanwhile. */
function removeDead(file: string, dead: Holder): void {
  const aside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const taken = readHolder(aside);
  if (taken !== undefined && taken.token !== dead.token) {
    try {
      linkSync(aside, file);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  }
  rmSync(aside, { force: true });
}

/**
 * Runs `action` while no other process on this file system runs one for the same `file`. What a killed process
 * leaves behind is noticed and removed.
 * @param file the file to guard; the guard is `FILE.busy` beside it
 * @throws LockBusyError when a living process keeps it for two minutes
 */
export async function whileHolding<T>(
  file: string,
  action: () => Promise<T>,
  effects: HoldEffects = {},
): Promise<T> {
  const guard = `${file}.busy`;
  const isAlive = effects.isAlive ?? processLives;
  const sleep = effects.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  const me: Holder = { pid: process.pid, host: hostname(), token: randomBytes(8).toString('hex') };
  mkdirSync(path.dirname(guard), { recursive: true });
  for (let left = effects.maxTries ?? 1200; !createWhole(guard, JSON.stringify(me)); left -= 1) {
    const holder = readHolder(guard);
    if (holder === undefined) continue;
    if (left <= 0) {
      throw new LockBusyError(
        `process ${holder.pid} on '${holder.host}' has been working on ${file} for a long time; ` +
          `wait for it, or delete ${guard} if it is gone`,
      );
    }
    if (holder.host === hostname() && (holder.pid === 0 || !isAlive(holder.pid))) removeDead(guard, holder);
    else await sleep(PAUSE_MS);
  }
  try {
    return await action();
  } finally {
    if (readHolder(guard)?.token === me.token) rmSync(guard, { force: true });
  }
}
