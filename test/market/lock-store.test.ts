import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';

import {
  bindLockFile,
  createCachedSearch,
  formatLock,
  readLock,
  settleLockFile,
  writeLock,
} from '../../src/market';
import type { OfferRequest, SettleMode, Settlement } from '../../src/market';
import { appliedApp, appliedInstance } from '../support/applied';
import { FakeMarket } from '../support/fake-market';
import { lockEntry, minutesLater, offerLock } from '../support/locks';
import { SEED_OFFERS, preferences, requirements } from '../support/offers';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lock-'));
  file = path.join(folder, 'offers.lock.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const now = (): Date => minutesLater(1);
const request = (id: string): OfferRequest => ({
  path: `gpu/${id}`,
  requirements: requirements(),
  preferences: preferences(),
});

function settle(
  ids: readonly string[],
  mode: SettleMode = 'missing',
  market = new FakeMarket(SEED_OFFERS),
): Promise<Settlement> {
  const search = createCachedSearch({ client: market, now });
  const sleep = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return settleLockFile(file, ids.map(request), { mode }, { search, now, hold: { sleep } });
}

describe('reading and writing', () => {
  test('a missing file is an empty lock', () => {
    expect(readLock(file)).toEqual(offerLock());
  });

  test('an error names the file, not its folder', () => {
    writeFileSync(file, '{');
    expect(() => readLock(file)).toThrow(/^offers\.lock\.json:1:2: the file ends/);
  });

  test('nothing is touched when the text would stay the same', () => {
    expect(writeLock(file, offerLock({ 'gpu/a': lockEntry() }))).toBe(true);
    const before = statSync(file);
    expect(writeLock(file, offerLock({ 'gpu/a': lockEntry() }))).toBe(false);
    expect(statSync(file).mtimeMs).toBe(before.mtimeMs);
    expect(statSync(file).ino).toBe(before.ino);
  });

  test('a new text replaces the file in one step and keeps its mode', () => {
    writeLock(file, offerLock());
    chmodSync(file, 0o640);
    const before = statSync(file);
    writeLock(file, offerLock({ 'gpu/a': lockEntry() }));
    expect(statSync(file).ino).not.toBe(before.ino);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['offers.lock.json']);
  });
});

describe('settling against the file', () => {
  test('writes what was chosen, and the next run asks nobody', async () => {
    const first = await settle(['a', 'b']);
    expect(readFileSync(file, 'utf8')).toBe(formatLock(first.lock));
    const market = new FakeMarket([]);
    const second = await settle(['b', 'a'], 'missing', market);
    expect(market.queries).toEqual([]);
    expect(second.requests.map(({ kind }) => kind)).toEqual(['locked', 'locked']);
    expect(readdirSync(folder)).toEqual(['offers.lock.json']);
  });

  test('two runs at once lose no entry and promise no machine twice', async () => {
    const runs = ['a', 'b', 'c'].map((id) => settle([id]));
    await Promise.all(runs);
    const { entries } = readLock(file);
    expect(Object.keys(entries)).toEqual(['gpu/a', 'gpu/b', 'gpu/c']);
    expect(new Set(Object.values(entries).map(({ offer }) => offer.machineId)).size).toBe(3);
    expect(readdirSync(folder)).toEqual(['offers.lock.json']);
  });

  test('a second run with the same question takes the answer of the first', async () => {
    const markets = [new FakeMarket(SEED_OFFERS), new FakeMarket(SEED_OFFERS)];
    await Promise.all(markets.map((market) => settle(['a'], 'missing', market)));
    expect(markets.flatMap(({ queries }) => queries)).toHaveLength(1);
  });

  test.each([
    ['no network', new Error('getaddrinfo ENOTFOUND')],
    ['a bad key', new Error('401')],
    ['a rate limit', new Error('429')],
  ])('%s leaves the file as it was', async (_what, failure) => {
    writeLock(file, offerLock({ 'gpu/z': lockEntry({ bound: true }) }));
    const before = readFileSync(file, 'utf8');
    const market = new FakeMarket(SEED_OFFERS);
    market.failures.push(failure);
    await expect(settle(['a'], 'missing', market)).rejects.toMatchObject({ name: 'LookupFailedError' });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(folder)).toEqual(['offers.lock.json']);
  });

  test('no match writes nothing, also for those that matched', async () => {
    await expect(settle(['a', 'b', 'c', 'd'])).rejects.toMatchObject({ name: 'NoOfferError' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('mode off asks nobody and writes nothing', async () => {
    const market = new FakeMarket(SEED_OFFERS);
    const { requests } = await settle(['a'], 'off', market);
    expect(requests).toEqual([{ kind: 'open', path: 'gpu/a', reason: 'missing' }]);
    expect(market.queries).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('binding the file', () => {
  const app = appliedApp({ 'gpu/a': appliedInstance(), 'gpu/b': undefined });
  const sleep = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  test('beside a lookup loses nothing of either', async () => {
    writeLock(file, offerLock({ 'gpu/a': lockEntry() }));
    const [, binding] = await Promise.all([settle(['b']), bindLockFile(file, app, { sleep })]);
    expect(binding.lines).toHaveLength(1);
    const { entries } = readLock(file);
    expect(entries['gpu/a']).toMatchObject({ bound: true });
    expect(entries['gpu/b']).toMatchObject({ bound: false });
    expect(readdirSync(folder)).toEqual(['offers.lock.json']);
  });

  test('neither waits nor writes when there is nothing to change', async () => {
    writeLock(file, offerLock({ 'gpu/a': lockEntry({ bound: true }) }));
    const before = statSync(file);
    // A living process of this machine holds the guard, and no try is left.
    writeFileSync(`${file}.busy`, JSON.stringify({ pid: process.pid, host: hostname(), token: 'other' }));
    expect((await bindLockFile(file, app, { maxTries: 0 })).lines).toEqual([]);
    expect(statSync(file).ino).toBe(before.ino);
  });

  test('waits for a holder of the guard before it changes anything', async () => {
    writeLock(file, offerLock({ 'gpu/a': lockEntry() }));
    writeFileSync(`${file}.busy`, JSON.stringify({ pid: process.pid, host: hostname(), token: 'other' }));
    await expect(bindLockFile(file, app, { maxTries: 0 })).rejects.toThrow('for a long time');
    expect(readLock(file).entries['gpu/a']?.bound).toBe(false);
    const release = (): Promise<void> => {
      rmSync(`${file}.busy`);
      return Promise.resolve();
    };
    await bindLockFile(file, app, { sleep: release });
    expect(readLock(file).entries['gpu/a']?.bound).toBe(true);
  });
});
