import { restoreEntry } from '../../src/market';
import { appliedInstance } from '../support/applied';
import { lockEntry } from '../support/locks';

const idsOf = (instance = appliedInstance()): readonly number[] | undefined =>
  restoreEntry(instance)?.candidates.map(({ offerId }) => offerId);

test('gives back the entry that the instance was created from, bound', () => {
  expect(restoreEntry(appliedInstance())).toEqual(lockEntry({ bound: true }));
});

test('keeps the pinned order when a later candidate was rented', () => {
  const instance = appliedInstance({ offerId: 12346, machineId: 62346, pricePerHour: 0.21 });
  expect(idsOf(instance)).toEqual([12345, 12346, 12347]);
  expect(restoreEntry(instance)?.offer).toEqual({ id: 12346, machineId: 62346, pricePerHour: 0.21 });
});

test('puts an offer in front that a search at apply found, by what the state says of it', () => {
  const instance = appliedInstance({ offerId: 9, machineId: 8, pricePerHour: 0.4 });
  expect(idsOf(instance)).toEqual([9, 12345, 12346, 12347]);
  expect(restoreEntry(instance)).toMatchObject({
    score: 0,
    candidates: [
      { machineId: 8, region: 'US-CA', gpuName: 'RTX 3060', latencySource: 'unknown', pricePerHour: 0.4 },
      {},
      {},
      {},
    ],
  });
});

test('names five candidates at most, and none that the record does not describe', () => {
  expect(idsOf(appliedInstance({ pinnedOfferIds: [12346, 1, 12345] }))).toEqual([12346, 12345]);
  expect(idsOf(appliedInstance({ pinnedOfferIds: [] }))).toEqual([12345]);
  expect(idsOf(appliedInstance({ pinnedOfferIds: [12346, 1, 2, 3, 4, 12345] }))).toEqual([12345, 12346]);
});

test('says of a machine that the platform did not describe what it can', () => {
  const nothing = {
    hostId: null,
    region: null,
    geolocation: null,
    gpuName: null,
    gpuMemoryGb: null,
    reliability: null,
  };
  const entry = restoreEntry(appliedInstance({ offerId: 9, machineId: 8, machine: nothing }));
  expect(entry?.candidates[0]).toMatchObject({ region: '??', gpuName: 'RTX 3060', gpuMemoryGb: 0 });
});

test.each([
  ['machine', { machineId: null }],
  ['price', { pricePerHour: null }],
  ['whole offer id', { offerId: 1.5 }],
])('gives nothing without a %s', (_what, changes) => {
  expect(restoreEntry(appliedInstance(changes))).toBeUndefined();
});
