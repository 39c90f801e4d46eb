import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { paceFile, paceFilePath } from '../../src/vast';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pace-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options = () => ({ apiUrl: 'http://127.0.0.1:1', apiKey: 'secret-key', folder });
const append = (time: number) => (times: Readonly<Record<string, readonly number[]>>) => ({
  times: { ...times, a: [...(times['a'] ?? []), time] },
  result: times['a']?.length ?? 0,
});

describe('paceFile', () => {
  test('keeps what was written, for every store of the same URL and key', async () => {
    expect(await paceFile(options()).update(append(1))).toBe(0);
    expect(await paceFile(options()).update(append(2))).toBe(1);
    expect(JSON.parse(readFileSync(paceFilePath(options()), 'utf8'))).toEqual({ a: [1, 2] });
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('its name and content tell nothing of the key, and only the owner reads it', async () => {
    await paceFile(options()).update(append(1));
    const path = paceFilePath(options());
    expect(basename(path)).toMatch(/^vast-gpu-pace-[0-9a-f]{20}\.json$/);
    expect(readFileSync(path, 'utf8')).not.toContain('secret');
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(paceFilePath({ ...options(), apiKey: 'other' })).not.toBe(path);
    expect(paceFilePath({ ...options(), timeScale: 10 })).not.toBe(path);
  });

  test('concurrent updates do not lose each other', async () => {
    const stores = Array.from({ length: 8 }, () => paceFile(options()));
    await Promise.all(stores.map((store, at) => store.update(append(at))));
    expect(await paceFile(options()).update(append(9))).toBe(8);
  });

  test('waits for whoever holds the lock', async () => {
    await paceFile(options()).update(append(1));
    const lock = `${paceFilePath(options())}.lock`;
    writeFileSync(lock, '');
    const waiting = paceFile(options()).update(append(2));
    rmSync(lock);
    expect(await waiting).toBe(1);
  });

  test('a lock left by a dead process is broken', async () => {
    const lock = `${paceFilePath(options())}.lock`;
    writeFileSync(lock, '');
    const longAgo = Date.now() / 1000 - 60;
    utimesSync(lock, longAgo, longAgo);
    await paceFile(options()).update(append(1));
    expect(await paceFile(options()).update(append(2))).toBe(1);
  });

  test('a process that ends right after it asked has written, and leaves no lock', async () => {
    const bundle = join(folder, 'pace.cjs');
    await build({
      entryPoints: [resolve(__dirname, '../../src/vast/pace-file.ts')],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    const script = `
      const store = require(${JSON.stringify(bundle)}).paceFile(${JSON.stringify(options())});
      void store.update(() => ({ times: { a: [7] }, result: 0 }));
      process.exit(0);`;
    expect(spawnSync(process.execPath, ['-e', script]).status).toBe(0);
    expect(existsSync(`${paceFilePath(options())}.lock`)).toBe(false);
    expect(await paceFile(options()).update((times) => ({ times, result: times }))).toEqual({ a: [7] });
  });

  test('a fresh lock of somebody else, a broken file, and a missing folder never fail a call', async () => {
    const path = paceFilePath(options());
    writeFileSync(path, '{"a": "nonsense", "b": [1, "2", null]}');
    expect(await paceFile(options()).update((times) => ({ times, result: times }))).toEqual({ b: [1] });
    writeFileSync(path, 'nonsense');
    expect(await paceFile(options()).update((times) => ({ times, result: times }))).toEqual({});
    writeFileSync(`${path}.lock`, '');
    expect(await paceFile(options()).update((times) => ({ times, result: times }))).toEqual({});
    const gone = paceFile({ ...options(), folder: join(folder, 'missing') });
    expect(await gone.update((times) => ({ times, result: times }))).toEqual({});
  });
});
