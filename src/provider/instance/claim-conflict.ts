import type { DiagnosticInput } from '../../tfplugin';
import type { Account } from '../account';
import type { MarkedRental } from '../claims';
import type { Stage } from '../label';
import { formatSeconds } from '../time-limit';
import { formatPrice } from './attempts';
import { GaveUp } from './rent-failure';
import type { RentRequest } from './rent-request';

const STAGES: Readonly<Record<Stage, string>> = {
  pending: 'left by a create that was interrupted, or that is at work elsewhere',
  settled: 'in use',
  failed: 'left by a create that failed',
  changing: 'in use',
};

/** What a claim has left behind, for the create that holds it now. */
export interface Leftovers {
  /** Of interrupted creates: to be taken over. */
  readonly pending: readonly MarkedRental[];
  /** Of failed creates: nobody needs them. */
  readonly failed: readonly MarkedRental[];
}

/**
 * Looks for rentals that carry the claim of this create (design.md D12). One in use is never touched: it is refused or
 * warned of, as `claim_conflict` says. Throws `GaveUp`, or what the client throws; nothing was rented or changed then.
 */
export async function surveyClaim(
  effects: { readonly account: Account; readonly warn: (diagnostic: DiagnosticInput) => void },
  request: Pick<RentRequest, 'claim' | 'claimIsConfigured' | 'claimConflict'>,
  signal: AbortSignal,
): Promise<Leftovers> {
  if (!request.claimIsConfigured) return { pending: [], failed: [] };
  const found = await effects.account.claims.find(request.claim, signal);
  const ofStage = (...stages: Stage[]) => found.filter(({ label }) => stages.includes(label.stage));
  const inUse = ofStage('settled', 'changing');
  const now = effects.account.today();
  if (inUse.length > 0 && request.claimConflict === 'refuse') throw heldElsewhere(inUse, now);
  if (inUse.length > 0) {
    const ids = inUse.map(({ instance }) => instance.id).join(', ');
    effects.warn({
      // Terraform shows one warning of those with the same summary: each of ours names its rental.
      summary: `Another rental has the same claim: instance ${ids}`,
      detail:
        `${describeRentals(inUse, now)}\nThat is right while it is being replaced (create_before_destroy). ` +
        'If it stays, destroy it: it costs money. "vast-gpu orphans" with the state says whether it is known.',
    });
  }
  return { pending: ofStage('pending'), failed: ofStage('failed') };
}

/** The refusal of a create whose claim others hold. */
export function heldElsewhere(rentals: readonly MarkedRental[], now: Date): GaveUp {
  const ids = rentals.map(({ instance }) => instance.id).join(', ');
  return new GaveUp(
    'A rental with the same claim exists',
    `${describeRentals(rentals, now)}\nNothing was rented. Ways out: take it over with "terraform import ADDRESS ${ids}"; destroy it on ` +
      'the platform; or give this resource another claim. With create_before_destroy set claim_conflict = "warn".',
  );
}

/** One line each, with what it costs. */
export function describeRentals(rentals: readonly MarkedRental[], now: Date): string {
  return rentals
    .map(({ instance, label }) => {
      const { startedAtSeconds, pricePerHour } = instance;
      const age =
        startedAtSeconds === null ? '' : `, ${formatSeconds(now.getTime() - startedAtSeconds * 1000)} old`;
      const price = pricePerHour === null ? '' : `, $${formatPrice(pricePerHour)}/h`;
      return `Instance ${instance.id} carries the claim ${label.claim} (${STAGES[label.stage]}${age}${price}).`;
    })
    .join('\n');
}
