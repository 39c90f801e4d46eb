import type { RentalView } from '../../src/simulator';
import { markOf } from './label';
import { heldRentals } from './state';

/** A rental that carries our mark and that no state knows. */
export interface Orphan {
  readonly id: number;
  readonly claim: string;
}

/** What `vast-gpu orphans --state` has to report: marked rentals that the given states do not hold. */
export function expectedOrphans(
  rentals: readonly RentalView[],
  states: readonly (string | undefined)[],
): readonly Orphan[] {
  const known = new Set(states.flatMap(heldRentals).map(({ id }) => id));
  return rentals.flatMap(({ id, label }) => {
    const mark = markOf(label);
    return mark === undefined || known.has(id) ? [] : [{ id, claim: mark.claim }];
  });
}
