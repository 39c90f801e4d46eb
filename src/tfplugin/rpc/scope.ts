import { OperationStopped, type CallContext } from '../definition/context';
import { DiagnosticCollector } from '../diagnostics/collector';
import type { Logger } from '../log/logger';
import type { CallHandle } from '../grpc/method';
import type { Runtime } from './runtime';

/** What one call works with. */
export interface Scope {
  readonly runtime: Runtime;
  readonly diagnostics: DiagnosticCollector;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** The members that every handler's context has. */
  readonly context: CallContext;
}

/**
 * Runs a call with a scope of its own: its signal aborts when Terraform asks to stop or cuts the call off.
 * @param call undefined when there is no transport.
 */
export async function withScope<T>(
  runtime: Runtime,
  call: CallHandle | undefined,
  log: Logger,
  run: (scope: Scope) => Promise<T>,
): Promise<T> {
  const leave = runtime.enter();
  const controller = new AbortController();
  const stop = runtime.stopSignal;
  const forward = (): void => controller.abort(stop.reason);
  if (stop.aborted) forward();
  else stop.addEventListener('abort', forward, { once: true });
  call?.on('cancelled', () =>
    controller.abort(new OperationStopped('Terraform ended the call before it was finished.')),
  );
  const diagnostics = new DiagnosticCollector(log);
  const { signal } = controller;
  try {
    return await run({ runtime, diagnostics, log, signal, context: { signal, log, warn: diagnostics.warn } });
  } finally {
    stop.removeEventListener('abort', forward);
    leave();
  }
}
