import type { Path } from '../value/path';

/** A message to the user. */
export interface DiagnosticInput {
  /** Short title, without a full stop. */
  readonly summary: string;
  /** Full sentences: what happened, with which value, what to do next. */
  readonly detail?: string;
  /** The place in the configuration. Terraform shows its line. */
  readonly path?: Path;
}

/** A message with its severity. */
export interface Diagnostic extends DiagnosticInput {
  readonly severity: 'error' | 'warning';
}

/**
 * An error with title, detail and place, for handlers to throw. Any other thrown error is shown with its
 * message as detail; the stack goes to the log.
 */
export class DiagnosticError extends Error {
  override readonly name = 'DiagnosticError';
  /** The messages, at least one. */
  readonly diagnostics: readonly DiagnosticInput[];

  /** @param diagnostics one message, or several at once. */
  constructor(diagnostics: DiagnosticInput | readonly DiagnosticInput[], options?: ErrorOptions) {
    const list = isList(diagnostics) ? diagnostics : [diagnostics];
    super(
      list
        .map((item) => (item.detail === undefined ? item.summary : `${item.summary}: ${item.detail}`))
        .join('\n'),
      options,
    );
    this.diagnostics = list;
  }
}

function isList(value: DiagnosticInput | readonly DiagnosticInput[]): value is readonly DiagnosticInput[] {
  return Array.isArray(value);
}
