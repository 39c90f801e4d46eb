import { setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '../../src/provider/account';
import { createAccount } from '../../src/provider/create-account';
import { destroyConfirmed } from '../../src/provider/instance/destroy';
import { findInstance } from '../../src/provider/instance/read';
import { defaultRequirements } from '../../src/selection';
import { type Simulator, startSimulator } from '../../src/simulator';
import { run, request } from './instance/rent-harness';
import { harness } from './instance/handler-harness';

/*
 * The real client against the simulator with the documented rate limits in force, on a clock that both run 100 times
 * too fast. Nothing here measures time: the limits themselves refuse whoever is too early.
 */

const SCALE = 100;
const COUNT = 20;

let simulator: Simulator;
let folder: string;
let account: Account;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'documented-limits-'));
  simulator = await startSimulator({
    clock: { mode: 'scaled', factor: SCALE },
    rateLimits: 'real',
    knobs: { filtered: 'immediate' },
  });
  const { url: apiUrl, apiKey } = simulator;
  account = createAccount(
    { apiUrl, apiKey, timeScale: SCALE, connectProxy: apiUrl, paceFolder: folder },
    harness().base.log,
  );
});
afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Terraform gives each call a signal of its own; here all share one. */
function sharedSignal(): AbortSignal {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return signal;
}

const requests = () =>
  simulator.journal.entries().flatMap((entry) => (entry.kind === 'request' ? [entry] : []));
const refused = () =>
  requests()
    .filter(({ status }) => status === 429)
    .map(({ method, path }) => `${method} ${path}`);
const lists = () => requests().filter(({ path }) => path.startsWith('/api/v1/instances/')).length;

test('twenty creates at once, none too early, and twenty different machines or slices', async () => {
  const world = { account } as Parameters<typeof run>[0];
  const outcomes = await Promise.all(
    Array.from({ length: COUNT }, (_, at) =>
      run(
        world,
        request([], {
          claim: at.toString(16).padStart(12, '0'),
          requirements: { ...defaultRequirements, maxPricePerHour: 2, regions: ['*'], verifiedOnly: false },
          createTimeoutMs: 3_600_000,
          maxAttempts: 20,
        }),
      ),
    ),
  );
  expect(outcomes.map(({ failure }) => failure?.message)).toEqual(Array<undefined>(COUNT).fill(undefined));
  const rentals = simulator.world.rentals();
  expect(rentals).toHaveLength(COUNT);
  expect(
    rentals.map(({ label }) => label ?? '').filter((label) => !/ vg-[0-9a-f]{12}-[0-9a-f]{8}$/.test(label)),
  ).toEqual([]);
  expect(refused()).toEqual([]);
}, 120_000);

test('refreshing all of them takes one list call', async () => {
  account.snapshot.invalidate();
  const before = lists();
  const signal = sharedSignal();
  const found = await Promise.all(
    simulator.world
      .rentals()
      .map(({ id }) => findInstance(account, { id: String(id), claim: null, nonce: null }, signal)),
  );
  expect(found.every((instance) => instance !== null)).toBe(true);
  expect(lists() - before).toBe(1);
});

test('destroying all of them, ten at a time as Terraform does, is never refused', async () => {
  const ids = simulator.world.rentals().map(({ id }) => id);
  const signal = sharedSignal();
  const worker = async (): Promise<void> => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop())
      await destroyConfirmed(account, id, { signal });
  };
  await Promise.all(Array.from({ length: 10 }, worker));
  expect(simulator.world.rentals()).toEqual([]);
  expect(refused()).toEqual([]);
  simulator.assertNoViolations();
}, 120_000);
