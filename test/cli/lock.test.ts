import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { formatLock, readLock, type OfferLock } from '../../src/market';
import { temporaryFolder, vastGpu, type CliOutcome, type CliWorld } from '../support/cli';
import { FakeMarket } from '../support/fake-market';
import { lockEntry, minutesLater, offerLock } from '../support/locks';
import { offer, requirements, SEED_OFFERS } from '../support/offers';

let folder: ReturnType<typeof temporaryFolder>;
afterEach(() => folder.remove());

function given(lock: OfferLock): void {
  folder = temporaryFolder({
    'offers.lock.json': formatLock(lock),
    'config.env': 'VAST_API_KEY=secret-key-1\n',
  });
}
const lock = (argv: readonly string[] = [], world: Partial<CliWorld> = {}): Promise<CliOutcome> =>
  vastGpu(['lock', ...argv], { cwd: folder.dir, ...world });
const text = (): string => readFileSync(path.join(folder.dir, 'offers.lock.json'), 'utf8');

test('lists the entries and asks nobody', async () => {
  given(offerLock({ 'gpu/b': lockEntry({ bound: true }), 'gpu/a': lockEntry() }));
  const { code, stdout } = await lock([], { now: minutesLater(5) });
  expect(code).toBe(0);
  expect(stdout).toContain('offers.lock.json: 2 entries');
  expect(stdout).toMatch(/gpu\/a +fresh +12345 +62345 +0\.23 +US-CA +5 min +[0-9a-f]{16}\n.*gpu\/b +rented/);
});

describe('--check', () => {
  test('a good lock passes', async () => {
    given(offerLock({ a: lockEntry(), b: lockEntry({ bound: true }) }));
    const { code, stderr } = await lock(['--check'], { now: minutesLater(5) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('a stale one does not, and says which entry and what to do', async () => {
    given(offerLock({ a: lockEntry(), b: lockEntry({ bound: true }) }));
    const { code, stdout, stderr } = await lock(['--check'], { now: minutesLater(11) });
    expect(code).toBe(1);
    expect(stdout).toContain('stale');
    expect(stderr).toContain("entry 'a' is older than 10 minutes and was never rented");
    expect(stderr).toContain('vast-gpu lock --refresh');
  });

  test('without a file', async () => {
    folder = temporaryFolder();
    const { code, stderr } = await lock(['--check']);
    expect(code).toBe(1);
    expect(stderr).toContain('there is no offers.lock.json');
  });
});

describe('--refresh', () => {
  test('looks unbound candidates up again with what the entry says, and leaves the rented alone', async () => {
    const asked = requirements({ regions: ['US-TX'], diskGb: 70 });
    given(
      offerLock({
        a: lockEntry({ asked }),
        b: lockEntry({ rows: SEED_OFFERS.slice(2), bound: true }),
      }),
    );
    const before = readLock(path.join(folder.dir, 'offers.lock.json'));
    const market = new FakeMarket([
      offer({ id: 700, geolocation: 'Texas, US', dph_total: 0.1, reliability: 0.99 }),
      ...SEED_OFFERS,
    ]);
    const { code, stdout } = await lock(['--refresh'], { market, now: minutesLater(60) });
    expect(code).toBe(0);
    expect(stdout).toMatch(/a +fresh +700 /);
    expect(market.queries).toHaveLength(1);
    expect(market.queries[0]).toMatchObject({ allocated_storage: 70 });
    const after = readLock(path.join(folder.dir, 'offers.lock.json'));
    expect(after.entries['a']).toMatchObject({ offer: { id: 700 }, query: asked, bound: false });
    expect(after.entries['b']).toEqual(before.entries['b']);
    expect(readdirSync(folder.dir).sort()).toEqual(['config.env', 'offers.lock.json']);
  });

  test('never takes the machine of another entry', async () => {
    given(offerLock({ a: lockEntry({ rows: SEED_OFFERS.slice(1) }), b: lockEntry({ bound: true }) }));
    await lock(['--refresh'], { market: new FakeMarket(SEED_OFFERS) });
    expect(readLock(path.join(folder.dir, 'offers.lock.json')).entries['a']?.offer.id).toBe(12346);
  });

  test('nothing matches: exit 3, what would help, and the file stays', async () => {
    given(offerLock({ a: lockEntry() }));
    const before = text();
    const market = new FakeMarket([
      offer({ id: 8, geolocation: 'Texas, US', dph_total: 0.6, reliability: 0.99 }),
    ]);
    const { code, stderr } = await lock(['--refresh'], { market });
    expect(code).toBe(3);
    expect(stderr).toContain("no offer matches the requirements of 'a'");
    expect(stderr).toContain('VAST_MAX_PRICE_PER_HOUR=0.6');
    expect(stderr).toContain('stays as it was');
    expect(text()).toBe(before);
  });

  test('a market that fails: exit 1, and the file stays', async () => {
    given(offerLock({ a: lockEntry() }));
    const before = text();
    const market = new FakeMarket(SEED_OFFERS);
    market.failures.push(new Error('HTTP 401'));
    const { code, stderr } = await lock(['--refresh'], { market });
    expect(code).toBe(1);
    expect(stderr).toContain('HTTP 401');
    expect(stderr).not.toContain('secret-key-1');
    expect(text()).toBe(before);
  });

  test('an edited entry is settled anew; one that cannot be read stops everything', async () => {
    given(offerLock({ a: { ...lockEntry(), query: requirements({ maxPricePerHour: 0.4 }) } }));
    expect((await lock(['--refresh'], { market: new FakeMarket(SEED_OFFERS) })).code).toBe(0);
    expect((await lock(['--check'])).code).toBe(0);
    folder.remove();
    given(offerLock({ a: { ...lockEntry(), record: JSON.parse('{}') as never } }));
    const { code, stderr } = await lock(['--refresh']);
    expect(code).toBe(1);
    expect(stderr).toContain("entry 'a'");
  });

  test('with everything rented there is nothing to do', async () => {
    given(offerLock({ a: lockEntry({ bound: true }) }));
    const { code, stdout } = await lock(['--refresh']);
    expect(code).toBe(0);
    expect(stdout).toContain('nothing to look up');
  });

  test('does not go with --check', async () => {
    given(offerLock());
    const { code, stderr } = await lock(['--refresh', '--check']);
    expect(code).toBe(1);
    expect(stderr).toContain("cannot be used with option '--check'");
  });
});

test('an empty lock, and help', async () => {
  given(offerLock());
  expect((await lock()).stdout).toBe('offers.lock.json: 0 entries\n');
  const { stdout } = await lock(['--help']);
  for (const word of ['rented', 'stale', '--check', '--refresh', 'Exit codes'])
    expect(stdout).toContain(word);
});
