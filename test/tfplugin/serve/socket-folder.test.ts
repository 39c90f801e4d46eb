import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createSocketFolder,
  isProcessAlive,
  sweepSocketFolders,
} from '../../../src/tfplugin/serve/socket-folder';

const HOUR_MS = 3_600_000;
let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'sweep-'));
});

afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

test('is private, short and removable', () => {
  const made = createSocketFolder(parent, 4711);
  expect(made?.socket.startsWith(join(parent, 'tfplugin-4711-'))).toBe(true);
  expect(statSync(made?.folder ?? '').mode & 0o777).toBe(0o700);
  writeFileSync(made?.socket ?? '', '');
  made?.remove();
  made?.remove();
  expect(readdirSync(parent)).toEqual([]);
});

test('is refused where no socket could be bound', () => {
  const long = join(parent, 'x'.repeat(80));
  mkdirSync(long);
  expect(createSocketFolder(long, 1)).toBeUndefined();
  expect(readdirSync(long)).toEqual([]);
});

describe('sweeping', () => {
  const now = Date.now();
  const make = (name: string, ageMs: number): void => {
    mkdirSync(join(parent, name));
    utimesSync(join(parent, name), new Date(now - ageMs), new Date(now - ageMs));
  };
  const uid = process.getuid?.();
  const sweep = (options: Partial<Parameters<typeof sweepSocketFolders>[1]> = {}): string[] => {
    sweepSocketFolders(parent, { uid, now, isAlive: (pid) => pid === 1, ...options });
    return readdirSync(parent).sort();
  };

  test('removes old folders of processes that are gone, and nothing else', () => {
    make('tfplugin-99-abc', 2 * HOUR_MS);
    make('tfplugin-99-new', HOUR_MS / 2);
    make('tfplugin-1-abc', 2 * HOUR_MS);
    make('tfplugin-x-abc', 2 * HOUR_MS);
    make('other-99-abc', 2 * HOUR_MS);
    expect(sweep()).toEqual(['other-99-abc', 'tfplugin-1-abc', 'tfplugin-99-new', 'tfplugin-x-abc']);
  });

  test('leaves what belongs to somebody else', () => {
    make('tfplugin-99-abc', 2 * HOUR_MS);
    expect(sweep({ uid: (uid ?? 0) + 1 })).toEqual(['tfplugin-99-abc']);
  });

  test('does not mind a folder that is not there', () => {
    rmSync(parent, { recursive: true });
    expect(() => sweepSocketFolders(parent, { uid, now, isAlive: () => false })).not.toThrow();
    expect(existsSync(parent)).toBe(false);
  });
});

test('isProcessAlive knows this process and none that cannot be', () => {
  expect(isProcessAlive(process.pid)).toBe(true);
  expect(isProcessAlive(2 ** 30)).toBe(false);
});
