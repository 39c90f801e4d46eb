/*
 * How a rental is marked, written anew from design.md D12: what checks the provider must not share its mistakes.
 */

/** The mark of a rental. */
export interface Mark {
  readonly claim: string;
  readonly nonce: string;
  readonly stage: 'pending' | 'settled' | 'failed' | 'changing';
}

const STAGES: Readonly<Record<string, Mark['stage']>> = { '?': 'pending', '!': 'failed', '*': 'changing' };

/** The mark in a label; undefined when there is none. */
export function markOf(label: string | null): Mark | undefined {
  const found = /(?:^|\s)vg-([0-9a-f]{12})-([0-9a-f]{8})([?!*]?)$/.exec(label ?? '');
  if (!found) return undefined;
  const [, claim = '', nonce = '', sign] = found;
  return { claim, nonce, stage: STAGES[sign ?? ''] ?? 'settled' };
}
