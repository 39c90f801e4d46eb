import { DiagnosticError, timeoutMs, type UpdateContext } from '../../tfplugin';
import { type Instance, NotFoundError } from '../../vast';
import { type Account, accountOf, type ProviderClient } from '../account';
import { withApiErrors } from '../api-errors';
import { formatLabel, parseLabel, withText } from '../label';
import { formatSeconds, TimeLimitExceeded, timeLimit } from '../time-limit';
import { isStopped, liveAttributes } from './facts';
import { startInstance, stopInstance } from './power';
import { type InstanceBody, type InstanceState, TIMEOUTS } from './schema';
import { updatedState } from './state';

/**
 * Changes an instance in place: label and power on the platform, everything else in the state only. What was done before
 * an error is in the state.
 */
export async function updateInstance(
  context: UpdateContext<ProviderClient, InstanceBody>,
): Promise<InstanceState> {
  const { plan, prior, client, changed, checkpoint, privateState } = context;
  const account = accountOf(client);
  const id = Number(prior.id);
  const state = updatedState(prior, plan);
  const limitMs = timeoutMs(plan.timeouts, 'update', TIMEOUTS.update);
  const limit = timeLimit(account.clock, limitMs, context.signal);
  try {
    return await withApiErrors(async () => {
      if (privateState.get('imported') !== undefined) await settleImported(account, prior, limit.signal);
      if (changed.has('label')) {
        await relabel(account, id, state.label, limit.signal);
        checkpoint({ label: state.label });
      }
      if (!changed.has('power')) return state;
      if (state.power === 'stopped') {
        const instance = await stopInstance(account, id, limit.signal);
        return { ...state, public_ip: null, port_map: {}, status: stoppedStatus(instance) };
      }
      // From here on the platform may run it, whatever becomes of the wait.
      checkpoint({ power: 'running', public_ip: null, port_map: {} });
      const ports = prior.ports ?? [];
      const instance = await startInstance(account, id, { ports, limitMs, signal: limit.signal });
      const { public_ip, port_map, status } = liveAttributes(instance);
      return { ...state, public_ip, port_map, status };
    });
  } catch (error) {
    throw inWords(error, id, limitMs);
  } finally {
    limit.release();
  }
}

/**
 * A rental that an interrupted create left behind still says so after its import. It is this state's now, and while the
 * mark stands no create with the same claim would go ahead, also not the one that replaces it.
 */
async function settleImported(account: Account, prior: InstanceState, signal: AbortSignal): Promise<void> {
  const id = Number(prior.id);
  const label = parseLabel((await account.vast.readInstance(id, signal))?.label ?? null);
  if (label === undefined || label.stage === 'settled' || label.nonce !== prior.nonce) return;
  try {
    await account.vast.setLabel(id, formatLabel({ ...label, stage: 'settled' }), signal);
  } finally {
    account.snapshot.invalidate();
  }
}

async function relabel(
  account: Account,
  id: number,
  text: string | null,
  signal: AbortSignal,
): Promise<void> {
  const current = await account.vast.readInstance(id, signal);
  if (current === null)
    throw new NotFoundError(`Instance ${id} does not exist.`, { endpoint: 'GET instance' });
  try {
    await account.vast.setLabel(id, withText(current.label, text), signal);
  } finally {
    account.snapshot.invalidate();
  }
}

function stoppedStatus(instance: Instance | null): string {
  const status = instance !== null && isStopped(instance) ? instance.actualStatus : null;
  return status === null || status === 'running' ? 'stopped' : status;
}

function inWords(error: unknown, id: number, limitMs: number): unknown {
  if (error instanceof TimeLimitExceeded) {
    return new DiagnosticError({
      summary: 'The change took too long',
      detail: `Instance ${id} did not get there within ${formatSeconds(limitMs)} (timeouts.update). Apply again to go on.`,
    });
  }
  if (error instanceof DiagnosticError && error.cause instanceof NotFoundError) {
    return new DiagnosticError({
      summary: 'The instance no longer exists',
      detail: `The platform does not know instance ${id}. Plan again: it will be created anew.`,
    });
  }
  return error;
}
