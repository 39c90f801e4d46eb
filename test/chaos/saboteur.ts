import { setTimeout as delay } from 'node:timers/promises';

import type { ActedRequest, RequestWatch, Simulator, WatchedRequest } from '../../src/simulator';
import { type Member, membersOf, send, untilGone } from './processes';
import type { Interruption, Moment, PlannedFault, Step } from './schedule';
import { isSettle, Strikes, type StrikePlace } from './strike-place';
import type { Watcher } from './watcher';
import { inject, type WorldFault, worldFaults } from './world-faults';

/** The Terraform run that is to be disturbed. */
export interface Victim {
  /** Process id of Terraform and of its group. */
  readonly group: number;
  /** Resolves when Terraform has ended. */
  readonly ended: Promise<unknown>;
  /** What it has printed so far. */
  readonly output: () => string;
}

/** What became of the plans of one step. */
export interface Sabotage {
  /** Faults that hit something. */
  readonly fired: readonly PlannedFault[];
  /** Where the interruption struck; undefined when its moment never came. */
  readonly struck: StrikePlace | undefined;
}

/** A request as far as a strike needs it. */
type Struck = Pick<WatchedRequest, 'endpoint' | 'body'> & Partial<Pick<WatchedRequest, 'gone'>>;

/** Terraform writes its state. That nobody waits for the answer any more cannot be seen here. */
const STATE_WRITE: Struck = { endpoint: 'state-write', body: undefined };

/** Real time for a signal to arrive where it cannot be seen, ms. */
const SETTLING_MS = 60;
/** Longest wait for the effect of a signal, real ms. */
const EFFECT_MS = 10_000;

/**
 * Carries out the faults and the interruption of a step at exactly the requests they name. While a signal takes effect,
 * every request is held, so that it is the schedule and not the speed of the machine that decides what comes first.
 */
export class Saboteur {
  private step: Step | undefined;
  private victim: Victim | undefined;
  private simulator: Simulator | undefined;
  private watcher: Watcher | undefined;
  private readonly counts = new Map<string, number>();
  private waiting: WorldFault[] = [];
  private fired: PlannedFault[] = [];
  private injected: { readonly fault: PlannedFault; readonly isPending: () => boolean }[] = [];
  private strikes = new Strikes('apply');
  private struck: StrikePlace | undefined;
  private gate: Promise<void> = Promise.resolve();
  /** Its answer is out, and the moment is that the caller has dealt with it. */
  private answered: Struck | undefined;

  /** For the simulator's option `watch`. */
  readonly watch: RequestWatch = {
    before: (request) => this.before(request),
    acted: (request, acted) => this.acted(request, acted),
  };

  /** The simulator that it stands in front of. */
  attach(simulator: Simulator, watcher: Watcher): void {
    this.simulator = simulator;
    this.watcher = watcher;
  }

  /** From now on the plans of a step hold. `victim` is told by `aim` as soon as it runs. */
  arm(step: Step): void {
    this.step = step;
    this.counts.clear();
    this.fired = [];
    this.struck = this.answered = undefined;
    this.strikes = new Strikes(step.operation);
    const { simulator, watcher } = this;
    if (simulator === undefined || watcher === undefined) return;
    this.injected = step.faults.flatMap((fault) => inject(simulator, fault));
    this.waiting = worldFaults(step.faults, watcher);
  }

  /** Who gets the signals. */
  aim(victim: Victim): void {
    this.victim = victim;
  }

  /** Nothing happens any more; returns what did. */
  disarm(): Sabotage {
    const hit = this.injected.filter(({ isPending }) => !isPending()).map(({ fault }) => fault);
    const sabotage = { fired: [...this.fired, ...hit], struck: this.struck };
    this.step = this.victim = undefined;
    this.injected = [];
    this.waiting = [];
    this.simulator?.control.clearFaults();
    return sabotage;
  }

  /** For the state server: a state is being written. */
  readonly holdStateWrite = async (phase: 'before' | 'acted'): Promise<void> => {
    if (phase === 'before') await this.arrived(STATE_WRITE);
    else if (this.isMoment(STATE_WRITE, 'acted')) await this.strike(STATE_WRITE, 'acted');
  };

  private async before(request: WatchedRequest): Promise<'cut' | undefined> {
    await this.arrived(request);
    return request.gone.aborted ? 'cut' : undefined;
  }

  private async arrived(request: Struck): Promise<void> {
    await this.gate;
    const { answered } = this;
    if (answered !== undefined) {
      this.answered = undefined;
      await this.strike(answered, 'answered', request);
    }
    if (request !== STATE_WRITE) this.count('*');
    this.count(request.endpoint ?? 'unknown');
    if (isSettle(request)) this.count('settle');
    this.playWorldFaults();
    if (this.isMoment(request, 'before')) await this.strike(request, 'before');
  }

  private async acted(request: WatchedRequest, { status, fault }: ActedRequest): Promise<'cut' | undefined> {
    this.strikes.saw(request, status);
    if (fault?.kind === 'slow') this.simulator?.clock.advance(fault.delayMs ?? 5000);
    if (this.isMoment(request, 'acted')) await this.strike(request, 'acted');
    if (this.isMoment(request, 'answered')) this.answered = request;
    return undefined;
  }

  private count(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  private isMoment(request: Struck, phase: Moment['phase']): boolean {
    const moment = this.step?.interruption?.moment;
    if (moment === undefined || this.struck !== undefined || moment.phase !== phase) return false;
    const concerned =
      (moment.endpoint === '*' && request !== STATE_WRITE) ||
      moment.endpoint === request.endpoint ||
      (moment.endpoint === 'settle' && isSettle(request));
    return concerned && this.counts.get(moment.endpoint) === moment.nth;
  }

  private playWorldFaults(): void {
    const { simulator } = this;
    if (simulator === undefined) return;
    this.waiting = this.waiting.filter((fault) => {
      if ((this.counts.get(fault.endpoint) ?? 0) < fault.nth) return true;
      if (fault.play(simulator)) this.fired.push(fault.plan);
      return false;
    });
  }

  /** Sends the signals and holds all requests until they have taken effect. */
  private async strike(request: Struck, phase: Moment['phase'], held: Struck = request): Promise<void> {
    const interruption = this.step?.interruption;
    const { victim } = this;
    if (interruption == null || victim === undefined) return;
    this.struck = this.strikes.place(request, phase);
    const effect = takeEffect(interruption, victim, held);
    this.gate = effect;
    await effect;
  }
}

/** Sends what an interruption says and waits until it can be seen to have arrived. */
async function takeEffect({ signal, target }: Interruption, victim: Victim, request: Struck): Promise<void> {
  const { group } = victim;
  const gone = new Promise<void>((resolve) =>
    request.gone?.addEventListener('abort', () => resolve(), { once: true }),
  );
  const arrival = (): Promise<unknown> => Promise.race([gone, delay(SETTLING_MS)]);
  if (signal === 'SIGKILL' && target === 'group') {
    send(-group, signal);
    await untilGone(group, EFFECT_MS);
    return;
  }
  if (target === 'provider') {
    const provider = await providerOf(group);
    if (provider === undefined) return;
    send(provider.pid, signal === 'SIGINT-twice' ? 'SIGINT' : signal);
    if (signal === 'SIGKILL') await untilDead(provider.pid);
    else await arrival();
    return;
  }
  const process = target === 'group' ? -group : group;
  send(process, signal === 'SIGINT-twice' ? 'SIGINT' : signal);
  if (signal === 'SIGKILL') {
    await Promise.race([victim.ended, delay(EFFECT_MS)]);
    await arrival();
    return;
  }
  await printed(victim, /Interrupt received|Gracefully shutting down|Plugin did not respond/);
  await arrival();
  if (signal !== 'SIGINT-twice') return;
  send(process, 'SIGINT');
  await printed(victim, /Two interrupts received/);
  await arrival();
}

async function providerOf(group: number): Promise<Member | undefined> {
  return (await membersOf(group)).find(({ parent }) => parent === group);
}

async function untilDead(pid: number): Promise<void> {
  const deadline = Date.now() + EFFECT_MS;
  while (send(pid, 0) && Date.now() < deadline) await delay(2);
}

async function printed(victim: Victim, pattern: RegExp): Promise<void> {
  const limit = new AbortController();
  void Promise.race([victim.ended, delay(EFFECT_MS)]).then(() => limit.abort());
  while (!pattern.test(victim.output()) && !limit.signal.aborted) await delay(2);
}
