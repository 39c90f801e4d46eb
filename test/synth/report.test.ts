import { reportOf } from '../../src/synth/report';
import { lockEntry } from '../support/locks';

test('a choice is reported with the whole log', () => {
  const lines = reportOf({ kind: 'chosen', path: 'gpu/a', entry: lockEntry() });
  expect(lines[0]).toBe('[VAST-NA] Choosing for gpu/a');
  expect(lines[1]).toBe('[VAST-NA] Querying API: geolocation=US gpu_name=RTX_3060 dph<=0.50...');
  expect(lines.join('\n')).toContain('← WINNER');
  expect(lines.at(-1)).toContain('[VAST-NA] Selected: Instance 12345');
});

test('an entry of the lock is reported in a line', () => {
  expect(reportOf({ kind: 'locked', path: 'gpu/a', entry: lockEntry(), stale: false })).toEqual([
    '[VAST-NA] Locked for gpu/a: Instance 12345 (US-CA, RTX 3060) at $0.23/hr, chosen 2026-11-23T09:00:00.000Z',
  ]);
});

test('a rented offer that was no candidate is reported without its place', () => {
  const entry = lockEntry({ bound: true, offer: { id: 9, machineId: 9, pricePerHour: 0.185 } });
  expect(reportOf({ kind: 'locked', path: 'gpu/a', entry, stale: false })).toEqual([
    '[VAST-NA] Locked for gpu/a: Instance 9 at $0.185/hr, rented',
  ]);
});

test('an open request is left to the validation', () => {
  expect(reportOf({ kind: 'open', path: 'gpu/a', reason: 'missing' })).toEqual([]);
});
