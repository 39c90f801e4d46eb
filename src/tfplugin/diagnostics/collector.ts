import { CodecError } from '../codec/codec-error';
import type { Logger } from '../log/logger';
import type { Diagnostic as WireDiagnostic } from '../protocol/tfplugin6.generated';
import type { Body } from '../schema/block';
import { DiagnosticError, type Diagnostic, type DiagnosticInput } from './diagnostic';
import { wireDiagnostic } from './wire';

/** Gathers the messages of one call. */
export class DiagnosticCollector {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Whether an error has been reported. */
  get hasError(): boolean {
    return this.#diagnostics.some(({ severity }) => severity === 'error');
  }

  readonly warn = (diagnostic: DiagnosticInput): void => {
    this.#diagnostics.push({ ...diagnostic, severity: 'warning' });
  };

  readonly error = (diagnostic: DiagnosticInput): void => {
    this.#diagnostics.push({ ...diagnostic, severity: 'error' });
  };

  /** Reports what a handler threw. @param summary title for errors that bring none. */
  readonly thrown = (error: unknown, summary: string): void => {
    if (error instanceof DiagnosticError) {
      error.diagnostics.forEach(this.error);
      return;
    }
    this.#log.error(summary, { error: error instanceof Error ? error : String(error) });
    if (error instanceof CodecError) {
      this.error({
        summary: 'Provider bug',
        detail: `${summary}: ${error.message}. Please report it.`,
        path: error.path,
      });
      return;
    }
    this.error({ summary, detail: error instanceof Error ? error.message : String(error) });
  };

  /** All messages as they go over the wire. @param body schema that the paths belong to. */
  wire(body?: Body): WireDiagnostic[] {
    return this.#diagnostics.map((diagnostic) => wireDiagnostic(diagnostic, body));
  }
}
