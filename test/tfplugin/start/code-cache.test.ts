import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CodeCache, type CodeCacheOptions } from '../../../src/tfplugin/start/code-cache';

const CODE = { code: Buffer.from('compiled'), worth: 70_000 };
const UID = process.getuid?.() ?? 0;

let home: string;
let caches: string;
let folder: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'code-cache-'));
  caches = path.join(home, '.cache');
  folder = path.join(caches, 'app');
});
afterEach(() => {
  chmodSync(home, 0o700);
  rmSync(home, { recursive: true, force: true });
});

const cache = (options: Partial<CodeCacheOptions> = {}): CodeCache =>
  new CodeCache({ env: { HOME: home }, uid: UID, application: 'app', key: 'key', ...options });

/** A cache that holds the code, with the way to its file. */
function filled(): string {
  cache().write(CODE);
  return path.join(folder, 'key');
}

test('what was written is read again, by this key alone', () => {
  expect(cache().read()).toBeUndefined();
  cache().write(CODE);
  expect(cache().read()).toEqual(CODE);
  expect(cache({ key: 'other' }).read()).toBeUndefined();
});

test('nobody else can read or enter', () => {
  const file = filled();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['key']);
});

test('an absolute XDG_CACHE_HOME is preferred', () => {
  const other = path.join(home, 'elsewhere');
  cache({ env: { HOME: home, XDG_CACHE_HOME: other } }).write(CODE);
  expect(readdirSync(path.join(other, 'app'))).toEqual(['key']);
  cache({ env: { HOME: home, XDG_CACHE_HOME: 'relative' } }).write(CODE);
  expect(readdirSync(folder)).toEqual(['key']);
});

test.each<[string, Partial<CodeCacheOptions>]>([
  ['there is no home', { env: {} }],
  ['the home is relative', { env: { HOME: 'home' } }],
  ['users have no numbers', { uid: undefined }],
])('nothing is kept where %s', (_, options) => {
  cache(options).write(CODE);
  expect(cache(options).read()).toBeUndefined();
  expect(existsSync(caches)).toBe(false);
});

test('the switch keeps it from reading and from writing', () => {
  filled();
  const off = cache({ env: { HOME: home, VASTAI_CODE_CACHE: 'off' }, key: 'key' });
  expect(off.read()).toBeUndefined();
  cache({ env: { HOME: home, VASTAI_CODE_CACHE: 'off' }, key: 'more' }).write(CODE);
  expect(readdirSync(folder)).toEqual(['key']);
});

describe('nothing is read', () => {
  test.each<[string, (file: string) => void]>([
    ['from a folder that others can write to', () => chmodSync(folder, 0o770)],
    ['from a folder that others can read', () => chmodSync(folder, 0o755)],
    ['below a folder that others can write to', () => chmodSync(caches, 0o777)],
    ['from a file that others can write to', (file) => chmodSync(file, 0o622)],
    [
      'through a link in the place of the folder',
      () => {
        renameSync(folder, path.join(home, 'real'));
        symlinkSync(path.join(home, 'real'), folder);
      },
    ],
    [
      'through a link in the place of the file',
      (file) => {
        renameSync(file, path.join(home, 'real'));
        symlinkSync(path.join(home, 'real'), file);
      },
    ],
    [
      'from a folder in the place of the file',
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
    [
      'when a byte has changed',
      (file) => {
        const content = readFileSync(file);
        content[content.length - 1] = (content.at(-1) ?? 0) ^ 1;
        writeFileSync(file, content);
      },
    ],
    ['when it is cut off', (file) => writeFileSync(file, readFileSync(file).subarray(0, 40))],
    ['when it is empty', (file) => writeFileSync(file, '')],
  ])('%s', (_, spoil) => {
    const file = filled();
    expect(cache().read()).toEqual(CODE);
    spoil(file);
    expect(cache().read()).toBeUndefined();
  });

  test('that belongs to somebody else', () => {
    filled();
    expect(cache({ uid: UID + 1 }).read()).toBeUndefined();
  });
});

test('nothing is written into the folder of somebody else, nor through a link', () => {
  filled();
  cache({ uid: UID + 1, key: 'theirs' }).write(CODE);
  renameSync(folder, path.join(home, 'real'));
  symlinkSync(path.join(home, 'real'), folder);
  cache({ key: 'linked' }).write(CODE);
  expect(readdirSync(path.join(home, 'real'))).toEqual(['key']);
});

test('a home that cannot be written to is no error', () => {
  writeFileSync(caches, 'a file where the folder should be');
  cache().write(CODE);
  expect(cache().read()).toBeUndefined();
});

test('the latest six entries are kept', () => {
  filled();
  for (let age = 1; age <= 8; age += 1) {
    cache({ key: `old-${age}` }).write(CODE);
    const then = new Date(Date.now() - age * 1000);
    utimesSync(path.join(folder, `old-${age}`), then, then);
  }
  cache({ key: 'new' }).write(CODE);
  expect(readdirSync(folder).sort()).toEqual(['key', 'new', 'old-1', 'old-2', 'old-3', 'old-4']);
});
