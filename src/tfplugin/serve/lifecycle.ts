import type { Engine } from '../engine/engine';
import { stackOf } from './standard-streams';

/** Longest wait for calls in flight when the process has to leave; Terraform kills it after 2 s. */
const GRACE_MS = 1_500;
/** How often to look whether Terraform still lives. */
const PARENT_POLL_MS = 1_000;

/** The parts of a process that a server depends on. */
export interface Host {
  readonly ppid: number;
  on(event: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void): unknown;
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
  exit(code: number): void;
}

/** What a lifecycle needs from outside. */
export interface LifecycleOptions {
  readonly host: Host;
  readonly engine: Pick<Engine, 'stop' | 'idle'>;
  /** Writes to stderr. */
  readonly writeError: (text: string) => void;
  /** Resolves once every answer is out. */
  readonly drain: () => Promise<void>;
  /** Last act before the process ends: remove the socket folder. */
  readonly cleanUp: () => void;
}

/** Ends the process at the right moments, and at no other (plugin-protocol.md 15). */
export interface Lifecycle {
  /** Terraform is done: leave as soon as nothing is in flight and every answer is out. */
  readonly shutdown: () => void;
}

/**
 * Takes over signals, crashes and the loss of the parent. Interrupts are ignored, because Terraform passes
 * them on as StopProvider; a process that dies of them loses what it is creating.
 */
export function takeOver({ host, engine, writeError, drain, cleanUp }: LifecycleOptions): Lifecycle {
  const parent = host.ppid;
  let leaving = false;
  const leave = (code: number): void => {
    if (leaving) return;
    leaving = true;
    engine.stop();
    void waitAtMost(engine.idle().then(drain), GRACE_MS).then(() => {
      cleanUp();
      host.exit(code);
    });
  };
  host.on('SIGINT', () => undefined);
  host.on('SIGHUP', () => undefined);
  host.on('SIGTERM', () => {
    engine.stop();
    void engine.idle().then(() => leave(0));
  });
  const crash = (error: unknown): void => {
    // Terraform shows lines from this prefix on when the command fails.
    writeError(`panic: ${stackOf(error)}\n`);
    leave(2);
  };
  host.on('uncaughtException', crash);
  host.on('unhandledRejection', crash);
  setInterval(() => {
    if (host.ppid !== parent) leave(1);
  }, PARENT_POLL_MS).unref();
  return { shutdown: () => leave(0) };
}

async function waitAtMost(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
