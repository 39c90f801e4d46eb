import type { Account } from '../account';
import { ownershipOf } from '../fence';
import { formatLabel, type Stage } from '../label';
import { LAG_MS } from '../lag';
import { patiently } from '../patiently';
import { timeLimit } from '../time-limit';
import { destroyConfirmed } from './destroy';

/** A rental that may exist because of this create. */
export interface RentalNote {
  /** Null when the answer was lost and the platform could not be asked. */
  readonly id: number | null;
  readonly nonce: string;
  readonly claim: string;
  /** The user's part of its label. */
  readonly label: string | null;
  /** Null for a rental that was taken over from an interrupted create. */
  readonly offerId: number | null;
  readonly machineId: number;
  /** The bid for it, USD per hour; null on demand. */
  readonly bidPerHour: number | null;
  /** When it was rented, ISO 8601 UTC. */
  readonly rentedAt: string;
  /** The same on the account's clock, milliseconds. */
  readonly rentedAtMs: number;
}

/** The label of a rental at a stage. */
export function rentalLabel(rental: RentalNote, stage: Stage): string {
  return formatLabel({ text: rental.label, claim: rental.claim, nonce: rental.nonce, stage });
}

/** How long a rental is given back for; also after a stop or the create timeout: whatever is left keeps costing money. */
const DISCARD_MS = 180_000;
const MARK_MS = 15_000;
const LOOK_MS = 30_000;

/**
 * The rentals of one create. Whatever happens to them is told to `note` at once, so that a state is never behind: it
 * holds the oldest rental that may exist, or null.
 */
export class Holdings {
  private readonly held = new Map<number, RentalNote>();
  /** Those whose destruction could not be confirmed. */
  private readonly stuck = new Set<number>();
  private unresolved: RentalNote | undefined;

  constructor(
    private readonly account: Pick<Account, 'vast' | 'snapshot' | 'clock'>,
    private readonly note: (rental: RentalNote | null) => void,
  ) {}

  /** A rental exists from now on. */
  add(rental: RentalNote & { readonly id: number }): void {
    this.held.set(rental.id, rental);
    this.account.snapshot.invalidate();
    this.tell();
  }

  /** A rental may exist, and nothing but its label is known. */
  addUnresolved(rental: RentalNote): void {
    this.unresolved = rental;
    this.tell();
  }

  /** Rentals that nobody has tried to give back. */
  get untouched(): readonly RentalNote[] {
    return [...this.held.values()].filter(({ id }) => id === null || !this.stuck.has(id));
  }

  /** Rentals whose destruction could not be confirmed. */
  get undestroyed(): readonly number[] {
    return [...this.stuck];
  }

  /** A rental is somebody else's by now: nothing is done to it. */
  drop(id: number): void {
    this.held.delete(id);
    this.tell();
  }

  /**
   * Destroys a rental and confirms it, unless another create has taken it over: then it is only dropped. When it throws,
   * the rental may exist and its label says `failed`.
   */
  async discard(id: number): Promise<'destroyed' | 'taken-over'> {
    const rental = this.held.get(id);
    const { clock } = this.account;
    const limit = timeLimit(clock, DISCARD_MS);
    const { signal } = limit;
    let isForeign = false;
    try {
      const fenced = { clock, signal, onRetry: undefined };
      isForeign =
        rental !== undefined &&
        (await patiently(fenced, () => ownershipOf(this.account, { ...rental, id }, signal))) ===
          'taken-over';
      const young = rental === undefined || clock.now() - rental.rentedAtMs < LAG_MS;
      if (!isForeign) await destroyConfirmed(this.account, id, { young, signal });
    } catch (error) {
      this.stuck.add(id);
      if (rental) await this.markFailed(id, rental);
      throw error;
    } finally {
      limit.release();
    }
    this.drop(id);
    return isForeign ? 'taken-over' : 'destroyed';
  }

  /** Looks for rentals that lost calls made after all, takes them in, and returns their ids. */
  async findLate(lost: readonly RentalNote[]): Promise<readonly number[]> {
    const limit = timeLimit(this.account.clock, LOOK_MS);
    try {
      this.account.snapshot.invalidate();
      const list = await this.account.snapshot.get({ signal: limit.signal });
      const late = lost.flatMap((rental) => {
        const label = rentalLabel(rental, 'pending');
        const found = [...list.values()].filter(
          (instance) => instance.label === label && !this.held.has(instance.id),
        );
        return found.map(({ id }) => ({ ...rental, id }));
      });
      for (const rental of late) this.add(rental);
      return late.map(({ id }) => id);
    } finally {
      limit.release();
    }
  }

  /** Gives everything back; returns what may still exist. */
  async discardAll(): Promise<readonly RentalNote[]> {
    for (const id of [...this.held.keys()]) {
      if (this.stuck.has(id)) continue;
      try {
        await this.discard(id);
      } catch {
        // It stays in `held`: the caller reports it.
      }
    }
    return [...this.held.values(), ...(this.unresolved ? [this.unresolved] : [])];
  }

  private tell(): void {
    this.note([...this.held.values()][0] ?? this.unresolved ?? null);
  }

  private async markFailed(id: number, rental: RentalNote): Promise<void> {
    const limit = timeLimit(this.account.clock, MARK_MS);
    try {
      await this.account.vast.setLabel(id, rentalLabel(rental, 'failed'), limit.signal);
    } catch {
      // The mark only helps whoever looks later: the state holds the id.
    } finally {
      limit.release();
      this.account.snapshot.invalidate();
    }
  }
}
