import { createVastClient } from '../src/vast';
import { collectOffers, formatLock, parseLock, requirementsHash, type OfferLock } from '../src/market';
import {
  buildOfferQuery,
  defaultPreferences,
  defaultRequirements,
  select,
  trimRecord,
} from '../src/selection';
import { startSimulator } from '../src/simulator';
import { marketRows } from './rows';
import type { BenchSuite } from './suite';

/** A lock with a number of entries of the usual size. */
function lockOf(amount: number): OfferLock {
  const { candidates, record } = select({
    offers: marketRows(500, true),
    requirements: defaultRequirements,
    preferences: defaultPreferences,
    takenAt: '2026-11-23T09:00:00.000Z',
  });
  const [best] = candidates;
  if (best === undefined) throw new Error('the generated rows hold no match');
  const entry = {
    query: defaultRequirements,
    queryHash: requirementsHash(defaultRequirements),
    offer: { id: best.offerId, machineId: best.machineId, pricePerHour: best.pricePerHour },
    candidates,
    score: best.final,
    scorer: 'v1',
    resolvedAt: record.takenAt,
    bound: false,
    record: trimRecord(record),
  };
  return {
    version: 1,
    entries: Object.fromEntries(Array.from({ length: amount }, (_, index) => [`gpu/${index}`, entry])),
  };
}

/** The lock file, and reads of the simulator through the client. */
export async function marketSuite(): Promise<BenchSuite> {
  const simulator = await startSimulator({ seed: 'bench', rateLimits: 'off' });
  const client = createVastClient({
    apiKey: simulator.apiKey,
    apiUrl: simulator.url,
    // Intervals of the platform would be measured otherwise.
    pacer: { run: (_limit, call) => call() },
  });
  const query = buildOfferQuery(defaultRequirements);
  const lock = lockOf(50);
  const text = formatLock(lock);
  return {
    tasks: [
      { name: 'lock: read 50 entries', run: () => parseLock(text, 'offers.lock.json') },
      { name: 'lock: write 50 entries', run: () => formatLock(lock) },
      { name: 'simulator: search over HTTP', run: () => collectOffers(client, query) },
      { name: 'simulator: list instances over HTTP', run: () => client.listInstances() },
    ],
    close: () => simulator.close(),
  };
}
