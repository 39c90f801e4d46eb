import { preferencesOf, statusOf } from '../../src/cli/lock-status';
import { select } from '../../src/selection';
import { lockEntry, minutesLater, offerLock } from '../support/locks';
import { preferences, requirements, SEED_OFFERS, selectInput } from '../support/offers';

test('states of entries, in the order of their paths', () => {
  const lock = offerLock({
    e: lockEntry({ candidates: [] }),
    d: { ...lockEntry(), query: requirements({ maxPricePerHour: 0.4 }) },
    c: { ...lockEntry(), record: JSON.parse('{"schema":1}') as never },
    b: lockEntry({ bound: true }),
    a: lockEntry(),
  });
  const states = (minutes: number): string[] =>
    statusOf(lock, minutesLater(minutes)).map(({ path, state }) => `${path} ${state}`);
  expect(states(9)).toEqual(['a fresh', 'b rented', 'c unreadable', 'd edited', 'e unreadable']);
  expect(states(10)[0]).toBe('a stale');
  const problems = statusOf(lock, minutesLater(60)).map(({ problem }) => problem);
  expect(problems[0]).toContain("entry 'a' is older than 10 minutes");
  expect(problems[1]).toBeUndefined();
  expect(problems[2]).toContain("entry 'c': 'record.calibration'");
  expect(problems[3]).toContain("entry 'd': its requirements were changed");
  expect(problems[4]).toContain("entry 'e' names no candidate");
});

test('a rented machine keeps its entry although no candidate is left', () => {
  const [status] = statusOf(offerLock({ a: lockEntry({ bound: true, candidates: [] }) }), minutesLater(600));
  expect(status?.state).toBe('rented');
});

test('preferencesOf gives back what a record was ranked with', () => {
  const wanted = preferences({
    weights: { latency: 0, price: 1, gpuMatch: 0, reliability: 0, availability: 0 },
    regionPolicy: 'score',
    regionBonuses: { 'US-TX': 0.5 },
    modifiers: { datacenter: 0.1 },
    vantage: { name: 'Berlin', latitude: 52.5, longitude: 13.4 },
    reliabilityFloor: 0.9,
    onUnprobed: 'accept',
  });
  const { record } = select(selectInput({ offers: SEED_OFFERS, preferences: wanted }));
  expect(preferencesOf(record)).toEqual(wanted);
  const again = select(selectInput({ offers: SEED_OFFERS, preferences: preferencesOf(record) }));
  expect(again.record).toEqual(record);
});
