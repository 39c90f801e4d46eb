import { DiagnosticError } from '../../tfplugin';
import { type Instance, ResourcesUnavailableError } from '../../vast';
import type { Account } from '../account';
import { textOf, timeLimit } from '../time-limit';
import { type WaitOptions, waitUntilRunning } from './wait-running';

const POLL_MS = 5000;
/** How long a stop is watched: the platform accepts it at once, and the host follows with a lag. */
const STOP_WATCH_MS = 60_000;
const CANCEL_MS = 60_000;

/**
 * Starts an instance and waits until it runs with its ports. A refused start is cancelled, because the platform queues it
 * and would start, and bill, hours later (vast-api.md 5.1). Throws a DiagnosticError, what the client throws, or the
 * reason of `signal`.
 */
export async function startInstance(account: Account, id: number, options: WaitOptions): Promise<Instance> {
  try {
    await account.vast.setState(id, 'running', options.signal);
  } catch (error) {
    if (!(error instanceof ResourcesUnavailableError)) throw error;
    const cancelled = await cancelStart(account, id);
    throw new DiagnosticError(
      {
        summary: 'The instance cannot be started: its GPUs are taken',
        detail:
          `Stopping released the GPUs of instance ${id}, and somebody else rents them now. ${cancelled} ` +
          'Apply again later, set power = "stopped", or replace the instance (terraform apply -replace=ADDRESS).',
        path: ['power'],
      },
      { cause: error },
    );
  } finally {
    account.snapshot.invalidate();
  }
  return awaitStart(account, id, options);
}

/** Waits until a started instance runs with its ports. Throws a DiagnosticError, what the client throws, or the reason of `signal`. */
export async function awaitStart(account: Account, id: number, options: WaitOptions): Promise<Instance> {
  const result = await waitUntilRunning(account, id, options);
  if (result.kind === 'running') return result.instance;
  throw new DiagnosticError({
    summary: 'The instance did not come up',
    detail: `Instance ${id} was started and is ${result.reason}. It is left as it is: apply again, or replace it.`,
    path: ['power'],
  });
}

/** Stops an instance and watches it for a minute. Null when the platform does not show it meanwhile. */
export async function stopInstance(
  account: Account,
  id: number,
  signal: AbortSignal,
): Promise<Instance | null> {
  const { clock, snapshot, vast } = account;
  await vast.setState(id, 'stopped', signal);
  const asked = clock.now();
  for (;;) {
    snapshot.invalidate();
    const instance = await vast.readInstance(id, signal);
    const settled = instance?.currentState === 'stopped' && instance.actualStatus !== 'running';
    if (settled || clock.now() - asked >= STOP_WATCH_MS) return instance;
    await clock.sleep(POLL_MS, signal);
  }
}

/** Takes a queued start back; says how that went. */
async function cancelStart(account: Account, id: number): Promise<string> {
  // Not the caller's signal: a queued start must be cancelled also after a stop of Terraform.
  const limit = timeLimit(account.clock, CANCEL_MS);
  try {
    await account.vast.setState(id, 'stopped', limit.signal);
    return 'The queued start was cancelled.';
  } catch (error) {
    return `The start is QUEUED and could not be cancelled (${textOf(error)}): it may start and bill at any time. Stop it by hand.`;
  } finally {
    limit.release();
  }
}
