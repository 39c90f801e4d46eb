import { readFileSync } from 'node:fs';
import path from 'node:path';

import { formatLock, type OfferLock } from '../../src/market';
import { select } from '../../src/selection';
import { MIXED_OFFERS } from '../selection/golden/offers';
import { temporaryFolder, vastGpu, type CliOutcome } from '../support/cli';
import { lockEntry, minutesLater, offerLock } from '../support/locks';
import { FILLER_OFFERS, requirements, SEED_LATENCIES, SEED_OFFERS, selectInput } from '../support/offers';

const seed = lockEntry({
  record: select(selectInput({ offers: [...SEED_OFFERS, ...FILLER_OFFERS], probes: SEED_LATENCIES })).record,
});
const mixed = lockEntry({
  rows: MIXED_OFFERS,
  asked: requirements({ regions: ['US', 'CA'], blockedHosts: ['host:777001'] }),
});

let folder: ReturnType<typeof temporaryFolder>;
afterEach(() => folder.remove());

function given(lock: OfferLock | string): void {
  folder = temporaryFolder({ 'offers.lock.json': typeof lock === 'string' ? lock : formatLock(lock) });
}
const explain = (argv: readonly string[] = [], isTTY = false): Promise<CliOutcome> =>
  vastGpu(['explain', ...argv], { cwd: folder.dir, now: minutesLater(180), isTTY });

test('the only entry: what won, by how much, and over whom', async () => {
  given(offerLock({ 'gpu/trainer': seed }));
  const { code, stdout, stderr } = await explain();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').slice(0, 3)).toEqual([
    'gpu/trainer: offer 12345 in US-CA, California (optimal latency + location)',
    'RTX 3060, $0.23/hr, reliability 98.5%, latency 12ms, machine 62345 of host 102345',
    '34 offers of 34 fit, asked 3 h ago (2026-11-23T09:00:00.000Z)',
  ]);
  expect(stdout).toMatch(/latency +0\.35 +0\.9200 +0\.3220 +0\.8133 +0\.2847 +\+0\.0373/);
  expect(stdout).toMatch(/price +0\.25 +0\.4000 +0\.1000 +0\.6667 +0\.1667 +-0\.0667/);
  expect(stdout).toMatch(/region bonus \(US West Coast\) +0\.2000 +0\.1500 +\+0\.0500/);
  expect(stdout).toMatch(/final +1\.0198 +0\.9971 +\+0\.0226/);
  expect(stdout).toContain('a lead of 0.0226');
  expect(stdout).toContain('No offer that came back was rejected.');
});

test('the rejected with reasons, and what relaxing one limit would admit', async () => {
  given(offerLock({ 'gpu/trainer': mixed }));
  const { stdout } = await explain();
  expect(stdout).toContain(`Rejected, ${mixed.record.counts.rejected} offers`);
  expect(stdout).toMatch(/host on the block list +blocked_host +1 +20019/);
  expect(stdout).toMatch(/too expensive +price +1 +20016/);
  expect(stdout).toMatch(/VAST_MAX_PRICE_PER_HOUR=0\.51 \(now 0\.5\) admits 1/);
});

test('a single offer has no runner-up', async () => {
  given(offerLock({ a: lockEntry({ rows: SEED_OFFERS.slice(0, 1) }) }));
  const { stdout } = await explain();
  expect(stdout).toContain('It was the only offer that matches.');
  expect(stdout).not.toContain('difference');
});

test('several entries: a path is needed, and a wrong one is answered with the right ones', async () => {
  given(offerLock({ 'gpu/b': seed, 'gpu/a': mixed }));
  const without = await explain();
  expect(without.code).toBe(1);
  expect(without.stderr).toContain('offers.lock.json has 2 entries; name one of them:\n  gpu/a\n  gpu/b');
  const wrong = await explain(['gpu/c']);
  expect(wrong.stderr).toContain("has no entry 'gpu/c'; it has:\n  gpu/a\n  gpu/b");
  for (const inherited of ['toString', '__proto__']) expect((await explain([inherited])).code).toBe(1);
  expect((await explain(['gpu/b'])).stdout).toContain('gpu/b: offer 12345');
});

test('a bound entry says which offer was rented', async () => {
  const offer = { ...seed.offer, id: 12346 };
  given(offerLock({ a: { ...seed, bound: true, offer } }));
  expect((await explain()).stdout).toContain('Rented was offer 12346, rank 2 of this ranking.');
});

test('no lock file, an empty one, a conflict, a damaged record', async () => {
  folder = temporaryFolder();
  const missing = await explain();
  expect(missing.code).toBe(1);
  expect(missing.stderr).toContain('there is no offers.lock.json in');
  folder.remove();
  given(offerLock());
  expect((await explain()).stderr).toContain('has no entries');
  folder.remove();
  given(`<<<<<<< HEAD\n${formatLock(offerLock({ a: seed }))}`);
  expect((await explain()).stderr).toContain('offers.lock.json:1');
  folder.remove();
  const text = formatLock(offerLock({ a: seed })).replace('"decidedBy": "final"', '"decidedBy": "magic"');
  given(text);
  const damaged = await explain();
  expect(damaged.code).toBe(1);
  expect(damaged.stderr).toContain("offers.lock.json, entry 'a': 'record.decidedBy' is not one of");
});

test('--html writes one page and says so', async () => {
  given(offerLock({ 'gpu/trainer': seed }));
  const { code, stdout } = await explain(['--html', 'why.html', 'gpu/trainer']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'wrote why.html\n' });
  const page = readFileSync(path.join(folder.dir, 'why.html'), 'utf8');
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain('<h1>gpu/trainer</h1>');
  const nowhere = await explain(['--html', 'missing/why.html']);
  expect(nowhere.code).toBe(1);
  expect(nowhere.stderr).toContain('cannot write the page');
});

test('another lock file, colour on a terminal, and help', async () => {
  given(offerLock());
  const other = temporaryFolder({ 'mine.json': formatLock(offerLock({ a: seed })) });
  try {
    const { stdout } = await explain(['--lock', path.join(other.dir, 'mine.json')], true);
    expect(stdout).toContain('\u001B[32ma: offer 12345');
  } finally {
    other.remove();
  }
  expect((await explain(['--help'])).stdout).toContain('--html <file>');
});
