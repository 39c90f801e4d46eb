import type { DiagnosticInput } from '../../tfplugin';
import { type Instance, NotFoundError } from '../../vast';
import type { Account } from '../account';
import type { MarkedRental } from '../claims';
import { parseLabel } from '../label';
import { patiently } from '../patiently';
import { unlikeRequest } from './adoptable';
import { describeRentals, heldElsewhere } from './claim-conflict';
import { type Holdings, rentalLabel, type RentalNote } from './holdings';
import { GaveUp } from './rent-failure';
import type { RentRequest } from './rent-request';
import { WRITE_MS } from './settle';

/** Longer than one settle of a former owner can take, with the age of the list that it looked at. */
const WAIT_MS = WRITE_MS + 25_000;

/** A rental that is this create's by now. */
export type Taken = RentalNote & { readonly id: number };

/** What came of taking over. */
export interface Adoption {
  /** The rental to go on with; undefined when none is what was asked for. */
  readonly kept: Taken | undefined;
  /** Held as well, and not needed, with the reason. */
  readonly unneeded: readonly { readonly rental: Taken; readonly reason: string }[];
}

export interface AdoptEffects {
  readonly account: Account;
  readonly holdings: Holdings;
  readonly warn: (diagnostic: DiagnosticInput) => void;
  readonly signal: AbortSignal;
}

/**
 * Takes over what interrupted creates of the same claim have left (design.md D12): writes a nonce of its own onto each,
 * waits until no former owner can settle any more, and looks whether the nonce is still there. The first that is what was
 * asked for is kept. Throws `GaveUp` when a former owner was alive after all, and what the client throws; whatever was
 * taken over is in `holdings`.
 */
export async function takeOver(
  effects: AdoptEffects,
  request: RentRequest,
  pending: readonly MarkedRental[],
): Promise<Adoption> {
  const { account, holdings, warn, signal } = effects;
  const taken: Taken[] = [];
  for (const { instance } of pending) {
    const rental = noteOf(account, request, instance);
    // Before the write: its answer may be lost, and then the rental is ours all the same.
    holdings.add(rental);
    if (await mark(effects, rental)) taken.push(rental);
    else holdings.drop(rental.id);
  }
  if (taken.length === 0) return { kept: undefined, unneeded: [] };
  await account.clock.sleep(WAIT_MS, signal);
  const unneeded: { readonly rental: Taken; readonly reason: string }[] = [];
  let kept: Taken | undefined;
  for (const rental of taken) {
    const instance = await lookAgain(effects, request, rental);
    if (instance === undefined) continue;
    const reasons = unlikeRequest(instance, request);
    if (reasons.length > 0) unneeded.push({ rental, reason: reasons.join(', ') });
    else if (kept) unneeded.push({ rental, reason: 'one rental is enough' });
    else kept = rental;
  }
  if (kept) warn(adopted(pending, kept.id, account.today()));
  return { kept, unneeded };
}

function noteOf(account: Account, request: RentRequest, instance: Instance): Taken {
  const { startedAtSeconds } = instance;
  const rentedAt = startedAtSeconds === null ? account.today() : new Date(startedAtSeconds * 1000);
  return {
    id: instance.id,
    nonce: account.randomHex(8),
    claim: request.claim,
    label: request.label,
    offerId: null,
    machineId: instance.machineId ?? 0,
    bidPerHour: instance.isBid === true ? instance.gpuPricePerHour : null,
    rentedAt: rentedAt.toISOString(),
    rentedAtMs: account.clock.now(),
  };
}

/** Writes our nonce. False when the rental is gone. */
async function mark({ account, signal }: AdoptEffects, rental: Taken): Promise<boolean> {
  const { clock, snapshot, vast } = account;
  try {
    await patiently({ clock, signal }, () =>
      vast.setLabel(rental.id, rentalLabel(rental, 'pending'), signal),
    );
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  } finally {
    snapshot.invalidate();
  }
}

/** The rental as it is after the wait; undefined when it is gone. Throws `GaveUp` when it is no longer ours. */
async function lookAgain(
  { account, holdings, signal }: AdoptEffects,
  request: RentRequest,
  rental: Taken,
): Promise<Instance | undefined> {
  const { clock, vast } = account;
  const instance = await patiently({ clock, signal }, () => vast.readInstance(rental.id, signal));
  if (instance === null) {
    holdings.drop(rental.id);
    return undefined;
  }
  const label = parseLabel(instance.label);
  if (label?.nonce === rental.nonce && label.stage === 'pending') return instance;
  holdings.drop(rental.id);
  const found = {
    instance,
    label: label ?? { text: null, claim: request.claim, nonce: '', stage: 'pending' as const },
  };
  if (label?.stage === 'settled') throw heldElsewhere([found], account.today());
  throw new GaveUp(
    'Another create with the same claim is at work',
    `${describeRentals([found], account.today())}\nWait for the other run to end, and apply again.`,
  );
}

function adopted(pending: readonly MarkedRental[], id: number, now: Date): DiagnosticInput {
  return {
    summary: `A rental of an interrupted create was taken over: instance ${id}`,
    detail:
      `${describeRentals(pending, now)}\nInstance ${id} is what was asked for, so this create goes on with it instead of ` +
      'renting another. Check that no other run uses the same claim.',
  };
}
