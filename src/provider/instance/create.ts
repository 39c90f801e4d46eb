import { type CreateContext, DiagnosticError, timeoutMs } from '../../tfplugin';
import { accountOf, type ProviderClient } from '../account';
import { GaveUp } from './rent-failure';
import { rentInstance } from './rent';
import { REPORTED } from './notes';
import { rentRequest } from './rent-request';
import { reportedNote } from './reported';
import { type InstanceBody, type InstanceState, TIMEOUTS } from './schema';
import { createdState, noteAttributes } from './state';

/**
 * Rents an instance. Whatever may exist is in the state before the next step begins, so that an error keeps it as tainted.
 * After a stop (Ctrl-C) what was rented is destroyed; if that cannot be confirmed, it stays in the state, tainted.
 */
export async function createInstance(
  context: CreateContext<ProviderClient, InstanceBody>,
): Promise<InstanceState> {
  const { plan, config, client, checkpoint, privateState, signal, log, warn } = context;
  const account = accountOf(client);
  const configured = typeof plan.claim === 'string' ? plan.claim : undefined;
  const claim = { value: configured ?? account.randomHex(12), isConfigured: configured !== undefined };
  try {
    const rented = await rentInstance(
      {
        account,
        signal,
        log,
        warn,
        note: (rental) => checkpoint(rental === null ? null : noteAttributes(rental)),
      },
      rentRequest(plan, config, claim, timeoutMs(plan.timeouts, 'create', TIMEOUTS.create)),
    );
    privateState.set(REPORTED, reportedNote(rented.instance));
    return createdState(plan, rented);
  } catch (error) {
    if (!(error instanceof GaveUp)) throw error;
    throw new DiagnosticError({ summary: error.summary, detail: error.detail }, { cause: error });
  }
}
