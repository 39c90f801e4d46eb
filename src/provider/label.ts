/*
 * The label that a rental carries on the platform: `LABEL vg-CLAIM-NONCE` plus one mark (design.md D12). It is the only
 * thing of ours that the platform keeps, so whatever must survive a crash is written there.
 */

/** How far the create that rented an instance has come. */
export type Stage =
  /** Create is at work, or was interrupted. */
  | 'pending'
  /** Create has finished: Terraform holds the rental, or was about to. */
  | 'settled'
  /** Create failed, and the rental may live on; Terraform holds it as tainted. */
  | 'failed'
  /** Settled, and its container is to be made anew: an update is at work, was interrupted, or waits for the start. */
  | 'changing';

/** What a label of ours says. */
export interface RentalLabel {
  /** The user's part; null without one. */
  readonly text: string | null;
  /** 12 hex digits: which resource of which project rents. */
  readonly claim: string;
  /** 8 hex digits, drawn anew for each rent. */
  readonly nonce: string;
  readonly stage: Stage;
}

const MARKS: Readonly<Record<Stage, string>> = { pending: '?', settled: '', failed: '!', changing: '*' };
const STAGES: Readonly<Record<string, Stage>> = {
  '?': 'pending',
  '': 'settled',
  '!': 'failed',
  '*': 'changing',
};
const OURS = /^(?:(.*) )?vg-([0-9a-f]{12})-([0-9a-f]{8})([?!*]?)$/s;

/** Longest user part: with the suffix it stays within the 128 characters that the platform advises. */
export const MAX_LABEL_TEXT = 100;

/** 12 hex digits. */
export const CLAIM_PATTERN = /^[0-9a-f]{12}$/;

/** The text for the platform. */
export function formatLabel(label: RentalLabel): string {
  const suffix = `vg-${label.claim}-${label.nonce}${MARKS[label.stage]}`;
  return label.text === null ? suffix : `${label.text} ${suffix}`;
}

/** What a label says; undefined when it is none of ours. */
export function parseLabel(text: string | null): RentalLabel | undefined {
  const match = OURS.exec(text ?? '');
  if (!match) return undefined;
  const [, user, claim = '', nonce = '', mark = ''] = match;
  return { text: user ?? null, claim, nonce, stage: STAGES[mark] ?? 'settled' };
}

/** The user's part of any label, ours or not. */
export function labelText(text: string | null): string | null {
  const ours = parseLabel(text);
  return ours ? ours.text : text;
}

/** The same label with another user part: a suffix is kept as it is, and none is invented. */
export function withText(current: string | null, text: string | null): string {
  const ours = parseLabel(current);
  return ours ? formatLabel({ ...ours, text }) : (text ?? '');
}
