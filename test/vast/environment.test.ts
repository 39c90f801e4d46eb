import fc from 'fast-check';
import {
  environmentBody,
  environmentSecrets,
  parsePort,
  parsePortFlag,
  portFlag,
} from '../../src/vast/environment';

test('environmentBody writes ports as docker flags beside the variables, and no text that is no port', () => {
  expect(environmentBody({ env: { MODE: 'prod' }, ports: ['8001/tcp', '53/udp', 'x'] })).toEqual({
    MODE: 'prod',
    '-p 8001:8001': '1',
    '-p 53:53/udp': '1',
  });
  expect(environmentBody({})).toEqual({});
});

test('a port flag is read back as the port that it was written for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 65_535 }), fc.constantFrom('tcp', 'udp'), (number, protocol) => {
      const port = `${number}/${protocol}`;
      expect(parsePortFlag(`-p ${portFlag(port) ?? ''}`)).toBe(port);
    }),
  );
  expect(portFlag('0/tcp')).toBeUndefined();
  expect(['-h name', '-p 8001', '-p a:b', 'MODE'].map(parsePortFlag)).toEqual(
    Array<undefined>(4).fill(undefined),
  );
});

test('values that are too short to be secret are not looked for in errors', () => {
  expect(environmentSecrets({ A: '1', B: 'abc', C: 'abcd' })).toEqual(['abcd']);
  expect(environmentSecrets(undefined)).toEqual([]);
});

test('parsePort takes numbers of TCP and UDP only', () => {
  expect(parsePort('8001/tcp')).toEqual({ number: 8001, protocol: 'tcp' });
  expect(parsePort('65535/udp')).toEqual({ number: 65535, protocol: 'udp' });
  expect(['0/tcp', '65536/tcp', '70000/tcp', '08/tcp', '8001', '8001/sctp', ''].map(parsePort)).toEqual(
    Array<undefined>(7).fill(undefined),
  );
});
