import { DiagnosticError } from '../../tfplugin';
import type { Instance } from '../../vast';
import type { Account } from '../account';
import { isStopped, liveAttributes } from './facts';
import type { InstanceState } from './schema';
import { NOT_OUTBID } from './state';
import { waitUntilRunning } from './wait-running';

/** How long a changed bid is watched: when it wins, the GPUs come at once and the container within a minute or so. */
const WATCH_MS = 180_000;

/** What a changed bid led to. */
export type AfterBid = Pick<
  InstanceState,
  'outbid' | 'outbid_price_per_hour' | 'public_ip' | 'port_map' | 'ssh' | 'status' | 'price_per_hour'
>;

/**
 * Changes a bid and looks what comes of it: the instance runs, or it is (still) outbid, which is no error. Throws a
 * DiagnosticError when it neither runs nor stands still, and what the client throws.
 * @param options.isUp whether it is meant to run
 */
export async function changeBid(
  account: Account,
  id: number,
  pricePerHour: number,
  options: { readonly ports: readonly string[]; readonly isUp: boolean; readonly signal: AbortSignal },
): Promise<AfterBid> {
  const { ports, signal } = options;
  await account.vast.changeBid(id, pricePerHour, signal);
  account.snapshot.invalidate();
  if (!options.isUp) {
    const instance = await account.vast.readInstance(id, signal);
    return { ...(instance === null ? STANDING_STILL : liveOf(instance)), ...NOT_OUTBID };
  }
  const result = await waitUntilRunning(account, id, { ports, limitMs: WATCH_MS, signal });
  if (result.kind === 'running') return { ...liveOf(result.instance), ...NOT_OUTBID };
  const { instance } = result;
  if (instance !== null && isStopped(instance)) {
    return { ...liveOf(instance), outbid: true, outbid_price_per_hour: instance.minBidPerHour };
  }
  throw new DiagnosticError({
    summary: 'The instance did not come up after its bid was changed',
    detail: `Instance ${id} bids $${pricePerHour}/h now and is ${result.reason}. It is left as it is: apply again, or replace it.`,
    path: ['bid'],
  });
}

const STANDING_STILL = {
  public_ip: null,
  port_map: {},
  ssh: null,
  status: 'stopped',
  price_per_hour: null,
};

function liveOf(instance: Instance): Omit<AfterBid, keyof typeof NOT_OUTBID> {
  const { public_ip, port_map, ssh, status, price_per_hour } = liveAttributes(instance);
  return { public_ip, port_map, ssh, status, price_per_hour };
}
