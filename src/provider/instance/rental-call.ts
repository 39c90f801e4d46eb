import type { CreateInstanceRequest } from '../../vast';
import type { Account } from '../account';
import { type Holdings, rentalLabel, type RentalNote } from './holdings';
import { type RentAnswer, rentOffer, UnresolvedRentalError } from './rent-offer';
import type { RentRequest } from './rent-request';

const NOT_SENT_LIMIT = 3;
const PAUSE_MS = 5000;

/**
 * Rents the offer of a draft. A call that never left this machine is sent again, a few times. Throws as `rentOffer` does;
 * a rental that may exist is then told to `holdings`.
 */
export async function rentDraft(
  effects: { readonly account: Account; readonly holdings: Holdings; readonly signal: AbortSignal },
  request: RentRequest,
  draft: RentalNote & { readonly offerId: number },
): Promise<RentAnswer> {
  const { account, holdings, signal } = effects;
  for (let tries = 1; ; tries += 1) {
    let answer: RentAnswer;
    try {
      answer = await rentOffer({ ...account, signal }, draft.offerId, callOf(request, draft));
    } catch (error) {
      if (error instanceof UnresolvedRentalError) holdings.addUnresolved(draft);
      throw error;
    }
    if (answer.kind !== 'not-sent' || tries >= NOT_SENT_LIMIT) return answer;
    await account.clock.sleep(PAUSE_MS, signal);
  }
}

function callOf(request: RentRequest, draft: RentalNote): CreateInstanceRequest {
  const { image, templateHashId, imageLogin, requirements, env, ports, runtype, args, onstart } = request;
  return {
    image,
    templateHashId,
    imageLogin,
    diskGb: requirements.diskGb,
    label: rentalLabel(draft, 'pending'),
    env,
    ports,
    runtype,
    args,
    onstart: onstart ?? undefined,
    bidPerHour: draft.bidPerHour ?? undefined,
  };
}
