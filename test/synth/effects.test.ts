import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { loadSettings } from '../../src/config';
import { buildOfferQuery } from '../../src/selection';
import { startSimulator } from '../../src/simulator';
import { realEffects } from '../../src/synth/effects';
import { paceFilePath } from '../../src/vast';
import { requirements } from '../support/offers';
import { runOk } from '../support/run';
import { neutralEnvironment } from '../support/sandbox';
import { settingsOf } from '../support/settings';

let folder: string;
const before = { ...process.env };
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'effects-'));
});
afterEach(() => {
  process.env = { ...before };
  rmSync(folder, { recursive: true, force: true });
});

describe('the market of a real run', () => {
  test('is asked through the client, with the address and key of the settings', async () => {
    const simulator = await startSimulator({ apiKey: 'the-key', rateLimits: 'off' });
    const settings = settingsOf({
      VAST_API_URL: simulator.url,
      VAST_API_KEY: 'the-key',
      VAST_TIME_SCALE: '1000',
    });
    try {
      const { client, probe } = realEffects().openMarket(settings);
      const rows = await client.searchOffers(buildOfferQuery(requirements()));
      expect(rows.length).toBeGreaterThan(0);
      expect(probe).toBeUndefined();
    } finally {
      await simulator.close();
      // Where processes share the times of their calls.
      rmSync(paceFilePath(settings), { force: true });
    }
  });

  test('dials machines only when the settings say so', () => {
    const { settings } = loadSettings({
      env: {},
      cwd: '/nowhere',
      readFile: (file) => (file.endsWith('.yaml') ? 'latency_check: { enabled: true }\n' : undefined),
    });
    expect(settings.latencyCheck.probe).toBe(true);
    expect(realEffects().openMarket(settings).probe).toBeInstanceOf(Function);
  });

  test('loads no client before it is opened', async () => {
    const script =
      "require('./src/synth'); console.log(Object.keys(require.cache).filter((f) => /src.vast.client/.test(f)).length)";
    const { stdout } = await runOk(process.execPath, ['--import', 'tsx', '-e', script], {
      cwd: path.resolve(__dirname, '../..'),
      env: neutralEnvironment(),
    });
    expect(stdout).toBe('0\n');
  });
});

describe('terraform init of a real run', () => {
  test.each([
    [0, true],
    [1, false],
  ])('runs in the folder of the stack; exit code %d is %s', (code, worked) => {
    const terraform = path.join(folder, 'terraform.sh');
    writeFileSync(terraform, `#!/bin/sh\necho "$PWD $*" > "$PWD/called"\nexit ${code}\n`, { mode: 0o755 });
    process.env['TERRAFORM_BINARY_NAME'] = terraform;
    expect(realEffects().initTerraform(folder)).toBe(worked);
    expect(readFileSync(path.join(folder, 'called'), 'utf8')).toMatch(
      /init -backend=false -input=false -no-color\n$/,
    );
  });

  test('without a terraform is a failure, not a crash', () => {
    process.env['TERRAFORM_BINARY_NAME'] = path.join(folder, 'missing');
    expect(realEffects().initTerraform(folder)).toBe(false);
  });
});

test('the exit code is that of the process', () => {
  const before = process.exitCode;
  try {
    realEffects().setExitCode(1);
    expect(process.exitCode).toBe(1);
  } finally {
    process.exitCode = before;
  }
});
