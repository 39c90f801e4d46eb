import { parseLabel, type RentalLabel, type Stage } from '../../provider/label';
import { parseGeolocation } from '../../selection';
import type { Instance } from '../../vast';
import type { AccountView } from './account';
import { costOf, isStopped, type RentalCost } from './cost';
import type { HeldInstance } from './state-text';

/** A state that was read. */
export interface KnownState {
  /** For people, as in `terraform.tfstate` or `cdktf.out, stack 'gpu'`. */
  readonly name: string;
  readonly held: readonly HeldInstance[];
  /** Addresses of its configuration by their claim, as far as it is known: where a lost rental belongs. */
  readonly configured: ReadonlyMap<string, string>;
  /** Folder in which `terraform import` reaches it; null for a file. */
  readonly folder: string | null;
}

/** What can be done about a rental that no state knows. Nothing of it was done. */
export interface NextSteps {
  /** Takes it into a state; null where that makes no sense. `ADDRESS` stands for a resource that has no instance yet. */
  readonly import: string | null;
  readonly destroy: string;
  /** What to know before; one sentence. */
  readonly note: string;
}

/** One rental that carries our mark. */
export interface OrphanEntry {
  readonly id: number;
  readonly stage: Stage;
  readonly claim: string;
  readonly nonce: string;
  /** The user's part of the label. */
  readonly label: string | null;
  readonly machineId: number | null;
  readonly hostId: number | null;
  readonly gpuName: string | null;
  readonly numGpus: number | null;
  readonly region: string | null;
  readonly geolocation: string | null;
  /** What the host reported last; `stopped` when nothing was reported and the contract is stopped. */
  readonly status: string;
  readonly stopped: boolean;
  /** UTC; null when the platform did not say. */
  readonly startedAt: string | null;
  readonly ageSeconds: number | null;
  readonly cost: RentalCost;
  /** Whether a state holds it; null when no states were given. */
  readonly known: boolean | null;
  readonly heldBy: readonly HeldInstance[];
  /** Null for one that is known, or when no states were given. */
  readonly next: NextSteps | null;
}

/** Everything that was found. */
export interface OrphanReport {
  /** UTC. */
  readonly takenAt: string;
  /** Those that no state knows first, then the oldest. */
  readonly rentals: readonly OrphanEntry[];
  /** Instances of the account without our mark; they are somebody else's. */
  readonly unmarked: number;
  /** Null when no states were given. */
  readonly states: readonly KnownState[] | null;
  /** Held by a state, and neither the lists nor a read of its own know it. */
  readonly gone: readonly HeldInstance[];
  /** Held by a state without an id, and no rental carries its nonce. */
  readonly unplaced: readonly HeldInstance[];
}

/** Rentals that no state knows. */
export function orphansOf({ rentals }: OrphanReport): readonly OrphanEntry[] {
  return rentals.filter(({ known }) => known === false);
}

/**
 * Compares an account with states. Pure.
 * @param states null when none were given: then nothing is called known or unknown
 */
export function orphanReport(
  view: AccountView,
  states: readonly KnownState[] | null,
  now: Date,
): OrphanReport {
  const held = (states ?? []).flatMap((state) => state.held);
  const marked = [...view.instances.values()].flatMap((instance) => {
    const label = parseLabel(instance.label);
    return label === undefined ? [] : [{ instance, label }];
  });
  const nonces = new Set(marked.map(({ label }) => label.nonce));
  const rentals = marked.map(({ instance, label }): OrphanEntry => {
    const heldBy = held.filter((one) => holds(one, instance, label));
    const known = states === null ? null : heldBy.length > 0;
    return {
      ...describe(instance, label, now),
      known,
      heldBy,
      next: known === false ? nextSteps(instance.id, label, states ?? [], view) : null,
    };
  });
  return {
    takenAt: now.toISOString(),
    rentals: rentals.sort(
      (a, b) =>
        Number(a.known ?? true) - Number(b.known ?? true) ||
        (b.ageSeconds ?? 0) - (a.ageSeconds ?? 0) ||
        a.id - b.id,
    ),
    unmarked: view.instances.size - marked.length,
    states,
    gone: held.filter(({ id }) => id !== null && view.gone.has(id)),
    unplaced: held.filter(({ id, nonce }) => id === null && nonce !== null && !nonces.has(nonce)),
  };
}

/**
 * Whether a state holds this rental: by its id, and by claim and nonce where a create lost the id. A state with the id and
 * another nonce has lost it to another create, and its provider will not destroy it (design.md D12): that is no holder.
 */
function holds(held: HeldInstance, instance: Instance, label: RentalLabel): boolean {
  const sameNonce = held.nonce === null || held.nonce === label.nonce;
  if (held.id !== null) return held.id === instance.id && sameNonce;
  return held.nonce === label.nonce && (held.claim === null || held.claim === label.claim);
}

function describe(
  instance: Instance,
  label: RentalLabel,
  now: Date,
): Omit<OrphanEntry, 'known' | 'heldBy' | 'next'> {
  const started = timeOf(instance.startedAtSeconds);
  // A clock that is a little ahead of ours makes no negative age.
  const ageSeconds =
    started === null ? null : Math.max(0, Math.floor((now.getTime() - started.getTime()) / 1000));
  const stopped = isStopped(instance);
  return {
    id: instance.id,
    stage: label.stage,
    claim: label.claim,
    nonce: label.nonce,
    label: label.text,
    machineId: instance.machineId,
    hostId: instance.hostId,
    gpuName: instance.gpuName,
    numGpus: instance.numGpus,
    region: instance.geolocation === null ? null : parseGeolocation(instance.geolocation).code,
    geolocation: instance.geolocation,
    status: instance.actualStatus ?? (stopped ? 'stopped' : 'created'),
    stopped,
    startedAt: started?.toISOString() ?? null,
    ageSeconds,
    cost: costOf(instance, ageSeconds),
  };
}

/** A time that a calendar can show, else null. */
function timeOf(seconds: number | null): Date | null {
  const time = new Date((seconds ?? NaN) * 1000);
  return Number.isNaN(time.getTime()) ? null : time;
}

const WORK = 'If an apply is at work now, wait for its end: it writes its state last.';

function nextSteps(
  id: number,
  label: RentalLabel,
  states: readonly KnownState[],
  view: AccountView,
): NextSteps {
  const destroy = `vastai destroy instance ${id}`;
  if (label.stage === 'failed') {
    return { import: null, destroy, note: 'Its create failed, so it is of no use. Destroy it.' };
  }
  const rival = states
    .flatMap((state) => state.held)
    .find((held) => held.claim === label.claim && held.id !== null && view.instances.has(held.id));
  if (rival !== undefined) {
    const note =
      rival.id === id
        ? `${rival.address} of ${rival.state} names it, but under another nonce, so its provider will not destroy it.`
        : `${rival.address} of ${rival.state} has the same claim and holds instance ${rival.id}, so this one is left over.`;
    return { import: null, destroy, note: `${note} ${WORK}` };
  }
  const home = states.find((state) => state.configured.has(label.claim));
  const address = home?.configured.get(label.claim) ?? 'ADDRESS';
  const folder = home?.folder == null ? '' : ` -chdir=${quoted(home.folder)}`;
  const note =
    label.stage === 'pending'
      ? `The next apply of the resource with the claim ${label.claim} takes it over, or destroys it.`
      : `It was rented completely; only its state was lost.`;
  return { import: `terraform${folder} import ${quoted(address)} ${id}`, destroy, note: `${note} ${WORK}` };
}

/** One word of a POSIX shell. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
