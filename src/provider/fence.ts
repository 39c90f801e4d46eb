import type { Instance, VastClient } from '../vast';
import { parseLabel } from './label';
import { lookUpInstance } from './look-up';
import type { Snapshot } from './snapshot';

/** Whose a rental is, by the nonce in its label (design.md D12). */
export type Ownership = 'ours' | 'taken-over' | 'gone';

/**
 * Whether another create has put its own nonce on a rental. A label without any nonce is no sign of that: somebody may
 * have written over it by hand, and the rental is still ours to pay.
 */
export function isTakenOver(instance: Pick<Instance, 'label'>, nonce: string | null): boolean {
  const label = parseLabel(instance.label);
  return label !== undefined && nonce !== null && nonce !== '' && label.nonce !== nonce;
}

/** Oldest list that may say whose a rental is: creates that settle at the same time share one. */
const LOOK_AGE_MS = 3000;

/** Asks the platform whose a rental is now. Throws what the client throws. */
export async function ownershipOf(
  effects: { readonly vast: Pick<VastClient, 'readInstance'>; readonly snapshot: Snapshot },
  rental: { readonly id: number; readonly nonce: string },
  signal: AbortSignal,
): Promise<Ownership> {
  const instance = await lookUpInstance(effects, rental.id, { maxAgeMs: LOOK_AGE_MS, signal });
  if (instance === null) return 'gone';
  return isTakenOver(instance, rental.nonce) ? 'taken-over' : 'ours';
}
