import { DiagnosticError, timeoutMs, type UpdateContext } from '../../tfplugin';
import { type Instance, type InstanceUpdate, NotFoundError } from '../../vast';
import { type Account, accountOf, type ProviderClient } from '../account';
import { withApiErrors } from '../api-errors';
import { isTakenOver } from '../fence';
import { formatLabel, parseLabel, type Stage, withText } from '../label';
import { formatSeconds, TimeLimitExceeded, type TimeLimit, timeLimit } from '../time-limit';
import { changeBid } from './change-bid';
import { containerChange, recycleAndWait } from './container';
import { isStopped, liveAttributes } from './facts';
import { noteStage, REPORTED, STARTING, UNSETTLED } from './notes';
import { awaitStart, startInstance, stopInstance } from './power';
import { reportedNote } from './reported';
import { type InstanceBody, type InstanceState, TIMEOUTS } from './schema';
import { changeSshKeys } from './ssh-keys';
import { updatedState } from './state';
import type { WaitOptions } from './wait-running';

type Context = UpdateContext<ProviderClient, InstanceBody>;

/**
 * Changes an instance in place: label, SSH keys, bid, container and power on the platform, everything else in the state
 * only. What was done before an error is in the state, and what was begun is in the label, so that the next plan sees it.
 */
export async function updateInstance(context: Context): Promise<InstanceState> {
  const { plan, prior, client } = context;
  const account = accountOf(client);
  const limitMs = timeoutMs(plan.timeouts, 'update', TIMEOUTS.update);
  const limit = timeLimit(account.clock, limitMs, context.signal);
  try {
    return await withApiErrors(() => new UpdateRun(context, account, limit, limitMs).run());
  } catch (error) {
    throw inWords(error, Number(prior.id), limitMs);
  } finally {
    limit.release();
  }
}

class UpdateRun {
  private readonly id: number;
  private state: InstanceState;

  constructor(
    private readonly context: Context,
    private readonly account: Account,
    private readonly limit: TimeLimit,
    private readonly limitMs: number,
  ) {
    this.id = Number(context.prior.id);
    this.state = updatedState(context.prior, context.plan);
  }

  async run(): Promise<InstanceState> {
    const { changed, prior, plan, privateState } = this.context;
    const isUnfinished = await this.finishInterrupted();
    if (changed.has('label')) await this.relabel();
    if (changed.has('ssh_public_keys')) {
      await changeSshKeys(this.account, this.id, { from: prior, to: plan }, this.limit.signal);
      this.context.checkpoint({ ssh_public_keys: this.state.ssh_public_keys });
    }
    if (changed.has('bid_price_per_hour')) await this.rebid();
    await this.changeContainer(isUnfinished);
    if (changed.has('power')) await this.switchPower();
    else if (privateState.get(STARTING) !== undefined && this.isUp && this.state.outbid !== true) {
      this.takeLive(await awaitStart(this.account, this.id, this.waiting));
    }
    return this.state;
  }

  private get waiting(): WaitOptions {
    return { ports: this.state.ports ?? [], limitMs: this.limitMs, signal: this.limit.signal };
  }

  private get isUp(): boolean {
    const { prior } = this.context;
    return prior.power === 'running' && prior.outbid !== true;
  }

  /**
   * Takes the mark of an interrupted create off a rental that this state holds: while it stands, the create that replaces
   * the instance would take it for a leftover. The mark of an interrupted update stays until the container is made anew:
   * returns whether it has to be.
   */
  private async finishInterrupted(): Promise<boolean> {
    // After an import nothing has looked at the label with this state's nonce yet.
    const stage = await this.stageOf();
    if (stage === 'pending' || stage === 'failed') await this.mark('settled');
    if (stage === 'changing') return true;
    this.context.privateState.set(UNSETTLED, undefined);
    return false;
  }

  /** The stage in the label, if a note says that there may be one; undefined for a label that is not this state's. */
  private async stageOf(): Promise<Stage | undefined> {
    const { prior, privateState } = this.context;
    if (privateState.get(UNSETTLED) === undefined) return undefined;
    const instance = await this.read();
    return isTakenOver(instance, prior.nonce) ? undefined : parseLabel(instance.label)?.stage;
  }

  private async relabel(): Promise<void> {
    const current = await this.read();
    await this.write(() =>
      this.account.vast.setLabel(this.id, withText(current.label, this.state.label), this.limit.signal),
    );
    this.context.checkpoint({ label: this.state.label });
  }

  private async rebid(): Promise<void> {
    const { state } = this;
    const price = state.bid_price_per_hour ?? 0;
    const options = { ports: state.ports ?? [], isUp: state.power === 'running', signal: this.limit.signal };
    const after = await changeBid(this.account, this.id, price, options);
    const done = { bid_price_per_hour: price, ...after };
    this.state = { ...this.state, ...done };
    this.context.checkpoint({ ...done, bid: this.state.bid });
  }

  /** Makes the container anew once, for what changes now and for what an interrupted update has left. */
  private async changeContainer(isUnfinished: boolean): Promise<void> {
    const { prior, plan, config } = this.context;
    const change = containerChange(prior, plan, config);
    if (change !== undefined) await this.sendChange(change);
    else if (!isUnfinished) return;
    if (this.isUp && plan.power === 'running') await this.makeAnew();
  }

  private async sendChange(change: InstanceUpdate): Promise<void> {
    const { prior, checkpoint, privateState } = this.context;
    // From here on the platform knows the new arguments, and the container runs the old ones until it is made anew.
    await this.mark('changing');
    await this.write(() => this.account.vast.updateInstance(this.id, change, this.limit.signal));
    const instance = await this.read();
    privateState.set(REPORTED, reportedNote(instance));
    noteStage(privateState, instance, prior.nonce);
    const { env, args, entrypoint, onstart, secret_env_version, template_hash_id } = this.state;
    const image = this.state.image ?? instance.image;
    this.state = { ...this.state, image };
    checkpoint({ image, env, args, entrypoint, onstart, secret_env_version, template_hash_id });
  }

  private async makeAnew(): Promise<void> {
    const instance = await recycleAndWait(this.account, this.id, this.waiting);
    await this.mark('settled');
    this.context.privateState.set(UNSETTLED, undefined);
    this.takeLive(instance);
  }

  private async switchPower(): Promise<void> {
    const { checkpoint, privateState } = this.context;
    if (this.state.power === 'stopped') {
      const instance = await stopInstance(this.account, this.id, this.limit.signal);
      privateState.set(STARTING, undefined);
      const gone = { public_ip: null, port_map: {}, ssh: null, status: stoppedStatus(instance) };
      this.state = { ...this.state, ...gone };
      return;
    }
    // From here on the platform may run it, whatever becomes of the wait.
    privateState.set(STARTING, 'true');
    checkpoint({ power: 'running', public_ip: null, port_map: {}, ssh: null });
    const instance = await startInstance(this.account, this.id, this.waiting);
    this.takeLive(instance);
    if (parseLabel(instance.label)?.stage === 'changing') await this.makeAnew();
  }

  private takeLive(instance: Instance): void {
    const { public_ip, port_map, ssh, status } = liveAttributes(instance);
    this.context.privateState.set(STARTING, undefined);
    this.state = { ...this.state, public_ip, port_map, ssh, status };
  }

  /** Writes a stage into the label; a label that is none of ours, or another create's, is left alone. */
  private async mark(stage: Stage): Promise<void> {
    const instance = await this.read();
    const label = parseLabel(instance.label);
    if (label === undefined || label.stage === stage || isTakenOver(instance, this.context.prior.nonce))
      return;
    await this.write(() =>
      this.account.vast.setLabel(this.id, formatLabel({ ...label, stage }), this.limit.signal),
    );
  }

  private async read(): Promise<Instance> {
    const instance = await this.account.vast.readInstance(this.id, this.limit.signal);
    if (instance !== null) return instance;
    throw new NotFoundError(`Instance ${this.id} does not exist.`, { endpoint: 'GET instance' });
  }

  private async write(call: () => Promise<void>): Promise<void> {
    try {
      await call();
    } finally {
      this.account.snapshot.invalidate();
    }
  }
}

function stoppedStatus(instance: Instance | null): string {
  const status = instance !== null && isStopped(instance) ? instance.actualStatus : null;
  return status === null || status === 'running' ? 'stopped' : status;
}

function inWords(error: unknown, id: number, limitMs: number): unknown {
  if (error instanceof TimeLimitExceeded) {
    return new DiagnosticError({
      summary: 'The change took too long',
      detail: `Instance ${id} did not get there within ${formatSeconds(limitMs)} (timeouts.update). Apply again to go on.`,
    });
  }
  if (error instanceof DiagnosticError && error.cause instanceof NotFoundError) {
    return new DiagnosticError({
      summary: 'The instance no longer exists',
      detail: `The platform does not know instance ${id}. Plan again: it will be created anew.`,
    });
  }
  return error;
}
