import type { DiagnosticInput, Logger } from '../tfplugin';
import type { VastClient, VastUser } from '../vast';
import { formatPrice } from './instance/attempts';
import { burnPerHour } from './budget';
import type { Snapshot } from './snapshot';
import { textOf } from './time-limit';

/** Credit that lasts less than this is worth a word before money is spent. */
const LOW_HOURS = 24;

/** What to say about the credit before a create. */
export type CreditNotice =
  | { readonly kind: 'none' | 'low'; readonly diagnostic: DiagnosticInput }
  | { readonly kind: 'enough' | 'unknown' };

/**
 * Looks at the account's credit before its first rental, once a process: an empty account is known before any offer is
 * used up. A key that may not read the account is no obstacle, the platform refuses by itself.
 */
export class Credit {
  private user: Promise<VastUser | undefined> | undefined;
  private said = false;

  constructor(
    private readonly client: Pick<VastClient, 'currentUser'>,
    private readonly snapshot: Snapshot,
  ) {}

  /** @param pricePerHour what is about to be rented at most, USD per hour. Throws only the signal's reason. */
  async check(pricePerHour: number, log: Logger, signal: AbortSignal): Promise<CreditNotice> {
    this.user ??= this.client.currentUser().catch((error: unknown) => {
      log.debug('the credit could not be read', { error: textOf(error) });
      return undefined;
    });
    const credit = (await this.user)?.creditUsd ?? null;
    signal.throwIfAborted();
    if (credit === null) return { kind: 'unknown' };
    if (credit <= 0) return { kind: 'none', diagnostic: nothingLeft(credit) };
    const burn = pricePerHour + (await this.burnNow(log));
    signal.throwIfAborted();
    const hours = credit / burn;
    // Once a process: twenty creates have one account.
    if (hours >= LOW_HOURS || this.said) return { kind: 'enough' };
    this.said = true;
    return { kind: 'low', diagnostic: soonEmpty(credit, burn, hours) };
  }

  private async burnNow(log: Logger): Promise<number> {
    try {
      const list = await this.snapshot.get();
      return [...list.values()].reduce((sum, instance) => sum + burnPerHour(instance), 0);
    } catch (error) {
      log.debug('what runs already could not be listed', { error: textOf(error) });
      return 0;
    }
  }
}

function nothingLeft(credit: number): DiagnosticInput {
  return {
    summary: 'The Vast.ai account lacks credit',
    detail: `Its credit is $${formatPrice(credit)}. Nothing was rented. Add credit or a payment method, and apply again.`,
  };
}

function soonEmpty(credit: number, burn: number, hours: number): DiagnosticInput {
  return {
    summary: 'The credit is low',
    detail:
      `$${formatPrice(credit)} last about ${hours < 2 ? `${Math.round(hours * 60)} minutes` : `${Math.floor(hours)} hours`} at up to ` +
      `$${formatPrice(burn)}/h, this instance included. At zero the platform stops everything.`,
  };
}
