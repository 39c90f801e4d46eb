import { canonicalJson, trimRecord } from '../../selection';
import type { DiagnosticInput, Logger } from '../../tfplugin';
import type { Instance } from '../../vast';
import type { Account } from '../account';
import { LAG_MS } from '../lag';
import { formatSeconds, textOf, type TimeLimit, timeLimit } from '../time-limit';
import { takeOver, type Taken } from './adopt';
import { AttemptLog } from './attempt-log';
import type { Attempt } from './attempts';
import { CandidateSupply, type OfferCandidate } from './candidates';
import { surveyClaim } from './claim-conflict';
import { Holdings, type RentalNote } from './holdings';
import { prepareMachine } from './prepare';
import { rentDraft } from './rental-call';
import { GaveUp, neverSeen, secondRental } from './rent-failure';
import { RentLimits } from './rent-limits';
import type { RentRequest } from './rent-request';
import { settleRental } from './settle';
import { Spending } from './spending';

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
  readonly rental: Taken;
  readonly attempts: readonly Attempt[];
  /** JSON for `selection_record`. */
  readonly record: string;
  /** When its container ran first, ISO 8601 UTC. */
  readonly startedAt: string;
  /** Milliseconds from the rental to that. */
  readonly timeToRunningMs: number;
}

/**
 * Rents a machine and waits until it can be used (design.md D4), or goes on with what an interrupted create of the same
 * claim has left. A stop or a timeout gives back what was rented. Throws `GaveUp` with everything that was tried; what
 * may then still exist was told to `note`.
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
  private readonly attempts: AttemptLog;
  private readonly holdings: Holdings;
  private readonly supply: CandidateSupply;
  private readonly limits: RentLimits;
  private readonly spending: Spending;
  private readonly limit: TimeLimit;
  /** Calls whose answer was lost and that two looks did not find. */
  private readonly lost: RentalNote[] = [];

  constructor(
    private readonly effects: RentEffects,
    private readonly request: RentRequest,
  ) {
    const { account, note, signal, log } = effects;
    this.limit = timeLimit(account.clock, request.createTimeoutMs, signal);
    this.limits = new RentLimits(request.maxAttempts, request.image);
    this.holdings = new Holdings(account, note);
    this.spending = new Spending(effects, request);
    this.attempts = new AttemptLog(account.clock, log);
    this.supply = new CandidateSupply(account, request, (skipped) => this.attempts.skipped(skipped));
  }

  async run(): Promise<Rented> {
    try {
      const left = await surveyClaim(this.effects, this.request, this.limit.signal);
      for (const { instance, label } of left.failed) await this.clearFailed(instance, label.nonce);
      const adopted = await this.adopt(left.pending);
      if (adopted) return adopted;
      for (;;) {
        this.limit.signal.throwIfAborted();
        this.limits.check();
        const candidate = await this.supply.next(this.limit.signal);
        if (candidate === undefined) throw new GaveUp('No machine could be rented', this.supply.reason);
        const rented = await this.tryOffer(candidate);
        if (rented) return rented;
      }
    } catch (error) {
      throw await this.clearUp(error);
    } finally {
      this.limit.release();
    }
  }

  /** Goes on with a rental that an interrupted create left behind, if there is one that fits; gives the others back. */
  private async adopt(pending: Parameters<typeof takeOver>[2]): Promise<Rented | undefined> {
    const effects = { ...this.effects, holdings: this.holdings, signal: this.limit.signal };
    const { kept, unneeded } = await takeOver(effects, this.request, pending);
    for (const { rental, reason } of unneeded) {
      this.attempts.began(rental, null);
      await this.discard(rental, `left by an interrupted run, and not what is asked for now: ${reason}`);
    }
    if (kept === undefined) return undefined;
    this.attempts.began(kept, null);
    this.limits.rented();
    return this.prepare(undefined, kept, 'left by an interrupted run, taken over');
  }

  /** Destroys what a failed create has left: it costs money, and its state would only destroy it too. */
  private async clearFailed(instance: Instance, nonce: string): Promise<void> {
    const { claim, label } = this.request;
    const machineId = instance.machineId ?? 0;
    const rental = { id: instance.id, nonce, claim, label, offerId: null, machineId, bidPerHour: null };
    const failed = { ...rental, ...this.now() };
    this.holdings.add(failed);
    this.attempts.began(failed, null);
    await this.discard(failed, 'left by a create that failed');
  }

  private async tryOffer(candidate: OfferCandidate): Promise<Rented | undefined> {
    try {
      return await this.rentAndPrepare(candidate);
    } finally {
      this.effects.account.reservedOffers.delete(candidate.offerId);
    }
  }

  private async rentAndPrepare(candidate: OfferCandidate): Promise<Rented | undefined> {
    const { offerId, machineId } = candidate;
    const terms = this.spending.termsOf(candidate);
    if (typeof terms === 'string') {
      this.attempts.skipped({ ...candidate, reason: terms });
      return undefined;
    }
    const draft = {
      id: null,
      nonce: this.effects.account.randomHex(8),
      claim: this.request.claim,
      label: this.request.label,
      offerId,
      machineId,
      bidPerHour: terms.bidPerHour,
      ...this.now(),
    };
    this.attempts.began(draft, candidate);
    await this.spending.reserve(terms.pricePerHour, this.limit.signal);
    const answer = await rentDraft(
      { account: this.effects.account, holdings: this.holdings, signal: this.limit.signal },
      this.request,
      draft,
    );
    if (answer.kind === 'gone') {
      this.attempts.ended(draft, 'gone', answer.reason);
      return undefined;
    }
    if (answer.kind === 'lost') {
      this.lost.push({ ...draft, ...this.now() });
      this.attempts.ended(draft, 'not-rented', answer.reason);
      return undefined;
    }
    if (answer.kind === 'not-sent') {
      this.attempts.ended(draft, 'not-rented', answer.reason);
      throw new GaveUp('The Vast.ai API cannot be reached', answer.reason);
    }
    const rental = { ...draft, ...this.now(), id: answer.instanceId };
    this.limits.rented();
    this.holdings.add(rental);
    this.spending.rented(rental.id);
    if (answer.kind === 'leftover') {
      await this.discard(rental, `refused, but a rental was made: ${answer.reason}`);
      if (answer.fatal) throw answer.fatal;
      return undefined;
    }
    const surplus = answer.surplus.map((id) => ({ ...rental, id }));
    for (const other of surplus) this.holdings.add(other);
    for (const other of surplus) await this.discard(other, 'one call made two rentals');
    const how = answer.found ? 'found by its label after the answer was lost' : 'ready';
    return this.prepare(candidate, rental, how);
  }

  private async prepare(
    candidate: OfferCandidate | undefined,
    rental: Taken,
    how: string,
  ): Promise<Rented | undefined> {
    const prepared = await prepareMachine({ ...this.effects, limit: this.limit }, this.request, rental.id);
    this.limits.prepared(prepared);
    if (prepared.kind === 'unusable') {
      this.supply.avoidMachine(rental.machineId);
      await this.discard(rental, prepared.reason);
      return undefined;
    }
    await this.discardLate();
    const owner = await settleRental(this.effects.account, rental);
    if (owner !== 'ours') {
      // As if the host had died: the other create has it, or nobody has.
      this.supply.avoidMachine(rental.machineId);
      await this.discard(rental, 'it vanished before it was handed over');
      return undefined;
    }
    this.attempts.ended(rental, 'rented', how);
    const { instance, startedAt, runningAtMs } = prepared;
    const record = canonicalJson({
      offerId: rental.offerId,
      source: candidate?.source ?? 'adopted',
      record: candidate === undefined ? null : trimRecord(candidate.record),
    });
    const timeToRunningMs = runningAtMs - rental.rentedAtMs;
    return { instance, rental, attempts: this.attempts.all, record, startedAt, timeToRunningMs };
  }

  private async discard(rental: Taken, reason: string): Promise<void> {
    try {
      const end = await this.holdings.discard(rental.id);
      this.attempts.ended(rental, end === 'destroyed' ? 'discarded' : 'taken-over', reason);
    } catch (error) {
      this.attempts.ended(rental, 'left', reason);
      throw new GaveUp(
        'A rental could not be given back',
        `Destroying instance ${rental.id} failed: ${textOf(error)}`,
        { cause: error },
      );
    }
    this.spending.gone(rental.id);
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
      this.attempts.ended(
        rental,
        outcome,
        signal.aborted ? 'interrupted' : textOf(error).split('\n', 1).join(),
      );
    }
    if (left.length === 0) this.spending.nothingLeft();
    const timedOut = this.limit.signal.aborted && !signal.aborted;
    return GaveUp.from(error, {
      stopped: signal.aborted,
      timedOutAfter: timedOut ? formatSeconds(this.request.createTimeoutMs) : undefined,
      attempts: this.attempts.all,
      left,
      lost: this.lost,
    });
  }

  private now(): Pick<RentalNote, 'rentedAt' | 'rentedAtMs'> {
    const { clock, today } = this.effects.account;
    return { rentedAt: today().toISOString(), rentedAtMs: clock.now() };
  }
}
