import type { Journal, JournalEntry, RequestEntry } from '../../src/simulator';

/** Whether a request changes nothing on the platform. */
export function isRead({ method, endpoint }: Pick<RequestEntry, 'method' | 'endpoint'>): boolean {
  return method === 'GET' || method === 'CONNECT' || endpoint === 'search';
}

/**
 * A journal as lines that are the same for two runs of a schedule: nonces, the only thing that a provider draws at random,
 * are numbered in the order in which they appear.
 */
export function journalLines(journal: Pick<Journal, 'entries'>): readonly string[] {
  const nonces = new Map<string, number>();
  const number = (nonce: string): number => {
    const known = nonces.get(nonce) ?? nonces.size + 1;
    nonces.set(nonce, known);
    return known;
  };
  return journal
    .entries()
    .map((entry) =>
      lineOf(entry).replace(
        /(vg-[0-9a-f]{12}-)([0-9a-f]{8})/g,
        (_, mark: string, nonce: string) => `${mark}#${number(nonce)}`,
      ),
    );
}

function lineOf(entry: JournalEntry): string {
  const time = new Date(entry.at).toISOString().slice(11, 23);
  if (entry.kind === 'change') {
    return `${time}   ${entry.event} ${entry.instanceId ?? ''} ${JSON.stringify(entry.detail)}`;
  }
  const fault = entry.fault === null ? '' : ` (${entry.fault})`;
  const body =
    entry.body === undefined || entry.endpoint === 'search' ? '' : ` ${JSON.stringify(entry.body)}`;
  return `${time} ${entry.method} ${decodeURIComponent(entry.path)} -> ${entry.status}${fault}${body}`;
}
