import type { PrivateState } from '../../tfplugin';
import type { Instance } from '../../vast';
import { parseLabel, type Stage } from '../label';

/** Note that a state came by an import, and that creation-only arguments are therefore empty. */
export const IMPORTED = 'imported';
/** Note of what the platform said about the arguments right after they were set. */
export const REPORTED = 'reported';
const UNSETTLED = 'unsettled';

/**
 * Notes whether a label of ours says that something is unfinished: a create or an update was interrupted. The next plan
 * then has an update finish it. A label with another nonce is another create's business.
 */
export function noteStage(notes: PrivateState, instance: Instance, nonce: string | null): void {
  const label = parseLabel(instance.label);
  const isOurs = label !== undefined && label.nonce === nonce;
  notes.set(UNSETTLED, isOurs && label.stage !== 'settled' ? label.stage : undefined);
}

/** What `noteStage` has noted. */
export function unsettledStage(notes: PrivateState): Exclude<Stage, 'settled'> | undefined {
  const stage = notes.get(UNSETTLED);
  return stage === 'pending' || stage === 'failed' || stage === 'changing' ? stage : undefined;
}
