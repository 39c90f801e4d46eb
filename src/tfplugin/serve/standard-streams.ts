import { writeSync } from 'node:fs';
import { createHclogLogger } from '../log/hclog';
import type { Logger } from '../log/logger';

export const STDOUT = 1;
export const STDERR = 2;

/** Only what the server itself says may appear on stdout: what a library prints goes to stderr, where it is logged. */
export function guardStdout(): void {
  // A getter: most processes print nothing, and making a stream takes milliseconds.
  Object.defineProperty(process, 'stdout', { configurable: true, get: () => process.stderr });
}

/** Writes to stderr at once, so that nothing is lost when the process ends. */
export function writeError(text: string): void {
  try {
    writeSync(STDERR, text);
  } catch {
    // Nobody reads the log any more.
  }
}

/** What is known of something thrown, and where it came from. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A logger that writes to stderr, in the form and at the levels that Terraform asks for. @param address of the provider. */
export function stderrLogger(address: string): Logger {
  return createHclogLogger({
    env: process.env,
    write: writeError,
    module: `provider.${address.split('/').at(-1) ?? ''}`,
    now: () => performance.timeOrigin + performance.now(),
  });
}
