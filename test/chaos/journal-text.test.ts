import type { JournalEntry } from '../../src/simulator';
import { isRead, journalLines } from './journal-text';

const at = Date.UTC(2026, 9, 1, 0, 0, 4, 100);
const request = (label: string): JournalEntry => ({
  kind: 'request', sequence: 0, at, method: 'PUT', path: '/api/v0/instances/7/', endpoint: 'update', account: 'me', status: 200,
  body: { label }, error: null, fault: 'lost-drop',
}); // prettier-ignore

test('two runs that differ in their nonces read the same', () => {
  const lines = (first: string, second: string): readonly string[] =>
    journalLines({
      entries: () => [
        request(`vg-0123456789ab-${first}?`),
        request(`vg-0123456789ab-${second}`),
        request(`vg-0123456789ab-${first}`),
      ],
    });
  expect(lines('11111111', '22222222')).toEqual(lines('abababab', '00000000'));
  expect(lines('11111111', '22222222')).not.toEqual(lines('11111111', '11111111'));
  expect(lines('11111111', '22222222')[0]).toBe(
    '00:00:04.100 PUT /api/v0/instances/7/ -> 200 (lost-drop) {"label":"vg-0123456789ab-#1?"}',
  );
});

test('a search is a read although it is posted', () => {
  expect(isRead({ method: 'POST', endpoint: 'search' })).toBe(true);
  expect(isRead({ method: 'GET', endpoint: 'list' })).toBe(true);
  expect(isRead({ method: 'PUT', endpoint: 'update' })).toBe(false);
  expect(isRead({ method: 'DELETE', endpoint: 'destroy' })).toBe(false);
});
