import { assertPortNumber, parsePort, portKey } from '../../constructs/ports';

test.each([
  ['8001', '8001/tcp'],
  ['8001/tcp', '8001/tcp'],
  [' 8001/TCP ', '8001/tcp'],
  ['53/udp', '53/udp'],
  ['1', '1/tcp'],
  ['65535/tcp', '65535/tcp'],
])('%j is %s', (text, key) => {
  expect(parsePort(text, 'ports')).toBe(key);
});

test.each(['', 'http', '0', '65536', '8001/sctp', '80:80', '-1', '8001/'])('%j is refused', (text) => {
  expect(() => parsePort(text, 'ports')).toThrow(
    `ports must hold container ports such as '8001' or '8001/tcp', got '${text}'`,
  );
});

test('a port is spelled as the platform spells it', () => {
  expect([portKey(8001), portKey(53, 'udp')]).toEqual(['8001/tcp', '53/udp']);
});

test.each([1, 65535])('%d is a port', (port) => {
  expect(() => assertPortNumber(port, 'port')).not.toThrow();
});

test.each([0, 65536, 1.5, NaN, -8.1e298])('%d is none', (port) => {
  expect(() => assertPortNumber(port, 'port')).toThrow(
    `port must be a whole number from 1 to 65535, got ${port}`,
  );
});
