import { TOLERANCE } from '../../selection';
import type { DiagnosticInput } from '../../tfplugin';
import type { Instance } from '../../vast';
import type { Account } from '../account';
import { patiently } from '../patiently';
import type { TimeLimit } from '../time-limit';
import { formatPrice } from './attempts';
import { checkReachability } from './reachability';
import type { RentRequest } from './rent-request';
import { changeSshKeys } from './ssh-keys';
import { waitUntilRunning } from './wait-running';

/** How a rented machine turned out. */
export type Prepared =
  /** It runs. `reached`: its port was dialled and the machine answered. */
  | {
      readonly kind: 'ready';
      readonly instance: Instance;
      readonly reached: boolean;
      /** When it ran first: on the account's clock, milliseconds, and as ISO 8601 UTC. */
      readonly runningAtMs: number;
      readonly startedAt: string;
    }
  | { readonly kind: 'unusable'; readonly because: 'host' | 'image' | 'filtered'; readonly reason: string };

export interface PrepareEffects {
  readonly account: Account;
  /** The create's limit. */
  readonly limit: TimeLimit;
  readonly warn: (diagnostic: DiagnosticInput) => void;
}

/** The least time that a machine gets to come up, and the share of the create timeout that it gets at most. */
const LEAST_MS = 60_000;
const SHARE = 0.5;

/**
 * Waits until a rented machine runs, checks what it costs and whether it can be reached, lets the keys in, and stops it
 * again if it was asked for stopped. Throws what the client throws, and the limit's reason; the rental exists in any case.
 */
export async function prepareMachine(
  effects: PrepareEffects,
  request: Pick<
    RentRequest,
    'ports' | 'power' | 'reachability' | 'requirements' | 'createTimeoutMs' | 'sshPublicKeys'
  >,
  id: number,
): Promise<Prepared> {
  const { account, limit } = effects;
  const { ports, power, requirements, createTimeoutMs } = request;
  const cap = requirements.maxPricePerHour;
  const left = limit.deadline - account.clock.now();
  const waited = await waitUntilRunning(account, id, {
    ports,
    limitMs: Math.min(Math.max(LEAST_MS, createTimeoutMs * SHARE), left),
    signal: limit.signal,
    onRead: ({ pricePerHour }) =>
      pricePerHour !== null && pricePerHour > cap + TOLERANCE
        ? `it costs $${formatPrice(pricePerHour)}/h, more than the cap of $${formatPrice(cap)}/h`
        : undefined,
  });
  if (waited.kind === 'failed') return { kind: 'unusable', because: waited.blame, reason: waited.reason };
  const { instance } = waited;
  const started = { runningAtMs: account.clock.now(), startedAt: account.today().toISOString() };
  const reached = await reach(effects, request, instance);
  if (typeof reached === 'string') return { kind: 'unusable', because: 'filtered', reason: reached };
  if (request.sshPublicKeys.length > 0) await letIn(effects, request.sshPublicKeys, id);
  if (power === 'running') return { kind: 'ready', instance, reached, ...started };
  await account.vast.setState(id, 'stopped', limit.signal);
  account.snapshot.invalidate();
  return { kind: 'ready', instance: { ...instance, intendedStatus: 'stopped' }, reached, ...started };
}

/** A rental that was taken over may have some of the keys already. */
async function letIn({ account, limit }: PrepareEffects, keys: readonly string[], id: number): Promise<void> {
  const change = { from: { ssh_public_keys: null }, to: { ssh_public_keys: keys } };
  await patiently({ clock: account.clock, signal: limit.signal }, () =>
    changeSshKeys(account, id, change, limit.signal),
  );
}

/** Whether the machine answered; a text says why it cannot be used. */
async function reach(
  effects: PrepareEffects,
  request: Pick<RentRequest, 'ports' | 'reachability'>,
  instance: Instance,
): Promise<boolean | string> {
  const hasTcp = request.ports.some((port) => port.endsWith('/tcp'));
  if (request.reachability === 'none' || !hasTcp) return false;
  const result = await checkReachability(effects.account, instance, request.ports, effects.limit.signal);
  if (result.kind === 'filtered') return `${result.address} does not answer: ${result.detail}`;
  if (result.kind === 'unknown') {
    const detail = `Whether instance ${instance.id} can be reached from here was not checked: ${result.detail}.`;
    effects.warn({ summary: 'Reachability was not checked', detail });
  }
  return result.kind === 'reachable';
}
