import { allocate, refreshAsks } from './allocation';
import type { Account, Contract, Machine } from './model';
import type { ActualStatus } from './spec';
import { canPay, closeBooks, reprice } from './money';
import { openPorts } from './ports';
import type { World } from './world';

/** Forgets what was under way. */
export function cancelTimers(world: World, contract: Contract): void {
  for (const timer of contract.timers) world.scheduler.cancel(timer);
  contract.timers = [];
}

/** Plans a step of a contract's life, cancelled by the next command. */
export function plan(world: World, contract: Contract, ms: number, action: () => void): void {
  contract.timers.push(world.after(ms, action));
}

/** The host reports a status. */
export function setActual(world: World, contract: Contract, actual: ActualStatus, message?: string): void {
  const before = contract.actual;
  contract.actual = actual;
  if (before !== actual) log(world, contract, 'daemon', `status ${before ?? 'none'} -> ${actual ?? 'none'}`);
  if (message !== undefined) contract.statusMessage = message;
  if (actual !== 'running' && actual !== 'rebooting') contract.ports = null;
  if (before !== actual) world.note('status', { contract }, { from: before, to: actual });
}

/** Writes a line into a contract's logs, which keep the newest 500. */
export function log(world: World, contract: Contract, stream: 'container' | 'daemon', line: string): void {
  const lines = contract.logs[stream];
  lines.push(`${new Date(world.time).toISOString()} ${line}`);
  if (lines.length > 500) lines.splice(0, lines.length - 500);
}

/** The image as Docker writes it into status texts: the colon becomes an underscore. */
function imageInStatus(contract: Contract): string {
  return contract.image.replace(':', '_');
}

function shortRuntype(contract: Contract): string {
  if (contract.imageRuntype.includes('jupyter')) return 'jupyter';
  return contract.imageRuntype.includes('ssh') ? 'ssh' : 'args';
}

function pullError(contract: Contract, fault: 'manifest' | 'denied'): string {
  const name = contract.image;
  return fault === 'denied'
    ? `Error response from daemon: pull access denied for ${name.split(':')[0] ?? name}, repository does not exist or may require 'docker login'\n`
    : `Error response from daemon: manifest for ${name} not found: manifest unknown\n`;
}

/** The container is up: ports are mapped and GPU time is charged. */
export function up(world: World, contract: Contract, freshPorts: boolean): void {
  contract.current = contract.next = 'running';
  contract.runningSince = world.time;
  openPorts(world, contract, freshPorts);
  log(world, contract, 'container', `started ${contract.image} ${contract.args.join(' ')}`.trim());
  setActual(
    world,
    contract,
    'running',
    `success, running ${imageInStatus(contract)}/${shortRuntype(contract)}`,
  );
  reprice(world, contract);
  if (world.images.get(contract.image)?.fault === 'exits') {
    plan(world, contract, 2_000, () => setActual(world, contract, 'exited'));
  }
}

/** First start: the host reports, pulls the image, creates the container and runs it (vast-api.md 4.3). */
export function boot(world: World, contract: Contract): void {
  cancelTimers(world, contract);
  contract.runningSince = null;
  if (!contract.machine.online) return;
  const image = world.images.get(contract.image);
  const report = world.draw(world.knobs.reportMs);
  const total = image?.pullMs === undefined ? world.draw(world.knobs.bootMs) : report + image.pullMs;
  plan(world, contract, report, () =>
    setActual(world, contract, 'loading', '#7 Building dependency tree...\n'),
  );
  const loaded = Math.max(total, report + 1);
  switch (image?.fault) {
    case 'manifest':
    case 'denied':
    case 'gives-up': {
      const fault = image.fault === 'denied' ? 'denied' : 'manifest';
      plan(world, contract, loaded, () => setActual(world, contract, 'loading', pullError(contract, fault)));
      if (image.fault === 'gives-up') {
        plan(world, contract, Math.max(world.knobs.pullGiveUpMs, loaded), () => {
          contract.intended = 'stopped';
          world.note('intended', { contract }, { to: 'stopped', why: 'image cannot be pulled' });
        });
      }
      return;
    }
    case 'oci':
      plan(world, contract, loaded, () =>
        setActual(
          world,
          contract,
          'created',
          'Error: container failed to start: OCI runtime create failed: runc create failed\n',
        ),
      );
      return;
    default:
      plan(world, contract, loaded, () => {
        if (contract.holding) up(world, contract, true);
        else setActual(world, contract, 'created', `Successfully loaded ${contract.image}`);
      });
  }
}

/** GPUs were given to a contract: it starts, at once or after a wait. */
function grant(world: World, contract: Contract): void {
  contract.holding = true;
  contract.intended = contract.next = 'running';
  world.note('granted', { contract });
  const loaded = contract.actual === 'created' && world.images.get(contract.image)?.fault === undefined;
  if (contract.lastPorts === null && !loaded) {
    contract.current = 'running';
    // A boot under way goes on: it was the image's download, which needs no GPU.
    if (!contract.timers.some((timer) => timer.action !== null)) boot(world, contract);
    return;
  }
  cancelTimers(world, contract);
  plan(world, contract, world.draw(world.knobs.schedulerMs), () => {
    contract.current = 'running';
    reprice(world, contract);
  });
  // The host lags: actual_status stays as it was (mostly "exited") until the container is really up.
  plan(world, contract, world.draw(world.knobs.startMs), () => {
    up(world, contract, world.knobs.portsOnStart === 'new');
  });
}

/** GPUs were taken from a contract: another renter has priority. It resumes by itself when it wins again. */
function evict(world: World, contract: Contract): void {
  cancelTimers(world, contract);
  contract.holding = false;
  contract.intended = contract.current = contract.next = 'stopped';
  world.note('outbid', { contract });
  settleDown(world, contract);
}

/** The host's part of stopping: `exited` after a lag, if it ever ran. */
function settleDown(world: World, contract: Contract): void {
  contract.runningSince = null;
  reprice(world, contract);
  if (contract.lastPorts === null || !contract.machine.online) return;
  plan(world, contract, world.draw(world.knobs.stopMs), () => setActual(world, contract, 'exited'));
}

/** Gives a machine's GPUs to whom they belong now, and brings its offers in line. */
export function reallocate(world: World, machine: Machine): void {
  const holders = allocate(world, machine);
  for (const contract of machine.contracts) {
    if (contract.holding && !holders.has(contract)) evict(world, contract);
  }
  for (const contract of holders) {
    if (!contract.holding) grant(world, contract);
  }
  refreshAsks(world, machine);
}

/** Stops a contract and lets go of its GPUs; also cancels a queued start. */
export function stop(world: World, contract: Contract): void {
  contract.wanted = contract.intended = contract.next = 'stopped';
  if (!contract.holding) {
    cancelTimers(world, contract);
    contract.current = 'stopped';
    settleDown(world, contract);
    return;
  }
  cancelTimers(world, contract);
  plan(world, contract, world.draw(world.knobs.schedulerMs), () => {
    contract.current = 'stopped';
    contract.holding = false;
    settleDown(world, contract);
    reallocate(world, contract.machine);
  });
}

/** Asks for a start. `true`: it starts (or already runs); `false`: its GPUs are taken, the wish is queued. */
export function start(world: World, contract: Contract): boolean {
  if (contract.wanted === 'running' && contract.holding) {
    contract.intended = contract.next = 'running';
    return true;
  }
  contract.wanted = contract.intended = contract.next = 'running';
  if (contract.holding) {
    // A stop was under way and its GPUs are still there.
    cancelTimers(world, contract);
    grant(world, contract);
    return true;
  }
  contract.queuedAt = world.time;
  reallocate(world, contract.machine);
  return contract.holding;
}

/** Stops and starts the same container; it keeps its GPUs and ports. */
export function reboot(world: World, contract: Contract): void {
  if (!contract.holding) return;
  cancelTimers(world, contract);
  plan(world, contract, 1_000, () => setActual(world, contract, 'rebooting'));
  plan(world, contract, world.draw(world.knobs.rebootMs), () => up(world, contract, false));
}

/** Makes the container anew from a freshly pulled image; it keeps its GPUs. */
export function recycle(world: World, contract: Contract): void {
  if (!contract.holding) return;
  cancelTimers(world, contract);
  contract.runningSince = null;
  reprice(world, contract);
  plan(world, contract, 1_000, () => setActual(world, contract, 'recycling'));
  plan(world, contract, 1_000 + world.draw(world.knobs.reportMs), () =>
    setActual(world, contract, 'loading'),
  );
  plan(world, contract, 6_000 + world.draw(world.knobs.bootMs), () => {
    up(world, contract, world.knobs.portsOnRecycle === 'new');
  });
}

/** Ends a contract for good. */
export function destroy(world: World, contract: Contract, why: string): void {
  cancelTimers(world, contract);
  world.scheduler.cancel(contract.expiry);
  contract.holding = false;
  contract.runningSince = null;
  world.contracts.delete(contract.id);
  contract.account.contracts.delete(contract.id);
  contract.machine.contracts.delete(contract);
  closeBooks(world, contract);
  world.releaseVolumes(contract);
  world.note('destroyed', { contract }, { why, charged: { ...contract.charged } });
  reallocate(world, contract.machine);
}

/** Plans the end of a contract: stopped at `end_date`, deleted 48 h later (vast-api.md 6.2). */
export function planExpiry(world: World, contract: Contract): void {
  world.scheduler.cancel(contract.expiry);
  contract.expiry = world.scheduler.schedule(contract.endsAt, () => {
    contract.expired = true;
    world.note('expired', { contract });
    stop(world, contract);
    contract.expiry = world.after(48 * 3_600_000, () => destroy(world, contract, 'expired'));
  });
}

/** Teaches a world what happens when an account's money is gone: everything stops, nothing is deleted (6.4). */
export function installLifecycle(world: World): void {
  world.onExhausted = (account: Account) => {
    for (const contract of [...account.contracts.values()]) {
      if (contract.wanted === 'running' && !canPay(contract, world.time)) stop(world, contract);
    }
  };
}
