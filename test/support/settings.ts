import { loadSettings } from '../../src/config';
import type { Settings } from '../../src/config';

/** Settings from keys and nothing else: no file, no environment. Lookups are `missing` unless given. */
export function settingsOf(
  env: Readonly<Record<string, string>> = {},
  changes: Partial<Pick<Settings, 'sourceFile' | 'warnings'>> = {},
): Settings {
  const { settings } = loadSettings({
    env: { VAST_LOOKUP: 'missing', ...env },
    cwd: '/nowhere',
    readFile: () => undefined,
  });
  return Object.freeze({ ...settings, apiKey: settings.apiKey, ...changes });
}
