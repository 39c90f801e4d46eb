import type { Clock, Instance } from '../../vast';
import type { Connector, Dial } from '../../market';

/** Whether a rented machine can be reached from here. */
export type Reachability =
  | { readonly kind: 'reachable' }
  /** Every try was dropped on the way. */
  | { readonly kind: 'filtered'; readonly address: string; readonly detail: string }
  /** Cannot be judged: no TCP port is published, or the proxy failed. */
  | { readonly kind: 'unknown'; readonly detail: string };

const TRIES = 3;
const PAUSE_MS = 2000;

/**
 * Dials the first published TCP port. "Refused" is fine: the machine answers, and the application may still start.
 * Throws the signal's reason.
 */
export async function checkReachability(
  effects: { readonly clock: Clock; readonly connector: Connector },
  instance: Instance,
  ports: readonly string[],
  signal: AbortSignal,
): Promise<Reachability> {
  const port = ports.find((candidate) => candidate.endsWith('/tcp'));
  const external = port === undefined ? undefined : instance.ports[port];
  if (external === undefined || instance.publicIp === null) {
    return { kind: 'unknown', detail: 'no TCP port is published' };
  }
  const address = `${instance.publicIp}:${external}`;
  let dial: Dial | undefined;
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (tried > 0) await effects.clock.sleep(PAUSE_MS, signal);
    dial = await effects.connector(instance.publicIp, external, signal);
    if (dial.kind === 'open' || dial.kind === 'refused') return { kind: 'reachable' };
  }
  const detail = dial && 'detail' in dial ? dial.detail : 'no answer';
  return dial?.kind === 'proxy' ? { kind: 'unknown', detail } : { kind: 'filtered', address, detail };
}
