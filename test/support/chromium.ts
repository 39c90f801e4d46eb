import { spawn } from 'node:child_process';
import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

import { DevTools, type Fields } from './devtools';
import { run } from './run';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

async function isThere(file: string, mode: number): Promise<boolean> {
  return access(file, mode).then(
    () => true,
    () => false,
  );
}

async function findChromium(): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  for (const name of NAMES) {
    for (const folder of folders) {
      const file = path.join(folder, name);
      if (await isThere(file, constants.X_OK)) return file;
    }
  }
  return undefined;
}

async function apt(...args: readonly string[]): Promise<void> {
  const { code, output } = await run('apt-get', ['-o', 'DPkg::Lock::Timeout=240', '-qq', ...args], {
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (code !== 0) throw new Error(`installing Chromium failed: apt-get ${args.join(' ')}:\n${output}`);
}

/**
 * The path of a Chromium: one from `PATH`, or Debian's package, which is installed when this runs as root.
 * @throws with the way out when there is none and none can be installed.
 */
export async function provideChromium(): Promise<string> {
  const found = await findChromium();
  if (found !== undefined) return found;
  const installable = process.getuid?.() === 0 && (await isThere('/etc/debian_version', constants.R_OK));
  if (!installable) {
    throw new Error(
      `the tests of the HTML page need Chromium, and none of ${NAMES.join(', ')} is on PATH; install one ` +
        '(Debian: apt-get install chromium) and run again',
    );
  }
  await apt('update');
  await apt('install', '-y', '--no-install-recommends', 'chromium');
  const installed = await findChromium();
  if (installed === undefined) throw new Error('the package chromium was installed but brought no command');
  return installed;
}

/** How a page is to be looked at. */
export interface View {
  readonly colorScheme: 'light' | 'dark';
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** One page and what happened on it. */
export interface Page {
  /** Shows an address and waits until everything is loaded. */
  open(url: string): Promise<void>;
  look(view: View): Promise<void>;
  /** The value of an expression in the page; it must be JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** A PNG of what the view shows. */
  screenshot(): Promise<Buffer>;
  /** Messages, errors and refusals that the console showed. */
  readonly console: readonly string[];
  /** Addresses that were asked for, the page's own included. */
  readonly requests: readonly string[];
}

/** A running headless browser. */
export interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Nothing of the browser's own goes over the network, and nothing of the user's is read. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-pipe',
];

/** Starts a Chromium of its own; {@link provideChromium} says which. */
export async function startChromium(): Promise<Browser> {
  const command = await provideChromium();
  const profile = await mkdtemp(path.join(tmpdir(), 'vast-gpu-chromium-'));
  const child = spawn(command, [...FLAGS, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: profile, TMPDIR: profile },
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.once('error', () => undefined);
  // Descriptors 3 and 4 were made as pipes above.
  const devtools = new DevTools(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const close = async (): Promise<void> => {
    await devtools.send('Browser.close').catch(() => child.kill('SIGKILL'));
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await devtools.send('Browser.getVersion');
  } catch (error) {
    child.kill('SIGKILL');
    await rm(profile, { recursive: true, force: true });
    throw error;
  }
  return { newPage: () => newPage(devtools), close };
}

const text = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const inner = (fields: Fields, name: string): Fields => (fields[name] ?? {}) as Fields;

async function newPage(devtools: DevTools): Promise<Page> {
  const { targetId } = await devtools.send('Target.createTarget', { url: 'about:blank' });
  const attached = await devtools.send('Target.attachToTarget', { targetId, flatten: true });
  const session = text(attached, 'sessionId');
  const send = (method: string, params?: Fields): Promise<Fields> => devtools.send(method, params, session);
  const console: string[] = [];
  const requests: string[] = [];
  const listen = (event: string, listener: (params: Fields) => void): void => {
    devtools.on(event, (params, sessionId) => {
      if (sessionId === session) listener(params);
    });
  };
  listen('Runtime.consoleAPICalled', (event) =>
    console.push(`${text(event, 'type')}: ${text(event, 'args')}`),
  );
  listen('Runtime.exceptionThrown', (event) => console.push(`exception: ${text(event, 'exceptionDetails')}`));
  listen('Log.entryAdded', (event) => console.push(`log: ${text(inner(event, 'entry'), 'text')}`));
  listen('Network.requestWillBeSent', (event) => requests.push(text(inner(event, 'request'), 'url')));
  await Promise.all(['Page', 'Runtime', 'Log', 'Network'].map((domain) => send(`${domain}.enable`)));

  return {
    console,
    requests,
    open: async (url) => {
      const loaded = new Promise<void>((resolve) => listen('Page.loadEventFired', () => resolve()));
      const { errorText } = await send('Page.navigate', { url });
      if (typeof errorText === 'string') throw new Error(`${url}: ${errorText}`);
      await loaded;
    },
    look: async ({ colorScheme, width, height }) => {
      await send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: false,
      });
      await send('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-color-scheme', value: colorScheme }],
      });
    },
    evaluate: async (expression) => {
      const answer = await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
      if (answer['exceptionDetails'] !== undefined) throw new Error(text(answer, 'exceptionDetails'));
      return inner(answer, 'result')['value'];
    },
    screenshot: async () => {
      const answer = await send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(text(answer, 'data'), 'base64');
    },
  };
}
