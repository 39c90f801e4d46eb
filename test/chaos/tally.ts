/** Counts of everything that happened in many schedules, so that what was tested can be seen. */
export class Tally {
  private readonly counts = new Map<string, number>();

  add(keys: readonly string[]): void {
    for (const key of keys) this.counts.set(key, this.count(key) + 1);
  }

  count(key: string): number {
    return this.counts.get(key) ?? 0;
  }

  /** Keys of `required` that never happened. */
  missing(required: readonly string[]): readonly string[] {
    return required.filter((key) => this.count(key) === 0);
  }

  /** The counts as text: totals first, then a block for each prefix (`fault: `), most frequent first. */
  toString(): string {
    const blocks = new Map<string, string[]>();
    for (const [key, count] of [...this.counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b))) {
      const [block, name] = key.includes(': ') ? splitOnce(key, ': ') : ['total', key];
      blocks.set(block, [...(blocks.get(block) ?? []), `${name} ${count}`]);
    }
    const width = Math.max(...[...blocks.keys()].map(({ length }) => length), 0);
    return [...blocks]
      .sort(([a], [b]) => Number(b === 'total') - Number(a === 'total') || a.localeCompare(b))
      .map(([block, lines]) => `${block.padEnd(width)}  ${lines.join(', ')}`)
      .join('\n');
  }
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return [text.slice(0, at), text.slice(at + by.length)];
}

const all = (block: string, names: readonly string[]): readonly string[] =>
  names.map((name) => `${block}: ${name}`);

/** What 50 schedules in a row cannot miss: a run of that size in which one of these never happened proves less than it says. */
export const REQUIRED: readonly string[] = [
  ...all('operation', ['apply', 'disk', 'taint', 'start', 'destroy']),
  ...all('signal', ['SIGKILL group', 'SIGKILL terraform', 'SIGKILL provider', 'SIGTERM provider']),
  ...all('signal', ['SIGINT group', 'SIGINT-twice group']),
  ...all('moment', ['before the paying call', 'at the paying call', 'after the paying call']),
  ...all('moment', ['between settle and state write', 'during destroy']),
  ...all('fault', ['lost answer', 'throttled', 'server error', 'html page', 'slow', 'taken', 'omitted']),
  ...all('fault', ['dead host', 'stuck image', 'ports moved', 'outbid', 'adopted elsewhere']),
  ...all('shape', ['create-first', 'destroy-first', 'http backend', 'local backend', 'bid']),
  ...all('after', ['adoption']),
];
