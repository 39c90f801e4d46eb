import { formatPrice } from '../selection';
import type { AppliedApp, AppliedInstance } from './applied';
import { requirementsHash } from './canonical';
import type { LockedOffer, LockEntry, OfferLock } from './lock-format';
import { appliedOffer, restoreEntry } from './restore';

/** What is to be said about one entry. */
export interface BindLine {
  /** Construct path. */
  readonly path: string;
  /** `warning`: somebody has to look; `change`: the entry changed; `note`: it stays, and this is why. */
  readonly kind: 'change' | 'note' | 'warning';
  readonly text: string;
}

/** A lock that was compared with the applied states. */
export interface Binding {
  /** The same object as went in when nothing changed. */
  readonly lock: OfferLock;
  /** In the order of the paths; entries that agree with the state have none. */
  readonly lines: readonly BindLine[];
}

/** What becomes of one entry: `entry` undefined drops it. */
interface Outcome {
  readonly entry: LockEntry | undefined;
  readonly kind?: BindLine['kind'];
  readonly text?: string;
}

const nameOf = ({ id, machineId, pricePerHour }: LockedOffer): string =>
  `offer ${id} on machine ${machineId} at ${formatPrice(pricePerHour)}/hr`;

const sameOffer = (a: LockedOffer, b: LockedOffer): boolean =>
  a.id === b.id && a.machineId === b.machineId && a.pricePerHour === b.pricePerHour;

function restored(instance: AppliedInstance, entry: LockEntry | undefined): Outcome | undefined {
  const made = restoreEntry(instance);
  if (made === undefined) return undefined;
  const why = entry === undefined ? '' : ', because the entry was for other requirements';
  return { entry: made, kind: 'change', text: `restored from the state: ${nameOf(made.offer)}${why}` };
}

function rented(entry: LockEntry | undefined, instance: AppliedInstance): Outcome {
  if (entry === undefined) {
    return (
      restored(instance, entry) ?? {
        entry,
        kind: 'warning',
        text:
          'the state knows too little to restore the entry (an imported instance has no record); ' +
          "'cdktf synth' looks an offer up, which never replaces the machine, and the next sync binds it",
      }
    );
  }
  if (instance.requirements !== undefined && requirementsHash(instance.requirements) !== entry.queryHash) {
    if (!entry.bound) {
      return {
        entry,
        kind: 'note',
        text: 'the machine was rented for other requirements; the entry waits for the next deploy and stays unbound',
      };
    }
    const made = restored(instance, entry);
    if (made !== undefined) return made;
  }
  const offer = appliedOffer(instance, entry.offer) ?? entry.offer;
  if (entry.bound && sameOffer(entry.offer, offer)) return { entry };
  const instead = entry.offer.id === offer.id ? '' : ` (the lock had offer ${entry.offer.id})`;
  return {
    entry: { ...entry, offer, bound: true },
    kind: 'change',
    text: `bound to ${nameOf(offer)}${instead}`,
  };
}

function notRented(entry: LockEntry | undefined): Outcome {
  if (entry?.bound !== true) return { entry };
  return {
    entry: { ...entry, bound: false },
    kind: 'change',
    text: "no longer in the state; unbound, so that 'VAST_LOOKUP=missing npx cdktf synth' may choose anew",
  };
}

function withoutConstruct(path: string, entry: LockEntry | undefined, app: AppliedApp): Outcome {
  if (entry?.bound !== true) return { entry: undefined, kind: 'change', text: 'no such construct; dropped' };
  const { id, machineId } = entry.offer;
  const stackKnown = app.stacks.some((stack) => path.startsWith(`${stack}/`));
  const inState = app.strays.some((stray) => stray.offerId === id || stray.machineId === machineId);
  if (stackKnown && !inState) {
    return { entry: undefined, kind: 'change', text: 'no such construct, and nothing in the state; dropped' };
  }
  const advice = stackKnown
    ? 'deploy the stack, which destroys it, and sync again'
    : 'its stack is not part of the app; destroy what it rented, then delete the entry';
  return {
    entry,
    kind: 'warning',
    text: `no such construct, but ${nameOf(entry.offer)} may still be rented; ${advice}`,
  };
}

function outcomeOf(path: string, entry: LockEntry | undefined, app: AppliedApp): Outcome {
  if (!app.constructs.has(path)) return withoutConstruct(path, entry, app);
  const instance = app.constructs.get(path);
  return instance === undefined ? notRented(entry) : rented(entry, instance);
}

/**
 * Brings `bound` and the rented offers of a lock in line with the applied states (cdktf.md 10.6):
 * - in a state: bound, and the state's offer, machine and price win; without an entry it is restored. An unbound entry
 *   for other requirements than the applied ones is the choice for the next deploy, and waits for it;
 * - in no state: unbound, so that the next lookup may choose anew;
 * - without a construct: dropped, unless it is bound and a machine may still be rented.
 *
 * Pure; applying it to its own result changes nothing.
 */
export function bindLock(lock: OfferLock, app: AppliedApp): Binding {
  const entries: [path: string, entry: LockEntry][] = [];
  const lines: BindLine[] = [];
  let changed = false;
  const paths = [...new Set([...Object.keys(lock.entries), ...app.constructs.keys()])].sort();
  for (const path of paths) {
    const before = Object.hasOwn(lock.entries, path) ? lock.entries[path] : undefined;
    const { entry, kind, text } = outcomeOf(path, before, app);
    if (entry !== undefined) entries.push([path, entry]);
    if (entry !== before) changed = true;
    if (kind !== undefined && text !== undefined) lines.push({ path, kind, text });
  }
  return { lock: changed ? { ...lock, entries: Object.fromEntries(entries) } : lock, lines };
}
