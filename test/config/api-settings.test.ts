import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { buildSync } from 'esbuild';

import { ConfigError, isLoopbackUrl, readApiSettings } from '../../src/config';

const file = (text: string) => (name: string) => (name === '/app/config.env' ? text : undefined);

test('nothing set, nothing told', () => {
  expect(readApiSettings({})).toEqual({});
});

test('the environment wins over the file, key by key', () => {
  const read = file(
    'VAST_API_KEY=from-file\nVAST_API_URL=https://file.example/\nVAST_CONNECT_PROXY=proxy:3128',
  );
  expect(readApiSettings({ VAST_API_KEY: 'from-env', VAST_API_URL: '' }, '/app/config.env', read)).toEqual({
    apiKey: 'from-env',
    apiUrl: 'https://file.example',
    connectProxy: 'http://proxy:3128',
  });
});

test('a file that is not there is no error', () => {
  expect(readApiSettings({ VAST_API_KEY: 'k' }, '/nowhere/config.env')).toEqual({ apiKey: 'k' });
});

test('VAST_URL stands in for VAST_API_URL', () => {
  const read = file('VAST_API_URL=https://file.example');
  expect(readApiSettings({ VAST_URL: 'https://env.example' })).toEqual({ apiUrl: 'https://env.example' });
  expect(readApiSettings({ VAST_URL: 'https://env.example' }, '/app/config.env', read)).toEqual({
    apiUrl: 'https://file.example',
  });
});

test('the time scale', () => {
  expect(readApiSettings({ VAST_TIME_SCALE: '100' })).toEqual({ timeScale: 100 });
});

test('every bad value at once, never the key', () => {
  const read = file('VAST_CONNECT_PROXY=https://u:sekret@x\nVAST_API_KEY=sekret key');
  const attempt = () =>
    readApiSettings({ VAST_API_URL: 'nope', VAST_TIME_SCALE: 'x' }, '/app/config.env', read);
  expect(attempt).toThrow(ConfigError);
  expect(attempt).toThrow(/^4 settings are wrong/);
  expect(attempt).not.toThrow(/sekret/);
  expect(attempt).toThrow(/VAST_CONNECT_PROXY='https:\/\/\*\*\*@x' \(\/app\/config.env\)/);
});

test.each([
  ['http://127.0.0.1:80', true],
  ['http://127.9.9.9', true],
  ['http://localhost:1', true],
  ['http://[::1]:1', true],
  ['https://console.vast.ai', false],
  ['http://127.0.0.1.evil.example', false],
  ['nonsense', false],
])('%s is on this machine: %s', (url, expected) => {
  expect(isLoopbackUrl(url)).toBe(expected);
});

test('is light: loaded alone, it brings neither zod nor yaml nor the selection', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vast-api-settings-'));
  try {
    const outfile = path.join(folder, 'bundle.cjs');
    const { metafile } = buildSync({
      entryPoints: [path.resolve(__dirname, '../../src/config/api-settings.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile,
      metafile: true,
      logLevel: 'silent',
    });
    const packages = Object.keys(metafile.inputs).filter((input) => !input.startsWith('src/config/'));
    expect(packages).toEqual([expect.stringMatching(/node_modules\/dotenv\//)]);
    expect(readFileSync(outfile).length).toBeLessThan(40_000);
    const script = `console.log(JSON.stringify(require(${JSON.stringify(outfile)}).readApiSettings({ VAST_API_KEY: 'k' })))`;
    expect(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout).toBe('{"apiKey":"k"}\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
