import { isPublicAddress, probeTargets } from '../../src/selection';
import { offer, preferences, requirements, selectInput } from '../support/offers';

function at(id: number, geolocation: string, price: number, address: unknown, changes = {}) {
  return offer({ id, geolocation, dph_total: price, reliability: 0.99, public_ipaddr: address, ...changes });
}

test('nearest by estimate first, then cheapest; each address once; rejected offers never (selection.md 5.6)', () => {
  const offers = [
    at(1, 'New York, US', 0.1, '203.0.113.1'),
    at(2, 'California, US', 0.3, '203.0.113.2'),
    at(3, 'California, US', 0.2, '203.0.113.3'),
    at(4, 'Texas, US', 0.2, '203.0.113.3 '),
    at(5, 'California, US', 0.9, '203.0.113.5'),
    at(6, 'California, US', 0.2, null),
    at(7, 'Atlantis', 0.2, '203.0.113.7'),
  ];
  const input = selectInput({ offers, requirements: requirements({ regions: ['US', '*'] }) });
  expect(probeTargets(input)).toEqual([
    { address: '203.0.113.3', offerIds: [3, 4] },
    { address: '203.0.113.2', offerIds: [2] },
    { address: '203.0.113.1', offerIds: [1] },
    { address: '203.0.113.7', offerIds: [7] },
  ]);
});

test('a latency limit does not keep an offer from being measured', () => {
  const offers = [at(1, 'New York, US', 0.1, '203.0.113.1')];
  const input = selectInput({
    offers,
    requirements: requirements({ maxLatencyMs: 5 }),
    preferences: preferences({ onUnprobed: 'reject' }),
  });
  expect(probeTargets(input)).toHaveLength(1);
});

test('ten addresses at most, unless told otherwise', () => {
  const offers = Array.from({ length: 30 }, (_, index) =>
    at(index + 1, 'Texas, US', 0.2, `203.0.113.${index}`),
  );
  expect(probeTargets(selectInput({ offers }))).toHaveLength(10);
  expect(probeTargets(selectInput({ offers }), 3).map(({ offerIds }) => offerIds)).toEqual([[1], [2], [3]]);
});

test.each([
  ['203.0.113.9', true],
  ['198.51.100.45', true],
  ['8.8.8.8', true],
  ['172.32.0.1', true],
  ['100.128.0.1', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['192.168.1.1', false],
  ['172.16.0.1', false],
  ['172.31.255.255', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['256.1.1.1', false],
  ['1.2.3', false],
  ['01.2.3.4', false],
  ['1.2.3.4.5', false],
  ['::1', false],
  ['example.com', false],
  ['', false],
])('%j may be dialled: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});
