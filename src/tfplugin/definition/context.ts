import type { DiagnosticInput } from '../diagnostics/diagnostic';
import type { Logger } from '../log/logger';

/** What every handler gets. All members may be taken out of the object by destructuring. */
export interface CallContext {
  /**
   * Aborts when Terraform asks to stop (Ctrl-C) or the call is cut off. Pass it to every wait and request.
   * Its reason is an {@link OperationStopped}.
   */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Shows a warning at the end of the command. */
  readonly warn: (diagnostic: DiagnosticInput) => void;
}

/** What every handler gets that runs with a configured provider. */
export interface ClientContext<C> extends CallContext {
  /** What the provider's `configure` returned. */
  readonly client: C;
}

/** What validation gets besides the configuration. */
export interface ValidateContext extends CallContext {
  /** Reports what is wrong and goes on, so that the user sees everything at once. */
  readonly error: (diagnostic: DiagnosticInput) => void;
}

/** Why a signal aborted: Terraform asked to stop, or cut the call off. */
export class OperationStopped extends Error {
  override readonly name = 'OperationStopped';
}

/**
 * Notes that Terraform keeps beside a resource and never shows. Not encrypted. Empty when a tainted instance
 * is destroyed (plugin-protocol.md 14): what delete needs belongs in an attribute.
 */
export interface PrivateState {
  /** The note, or undefined. */
  get(key: string): string | undefined;
  /** Sets a note, or removes it. */
  set(key: string, value: string | undefined): void;
}
