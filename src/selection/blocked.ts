/** Hosts and machines never rented from. (selection.md 2, A11) */

/** A block list, ready for look-ups. */
export interface BlockList {
  readonly hosts: ReadonlySet<number>;
  readonly machines: ReadonlySet<number>;
  /** Bare numbers: a host or a machine, whichever has it. */
  readonly either: ReadonlySet<number>;
  /** Entries that are none of the three forms. */
  readonly invalid: readonly string[];
}

const ENTRY = /^(?:(host|machine):)?([1-9]\d{0,14})$/;

/** Reads entries `12345`, `host:12345` and `machine:12345`. Offer ids are never meant: they die with the offer. */
export function parseBlockedHosts(entries: readonly string[]): BlockList {
  const hosts = new Set<number>();
  const machines = new Set<number>();
  const either = new Set<number>();
  const invalid: string[] = [];
  for (const entry of entries) {
    const match = ENTRY.exec(entry.trim().toLowerCase());
    if (match === null) {
      invalid.push(entry);
      continue;
    }
    const set = match[1] === 'host' ? hosts : match[1] === 'machine' ? machines : either;
    set.add(Number(match[2]));
  }
  return { hosts, machines, either, invalid };
}
