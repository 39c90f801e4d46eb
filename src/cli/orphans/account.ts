import type { Clock, Instance, VastClient } from '../../vast';

/** How far apart the two lists are taken: a page may leave out a live rental. (vast-api.md 7) */
const SECOND_LOOK_MS = 3000;

/** The reads that this takes; it has no way to change anything. */
export type AccountReads = Pick<VastClient, 'listInstances' | 'readInstance'>;

/** Everything that an account rents, as far as the platform can be made to tell. */
export interface AccountView {
  /** By id, as they were seen last. */
  readonly instances: ReadonlyMap<number, Instance>;
  /** Ids that somebody named and that neither a list nor a read of their own knows. */
  readonly gone: ReadonlySet<number>;
}

/**
 * Two lists a few seconds apart, and a single read of whatever is in doubt: what only one list has, and what a state holds
 * and no list has. Only a list and a single read together make an instance gone.
 * @param named ids that states hold
 * @throws what the client throws; an error is never an absence
 */
export async function viewAccount(
  vast: AccountReads,
  clock: Clock,
  named: Iterable<number>,
  signal?: AbortSignal,
): Promise<AccountView> {
  const byId = (list: readonly Instance[]): ReadonlyMap<number, Instance> =>
    new Map(list.map((instance) => [instance.id, instance]));
  const first = byId(await vast.listInstances(undefined, signal));
  await clock.sleep(SECOND_LOOK_MS, signal);
  const second = byId(await vast.listInstances(undefined, signal));

  const instances = new Map(second);
  const gone = new Set<number>();
  const doubtful = new Set([...first.keys(), ...named].filter((id) => !second.has(id)));
  for (const id of [...doubtful].sort((a, b) => a - b)) {
    const instance = await vast.readInstance(id, signal);
    if (instance === null) gone.add(id);
    else instances.set(id, instance);
  }
  return { instances, gone };
}
