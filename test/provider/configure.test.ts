import { inspect } from 'node:util';
import { accountOf } from '../../src/provider/account';
import { configureProvider } from '../../src/provider/configure';
import { DiagnosticError, Secret, unknown } from '../../src/tfplugin';
import { harness } from './instance/handler-harness';

const KEY = 'k3y'.repeat(10);
const NONE = {
  api_key: null,
  api_url: null,
  config_file: null,
  connect_proxy: null,
  max_total_price_per_hour: null,
};
type Config = Parameters<typeof configureProvider>[0];

const configure = (
  config: Partial<Config>,
  env: Record<string, string> = {},
  files: Record<string, string> = {},
) =>
  configureProvider(
    { ...NONE, ...config },
    { env, readFile: (path) => files[path], log: harness().base.log },
  );

function errorOf(
  config: Partial<Config>,
  env: Record<string, string> = {},
  files: Record<string, string> = {},
) {
  try {
    configure(config, env, files);
  } catch (error) {
    if (error instanceof DiagnosticError) return { message: error.message, ...error.diagnostics[0] };
    throw error;
  }
  throw new Error('no error');
}

// A client loads what it sends with a moment after it was made.
afterAll(() => new Promise((resolve) => setImmediate(resolve)));

describe('configureProvider', () => {
  test.each<[string, Partial<Config>, Record<string, string>, Record<string, string>]>([
    ['the attribute', { api_key: new Secret(KEY) }, {}, {}],
    ['the environment', {}, { VAST_API_KEY: KEY }, {}],
    ['the file', { config_file: '../config.env' }, {}, { '../config.env': `VAST_API_KEY=${KEY}\n` }],
  ])('takes the key from %s', (_, config, env, files) => {
    const client = configure(config, env, files);
    expect(client.kind).toBe('ready');
    expect(inspect(client, { depth: 9 })).not.toContain(KEY);
  });

  test('no key: the error says where to put it', () => {
    expect(errorOf({})).toMatchObject({ summary: 'The Vast.ai API key is missing', path: ['api_key'] });
    expect(errorOf({}).detail).toContain('VAST_API_KEY');
    expect(errorOf({ config_file: 'x/config.env' }).detail).toContain('into x/config.env');
  });

  test('what cannot be used is refused without showing a key', () => {
    const broken = `${KEY} with blanks`;
    expect(errorOf({}, { VAST_API_KEY: broken }).message).not.toContain(KEY);
    expect(errorOf({ api_key: new Secret(broken) }).message).not.toContain(KEY);
    expect(errorOf({ api_key: new Secret(KEY), api_url: 'ftp://x' }).detail).toContain('ftp://x');
    expect(errorOf({ api_key: new Secret(KEY), connect_proxy: 'socks5://x:1' }).detail).toContain(
      'socks5://x:1',
    );
  });

  test('what is wrong in the block is shown at its argument, what is wrong elsewhere with its place', () => {
    const key = new Secret(KEY);
    expect(errorOf({ api_key: key, api_url: 'ftp://x' })).toMatchObject({
      summary: 'Unusable api_url',
      detail: expect.stringMatching(/^api_url must begin with https:\/\/.*, not "ftp:\/\/x"\.$/) as unknown,
      path: ['api_url'],
    });
    expect(errorOf({ api_key: key, connect_proxy: 'socks5://x:1' })).toMatchObject({
      path: ['connect_proxy'],
    });
    const elsewhere = errorOf({ api_key: key }, { VAST_API_URL: 'ftp://x' });
    expect(elsewhere).toMatchObject({ summary: 'The provider cannot be configured' });
    expect(elsewhere).not.toHaveProperty('path');
    expect(elsewhere.detail).toContain('(environment)');
    expect(errorOf({ api_url: 'ftp://x' }, { VAST_API_KEY: 'a b' }).message).toMatch(
      /api_url[^]*VAST_API_KEY/,
    );
  });

  test('a time scale works with an API on this machine only', () => {
    const env = { VAST_API_KEY: KEY, VAST_TIME_SCALE: '100' };
    expect(errorOf({}, env)).toMatchObject({ summary: 'VAST_TIME_SCALE is for tests' });
    expect(accountOf(configure({ api_url: 'http://127.0.0.1:1' }, env)).timeScale).toBe(100);
  });

  test('an attribute wins over the environment, and that over the file', () => {
    const env = { VAST_API_KEY: KEY, VAST_TIME_SCALE: '5', VAST_API_URL: 'http://127.0.0.1:1' };
    const files = { f: 'VAST_TIME_SCALE=7\nVAST_API_URL=https://console.vast.ai\n' };
    expect(accountOf(configure({ config_file: 'f' }, env, files)).timeScale).toBe(5);
    expect(errorOf({ config_file: 'f', api_url: 'https://x.example' }, env, files).detail).toContain(
      'https://x.example',
    );
  });

  test('a value that is not known during a plan is remembered, and asked for only when it is needed', () => {
    const client = configure({ api_key: unknown(), config_file: unknown() });
    expect(client).toEqual({ kind: 'not-yet-known', unknown: ['api_key', 'config_file'] });
    expect(() => accountOf(client)).toThrow(/api_key, config_file of the provider/);
  });
});
