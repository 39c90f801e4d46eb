import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A living process of a group. */
export interface Member {
  readonly pid: number;
  readonly parent: number;
}

/** Parses `ps -A -o pid=,ppid=,pgid=,stat=` down to the living processes of one group. */
export function parseMembers(text: string, group: number): readonly Member[] {
  return text.split('\n').flatMap((line) => {
    const [pid, parent, own, state] = line.trim().split(/\s+/);
    if (Number(own) !== group || state === undefined || state.startsWith('Z')) return [];
    return [{ pid: Number(pid), parent: Number(parent) }];
  });
}

/** The living processes of a group. */
export async function membersOf(group: number): Promise<readonly Member[]> {
  // Cheap, and enough in most cases: the process table is only read when there may be somebody.
  if (!send(-group, 0)) return [];
  return parseMembers((await execute('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat='])).stdout, group);
}

/** Sends a signal to a process or (negative) to a group. False when there is nobody. */
export function send(target: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(target, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Waits until a group has no living process, at most `limitMs` real milliseconds. Returns who is left. */
export async function untilGone(group: number, limitMs: number): Promise<readonly Member[]> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const left = await membersOf(group);
    if (left.length === 0 || Date.now() > deadline) return left;
    await delay(40);
  }
}
