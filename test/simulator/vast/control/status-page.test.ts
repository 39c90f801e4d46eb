import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { call } from '../support/http';
import { closeAll, rentRunning, start } from '../support/simulators';

afterEach(closeAll);

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Path of a Chromium on this machine. Throws an Error that says what to install. */
function findChromium(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const candidate of [
    process.env.CHROMIUM_PATH,
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
  ]) {
    try {
      if (candidate === undefined) continue;
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not there: the next one.
    }
  }
  throw new Error('this test needs Chromium: install it, or set CHROMIUM_PATH to it');
}

/** The document as headless Chromium has it after its scripts ran, and what its console said. */
async function render(url: string, dark: boolean): Promise<{ dom: string; log: string }> {
  const profile = mkdtempSync(join(tmpdir(), 'simulator-page-'));
  try {
    const { stdout, stderr } = await promisify(execFile)(
      findChromium(),
      [
        '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking',
        '--no-first-run', '--enable-logging=stderr', `--user-data-dir=${profile}`, '--virtual-time-budget=3000',
        ...(dark ? ['--force-dark-mode'] : []), '--dump-dom', url,
      ], // prettier-ignore
      { timeout: 60_000, maxBuffer: 10_000_000 },
    );
    return { dom: stdout, log: stderr };
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

describe('the status page', () => {
  test('is one self-contained document', async () => {
    const simulator = await start({ controlInterface: true });
    const answer = await call(simulator, 'GET', '/_sim/', { key: null });
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.text).toContain('prefers-color-scheme: dark');
    expect(answer.text).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  test('shows machines, contracts, money and requests in Chromium, light and dark', async () => {
    const simulator = await start({ controlInterface: true });
    const id = await rentRunning(simulator, { label: '<b>bold</b>' });
    await call(simulator, 'PUT', '/api/v0/instances/1/', { body: { state: 'stopped' } });
    for (const dark of [false, true]) {
      const { dom, log } = await render(`${simulator.url}/_sim/`, dark);
      expect(dom).toContain('data-ready="true"');
      expect(dom).toContain(`<td>${id}</td>`);
      expect(dom).toContain('acme/worker:1 (&lt;b&gt;bold&lt;/b&gt;)');
      expect(dom).toMatch(/8001\/tcp → 198\.51\.100\.\d+:\d+/);
      expect(dom).toContain('machines online');
      expect(dom).toMatch(/<b>\$99\.\d\d<\/b>|<b>\$100\.00<\/b>/);
      expect(dom).toContain('PUT /api/v0/instances/1/');
      expect(dom).toContain('no_such_instance');
      expect(log).not.toMatch(/CONSOLE.*(error|refused|Uncaught)/i);
    }
  }, 150_000);
});
