import { canonicalJson, trimRecord } from '../../selection';
import type { DiagnosticInput, Logger } from '../../tfplugin';
import { type Instance, NotFoundError } from '../../vast';
import type { Account } from '../account';
import { formatSeconds, textOf, type TimeLimit, timeLimit } from '../time-limit';
import type { Attempt, Outcome } from './attempts';
import { CandidateSupply, type OfferCandidate } from './candidates';
import { refuseHeldClaim } from './claim-conflict';
import { Holdings, rentalLabel, type RentalNote } from './holdings';
import { prepareMachine } from './prepare';
import { GaveUp, neverSeen, secondRental } from './rent-failure';
import { RentLimits } from './rent-limits';
import { rentOffer, UnresolvedRentalError, type RentAnswer } from './rent-offer';
import type { RentRequest } from './rent-request';

/** What a create reaches the world through. */
export interface RentEffects {
  readonly account: Account;
  /** Aborts when Terraform asks to stop. */
  readonly signal: AbortSignal;
  readonly warn: (diagnostic: DiagnosticInput) => void;
  readonly log: Logger;
  /** Told at once whenever what may exist on the platform changes; null when nothing does. */
  readonly note: (rental: RentalNote | null) => void;
}

/** A rental that is ready. */
export interface Rented {
  readonly instance: Instance;
  readonly rental: RentalNote;
  readonly attempts: readonly Attempt[];
  /** JSON for `selection_record`. */
  readonly record: string;
}

const NOT_SENT_LIMIT = 3;
const PAUSE_MS = 5000;
const SETTLE_MS = 60_000;
/** How long the platform may not show a rental that exists (vast-api.md 3.7). */
const LAG_MS = 60_000;

/**
 * Rents a machine and waits until it can be used (design.md D4). A stop or a timeout gives back what was rented. Throws
 * `GaveUp` with everything that was tried; what may then still exist was told to `note`.
 */
export async function rentInstance(effects: RentEffects, request: RentRequest): Promise<Rented> {
  const { claims } = effects.account;
  if (!claims.take(request.claim)) {
    throw new GaveUp(
      'Two resources carry the same claim',
      `Another vastai_instance of this apply is being created with the claim ${request.claim}. Give each its own; nothing was rented.`,
    );
  }
  try {
    return await new RentRun(effects, request).run();
  } finally {
    claims.release(request.claim);
  }
}

class RentRun {
  private readonly attempts: Attempt[] = [];
  private readonly holdings: Holdings;
  private readonly supply: CandidateSupply;
  private readonly limits: RentLimits;
  private readonly limit: TimeLimit;
  /** Calls whose answer was lost and that two looks did not find. */
  private readonly lost: RentalNote[] = [];
  private readonly tried = new Map<
    number,
    { readonly candidate: OfferCandidate; readonly startedMs: number }
  >();

  constructor(
    private readonly effects: RentEffects,
    private readonly request: RentRequest,
  ) {
    const { account, note, signal } = effects;
    this.limit = timeLimit(account.clock, request.createTimeoutMs, signal);
    this.limits = new RentLimits(request.maxAttempts, request.image);
    this.holdings = new Holdings(account, note);
    this.supply = new CandidateSupply(account, request, (skipped) =>
      this.attempts.push({ ...skipped, instanceId: null, outcome: 'unsuitable', elapsedMs: 0 }),
    );
  }

  async run(): Promise<Rented> {
    try {
      await refuseHeldClaim(this.effects, this.request, this.limit.signal);
      for (;;) {
        this.limit.signal.throwIfAborted();
        const candidate = await this.supply.next(this.limit.signal);
        if (candidate === undefined) throw new GaveUp('No machine could be rented', this.supply.reason);
        const rented = await this.tryOffer(candidate);
        if (rented) return rented;
        this.limits.check();
      }
    } catch (error) {
      throw await this.clearUp(error);
    } finally {
      this.limit.release();
    }
  }

  private async tryOffer(candidate: OfferCandidate): Promise<Rented | undefined> {
    const { account } = this.effects;
    this.tried.set(candidate.offerId, { candidate, startedMs: account.clock.now() });
    try {
      return await this.rentAndPrepare(candidate);
    } finally {
      account.reservedOffers.delete(candidate.offerId);
    }
  }

  private async rentAndPrepare(candidate: OfferCandidate): Promise<Rented | undefined> {
    const draft: RentalNote = {
      id: null,
      nonce: this.effects.account.randomHex(8),
      claim: this.request.claim,
      label: this.request.label,
      offerId: candidate.offerId,
      machineId: candidate.machineId,
      ...this.now(),
    };
    const answer = await this.rent(candidate, draft);
    if (answer.kind === 'gone') {
      this.record(draft, 'gone', answer.reason);
      return undefined;
    }
    if (answer.kind === 'lost') {
      this.lost.push({ ...draft, ...this.now() });
      this.record(draft, 'not-rented', answer.reason);
      return undefined;
    }
    if (answer.kind === 'not-sent') {
      this.record(draft, 'not-rented', answer.reason);
      throw new GaveUp('The Vast.ai API cannot be reached', answer.reason);
    }
    const rental = { ...draft, ...this.now(), id: answer.instanceId };
    this.limits.rented();
    this.holdings.add(rental);
    if (answer.kind === 'leftover') {
      await this.discard(rental, `refused, but a rental was made: ${answer.reason}`);
      if (answer.fatal) throw answer.fatal;
      return undefined;
    }
    const surplus = answer.surplus.map((id) => ({ ...rental, id }));
    for (const other of surplus) this.holdings.add(other);
    for (const other of surplus) await this.discard(other, 'one call made two rentals');
    return this.prepare(candidate, rental, answer.found);
  }

  private async prepare(
    candidate: OfferCandidate,
    rental: RentalNote & { readonly id: number },
    found: boolean,
  ): Promise<Rented | undefined> {
    const prepared = await prepareMachine({ ...this.effects, limit: this.limit }, this.request, rental.id);
    this.limits.prepared(prepared);
    if (prepared.kind === 'unusable') {
      this.supply.avoidMachine(candidate.machineId);
      await this.discard(rental, prepared.reason);
      return undefined;
    }
    await this.discardLate();
    if (!(await this.settle(rental))) {
      await this.discard(rental, 'it vanished before it was handed over');
      return undefined;
    }
    this.record(rental, 'rented', found ? 'found by its label after the answer was lost' : 'ready');
    const { offerId, source } = candidate;
    const record = canonicalJson({ offerId, source, record: trimRecord(candidate.record) });
    return { instance: prepared.instance, rental, attempts: this.attempts, record };
  }

  private async rent(candidate: OfferCandidate, draft: RentalNote): Promise<RentAnswer> {
    const { account } = this.effects;
    const { image, requirements, env, ports, runtype, args, onstart } = this.request;
    for (let tries = 1; ; tries += 1) {
      let answer: RentAnswer;
      try {
        answer = await rentOffer({ ...account, signal: this.limit.signal }, candidate.offerId, {
          image,
          diskGb: requirements.diskGb,
          label: rentalLabel(draft, 'pending'),
          env,
          ports,
          runtype,
          args,
          ...(onstart === null ? {} : { onstart }),
        });
      } catch (error) {
        if (error instanceof UnresolvedRentalError) this.holdings.addUnresolved(draft);
        throw error;
      }
      if (answer.kind !== 'not-sent' || tries >= NOT_SENT_LIMIT) return answer;
      await account.clock.sleep(PAUSE_MS, this.limit.signal);
    }
  }

  /** Takes the mark off the label: the last thing a create does. False when the instance is no more. */
  private async settle(rental: RentalNote & { readonly id: number }): Promise<boolean> {
    const { account } = this.effects;
    // Not the create's own limit: seconds before the goal, finishing is better than giving everything back.
    const limit = timeLimit(account.clock, SETTLE_MS);
    try {
      await account.vast.setLabel(rental.id, rentalLabel(rental, 'settled'), limit.signal);
      return true;
    } catch (error) {
      if (error instanceof NotFoundError) return false;
      throw error;
    } finally {
      limit.release();
      account.snapshot.invalidate();
    }
  }

  private async discard(rental: RentalNote & { readonly id: number }, reason: string): Promise<void> {
    try {
      await this.holdings.discard(rental.id);
    } catch (error) {
      this.record(rental, 'left', reason);
      throw new GaveUp(
        'A rental could not be given back',
        `Destroying instance ${rental.id} failed: ${textOf(error)}`,
        {
          cause: error,
        },
      );
    }
    this.record(rental, 'discarded', reason);
  }

  /** Calls whose answer was lost may have acted all the same: what turns up within the platform's lag is destroyed. */
  private async discardLate(): Promise<void> {
    const last = this.lost.at(-1);
    if (last === undefined) return;
    const { clock } = this.effects.account;
    try {
      await clock.sleep(Math.max(0, last.rentedAtMs + LAG_MS - clock.now()), this.limit.signal);
      const late = await this.holdings.findLate(this.lost);
      for (const id of late) await this.holdings.discard(id);
      if (late.length < this.lost.length) this.effects.warn(neverSeen(this.lost));
    } catch (error) {
      if (this.limit.signal.aborted) throw error;
      this.effects.warn(secondRental(this.lost, this.holdings.undestroyed, error));
    }
  }

  /** Gives back what is held, and puts the failure into words. */
  private async clearUp(error: unknown): Promise<GaveUp> {
    const { signal } = this.effects;
    const last = this.lost.at(-1);
    if (last) {
      const isShown = this.effects.account.clock.now() - last.rentedAtMs >= LAG_MS;
      const looked = await this.holdings.findLate(this.lost).catch(() => undefined);
      // What the platform may not show yet is left to the next refresh, which finds it by its label.
      if (!isShown || looked === undefined) this.holdings.addUnresolved(last);
    }
    const untouched = this.holdings.untouched;
    const left = await this.holdings.discardAll();
    for (const rental of untouched) {
      const outcome = left.some(({ id }) => id === rental.id) ? 'left' : 'discarded';
      this.record(rental, outcome, signal.aborted ? 'interrupted' : textOf(error).split('\n', 1).join());
    }
    const timedOut = this.limit.signal.aborted && !signal.aborted;
    return GaveUp.from(error, {
      stopped: signal.aborted,
      timedOutAfter: timedOut ? formatSeconds(this.request.createTimeoutMs) : undefined,
      attempts: this.attempts,
      left,
      lost: this.lost,
    });
  }

  private record(rental: RentalNote, outcome: Outcome, reason: string): void {
    const { account, log } = this.effects;
    const { id: instanceId, offerId, machineId } = rental;
    const tried = this.tried.get(offerId);
    this.attempts.push({
      offerId,
      machineId,
      region: tried?.candidate.region ?? '??',
      pricePerHour: tried?.candidate.pricePerHour ?? null,
      instanceId,
      outcome,
      reason,
      elapsedMs: tried === undefined ? 0 : account.clock.now() - tried.startedMs,
    });
    log.info('offer tried', { offer: offerId, outcome, reason });
  }

  private now(): Pick<RentalNote, 'rentedAt' | 'rentedAtMs'> {
    const { clock, today } = this.effects.account;
    return { rentedAt: today().toISOString(), rentedAtMs: clock.now() };
  }
}
