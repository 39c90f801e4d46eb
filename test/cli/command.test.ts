/** The real command, as users start it, against the simulator. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { formatLock, requirementsHash } from '../../src/market';
import { defaultRequirements, type Selection } from '../../src/selection';
import { startSimulator, type Simulator } from '../../src/simulator';
import { lockEntry, offerLock } from '../support/locks';
import { run, type RunResult } from '../support/run';
import { createSandbox, type Sandbox } from '../support/sandbox';

const KEY = 'command-test-key-0123456789abcdef';
const COMMAND = path.join(__dirname, '../../bin/vast-gpu.cjs');

let simulator: Simulator;
let sandbox: Sandbox;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 'command', apiKey: KEY, rateLimits: 'off' });
  sandbox = await createSandbox();
  const settings = { VAST_API_KEY: KEY, VAST_API_URL: simulator.url, VAST_TIME_SCALE: '1000' };
  const text = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(path.join(sandbox.dir, 'config.env'), text.join(''));
});
afterAll(async () => {
  simulator.assertNoViolations();
  await simulator.close();
  await sandbox.close();
});

async function vastGpu(...argv: readonly string[]): Promise<RunResult> {
  const result = await run(process.execPath, [COMMAND, ...argv], { cwd: sandbox.dir, env: sandbox.env() });
  expect(result.output).not.toContain(KEY);
  return result;
}

test('offers: a table, and the same as JSON', async () => {
  const table = await vastGpu('offers', '--limit', '3');
  expect(table.stderr).toBe('');
  expect(table.code).toBe(0);
  const asJson = await vastGpu('offers', '--json');
  const { candidates, record } = JSON.parse(asJson.stdout) as Selection;
  expect(candidates.length).toBeGreaterThan(0);
  expect(record.ranking[0]?.offerId).toBe(candidates[0]?.offerId);
  expect(table.stdout).toContain(` ${candidates[0]?.offerId ?? ''} `);
  expect(table.stdout).not.toContain('\u001B');
});

test('offers: nothing matches', async () => {
  await writeFile(
    path.join(sandbox.dir, 'vast-provider-config.yaml'),
    'blacklist: { blocked_regions: [US, CA] }\n',
  );
  try {
    const { code, stdout, stderr } = await vastGpu('offers');
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('taking off the blocked regions');
  } finally {
    await writeFile(path.join(sandbox.dir, 'vast-provider-config.yaml'), '');
  }
});

test('lock and explain: an old choice is refreshed from what it says, then explained', async () => {
  const file = path.join(sandbox.dir, 'offers.lock.json');
  const query = { ...defaultRequirements, diskGb: 20 };
  const entry = { ...lockEntry({ asked: query }), queryHash: requirementsHash(query) };
  await writeFile(
    file,
    formatLock(offerLock({ 'gpu/stt': { ...entry, resolvedAt: '2020-01-01T00:00:00.000Z' } })),
  );

  const stale = await vastGpu('lock', '--check');
  expect(stale.code).toBe(1);
  expect(stale.stderr).toContain("entry 'gpu/stt' is older than 10 minutes");

  const refreshed = await vastGpu('lock', '--refresh');
  expect(refreshed.stderr).toBe('');
  expect(refreshed.code).toBe(0);
  expect((await vastGpu('lock', '--check')).code).toBe(0);
  expect(await readFile(file, 'utf8')).not.toContain(KEY);

  const explained = await vastGpu('explain');
  expect(explained.code).toBe(0);
  expect(explained.stdout).toMatch(/^gpu\/stt: offer \d+ in (US|CA)/);
  expect((await vastGpu('explain', '--html', 'why.html')).code).toBe(0);
  expect(await readFile(path.join(sandbox.dir, 'why.html'), 'utf8')).toContain('<h1>gpu/stt</h1>');
});

test('errors go to stderr with exit 1', async () => {
  const { code, stdout, stderr } = await vastGpu('explain', 'no/such');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain("has no entry 'no/such'");
});
