import {
  dns1035Label,
  dns1123Label,
  dns1123Subdomain,
  endpointAddress,
  ipAddress,
  labelValue,
  portName,
  portNumber,
  qualifiedName,
} from '../support/kubernetes/names';

const long = 'a'.repeat(64);

test.each([
  [
    dns1035Label,
    ['june-stt', 'a', 'a'.repeat(63)],
    ['', '1june', 'June', 'june_stt', '-a', 'a-', long, 'a.b'],
  ],
  [dns1123Label, ['june-stt', '1june'], ['', 'June', 'a-', long, 'a.b']],
  [dns1123Subdomain, ['june-stt', 'a.b-c.1'], ['', 'A', 'a..b', 'a.-b', `${'a.'.repeat(130)}a`]],
  [
    qualifiedName,
    ['app', 'a/B_c.d', 'kubernetes.io/service-name'],
    ['', 'a b', 'a/', '/a', 'A/b', 'a/b/c', long],
  ],
  [labelValue, ['', 'a', 'a_B.1'], ['a b', '-a', long]],
  [portName, ['http', 'a-1'], ['', '80', 'a--b', '-a', 'HTTP', 'a'.repeat(16)]],
  [ipAddress, ['198.51.100.1', '::1'], ['', 'host', '1.2.3', '1.2.3.256']],
])('%p', (check, good, bad) => {
  for (const value of good) expect([value, check(value)]).toEqual([value, []]);
  for (const value of bad) expect([value, check(value).length > 0]).toEqual([value, true]);
});

test('port numbers', () => {
  expect([1, 65535].flatMap(portNumber)).toEqual([]);
  for (const port of [0, -1, 65536])
    expect(portNumber(port)).toEqual(['must be between 1 and 65535, inclusive']);
});

test('addresses that may be an endpoint (kubernetes.md 2.1)', () => {
  for (const ip of ['198.51.100.1', '10.0.0.1', '239.1.1.1', '255.255.255.255', '2001:db8::1']) {
    expect([ip, endpointAddress(ip)]).toEqual([ip, []]);
  }
  for (const ip of [
    '0.0.0.0',
    '127.0.0.1',
    '127.9.9.9',
    '169.254.1.1',
    '224.0.0.9',
    '::',
    '::1',
    'fe80::1',
    'ff02::1',
  ]) {
    expect([ip, endpointAddress(ip)]).toEqual([ip, [expect.stringContaining('may not be')]]);
  }
});

test('messages are those of a real API server', () => {
  expect(dns1035Label('1june')).toEqual([
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
  ]);
});
