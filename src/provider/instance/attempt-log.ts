import type { Logger } from '../../tfplugin';
import type { Clock } from '../../vast';
import type { Attempt, Outcome } from './attempts';
import type { OfferCandidate, SkippedOffer } from './candidates';
import type { RentalNote } from './holdings';

/** Keeps what a create has tried, with the time that each try took. */
export class AttemptLog {
  private readonly entries: Attempt[] = [];
  private readonly begun = new Map<
    string,
    { readonly candidate: OfferCandidate | null; readonly startedMs: number }
  >();

  constructor(
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  get all(): readonly Attempt[] {
    return this.entries;
  }

  /** An offer that is not worth a call. */
  skipped({ offerId, machineId, region, pricePerHour, reason }: SkippedOffer): void {
    const offer = { offerId, machineId, region, pricePerHour };
    this.entries.push({ ...offer, instanceId: null, outcome: 'unsuitable', reason, elapsedMs: 0 });
  }

  /** @param candidate null for a rental that was found instead of chosen */
  began(rental: Pick<RentalNote, 'nonce'>, candidate: OfferCandidate | null): void {
    this.begun.set(rental.nonce, { candidate, startedMs: this.clock.now() });
  }

  ended(rental: RentalNote, outcome: Outcome, reason: string): void {
    const { id: instanceId, offerId, machineId, nonce } = rental;
    const began = this.begun.get(nonce);
    this.entries.push({
      offerId,
      machineId,
      region: began?.candidate?.region ?? '??',
      pricePerHour: began?.candidate?.pricePerHour ?? null,
      instanceId,
      outcome,
      reason,
      elapsedMs: began === undefined ? 0 : this.clock.now() - began.startedMs,
    });
    this.log.info('offer tried', { offer: offerId, outcome, reason });
  }
}
