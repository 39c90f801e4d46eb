import { instanceOf } from '../../src/cli/state-instance';
import { restoreEntry } from '../../src/market';
import { appliedInstance, instanceValues } from '../support/applied';
import { lockEntry } from '../support/locks';
import { requirements } from '../support/offers';

test('reads everything that an entry is restored from', () => {
  const entry = lockEntry({
    asked: requirements({ maxLatencyMs: 40, portCount: 3, diskGb: 70, blockedHosts: ['host:1'] }),
  });
  expect(instanceOf(instanceValues({}, entry))).toEqual(appliedInstance({}, entry));
  expect(restoreEntry(instanceOf(instanceValues({}, entry)))).toEqual({ ...entry, bound: true });
});

test('takes the price at rental, which does not move, and else the present one', () => {
  expect(instanceOf(instanceValues({ price_per_hour: 9 })).pricePerHour).toBe(0.23);
  expect(instanceOf(instanceValues({ price_per_hour: 9, price_at_rental: null })).pricePerHour).toBe(9);
});

test('a container without ports needs none', () => {
  expect(instanceOf(instanceValues({ ports: null })).requirements?.portCount).toBe(0);
});

test.each([
  ['requirements', null],
  ['requirements', { ...(instanceValues()['requirements'] as object), gpu_name: null }],
  ['requirements', { ...(instanceValues()['requirements'] as object), regions: 'US' }],
  ['requirements', { ...(instanceValues()['requirements'] as object), verified_only: null }],
  ['requirements', { ...(instanceValues()['requirements'] as object), max_latency_ms: 'x' }],
  ['disk_gb', '50'],
  ['ports', 'x'],
])('knows no requirements when %s is %j', (name, value) => {
  expect(instanceOf(instanceValues({ [name]: value })).requirements).toBeUndefined();
});

test.each([[''], [null], ['{'], ['{}'], ['null'], ['{"record":{"schema":2}}']])(
  'knows no record when it is %j',
  (text) => expect(instanceOf(instanceValues({ selection_record: text })).record).toBeUndefined(),
);

test('an empty state gives nothing and does not fail', () => {
  expect(instanceOf({})).toEqual({
    offerId: null,
    machineId: null,
    pricePerHour: null,
    requirements: undefined,
    record: undefined,
    pinnedOfferIds: [],
    machine: {
      hostId: null,
      region: null,
      geolocation: null,
      gpuName: null,
      gpuMemoryGb: null,
      reliability: null,
    },
  });
});
