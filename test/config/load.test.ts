import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ConfigError, loadSettings } from '../../src/config';
import { defaultPreferences, defaultRequirements } from '../../src/selection';
import { load, problemsOf } from './support';

describe('defaults', () => {
  test('nothing configured: the defaults of selection.md 5.1', () => {
    const { diskGb, portCount, ...search } = defaultRequirements;
    expect([diskGb, portCount]).toEqual([50, 1]);
    const settings = load();
    expect(settings.requirements).toEqual(search);
    expect(settings.preferences).toEqual(defaultPreferences);
    expect(settings).toMatchObject({
      apiUrl: 'https://console.vast.ai',
      timeScale: 1,
      lookup: 'missing',
      environment: '',
      latencyCheck: { enabled: false, probe: false, maxAcceptableMs: 50, timeoutSeconds: 5 },
      warnings: [],
    });
    expect([settings.apiKey, settings.connectProxy, settings.profile, settings.sourceFile]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('config.env and environment', () => {
  test('every key reaches its field', () => {
    const settings = load({
      file: [
        'VAST_API_KEY=vast_api_key_abcd1234567890',
        'VAST_API_URL=https://api.example/base/',
        'VAST_GPU_TYPE=RTX4090',
        'VAST_GPU_FALLBACK_TYPES=RTX_4080, rtx3090',
        'VAST_MIN_GPU_MEMORY=24',
        'VAST_MAX_PRICE_PER_HOUR=0.75  # with a comment',
        'VAST_RELIABILITY_SCORE=.9',
        'VAST_MIN_DOWNLOAD_SPEED=200',
        'export VAST_MIN_UPLOAD_SPEED="150"',
        'VAST_PREFERRED_REGIONS=us-ca, US',
        'VAST_DATACENTER_LOCATION=us',
        'VAST_VERIFIED_ONLY=No',
        'VAST_RENTABLE_ONLY=true',
        'VAST_LOOKUP=Refresh',
        'VAST_ENVIRONMENT=staging-2',
        'VAST_CONNECT_PROXY=127.0.0.1:3128',
      ].join('\n'),
    });
    expect(settings.apiKey).toBe('vast_api_key_abcd1234567890');
    expect(settings.requirements).toMatchObject({
      gpuName: 'RTX 4090',
      fallbackGpuNames: ['RTX 4080', 'RTX 3090'],
      minGpuMemoryGb: 24,
      maxPricePerHour: 0.75,
      minReliability: 0.9,
      minDownloadMbps: 200,
      minUploadMbps: 150,
      regions: ['US-CA', 'US'],
      verifiedOnly: false,
    });
    expect(settings).toMatchObject({
      apiUrl: 'https://api.example/base',
      lookup: 'refresh',
      environment: 'staging-2',
      connectProxy: 'http://127.0.0.1:3128',
      sourceFile: '/app/config.env',
      warnings: [],
    });
  });

  test('the environment beats the file; empty text counts as not set', () => {
    const file = 'VAST_GPU_TYPE=RTX3070\nVAST_MAX_PRICE_PER_HOUR=0.3\nVAST_API_KEY=';
    const { requirements, apiKey } = load({
      file,
      env: { VAST_GPU_TYPE: 'RTX3090', VAST_MAX_PRICE_PER_HOUR: ' ' },
    });
    expect(requirements).toMatchObject({ gpuName: 'RTX 3090', maxPricePerHour: 0.3 });
    expect(apiKey).toBeUndefined();
  });

  test.each([
    [{}, 'missing'],
    [{ CI: 'true' }, 'off'],
    [{ CI: '1' }, 'off'],
    [{ CI: 'false' }, 'missing'],
    [{ CI: '' }, 'missing'],
    [{ CI: 'true', VAST_LOOKUP: 'missing' }, 'missing'],
  ])('%j: lookup is %s', (env, lookup) => {
    expect(load({ env }).lookup).toBe(lookup);
  });

  test('VAST_URL counts only where VAST_API_URL is not set', () => {
    const url = 'https://one.example';
    expect(load({ env: { VAST_URL: url } }).apiUrl).toBe(url);
    const both = load({ env: { VAST_URL: url }, file: 'VAST_API_URL=https://two.example' });
    expect(both.apiUrl).toBe('https://two.example');
    expect(both.warnings).toEqual(['VAST_URL is ignored, because VAST_API_URL is set']);
  });

  test('files are read from the folder; a file that cannot be read says so', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vast-config-'));
    try {
      writeFileSync(path.join(folder, 'config.env'), '\uFEFFVAST_GPU_TYPE=RTX4090\r\nVAST_LOOKUP=off\r\n');
      const { settings, warnings } = loadSettings({ env: {}, cwd: folder });
      expect(settings).toMatchObject({ lookup: 'off', sourceFile: path.join(folder, 'config.env') });
      expect(settings.requirements.gpuName).toBe('RTX 4090');
      expect(warnings).toEqual([]);

      mkdirSync(path.join(folder, 'vast-provider-config.yaml'));
      expect(() => loadSettings({ env: {}, cwd: folder })).toThrow(
        `${path.join(folder, 'vast-provider-config.yaml')}: cannot be read (EISDIR)`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('bad values', () => {
  test('one error lists every bad key, its value, and what would be right', () => {
    const problems = problemsOf({
      file: [
        'VAST_MAX_PRICE_PER_HOUR=$0,50',
        'VAST_RELIABILITY_SCORE=95',
        'VAST_MIN_GPU_MEMORY=12288',
        'VAST_MIN_DOWNLOAD_SPEED=-1',
        'VAST_PREFERRED_REGIONS=US-CA,TX',
        'VAST_RENTABLE_ONLY=false',
        'VAST_PROFILE=cheap',
      ].join('\n'),
      env: {
        VAST_LOOKUP: 'maybe',
        VAST_VERIFIED_ONLY: 'perhaps',
        VAST_DATACENTER_LOCATION: 'US-CA',
        VAST_ENVIRONMENT: 'a b',
      },
    });
    expect(problems).toEqual([
      'VAST_MAX_PRICE_PER_HOUR=$0,50 (config.env): must be a number such as 0.50; did you mean 0.5?',
      "VAST_DATACENTER_LOCATION=US-CA (environment): must be one country code; for 'US-CA' write VAST_PREFERRED_REGIONS=US-CA",
      "VAST_PREFERRED_REGIONS=US-CA,TX (config.env): 'TX' is not a region; did you mean 'US-TX'?",
      'VAST_VERIFIED_ONLY=perhaps (environment): must be true or false',
      'VAST_RENTABLE_ONLY=false (config.env): must be true, or left out: an offer that is not rentable cannot be rented',
      'VAST_LOOKUP=maybe (environment): must be one of off, missing, refresh',
      'VAST_PROFILE=cheap (config.env): must be one of budget, performance, ultra-low-latency',
      'VAST_ENVIRONMENT=a b (environment): must be a short name of letters, digits, dots, dashes and underscores',
      'VAST_MIN_GPU_MEMORY=12288 (config.env): is in GB, not MB: 12288 is too much; did you mean 12?',
      'VAST_RELIABILITY_SCORE=95 (config.env): must be from 0 to 1, not 95; did you mean 0.95?',
      'VAST_MIN_DOWNLOAD_SPEED=-1 (config.env): must be 0 or more, not -1',
    ]);
  });

  test.each([
    ['VAST_MAX_PRICE_PER_HOUR', '0', 'above 0'],
    ['VAST_MAX_PRICE_PER_HOUR', '1e9', 'a number such as'],
    ['VAST_MAX_PRICE_PER_HOUR', '0x1', 'a number such as'],
    ['VAST_MAX_PRICE_PER_HOUR', 'Infinity', 'a number such as'],
    ['VAST_RELIABILITY_SCORE', '95%', 'a number such as'],
    ['VAST_GPU_TYPE', 'RTX3060,RTX4090', 'one GPU name'],
    ['VAST_GPU_FALLBACK_TYPES', 'RTX3060', 'primary GPU'],
    ['VAST_DATACENTER_LOCATION', 'USA', 'a country code'],
    ['VAST_DATACENTER_LOCATION', 'EU', 'VAST_PREFERRED_REGIONS=EU'],
    ['VAST_PREFERRED_REGIONS', ',', 'names no region'],
    ['VAST_API_URL', 'console.vast.ai', 'an address such as'],
    ['VAST_API_URL', 'ftp://x', 'https://'],
    ['VAST_API_URL', 'https://x/?q=1', 'before any ?'],
    ['VAST_CONNECT_PROXY', 'socks5://x:1', 'HTTP CONNECT proxy'],
    ['VAST_TIME_SCALE', '10', 'for tests against an API on this machine'],
    ['VAST_TIME_SCALE', '0', 'a number from 1'],
  ])('%s=%s is refused: %s', (key, value, hint) => {
    const problems = problemsOf({ env: { [key]: value } });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${key}=${value} (environment)`);
    expect(problems[0]).toContain(hint);
  });

  test('a time scale is fine for an API on this machine', () => {
    expect(load({ env: { VAST_TIME_SCALE: '50', VAST_API_URL: 'http://127.0.0.1:8080' } }).timeScale).toBe(
      50,
    );
    expect(load({ env: { VAST_TIME_SCALE: '50', VAST_API_URL: 'http://localhost:8080' } }).timeScale).toBe(
      50,
    );
  });

  test('a line without = is not skipped silently, and its text is not printed', () => {
    const problems = problemsOf({ file: '# VAST_GPU_TYPE RTX3060\nVAST_API_KEY sekret-value\n\n' });
    expect(problems).toEqual(['VAST_API_KEY (config.env:2): write VAST_API_KEY=value']);
  });

  test('the message reads as a list', () => {
    expect(() => load({ env: { VAST_LOOKUP: 'x', VAST_PROFILE: 'y' } })).toThrow(ConfigError);
    expect(() => load({ env: { VAST_LOOKUP: 'x', VAST_PROFILE: 'y' } })).toThrow(
      /^2 settings are wrong:\n {2}- VAST_LOOKUP='x' \(environment\): must be one of .*\n {2}- VAST_PROFILE='y'/,
    );
    expect(() => load({ env: { VAST_LOOKUP: 'x' } })).toThrow(/^1 setting is wrong:/);
  });
});

describe('the API key', () => {
  test.each(['two words', 'tab\there', 'ümlaut'])('%j is refused without being shown', (key) => {
    const problems = problemsOf({ env: { VAST_API_KEY: key } });
    expect(problems).toEqual([
      'VAST_API_KEY (environment): must be one word without spaces, as the account page of the marketplace shows it',
    ]);
  });

  test('is in no error, even where it was pasted into the wrong place', () => {
    const key = 'sekret-0123456789';
    const problems = problemsOf({
      file: `VAST_API_KEY=${key}\nVAST_GPU_TYPE="${key}!"\nVAST_API_URL=https://${key}@host`,
    });
    expect(problems.join('\n')).not.toContain(key);
    expect(problems.join('\n')).toContain('VAST_GPU_TYPE=[redacted]!');
  });

  test('a misspelt key is named, its value is not', () => {
    const { warnings } = load({ file: 'VAST_APIKEY=sekret-0123456789' });
    expect(warnings).toEqual(['VAST_APIKEY (config.env) is not a known key; did you mean VAST_API_KEY?']);
  });

  test('the placeholder of the example gives a warning', () => {
    expect(load({ env: { VAST_API_KEY: 'put-your-vast-api-key-here' } }).warnings).toEqual([
      "VAST_API_KEY still is the placeholder of config.env.example; put your account's key there",
    ]);
  });
});
