import { parseBlockedHosts } from '../../src/selection';

test('reads bare and exact entries, and keeps what it cannot read', () => {
  const list = parseBlockedHosts(['12345', ' Host:6 ', 'machine:7', 'offer:8', '-1', '0', 'x', '1e3', '']);
  expect([...list.either]).toEqual([12345]);
  expect([...list.hosts]).toEqual([6]);
  expect([...list.machines]).toEqual([7]);
  expect(list.invalid).toEqual(['offer:8', '-1', '0', 'x', '1e3', '']);
});
