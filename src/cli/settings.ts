import { loadSettings, type Settings } from '../config';
import type { CliIo } from './io';

/**
 * Today's settings of the folder the command runs in; what is doubtful about them goes to stderr.
 * @throws ConfigError listing every bad setting
 */
export function settingsOf(io: CliIo, now: () => Date): Settings {
  const { settings } = loadSettings({ env: io.env, cwd: io.cwd, now });
  warn(io, settings.warnings);
  return settings;
}

/** Prints warnings to stderr, one a line. */
export function warn(io: CliIo, warnings: readonly string[]): void {
  for (const warning of warnings) io.stderr.write(`warning: ${warning}\n`);
}
