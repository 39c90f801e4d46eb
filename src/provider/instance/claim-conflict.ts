import type { DiagnosticInput } from '../../tfplugin';
import type { Account } from '../account';
import type { MarkedRental } from '../claims';
import type { Stage } from '../label';
import { formatSeconds } from '../time-limit';
import { formatPrice } from './attempts';
import { GaveUp } from './rent-failure';
import type { RentRequest } from './rent-request';

const STAGES: Readonly<Record<Stage, string>> = {
  pending: 'left by a create that was interrupted',
  settled: 'in use',
  failed: 'left by a create that failed',
};

/**
 * Looks for rentals that carry the claim of this create (design.md D12). A settled or failed one is refused or warned of,
 * as `claim_conflict` says; a pending one is always refused: two rentals for one resource would cost twice.
 * Throws `GaveUp`, or what the client throws; nothing was rented then.
 */
export async function refuseHeldClaim(
  effects: { readonly account: Account; readonly warn: (diagnostic: DiagnosticInput) => void },
  request: Pick<RentRequest, 'claim' | 'claimIsConfigured' | 'claimConflict'>,
  signal: AbortSignal,
): Promise<void> {
  if (!request.claimIsConfigured) return;
  const found = await effects.account.claims.find(request.claim, signal);
  const warned =
    request.claimConflict === 'warn' ? found.filter(({ label }) => label.stage !== 'pending') : [];
  const refused = found.filter((rental) => !warned.includes(rental));
  const now = effects.account.today();
  if (warned.length > 0) {
    effects.warn({
      summary: 'Another rental has the same claim',
      detail:
        `${describe(warned, now)}\nThat is right while it is being replaced (create_before_destroy). ` +
        'If it stays, destroy it: it costs money.',
    });
  }
  if (refused.length > 0) {
    const ids = refused.map(({ instance }) => instance.id).join(', ');
    throw new GaveUp(
      'A rental with the same claim exists',
      `${describe(refused, now)}\nNothing was rented. Ways out: take it over with "terraform import ADDRESS ${ids}"; destroy it on ` +
        `the platform; or give this resource another claim. With create_before_destroy set claim_conflict = "warn".`,
    );
  }
}

function describe(rentals: readonly MarkedRental[], now: Date): string {
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
