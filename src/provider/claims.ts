import { type Clock, type Instance, orAborted } from '../vast';
import { parseLabel, type RentalLabel } from './label';
import type { Instances, Snapshot } from './snapshot';

/** A rental that carries our mark. */
export interface MarkedRental {
  readonly instance: Instance;
  readonly label: RentalLabel;
}

/** How far apart the two lists of a look-up are taken: one page may omit a live rental. */
const SECOND_LOOK_MS = 3000;

/** Who holds which claim: on the platform, by the labels, and in this process, by the creates at work. */
export class ClaimBook {
  private readonly inWork = new Set<string>();
  private second: { readonly first: Instances; readonly list: Promise<Instances> } | undefined;

  constructor(
    private readonly snapshot: Snapshot,
    private readonly clock: Clock,
  ) {}

  /** Takes a claim for a create of this process. False when another one holds it. */
  take(claim: string): boolean {
    if (this.inWork.has(claim)) return false;
    this.inWork.add(claim);
    return true;
  }

  release(claim: string): void {
    this.inWork.delete(claim);
  }

  /**
   * All rentals with this claim, from two lists a few seconds apart (a single one may omit a rental). Creates that look
   * at the same time share both lists. Throws what the client throws.
   */
  async find(claim: string, signal?: AbortSignal): Promise<readonly MarkedRental[]> {
    const options = signal === undefined ? {} : { signal };
    const first = await this.snapshot.get(options);
    if (this.second?.first !== first) this.second = { first, list: this.lookAgain() };
    const second = await orAborted(this.second.list, signal);
    const found = new Map<number, MarkedRental>();
    for (const instance of [...first.values(), ...second.values()]) {
      const label = parseLabel(instance.label);
      if (label?.claim === claim) found.set(instance.id, { instance, label });
    }
    return [...found.values()];
  }

  private async lookAgain(): Promise<Instances> {
    try {
      await this.clock.sleep(SECOND_LOOK_MS);
      return await this.snapshot.get({ maxAgeMs: SECOND_LOOK_MS / 2 });
    } catch (error) {
      this.second = undefined;
      throw error;
    }
  }
}
