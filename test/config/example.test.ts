/** config.env.example is what users begin with, so it must say what is true. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { KNOWN_KEYS } from '../../src/config/env-schema';
import { load } from './support';

const example = readFileSync(path.resolve(__dirname, '../../config.env.example'), 'utf8');
const keyLines = [...example.matchAll(/^(# )?(VAST_\w+)=(.*)$/gm)].map(([, off, key = '', value]) => ({
  on: off === undefined,
  key,
  value,
}));

test('has every key once, and only the API key is on', () => {
  expect(keyLines.map(({ key }) => key).sort()).toEqual([...KNOWN_KEYS].sort());
  expect(keyLines.filter(({ on }) => on).map(({ key }) => key)).toEqual(['VAST_API_KEY']);
});

test('every key has a comment above it', () => {
  const lines = example.split('\n');
  for (const { key } of keyLines) {
    const index = lines.findIndex((line) => /^(?:# )?VAST_/.test(line) && line.includes(`${key}=`));
    const above = lines
      .slice(0, index)
      .reverse()
      .find((line) => !/^(?:# )?VAST_\w+=/.test(line));
    expect(above).toMatch(/^# .*\.$/);
  }
});

test('is accepted as it is; the only warning is about the placeholder key', () => {
  const { warnings, sourceFile } = load({ file: example });
  expect(warnings).toEqual([expect.stringContaining('placeholder')]);
  expect(sourceFile).toBe('/app/config.env');
});

test('the values behind the # are the defaults', () => {
  // The test-only time scale needs an API on this machine, so it is checked by itself.
  const all = example.replace(/^# (VAST_\w+=)/gm, '$1');
  const { requirements, preferences, apiUrl, lookup, environment, timeScale, connectProxy, profile } = load({
    file: all,
  });
  const defaults = load();
  expect({
    requirements,
    preferences,
    apiUrl,
    lookup,
    environment,
    timeScale,
    connectProxy,
    profile,
  }).toEqual({
    requirements: defaults.requirements,
    preferences: defaults.preferences,
    apiUrl: defaults.apiUrl,
    lookup: defaults.lookup,
    environment: defaults.environment,
    timeScale: defaults.timeScale,
    connectProxy: defaults.connectProxy,
    profile: defaults.profile,
  });
});

test('as it is, profiles can apply', () => {
  expect(load({ file: example, env: { VAST_PROFILE: 'performance' } }).requirements.gpuName).toBe('RTX 4090');
});
