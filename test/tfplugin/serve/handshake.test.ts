import { checkLaunch, COOKIE, HandshakeError, handshakeLine } from '../../../src/tfplugin/serve/handshake';

const launched = { [COOKIE.name]: COOKIE.value };
const failure = (env: Readonly<Record<string, string>>): HandshakeError => {
  try {
    checkLaunch(env, 'host/ns/x');
  } catch (error) {
    if (error instanceof HandshakeError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

test('accepts Terraform, whatever the order of the versions', () => {
  for (const versions of ['5,6', '6,5', '6']) {
    expect(() => checkLaunch({ ...launched, PLUGIN_PROTOCOL_VERSIONS: versions }, 'x')).not.toThrow();
  }
  expect(() => checkLaunch(launched, 'x')).not.toThrow();
});

test('tells a person what this is', () => {
  expect(failure({})).toMatchObject({
    audience: 'person',
    message: expect.stringContaining('host/ns/x') as unknown,
  });
  expect(failure({ [COOKIE.name]: 'other' }).audience).toBe('person');
});

test('tells a client that is too old through Terraform', () => {
  expect(failure({ ...launched, PLUGIN_PROTOCOL_VERSIONS: '4,5' })).toMatchObject({
    audience: 'terraform',
    message: expect.stringContaining('offers 4,5 only') as unknown,
  });
});

describe('the line', () => {
  const unix = { network: 'unix', address: '/tmp/x/s' } as const;

  test('has six fields, the last one empty without TLS', () => {
    expect(handshakeLine({}, unix, undefined)).toBe('1|6|unix|/tmp/x/s|grpc|');
    expect(handshakeLine({}, { network: 'tcp', address: '127.0.0.1:1' }, undefined)).toBe(
      '1|6|tcp|127.0.0.1:1|grpc|',
    );
  });

  test('never ends in padding', () => {
    for (let length = 1; length < 10; length += 1) {
      const der = Buffer.alloc(length, 0xfb);
      const field = handshakeLine({}, unix, der).split('|')[5] ?? '';
      expect(field).not.toContain('=');
      expect(Buffer.from(field, 'base64').equals(der)).toBe(true);
    }
  });

  test('has a seventh field only when asked for', () => {
    expect(handshakeLine({ PLUGIN_MULTIPLEX_GRPC: 'true' }, unix, undefined)).toBe(
      '1|6|unix|/tmp/x/s|grpc||false',
    );
  });
});
