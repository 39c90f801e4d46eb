import type { RequestEntry } from '../../src/simulator';
import { API_KEY, type Bench, type Lab, openLab, type TerraformRun } from './lab';
import { markOf } from './label';
import { offersFor, RESOURCES, type Wanted } from './project';
import type { Sabotage } from './saboteur';
import type { Interruption, Schedule, Step } from './schedule';
import { type HeldRental, heldRentals } from './state';
import type { Invariant, Violation } from './violation';
import { calm, IMAGE } from './world-faults';

/** What a schedule came to. */
export interface Outcome {
  readonly schedule: Schedule;
  readonly violations: readonly Violation[];
  /** What happened, as keys of the tally. */
  readonly notes: readonly string[];
  /** Every request and change in order. */
  readonly journal: readonly string[];
  readonly runs: readonly TerraformRun[];
  readonly seconds: number;
}

/** Plays a schedule against a bench, and checks what must hold. The first broken promise ends it. */
export async function playSchedule(bench: Bench, schedule: Schedule): Promise<Outcome> {
  const started = performance.now();
  const lab = await openLab(bench, schedule.seed, schedule.shape);
  const play = new Play(lab, schedule);
  try {
    await play.run();
    return { ...play.outcome(), seconds: (performance.now() - started) / 1000 };
  } finally {
    await lab.close();
  }
}

class Broken extends Error {
  constructor(readonly violation: Violation) {
    super(`${violation.invariant}: ${violation.detail}`);
  }
}

const PLAIN = ['-input=false', '-no-color', '-parallelism=1'];
/** A state that needs nobody: what a stop of this sort may leave, only `orphans` knows. */
const isHard = ({ signal }: Interruption): boolean => signal === 'SIGKILL' || signal === 'SIGINT-twice';

class Play {
  private readonly violations: Violation[] = [];
  private readonly notes: string[] = [];
  /** Rentals that may stay outside of the state, and why. */
  private readonly excused = new Map<number, string>();
  /** Settled rentals that a kill kept out of the state: excused once a create has refused or warned. */
  private readonly unwritten = new Set<number>();
  private wanted: Wanted;
  private planned = 0;

  constructor(
    private readonly lab: Lab,
    private readonly schedule: Schedule,
  ) {
    this.wanted = {
      label: 'chaos',
      image: IMAGE,
      diskGb: 20,
      power: 'running',
      mode: 'one',
      offers: offersFor(lab.simulator.world.offers(), 0),
    };
  }

  outcome(): Omit<Outcome, 'seconds'> {
    const { schedule, violations, notes, lab } = this;
    return { schedule, violations, notes, runs: lab.runs, journal: journalLines(lab) };
  }

  async run(): Promise<void> {
    try {
      for (const step of this.schedule.steps) await this.step(step);
      await this.checkEnd();
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      this.violations.push(error.violation);
    }
  }

  private async step(step: Step): Promise<void> {
    const { lab } = this;
    lab.simulator.clock.advance(step.pauseMs);
    await this.prepare(step);
    if (step.operation === 'plan') return this.disturbedPlan(step);
    const before = heldRentals(await lab.stateText());
    lab.resetPeaks();
    lab.saboteur.arm(step);
    const run = await this.terraform(step.operation === 'destroy' ? 'destroy' : 'apply');
    const sabotage = lab.saboteur.disarm();
    this.noteStep(step, sabotage, run);
    const struck = sabotage.struck === undefined ? null : step.interruption;
    await this.account(run, sabotage, struck !== null && isHard(struck));
    this.checkPeaks(before, sabotage);
    if (struck !== null && isHard(struck)) lab.unlock();
    const isSound = run.code === 0 && struck === null;
    if (step.operation === 'destroy') {
      if (!isSound) await this.destroyAgain(step);
      return this.checkUnbilled();
    }
    if (isSound && !changedTheWorld(sabotage)) await this.expectEmptyPlan();
    else await this.converge(step);
    await this.checkExactlyOne();
  }

  /** Writes the configuration of a step. */
  private async prepare({ operation }: Step): Promise<void> {
    const { lab, wanted } = this;
    switch (operation) {
      case 'label':
        this.wanted = { ...wanted, label: `${wanted.label}-2` };
        break;
      case 'stop':
        this.wanted = { ...wanted, power: 'stopped' };
        break;
      case 'start':
        this.wanted = { ...wanted, power: 'running' };
        break;
      case 'mode':
        this.wanted = { ...wanted, mode: `${wanted.mode}-2` };
        break;
      case 'image':
        this.wanted = { ...wanted, image: 'example/june:2' };
        break;
      case 'disk':
        this.wanted = { ...wanted, diskGb: wanted.diskGb + 5 };
        break;
      case 'lock-lost':
        this.wanted = { ...wanted, offers: [] };
        break;
      case 'lock-renewed':
        this.wanted = { ...wanted, offers: offersFor(lab.simulator.world.offers(), 5) };
        break;
      case 'taint':
        for (const { address, deposed, tainted } of heldRentals(await lab.stateText())) {
          if (!deposed && !tainted) await this.lab.terraform('taint', '-no-color', address);
        }
    }
    await lab.configure(this.wanted);
  }

  private async terraform(command: 'apply' | 'destroy'): Promise<TerraformRun> {
    this.notes.push('operations');
    return this.check(await this.lab.terraform(command, ...PLAIN, '-auto-approve'));
  }

  /** What holds for every run of Terraform. */
  private check(run: TerraformRun): TerraformRun {
    if (run.leftBehind.length > 0)
      this.fail('ended', `${run.command}: processes ${run.leftBehind.join(', ')} live on`);
    if (run.output.includes(API_KEY)) this.fail('secret', `${run.command} printed it`);
    return run;
  }

  /** A plan while things go wrong: it may fail, and may not write. */
  private async disturbedPlan(step: Step): Promise<void> {
    this.lab.saboteur.arm(step);
    const run = await this.plan();
    const sabotage = this.lab.saboteur.disarm();
    this.noteStep(step, sabotage, run);
    calm(this.lab.simulator);
    if (run.code === 2 && !changedTheWorld(sabotage))
      this.fail('emptyPlan', 'the plan shows changes that nobody made');
  }

  private async plan(): Promise<TerraformRun> {
    const { journal } = this.lab.simulator;
    const from = journal.written;
    const run = this.check(await this.lab.terraform('plan', ...PLAIN, '-detailed-exitcode'));
    const writes = journal.requests().filter((entry) => entry.sequence >= from && !isRead(entry));
    if (writes.length > 0) {
      this.fail('readsOnly', `plan sent ${writes.map(({ method, path }) => `${method} ${path}`).join(', ')}`);
    }
    return run;
  }

  private async expectEmptyPlan(): Promise<void> {
    const run = await this.plan();
    if (run.code !== 0) this.fail('emptyPlan', `plan ended with ${String(run.code)}`);
    this.planned += 1;
  }

  /** The next apply, with the platform in order: it succeeds, or does so once its own advice was followed. */
  private async converge(step: Step): Promise<void> {
    const { lab } = this;
    calm(lab.simulator);
    lab.simulator.clock.advance(step.pauseMs);
    const before = heldRentals(await lab.stateText());
    lab.resetPeaks();
    let run = await this.terraform('apply');
    this.noteOutput(run);
    if (run.code !== 0 && isRefusal(run)) {
      await this.takeOver(run);
      run = await this.terraform('apply');
      this.noteOutput(run);
    }
    if (run.code !== 0) this.fail('converges', `apply ended with ${String(run.code)}`);
    this.excuseWarned(run);
    this.checkPeaks(before, { fired: [], struck: undefined });
    await this.expectEmptyPlan();
  }

  /** Does what a refused create says: imports the rental that it names. */
  private async takeOver(refused: TerraformRun): Promise<void> {
    const held = heldRentals(await this.lab.stateText());
    for (const { id, label } of this.lab.simulator.world.rentals()) {
      const mark = markOf(label);
      const owner = RESOURCES.find(({ claim }) => claim === mark?.claim);
      if (owner === undefined || held.some((rental) => rental.id === id)) continue;
      if (!refused.output.includes(String(id))) continue;
      this.notes.push('imports');
      const address = `vastai_instance.${owner.name}`;
      const run = this.check(
        await this.lab.terraform('import', '-input=false', '-no-color', address, String(id)),
      );
      if (run.code !== 0)
        this.fail('converges', `the advice of the refusal cannot be followed: import of ${id} failed`);
    }
  }

  private async destroyAgain(step: Step): Promise<void> {
    calm(this.lab.simulator);
    this.lab.simulator.clock.advance(step.pauseMs);
    const run = await this.terraform('destroy');
    if (run.code !== 0) this.fail('destroyed', `destroy ended with ${String(run.code)}`);
  }

  /** After a run: which rentals are outside of the state, and may they be? */
  private async account(run: TerraformRun, { fired }: Sabotage, wasKilled: boolean): Promise<void> {
    const held = heldRentals(await this.lab.stateText());
    this.checkDistinct(held);
    for (const { id, label } of this.outside(held)) {
      const mark = markOf(label);
      if (mark === undefined || !RESOURCES.some(({ claim }) => claim === mark.claim)) {
        this.fail('marked', `instance ${id} is labelled ${JSON.stringify(label)}`);
      }
      if (omissions(fired) >= 2) this.excuse(id, 'two lists omitted it');
      else if (wasKilled) {
        if (mark.stage === 'settled') this.unwritten.add(id);
      } else if (run.output.includes(String(id)) || run.output.includes(mark.nonce)) {
        this.excuse(id, 'the failed create named it');
      } else if (!this.excused.has(id) && !this.unwritten.has(id)) {
        this.fail(
          'accounted',
          `instance ${id} (${label ?? ''}) is in no state, and ${run.command} did not name it`,
        );
      }
    }
  }

  /** A settled rental that a kill kept out of the state, and that a create has warned of, stays for `orphans`. */
  private excuseWarned(run: TerraformRun): void {
    for (const id of this.unwritten) {
      if (run.output.includes(String(id)))
        this.excuse(id, 'killed between settle and state write, and warned of');
    }
  }

  private excuse(id: number, why: string): void {
    if (this.excused.has(id)) return;
    this.excused.set(id, why);
    this.notes.push(`excuse: ${why}`);
  }

  private outside(held: readonly HeldRental[]) {
    return this.lab.simulator.world.rentals().filter(({ id }) => !held.some((rental) => rental.id === id));
  }

  private checkDistinct(held: readonly HeldRental[]): void {
    for (const { name } of RESOURCES) {
      const current = held.filter(
        ({ address, deposed }) => address === `vastai_instance.${name}` && !deposed,
      );
      if (current.length > 1) this.fail('distinct', `${name} has ${current.length} rentals in the state`);
    }
    const ids = held.flatMap(({ id }) => id ?? []);
    if (new Set(ids).size !== ids.length)
      this.fail('distinct', `the state holds one rental twice: ${ids.join(', ')}`);
  }

  /** No more rentals at a time than there may be: one, the one that it replaces, and those that are excused. */
  private checkPeaks(before: readonly HeldRental[], { fired }: Sabotage): void {
    if (omissions(fired) >= 2) return;
    for (const { name, claim } of RESOURCES) {
      const own = before.filter(({ address }) => address === `vastai_instance.${name}`).length;
      const replaced = this.schedule.shape.replacement === 'create-first' ? own : 0;
      const known = this.lab.simulator.world
        .rentals()
        .filter(
          ({ id, label }) =>
            markOf(label)?.claim === claim && (this.excused.has(id) || this.unwritten.has(id)),
        );
      const limit = 1 + replaced + known.length;
      const peak = this.lab.peaks.get(claim) ?? 0;
      if (peak > limit) this.fail('single', `${name} had ${peak} rentals at a time, ${limit} may be`);
    }
  }

  private async checkExactlyOne(): Promise<void> {
    const held = heldRentals(await this.lab.stateText());
    const live = new Set(this.lab.simulator.world.rentals().map(({ id }) => id));
    for (const { name } of RESOURCES.slice(0, this.schedule.shape.instances)) {
      const own = held.filter(({ address }) => address === `vastai_instance.${name}`);
      const [only] = own;
      const isRented = own.length === 1 && only?.id != null && live.has(only.id);
      if (!isRented)
        this.fail(
          'exactlyOne',
          `${name} has ${own.length} in the state: ${own.map(({ id }) => id).join(', ')}`,
        );
    }
    this.checkOutside(held, 'exactlyOne');
  }

  private checkOutside(held: readonly HeldRental[], invariant: Invariant): void {
    const unknown = this.outside(held).filter(({ id }) => !this.excused.has(id));
    if (unknown.length > 0) {
      this.fail(
        invariant,
        unknown.map(({ id, label }) => `instance ${id} (${label ?? ''}) is in no state`).join('; '),
      );
    }
  }

  private async checkUnbilled(): Promise<void> {
    const { control, world } = this.lab.simulator;
    const held = heldRentals(await this.lab.stateText());
    if (held.length > 0) this.fail('unbilled', `destroy left ${held.length} in the state`);
    for (const id of this.unwritten)
      this.excuse(id, 'killed between settle and state write, and destroyed before a create');
    this.checkOutside(held, 'unbilled');
    for (const { id } of world.rentals()) control.destroyFromOutside(id);
    if (world.money().burnPerHour !== 0)
      this.fail('unbilled', `the account pays ${world.money().burnPerHour} USD per hour`);
  }

  private async checkEnd(): Promise<void> {
    if (this.lab.simulator.violations.length > 0)
      this.fail('wellFormed', this.lab.simulator.violations.join('\n'));
    const leaks = await this.lab.filesWith(API_KEY);
    if (leaks.length > 0) this.fail('secret', `it is in ${leaks.join(', ')}`);
  }

  private noteStep(step: Step, { fired, struck }: Sabotage, run: TerraformRun): void {
    this.notes.push(`operation: ${step.operation}`);
    for (const fault of fired)
      this.notes.push(
        'endpoint' in fault ? `fault: ${fault.kind} ${fault.endpoint}` : `fault: ${fault.kind}`,
      );
    if (struck !== undefined && step.interruption) {
      this.notes.push(`signal: ${step.interruption.signal} ${step.interruption.target}`, `moment: ${struck}`);
    }
    this.noteOutput(run);
  }

  private noteOutput({ output }: TerraformRun): void {
    if (/A rental with the same claim exists/.test(output)) this.notes.push('refusals');
    if (/Another rental has the same claim/.test(output)) this.notes.push('warnings');
    if (/adopted|taken over/i.test(output)) this.notes.push('adoptions');
  }

  private fail(invariant: Invariant, detail: string): never {
    throw new Broken({ invariant, detail });
  }
}

function isRefusal({ output }: TerraformRun): boolean {
  return /A rental with the same claim exists/.test(output);
}

function isRead({ method, endpoint }: RequestEntry): boolean {
  return method === 'GET' || method === 'CONNECT' || endpoint === 'search';
}

function omissions(fired: Sabotage['fired']): number {
  return fired.filter(({ kind }) => kind === 'omitted').length;
}

/** Whether a plan may show what nobody asked for: something outside of Terraform has changed. */
function changedTheWorld({ fired }: Sabotage): boolean {
  return fired.some(({ kind }) => ['dead-host', 'filtered-host', 'ports-moved', 'outbid'].includes(kind));
}

function journalLines({ simulator }: Lab): readonly string[] {
  const nonces = new Map<string, string>();
  const plain = (text: string): string =>
    text.replace(/(vg-[0-9a-f]{12}-)([0-9a-f]{8})/g, (_, mark: string, nonce: string) => {
      if (!nonces.has(nonce)) nonces.set(nonce, `nonce-${nonces.size + 1}`);
      return `${mark}${nonces.get(nonce) ?? ''}`;
    });
  return simulator.journal.entries().map((entry) => {
    const time = new Date(entry.at).toISOString().slice(11, 23);
    if (entry.kind === 'change')
      return plain(`${time}   ${entry.event} ${entry.instanceId ?? ''} ${JSON.stringify(entry.detail)}`);
    const fault = entry.fault === null ? '' : ` (${entry.fault})`;
    const body =
      entry.body === undefined || entry.endpoint === 'search' ? '' : ` ${JSON.stringify(entry.body)}`;
    return plain(
      `${time} ${entry.method} ${decodeURIComponent(entry.path)} -> ${entry.status}${fault}${body}`,
    );
  });
}
