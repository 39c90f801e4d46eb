import { defaultKnobs } from '../../src/simulator';
import { stackOf } from '../../src/tfplugin/serve/standard-streams';
import { checkFence, checkFiles, checkHonesty, checkOrphans, checkRun, checkState } from './audit';
import { type Bench, type Lab, openLab, type TerraformRun } from './lab';
import { journalLines, isRead } from './journal-text';
import { markOf } from './label';
import { ADOPTED_ELSEWHERE, type Books, Ledger, outside, unwrapped } from './ledger';
import { changed, firstWanted, RESOURCES, type Wanted } from './project';
import type { Sabotage } from './saboteur';
import { groupOf, type Interruption, type Schedule, type Step } from './schedule';
import { heldRentals } from './state';
import { Broken, fail, type Violation } from './violation';
import { calm } from './world-faults';

/** What a schedule came to. */
export interface Outcome {
  readonly schedule: Schedule;
  /** Empty, or the promise that was broken. */
  readonly violations: readonly Violation[];
  /** What happened, as keys of the tally. */
  readonly notes: readonly string[];
  /** Every request and change in order. */
  readonly journal: readonly string[];
  readonly runs: readonly TerraformRun[];
  readonly seconds: number;
}

/** Plays a schedule against a bench and checks what must hold. The first broken promise ends it. */
export async function playSchedule(bench: Bench, schedule: Schedule): Promise<Outcome> {
  const started = performance.now();
  const lab = await openLab(bench, schedule.seed, schedule.shape);
  const notes: string[] = [];
  const violations: Violation[] = [];
  try {
    await new Play(lab, schedule, (key) => notes.push(key)).run();
  } catch (error) {
    bench.signal.throwIfAborted();
    const detail = stackOf(error);
    violations.push(error instanceof Broken ? error.violation : { invariant: 'played', detail });
  } finally {
    await lab.close();
  }
  const journal = journalLines(lab.simulator.journal);
  return {
    schedule,
    violations,
    notes,
    journal,
    runs: lab.runs,
    seconds: (performance.now() - started) / 1000,
  };
}

const PLAIN = ['-input=false', '-no-color'];
/** One resource at a time, or the order of the requests would not be the schedule's. */
const ORDERLY = '-parallelism=1';
/** The longest that a host takes to report: nothing of the past is under way after it. */
const [, HEARTBEAT_MS] = defaultKnobs(true).heartbeatMs;
const UNDISTURBED: Sabotage = { fired: [], struck: undefined };

/** Whether a signal leaves the provider no time to say what it knows. */
const isHard = ({ signal }: Interruption): boolean => signal === 'SIGKILL' || signal === 'SIGINT-twice';

class Play {
  private readonly ledger: Ledger;
  private wanted: Wanted;
  /** A host came back: what it does with its containers is not to be seen before its next heartbeat. */
  private isHostReturning = false;

  constructor(
    private readonly lab: Lab,
    private readonly schedule: Schedule,
    private readonly note: (key: string) => void,
  ) {
    this.ledger = new Ledger(schedule.shape, note);
    this.wanted = firstWanted(lab.simulator.world.offers());
  }

  private get options(): readonly string[] {
    return this.schedule.shape.parallel ? PLAIN : [...PLAIN, ORDERLY];
  }

  async run(): Promise<void> {
    for (const step of this.schedule.steps) await this.step(step);
    if (this.lab.simulator.violations.length > 0)
      fail('wellFormed', this.lab.simulator.violations.join('\n'));
    await checkFiles(this.lab);
  }

  private async step(step: Step): Promise<void> {
    const { lab } = this;
    this.note(`operation: ${step.operation}`);
    lab.simulator.clock.advance(step.pauseMs);
    await this.prepare(step);
    if (step.operation === 'plan' || step.operation === 'refresh') return this.disturbedLook(step);
    const struck = await this.disturbed(step);
    if (step.leave) return;
    const { run, sabotage } = struck;
    const isSound = run.code === 0 && sabotage.struck === undefined;
    if (step.operation === 'destroy') {
      if (!isSound) await this.destroyAgain(step);
      return this.checkUnbilled();
    }
    if (isSound && !changedTheWorld(sabotage)) await this.expectEmptyPlan();
    else await this.converge(step);
    this.ledger.checkExactlyOne(await this.books());
  }

  /** Writes the configuration of a step. */
  private async prepare({ operation }: Step): Promise<void> {
    const { lab } = this;
    this.wanted = changed(this.wanted, operation, lab.simulator.world.offers());
    await lab.configure(this.wanted);
    if (operation !== 'taint') return;
    for (const { address, deposed, tainted } of (await this.books()).held) {
      if (!deposed && !tainted) await lab.terraform('taint', '-no-color', address);
    }
  }

  /** The operation of a step, with everything that is planned to go wrong. */
  private async disturbed(step: Step): Promise<{ readonly run: TerraformRun; readonly sabotage: Sabotage }> {
    const { lab } = this;
    const before = await this.books();
    lab.saboteur.arm(step);
    const run = await this.terraform(step.operation === 'destroy' ? 'destroy' : 'apply');
    const sabotage = lab.saboteur.disarm();
    for (const fault of sabotage.fired) this.note(`fault: ${groupOf(fault)}`);
    const { interruption } = step;
    const wasStruck = sabotage.struck !== undefined && interruption !== null;
    if (wasStruck) {
      this.note(`signal: ${interruption.signal} ${interruption.target}`);
      this.note(`moment: ${sabotage.struck}`);
    }
    const wasKilled = wasStruck && isHard(interruption);
    await this.audit(before, run, sabotage, wasKilled);
    // A killed Terraform leaves its lock with an http backend.
    if (wasKilled) lab.unlock();
    return { run, sabotage };
  }

  /** What must hold after every apply and destroy, whatever happened to it. */
  private async audit(
    before: Books,
    run: TerraformRun,
    sabotage: Sabotage,
    wasKilled: boolean,
  ): Promise<void> {
    const after = await this.books();
    checkState(await this.lab.stateText());
    for (const id of this.lab.watcher.adopted) {
      checkFence(id, after);
      this.ledger.excuse(id, ADOPTED_ELSEWHERE);
    }
    await checkOrphans(this.lab, after);
    this.ledger.account(after, { sabotage, wasKilled, output: run.output });
    this.ledger.checkPeaks(before, after, this.lab.watcher.takePeaks(), sabotage);
    checkHonesty(unwrapped(run.output), after, this.lab.watcher.madeNow);
  }

  /** An apply or destroy with the platform in order. */
  private async undisturbed(command: 'apply' | 'destroy'): Promise<TerraformRun> {
    const before = await this.books();
    const run = await this.terraform(command);
    await this.audit(before, run, UNDISTURBED, false);
    return run;
  }

  private async terraform(command: 'apply' | 'destroy'): Promise<TerraformRun> {
    this.note('operations');
    this.lab.watcher.begin();
    const run = this.check(await this.lab.terraform(command, ...this.options, '-auto-approve'));
    if (/A rental with the same claim exists/.test(run.output)) this.note('after: refusal');
    if (/Another rental has the (same )?claim/.test(run.output)) this.note('after: warning');
    if (isAdoption(run)) this.note('after: adoption');
    return run;
  }

  private check(run: TerraformRun): TerraformRun {
    checkRun(this.lab, run);
    return run;
  }

  /** A plan or a refresh while things go wrong: it may fail, and may not write. */
  private async disturbedLook(step: Step): Promise<void> {
    this.lab.saboteur.arm(step);
    const run = await (step.operation === 'plan' ? this.plan() : this.refresh());
    const sabotage = this.lab.saboteur.disarm();
    for (const fault of sabotage.fired) this.note(`fault: ${groupOf(fault)}`);
    this.calm();
    if (run.code === 2 && !changedTheWorld(sabotage))
      fail('emptyPlan', 'the plan shows changes that nobody made');
    this.ledger.checkExactlyOne(await this.books());
  }

  private plan(): Promise<TerraformRun> {
    return this.look('plan', ...this.options, '-detailed-exitcode');
  }

  private refresh(): Promise<TerraformRun> {
    return this.look('apply', '-refresh-only', '-auto-approve', ...this.options);
  }

  private async look(...command: readonly string[]): Promise<TerraformRun> {
    const { journal } = this.lab.simulator;
    const from = journal.written;
    const run = this.check(await this.lab.terraform(...command));
    const writes = journal.requests().filter((entry) => entry.sequence >= from && !isRead(entry));
    if (writes.length > 0) {
      fail(
        'readsOnly',
        `${run.command} sent ${writes.map(({ method, path }) => `${method} ${path}`).join(', ')}`,
      );
    }
    return run;
  }

  private calm(): void {
    if (calm(this.lab.simulator)) this.isHostReturning = true;
  }

  private async expectEmptyPlan(): Promise<void> {
    if (this.isHostReturning) await this.applyOnceReturned();
    const run = await this.plan();
    if (run.code !== 0) fail('emptyPlan', `plan ended with ${String(run.code)}`);
  }

  /** A host that comes back between apply and plan moves ports, which the plan rightly shows. */
  private async applyOnceReturned(): Promise<void> {
    this.isHostReturning = false;
    this.lab.simulator.clock.advance(HEARTBEAT_MS);
    const run = await this.undisturbed('apply');
    if (run.code !== 0) fail('converges', `apply ended with ${String(run.code)} once the host was back`);
  }

  /** The next apply, with the platform in order: it succeeds, or does so once its own advice was followed. */
  private async converge(step: Step): Promise<void> {
    const { lab } = this;
    this.calm();
    lab.simulator.clock.advance(step.pauseMs);
    const before = await this.books();
    let run = await this.terraform('apply');
    await this.audit(before, run, UNDISTURBED, false);
    // Each resource may be refused in its turn.
    for (let left = this.schedule.shape.instances; left > 0 && isRefused(run); left -= 1) {
      await this.takeOver(run);
      run = await this.terraform('apply');
      await this.audit(before, run, UNDISTURBED, false);
    }
    if (run.code !== 0) fail('converges', `apply ended with ${String(run.code)}`);
    await this.expectEmptyPlan();
  }

  /** Does what a refused create says: imports the rental that it names. */
  private async takeOver(refused: TerraformRun): Promise<void> {
    for (const { id, label } of outside(await this.books())) {
      const owner = RESOURCES.find(({ claim }) => claim === markOf(label)?.claim);
      if (owner === undefined || !refused.output.includes(String(id))) continue;
      this.note('after: import');
      const address = `vastai_instance.${owner.name}`;
      const run = this.check(await this.lab.terraform('import', ...PLAIN, address, String(id)));
      if (run.code !== 0)
        fail('converges', `the advice of the refusal cannot be followed: import of ${id} failed`);
    }
  }

  private async destroyAgain(step: Step): Promise<void> {
    this.calm();
    this.lab.simulator.clock.advance(step.pauseMs);
    const run = await this.undisturbed('destroy');
    if (run.code !== 0) fail('destroyed', `destroy ended with ${String(run.code)}`);
  }

  private async checkUnbilled(): Promise<void> {
    const { control, world } = this.lab.simulator;
    this.ledger.checkDestroyed(await this.books());
    for (const { id } of world.rentals()) control.destroyFromOutside(id);
    const { burnPerHour } = world.money();
    if (burnPerHour !== 0) fail('unbilled', `the account pays ${burnPerHour} USD per hour`);
  }

  private async books(): Promise<Books> {
    return { rentals: this.lab.simulator.world.rentals(), held: heldRentals(await this.lab.stateText()) };
  }
}

function isRefused({ code, output }: TerraformRun): boolean {
  return code !== 0 && /A rental with the same claim exists/.test(output);
}

function isAdoption({ output }: TerraformRun): boolean {
  return /A rental of an interrupted create was taken over/.test(unwrapped(output));
}

/** Whether a plan may show what nobody asked for: something outside of Terraform has changed. */
function changedTheWorld({ fired }: Sabotage): boolean {
  const outsideChanges = ['dead-host', 'filtered-host', 'ports-moved', 'outbid', 'adopted-elsewhere'];
  return fired.some(({ kind }) => outsideChanges.includes(kind));
}
