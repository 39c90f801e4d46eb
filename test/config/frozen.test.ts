import { inspect } from 'node:util';

import { deepFreeze, withHiddenKey } from '../../src/config/frozen';
import { load } from './support';

const KEY = 'sekret-0123456789';
const asText: (value: unknown) => string = String;

describe('settings never show the key', () => {
  const settings = load({ env: { VAST_API_KEY: KEY } });

  test.each<[string, () => string]>([
    ['util.inspect', () => inspect(settings, { depth: null })],
    [
      'util.inspect with everything shown',
      () => inspect(settings, { showHidden: true, customInspect: false, depth: null }),
    ],
    ['util.inspect inside something else', () => inspect({ deep: [settings] }, { depth: null })],
    ['JSON.stringify', () => JSON.stringify(settings)],
    ['String', () => asText(settings)],
    ['a template', () => `settings: ${settings as unknown as string}`],
    ['a spread', () => JSON.stringify({ ...settings })],
    ['entries', () => JSON.stringify(Object.entries(settings))],
    [
      'an error',
      () =>
        String(new Error('bad settings', { cause: settings })) + inspect(new Error('x', { cause: settings })),
    ],
  ])('%s', (_, print) => {
    expect(print()).not.toContain(KEY);
  });

  test('but have it, and say that they do', () => {
    expect(settings.apiKey).toBe(KEY);
    expect(inspect(settings)).toContain("apiKey: '[redacted]'");
    expect(JSON.parse(JSON.stringify(settings))).toMatchObject({ apiKey: '[redacted]', lookup: 'missing' });
    expect(JSON.stringify(load())).not.toContain('redacted');
  });
});

describe('settings are frozen', () => {
  test('at every depth', () => {
    const settings = load();
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(settings)).toBe(true);
    expect(() => {
      (settings as { apiUrl: string }).apiUrl = 'x';
    }).toThrow(TypeError);
  });

  test('deepFreeze and withHiddenKey return what they were given', () => {
    const value = deepFreeze({ a: [{ b: 1 }] });
    expect(value).toEqual({ a: [{ b: 1 }] });
    expect(withHiddenKey({ a: 1 }, undefined).apiKey).toBeUndefined();
  });
});
