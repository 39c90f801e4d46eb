import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** One row of the process table. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  /** True for a process that has ended and only waits for its parent to notice. */
  readonly zombie: boolean;
}

/** Parses the output of `ps -A -o pid=,ppid=,stat=`. */
export function parseProcessTable(text: string): readonly ProcessRow[] {
  return text.split('\n').flatMap((line) => {
    const [pid, parent, state] = line.trim().split(/\s+/);
    if (pid === undefined || parent === undefined || state === undefined) return [];
    return [{ pid: Number(pid), parent: Number(parent), zombie: state.startsWith('Z') }];
  });
}

/** All processes below `root`, nearest first, `root` itself not included. */
export function descendantsOf(root: number, table: readonly ProcessRow[]): readonly number[] {
  const found: number[] = [];
  let generation = [root];
  while (generation.length > 0) {
    const parents = new Set(generation);
    generation = table
      .filter((row) => parents.has(row.parent) && !found.includes(row.pid))
      .map((row) => row.pid);
    found.push(...generation);
  }
  return found;
}

/** The processes of this machine, as `ps` tells them. */
export async function processTable(): Promise<readonly ProcessRow[]> {
  return parseProcessTable((await execute('ps', ['-A', '-o', 'pid=,ppid=,stat='])).stdout);
}

/**
 * Ends a process and everything below it, by process id: asks with SIGINT, waits up to `graceMs`, then kills.
 * The tree is read before anything is sent, because a terraform in cdktf's pseudo-terminal has
 * a session of its own and loses its parent as soon as cdktf is gone.
 * @throws when something outlives SIGKILL for five seconds.
 */
export async function endProcessTree(root: number, graceMs: number): Promise<void> {
  const members = new Set([root]);
  /** The members that still run; children that appeared meanwhile join. */
  const running = async (): Promise<readonly number[]> => {
    const table = await processTable();
    for (const pid of [...members]) for (const child of descendantsOf(pid, table)) members.add(child);
    return table.filter((row) => members.has(row.pid) && !row.zombie).map((row) => row.pid);
  };
  const wait = async (limitMs: number): Promise<readonly number[]> => {
    const deadline = Date.now() + limitMs;
    let left = await running();
    while (left.length > 0 && Date.now() < deadline) {
      await delay(50);
      left = await running();
    }
    return left;
  };
  for (const pid of await running()) send(pid, 'SIGINT');
  for (const pid of await wait(graceMs)) send(pid, 'SIGKILL');
  const immortal = await wait(5_000);
  if (immortal.length > 0) throw new Error(`processes ${immortal.join(', ')} outlived SIGKILL`);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it has ended meanwhile
  }
}
