import type { PrivateState } from '../../tfplugin';
import type { Instance } from '../../vast';
import { parseLabel, type Stage } from '../label';
import { look } from './assess';
import type { InstanceState } from './schema';

/** Note that a state came by an import, and that creation-only arguments are therefore empty. */
export const IMPORTED = 'imported';
/** Note of what the platform said about the arguments right after they were set. */
export const REPORTED = 'reported';
/** Note that a start has begun whose address and ports nobody has waited for. */
export const STARTING = 'starting';
/** Note of the stage in the label while something is unfinished. */
export const UNSETTLED = 'unsettled';

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

/**
 * Notes whether an instance that stood still has been started, by an update that was interrupted, by a bid that wins again
 * or by hand, and has no address and ports yet. The next plan then has an update wait for them, so that whatever follows
 * from them is not made without.
 */
export function noteStart(
  notes: PrivateState,
  instance: Instance,
  before: InstanceState,
  now: InstanceState,
): void {
  const stoodStill =
    before.power === 'stopped' || before.outbid === true || notes.get(STARTING) !== undefined;
  const isMeantToRun = now.power === 'running' && now.outbid !== true;
  const isComingUp = isMeantToRun && look(instance, now.ports ?? []).kind !== 'ready';
  notes.set(STARTING, stoodStill && isComingUp ? 'true' : undefined);
}
