import type { Instance, VastClient } from '../vast';
import type { Snapshot } from './snapshot';

/**
 * One instance as the platform shows it now: from the shared list (design.md D5), and by a single read when no page of it
 * holds the instance, because a page may omit a live one. Null only when the single read says so as well. Throws what the
 * client throws, and the reason of `signal`.
 */
export async function lookUpInstance(
  { snapshot, vast }: { readonly snapshot: Snapshot; readonly vast: Pick<VastClient, 'readInstance'> },
  id: number,
  options: {
    /** Oldest list that counts; default the snapshot's own. */
    readonly maxAgeMs?: number | undefined;
    readonly signal: AbortSignal;
  },
): Promise<Instance | null> {
  return (await snapshot.find(id, options)) ?? (await vast.readInstance(id, options.signal));
}
