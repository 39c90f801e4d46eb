import {
  AuthError,
  type Clock,
  type CreateInstanceRequest,
  CreateRefusedError,
  InsufficientCreditError,
  type Instance,
  InvalidArgumentsError,
  OfferGoneError,
  RateLimitError,
  SpendRateLimitError,
  TransientError,
  type VastClient,
  VastError,
} from '../../vast';
import type { Snapshot } from '../snapshot';
import { timeLimit } from '../time-limit';

/** What one paying call came to. */
export type RentAnswer =
  /** A rental exists. `found` tells that its answer was lost and the label gave it away. */
  | {
      readonly kind: 'rented';
      readonly instanceId: number;
      readonly found: boolean;
      readonly surplus: readonly number[];
    }
  | { readonly kind: 'gone'; readonly reason: string }
  /** Refused, but the answer names a contract that has to be destroyed. `fatal`: no other offer would help. */
  | {
      readonly kind: 'leftover';
      readonly instanceId: number;
      readonly reason: string;
      readonly fatal: VastError | undefined;
    }
  /** The request never left this machine. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** The answer was lost, and two looks at the platform show no rental. One might still turn up. */
  | { readonly kind: 'lost'; readonly reason: string };

/** The answer was lost and the platform could not be asked: a rental with this label may exist. */
export class UnresolvedRentalError extends Error {
  override readonly name = 'UnresolvedRentalError';
}

export interface RentOfferEffects {
  readonly vast: Pick<VastClient, 'createInstance' | 'listInstances'>;
  readonly snapshot: Snapshot;
  readonly clock: Clock;
  /** Ends waiting for the paying call's turn. */
  readonly signal: AbortSignal;
}

const SECOND_LOOK_MS = 3000;
const PAUSE_MS = 5000;
/** How long a rental is looked for whose answer was lost; also after a stop or the create timeout. */
const SEARCH_MS = 180_000;

/**
 * Rents one offer with one call. The label must be unique to this call: it is what finds the rental when the answer is
 * lost (vast-api.md 3.7). Throws the refusals that no other offer would cure, `UnresolvedRentalError`, or the reason of
 * `signal`, with which nothing was sent.
 */
export async function rentOffer(
  effects: RentOfferEffects,
  offerId: number,
  request: CreateInstanceRequest,
): Promise<RentAnswer> {
  try {
    const { instanceId } = await effects.vast.createInstance(offerId, request, effects.signal);
    return { kind: 'rented', instanceId, found: false, surplus: [] };
  } catch (error) {
    // Everything that is no error of the client is an abort before the call was sent.
    if (!(error instanceof VastError)) throw error;
    if (error instanceof CreateRefusedError) {
      const fatal = error.cause instanceof VastError && isFatal(error.cause) ? error.cause : undefined;
      return { kind: 'leftover', instanceId: error.newContractId, reason: error.message, fatal };
    }
    if (error instanceof OfferGoneError) return { kind: 'gone', reason: 'taken by somebody else' };
    if (isFatal(error)) throw error;
    if (error instanceof TransientError && !error.ambiguous)
      return { kind: 'not-sent', reason: error.message };
    const limit = timeLimit(effects.clock, SEARCH_MS);
    try {
      return await findLost(effects, request.label, error, limit.signal);
    } finally {
      limit.release();
    }
  }
}

/** Refusals that say "nothing was rented" for certain, and that the next offer would meet as well. */
function isFatal(error: VastError): boolean {
  return (
    error instanceof InsufficientCreditError ||
    error instanceof SpendRateLimitError ||
    error instanceof InvalidArgumentsError ||
    error instanceof AuthError ||
    error instanceof RateLimitError
  );
}

/** Looks for the label twice, a few seconds apart and by two different questions. */
async function findLost(
  effects: RentOfferEffects,
  label: string,
  lost: VastError,
  lastResort: AbortSignal,
): Promise<RentAnswer> {
  const { clock, snapshot, vast } = effects;
  const looks = [
    () => vast.listInstances({ label: { eq: label } }, lastResort),
    async () => {
      await clock.sleep(SECOND_LOOK_MS, lastResort);
      snapshot.invalidate();
      return [...(await snapshot.get({ signal: lastResort })).values()];
    },
  ];
  for (const lookNow of looks) {
    const found = (await persistently(lookNow)).filter((instance) => instance.label === label);
    const [first, ...surplus] = found.map((instance) => instance.id).sort((a, b) => a - b);
    if (first !== undefined) return { kind: 'rented', instanceId: first, found: true, surplus };
  }
  return { kind: 'lost', reason: lost.message };

  async function persistently(lookNow: () => Promise<readonly Instance[]>): Promise<readonly Instance[]> {
    for (;;) {
      try {
        return await lookNow();
      } catch (error) {
        const passing = error instanceof TransientError || error instanceof RateLimitError;
        if (!passing || lastResort.aborted) throw unresolved(label, lost, error);
      }
      try {
        await clock.sleep(PAUSE_MS, lastResort);
      } catch (error) {
        throw unresolved(label, lost, error);
      }
    }
  }
}

function unresolved(label: string, lost: VastError, cause: unknown): UnresolvedRentalError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new UnresolvedRentalError(
    `The answer to the rent call was lost (${lost.message}) and the platform could not be asked whether a rental ` +
      `labelled "${label}" exists: ${why}`,
    { cause },
  );
}
