import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

let root: string;
let folder: string;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'start-'));
  folder = path.join(root, 'package');
  await build({
    stdin: {
      contents: `
        import { join } from 'node:path';
        import { loadCompiled } from './load-compiled';
        const { count } = loadCompiled(join(__dirname, 'provider.cjs'), 'app');
        if (count !== undefined) console.log('exports', count);`,
      resolveDir: path.resolve(__dirname, '../../../src/tfplugin/start'),
    },
    outfile: path.join(folder, 'main.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(root, 'home-'));
});

const entries = (): string[] => {
  try {
    return readdirSync(path.join(home, '.cache', 'app'));
  } catch {
    return [];
  }
};
const entry = (name = entries()[0]): string => path.join(home, '.cache', 'app', name ?? 'none');

/** Starts the package with a provider of this text. */
function start(text: string, env: Readonly<Record<string, string>> = {}) {
  writeFileSync(path.join(folder, 'provider.cjs'), text);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(folder, 'main.cjs'), 'a', 'b'], {
    env: { PATH: process.env['PATH'], HOME: home, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const HELLO = 'console.log("hello", __filename === require.main.filename, process.argv.slice(2).join());';

test('runs the provider beside it as a module of its own', () => {
  expect(start(HELLO)).toEqual({ status: 0, stdout: 'hello false a,b\n', stderr: '' });
  expect(start('exports.count = require("node:path").basename(__dirname);').stdout).toBe('exports package\n');
  expect(start('module.exports = { count: 2 };').stdout).toBe('exports 2\n');
});

test('compiled code is kept by content, and used the next time', () => {
  start(HELLO);
  expect(entries()).toEqual([
    expect.stringMatching(new RegExp(`^[0-9a-f]{32}-${process.version}-${process.arch}$`)),
  ]);
  const { mtimeMs } = statSync(entry());
  expect(start(HELLO).stdout).toBe('hello false a,b\n');
  expect(statSync(entry()).mtimeMs).toBe(mtimeMs);
  start(HELLO.replace('hello', 'hallo'));
  expect(entries()).toHaveLength(2);
});

test('a process that compiled much more improves what is kept, and one that did not leaves it', () => {
  const more = Array.from(
    { length: 400 },
    (_, index) => `f${index}(x){return [x,x+${index}].join("${index}")}`,
  );
  const text = `const o={${more.join()}}; if (process.argv[2] === 'all') for (const f of Object.values(o)) f(1);`;
  writeFileSync(path.join(folder, 'provider.cjs'), text);
  const run = (what: string) =>
    spawnSync(process.execPath, [path.join(folder, 'main.cjs'), what], {
      env: { PATH: process.env['PATH'], HOME: home },
    }).status;
  expect(run('little')).toBe(0);
  const { size } = statSync(entry());
  expect(run('all')).toBe(0);
  const better = statSync(entry());
  expect(better.size).toBeGreaterThan(size * 1.5);
  expect([run('all'), run('little')]).toEqual([0, 0]);
  expect(statSync(entry()).mtimeMs).toBe(better.mtimeMs);
});

test('code that V8 refuses is compiled anew and replaced', () => {
  start(HELLO);
  const good = readFileSync(entry());
  // Whole in itself, but of another engine: options like these change what the code means.
  start(HELLO, { NODE_OPTIONS: '--stack-trace-limit=7' });
  const other = readFileSync(entry());
  expect(other.equals(good)).toBe(false);
  expect(start(HELLO)).toEqual({ status: 0, stdout: 'hello false a,b\n', stderr: '' });
  expect(readFileSync(entry()).equals(other)).toBe(false);
});

test('a damaged entry is as good as none', () => {
  start(HELLO);
  const file = entry();
  writeFileSync(file, Buffer.alloc(3000, 7));
  expect(start(HELLO)).toEqual({ status: 0, stdout: 'hello false a,b\n', stderr: '' });
  expect(readFileSync(file).equals(Buffer.alloc(3000, 7))).toBe(false);
});

test('a provider that failed leaves nothing', () => {
  expect(start('process.exit(1)').status).toBe(1);
  expect(entries()).toEqual([]);
});

test('switched off it leaves nothing', () => {
  expect(start(HELLO, { VASTAI_CODE_CACHE: 'off' }).status).toBe(0);
  expect(entries()).toEqual([]);
});
