import { type DeleteContext, DiagnosticError, timeoutMs } from '../../tfplugin';
import { type Account, accountOf, type ProviderClient } from '../account';
import { withApiErrors } from '../api-errors';
import { isTakenOver } from '../fence';
import { isYoung } from '../lag';
import { patiently } from '../patiently';
import { formatSeconds, textOf, TimeLimitExceeded, timeLimit } from '../time-limit';
import { destroyConfirmed } from './destroy';
import { findInstance } from './read';
import { type InstanceBody, type InstanceState, TIMEOUTS } from './schema';

/** Oldest look at the label that may decide about a destruction. */
const FENCE_AGE_MS = 2000;

/**
 * Destroys an instance and returns once it is certainly gone. Goes on through 429 and server errors until the delete
 * timeout. Leaves alone what another create has taken over (design.md D12: the label carries another nonce).
 */
export async function deleteInstance(context: DeleteContext<ProviderClient, InstanceBody>): Promise<void> {
  const { state, client, signal, log, warn } = context;
  const account = accountOf(client);
  const limitMs = timeoutMs(state.timeouts, 'delete', TIMEOUTS.delete);
  const limit = timeLimit(account.clock, limitMs, signal);
  let last: unknown;
  try {
    await withApiErrors(async () => {
      const retry = {
        clock: account.clock,
        signal: limit.signal,
        onRetry: (error: unknown) => (last = error),
      };
      const target = await patiently(retry, () => findTarget(account, state, limit.signal));
      if (target === 'taken-over') {
        warn({
          summary: `Instance ${state.id ?? ''} was not destroyed`,
          detail: `Instance ${state.id ?? ''} carries the mark of another create, which has taken it over. It only left this state.`,
        });
        return;
      }
      if (target === undefined) return;
      await destroyConfirmed(account, target, {
        young: isYoung(account, state.rented_at),
        signal: limit.signal,
        onRetry: (error) => {
          last = error;
          log.warn('destroy is repeated', { instance: target, error: textOf(error) });
        },
      });
      account.budget.releaseInstance(target);
    });
  } catch (error) {
    if (!(error instanceof TimeLimitExceeded)) throw error;
    const reason = last === undefined ? 'the platform still shows it' : textOf(last);
    throw new DiagnosticError({
      summary: 'The instance was not destroyed in time',
      detail:
        `Instance ${state.id ?? ''} may still exist after ${formatSeconds(limitMs)} (timeouts.delete), and may cost money: ${reason}. ` +
        'It stays in the state; destroy again.',
    });
  } finally {
    limit.release();
  }
}

/** The id to destroy; undefined when there is none. Throws what the client throws. */
async function findTarget(
  account: Account,
  state: InstanceState,
  signal: AbortSignal,
): Promise<number | 'taken-over' | undefined> {
  // Fresh, because another create may have put its nonce on it a moment ago.
  const instance = await findInstance(account, state, signal, FENCE_AGE_MS);
  // What the platform does not show is destroyed all the same: only the answer to that counts.
  if (instance === null) return state.id === null ? undefined : Number(state.id);
  return isTakenOver(instance, state.nonce) ? 'taken-over' : instance.id;
}
