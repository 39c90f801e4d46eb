import type { Settings } from '../../src/config';
import { ConfigError, loadSettings } from '../../src/config';

/** The time that test settings are read at. */
export const NOW = new Date('2026-11-23T12:00:00Z');

/** What `load` reads: the text of the two files, and the environment. */
export interface Sources {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly file?: string;
  readonly yaml?: string;
}

/** Settings from text, without touching a disk. */
export function load({ env = {}, file, yaml }: Sources = {}): Settings {
  const files: Readonly<Record<string, string | undefined>> = {
    '/app/config.env': file,
    '/app/vast-provider-config.yaml': yaml,
  };
  return loadSettings({ env, cwd: '/app', readFile: (name) => files[name], now: () => NOW }).settings;
}

/** The problems that the text has, as `key=value (where): message`; fails if it has none. */
export function problemsOf(sources: Sources): string[] {
  try {
    load(sources);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(
      ({ key, value, where, message }) =>
        `${key}${value === undefined ? '' : `=${value}`} (${where ?? '-'}): ${message}`,
    );
  }
  throw new Error('the settings were accepted');
}
