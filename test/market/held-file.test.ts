import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';

import { whileHolding } from '../../src/market/held-file';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'held-'));
  file = path.join(folder, 'offers.lock.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const left = (): string[] => readdirSync(folder);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const holder = (pid: number, host = hostname()): string => JSON.stringify({ pid, host, token: 'other' });

describe('holding a file', () => {
  test('lets one at a time in, and leaves nothing behind', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await turn();
      inside -= 1;
    };
    await Promise.all([1, 2, 3, 4].map(() => whileHolding(file, work, { sleep: turn })));
    expect(most).toBe(1);
    expect(left()).toEqual([]);
  });

  test('returns what the action returns, and lets go when it fails', async () => {
    await expect(whileHolding(file, () => Promise.resolve(7))).resolves.toBe(7);
    await expect(whileHolding(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(left()).toEqual([]);
  });

  test('removes what a killed process left', async () => {
    writeFileSync(`${file}.busy`, holder(4711));
    await whileHolding(file, () => Promise.resolve(), { isAlive: () => false });
    expect(left()).toEqual([]);
  });

  test('removes a guard without content, as a crash of the machine can leave', async () => {
    writeFileSync(`${file}.busy`, '');
    await whileHolding(file, () => Promise.resolve(), { isAlive: () => true });
    expect(left()).toEqual([]);
  });

  test.each([
    ['a living process', holder(4711), true],
    ['a process of another machine', holder(4711, 'elsewhere'), false],
  ])('waits for %s and then gives up with a message', async (_who, guard, alive) => {
    writeFileSync(`${file}.busy`, guard);
    let waits = 0;
    const sleep = (): Promise<void> => {
      waits += 1;
      return Promise.resolve();
    };
    const holding = whileHolding(file, () => Promise.resolve(), { sleep, isAlive: () => alive, maxTries: 3 });
    await expect(holding).rejects.toThrow(/process 4711 on '.*' has been working on .*delete .*\.busy/);
    expect(waits).toBe(3);
    expect(existsSync(`${file}.busy`)).toBe(true);
  });

  test('goes on when the other lets go', async () => {
    writeFileSync(`${file}.busy`, holder(4711));
    const sleep = (): Promise<void> => {
      rmSync(`${file}.busy`, { force: true });
      return Promise.resolve();
    };
    await expect(whileHolding(file, () => Promise.resolve(1), { sleep, isAlive: () => true })).resolves.toBe(
      1,
    );
  });

  test('asks the operating system whether a process lives', async () => {
    writeFileSync(`${file}.busy`, holder(process.pid));
    await expect(
      whileHolding(file, () => Promise.resolve(), { sleep: turn, maxTries: 1 }),
    ).rejects.toMatchObject({ name: 'LockBusyError' });
  });
});
