import {
  AuthError,
  CreateRefusedError,
  InvalidArgumentsError,
  NotFoundError,
  OfferGoneError,
  ResourcesUnavailableError,
  TransientError,
} from '../../src/vast';
import { failureOf, mockPlatform } from './mock-platform';

const REQUEST = { image: 'acme/worker:1', diskGb: 40, label: 'vg-0123456789ab-00112233?' };

const vast = mockPlatform();

describe('createInstance', () => {
  const PATH = '/api/v0/asks/24680135/';

  test('puts the request and returns the contract, also when its number is a string', async () => {
    const sent = vast.answer('PUT', PATH, 200, {
      success: true,
      new_contract: '27182818',
      instance_api_key: 'x',
    });
    expect(await vast.client.createInstance(24680135, REQUEST)).toEqual({ instanceId: 27182818 });
    expect(sent.body()).toMatchObject({ image: 'acme/worker:1', cancel_unavail: true, price: null });
  });

  test('is repeated after 429, with the pause that the platform wants', async () => {
    vast.answer('PUT', PATH, 429, 'API requests too frequent: endpoint threshold=4.5');
    vast.answer('PUT', PATH, 200, { success: true, new_contract: 5 });
    const before = vast.clock.now();
    expect(await vast.client.createInstance(24680135, REQUEST)).toEqual({ instanceId: 5 });
    expect(vast.clock.now() - before).toBeGreaterThanOrEqual(12_000);
  });

  test.each([
    [500, '{"success":false,"error":"server_error"}'],
    [502, '<html>Bad Gateway</html>'],
    [403, '<html>Forbidden</html>'],
    [200, ''],
    [200, '{"success":true}'],
    [200, 'NaN'],
  ])('is sent once when %s leaves its outcome open', async (status, body) => {
    vast.answer('PUT', PATH, status, body);
    expect(await failureOf(vast.client.createInstance(24680135, REQUEST))).toMatchObject({
      name: 'TransientError',
      ambiguous: true,
    });
  });

  test('reports a contract named by an error', async () => {
    vast.answer('PUT', PATH, 400, { success: false, error: 'no_such_ask', new_contract: 99 });
    const error = await failureOf(vast.client.createInstance(24680135, REQUEST));
    expect(error).toBeInstanceOf(CreateRefusedError);
    expect(error).toMatchObject({ newContractId: 99 });
    expect(error.cause).toBeInstanceOf(OfferGoneError);
  });

  test('a request that the platform would refuse is not sent', async () => {
    const error = await failureOf(vast.client.createInstance(1, { ...REQUEST, diskGb: 1 }));
    expect(error).toBeInstanceOf(InvalidArgumentsError);
    expect(error.message).toContain('at least 8 GB');
  });
});

describe('readInstance', () => {
  const PATH = '/api/v0/instances/5/?owner=me';

  test('reads an object, or the same in a list', async () => {
    vast.answer('GET', PATH, 200, { instances: { id: 5, public_ipaddr: '1.2.3.4 \n' } });
    vast.answer('GET', PATH, 200, { instances: [{ id: 5 }] });
    expect(await vast.client.readInstance(5)).toMatchObject({ id: 5, publicIp: '1.2.3.4' });
    expect(await vast.client.readInstance(5)).toMatchObject({ id: 5 });
  });

  test.each<[string, number, unknown]>([
    ['null', 200, { instances: null }],
    ['an empty list', 200, { instances: [] }],
    ['404 no_such_instance', 404, { success: false, error: 'no_such_instance' }],
    ['200 no_such_instance', 200, { success: false, error: 'no_such_instance' }],
  ])('%s means that there is none', async (_, status, body) => {
    vast.answer('GET', PATH, status, body);
    expect(await vast.client.readInstance(5)).toBeNull();
  });

  test.each<[string, number, unknown, number]>([
    ['a bad key', 404, { success: false, error: 'auth_error', msg: 'Invalid user key' }, 1],
    ['a bare 404', 404, '', 1],
    ['HTML 403', 403, '<html></html>', 5],
    ['500', 500, '', 5],
    ['429', 429, 'API requests too frequent', 5],
    ['no instances key', 200, {}, 5],
    ['another instance', 200, { instances: { id: 6 } }, 5],
    ['an instance without id', 200, { instances: {} }, 5],
    ['no JSON', 200, 'oops', 5],
  ])('%s never means gone', async (_, status, body, attempts) => {
    for (let at = 0; at < attempts; at += 1) vast.answer('GET', PATH, status, body);
    await expect(vast.client.readInstance(5)).rejects.toThrow();
  });

  test('survives bad moments of the platform', async () => {
    vast.answer('GET', PATH, 502, '');
    vast.answer('GET', PATH, 403, '<html></html>');
    vast.answer('GET', PATH, 429, '');
    vast.answer('GET', PATH, 200, { instances: null });
    expect(await vast.client.readInstance(5)).toBeNull();
    expect(vast.log.filter((event) => event.message === 'retry')).toHaveLength(3);
  });
});

describe('listInstances', () => {
  const first = '/api/v1/instances/?limit=25';

  test('walks all pages, merges by id, and keeps a second between calls', async () => {
    vast.answer('GET', first, 200, { instances: [{ id: 1 }, { id: 2 }], next_token: 'a=' });
    vast.answer('GET', `${first}&after_token=a%3D`, 200, {
      instances: [{ id: 2 }, { id: 3 }],
      next_token: null,
    });
    const before = vast.clock.now();
    expect((await vast.client.listInstances()).map((instance) => instance.id)).toEqual([1, 2, 3]);
    expect(vast.clock.now() - before).toBe(1000);
  });

  test('sends filters as JSON', async () => {
    const filter = encodeURIComponent('{"label":{"eq":"x"}}');
    vast.answer('GET', `/api/v1/instances/?limit=25&select_filters=${filter}`, 200, { instances: [] });
    expect(await vast.client.listInstances({ label: { eq: 'x' } })).toEqual([]);
  });

  test('a row without id and a walk in circles are errors: an instance could be missing', async () => {
    for (let at = 0; at < 5; at += 1) vast.answer('GET', first, 200, { instances: [{ label: 'x' }] });
    await expect(vast.client.listInstances()).rejects.toBeInstanceOf(TransientError);
    vast.answer('GET', first, 200, { instances: [], next_token: 'a' });
    vast.answer('GET', `${first}&after_token=a`, 200, { instances: [], next_token: 'a' });
    await expect(vast.client.listInstances()).rejects.toThrow(/same page twice/);
  });
});

describe('setState and setLabel', () => {
  const PATH = '/api/v0/instances/5/';

  test('put one key each', async () => {
    const state = vast.answer('PUT', PATH, 200, { success: true });
    await vast.client.setState(5, 'stopped');
    expect(state.body()).toEqual({ state: 'stopped' });
    const label = vast.answer('PUT', PATH, 200, { success: true });
    await vast.client.setLabel(5, 'x');
    expect(label.body()).toEqual({ label: 'x' });
  });

  test('a queued start is an error although it is 200', async () => {
    vast.answer('PUT', PATH, 200, {
      success: false,
      error: 'resources_unavailable',
      msg: 'state change queued.',
    });
    await expect(vast.client.setState(5, 'running')).rejects.toBeInstanceOf(ResourcesUnavailableError);
  });

  test('an unknown instance is told apart from a bad key', async () => {
    vast.answer('PUT', PATH, 404, { success: false, error: 'no_such_instance' });
    await expect(vast.client.setLabel(5, 'x')).rejects.toBeInstanceOf(NotFoundError);
    vast.answer('PUT', PATH, 404, { success: false, error: 'auth_error' });
    await expect(vast.client.setLabel(5, 'x')).rejects.toBeInstanceOf(AuthError);
  });
});

describe('destroyInstance', () => {
  const PATH = '/api/v0/instances/5/';

  test('repeats through 429 and 5xx; already gone is success', async () => {
    vast.answer('DELETE', PATH, 429, { success: false, error: 'rate_limit_exceeded', msg: 'threshold=3.0' });
    vast.answer('DELETE', PATH, 503, '');
    vast.answer('DELETE', PATH, 200, { success: true });
    expect(await vast.client.destroyInstance(5)).toBe('destroyed');
    vast.answer('DELETE', PATH, 404, { success: false, error: 'not_found', msg: 'Instance not found' });
    expect(await vast.client.destroyInstance(5)).toBe('already-gone');
    vast.answer('DELETE', PATH, 200, { success: false, error: 'no_such_instance' });
    expect(await vast.client.destroyInstance(5)).toBe('already-gone');
  });

  test('a bad key is not "already gone"', async () => {
    vast.answer('DELETE', PATH, 404, { success: false, error: 'auth_error', msg: 'Invalid user key' });
    await expect(vast.client.destroyInstance(5)).rejects.toBeInstanceOf(AuthError);
  });
});

describe('updateInstance', () => {
  const PATH = '/api/v0/instances/update_template/5/';

  test('puts what changes, variables and ports in the form of the create call', async () => {
    const sent = vast.answer('PUT', PATH, 200, { success: true, updated_instance: { id: 5 } });
    await vast.client.updateInstance(5, {
      image: 'acme/worker:2',
      env: { MODE: 'prod' },
      ports: ['8001/tcp'],
      args: [],
      onstart: '',
      templateHashId: 'ab12',
    });
    expect(sent.body()).toEqual({
      id: 5,
      image: 'acme/worker:2',
      env: { MODE: 'prod', '-p 8001:8001': '1' },
      args: [],
      onstart: '',
      template_hash_id: 'ab12',
    });
    const image = vast.answer('PUT', PATH, 200, { success: true });
    await vast.client.updateInstance(5, { image: 'acme/worker:3' });
    expect(image.body()).toEqual({ id: 5, image: 'acme/worker:3' });
  });

  test('is repeated after a lost answer, and tells a missing instance', async () => {
    vast.answer('PUT', PATH, 502, '');
    vast.answer('PUT', PATH, 200, { success: true });
    await vast.client.updateInstance(5, { image: 'a' });
    vast.answer('PUT', PATH, 404, { success: false, error: 'no_such_instance' });
    await expect(vast.client.updateInstance(5, { image: 'a' })).rejects.toBeInstanceOf(NotFoundError);
  });

  test('a change that the platform would refuse is not sent', async () => {
    const error = await failureOf(vast.client.updateInstance(5, { env: { A: 'hidden-value' } }));
    expect(error).toBeInstanceOf(InvalidArgumentsError);
    expect(error.message).toContain('Variables and ports can only be changed together');
    expect(error.message).not.toContain('hidden-value');
  });
});

describe('recycleInstance', () => {
  const PATH = '/api/v0/instances/recycle/5/';

  test('is repeated after a lost answer, and tells a missing instance', async () => {
    vast.answer('PUT', PATH, 503, '');
    const sent = vast.answer('PUT', PATH, 200, { success: true });
    await vast.client.recycleInstance(5);
    expect(sent.body()).toEqual({});
    vast.answer('PUT', PATH, 400, { success: false, error: 'invalid_id', msg: 'invalid instance_id' });
    await expect(vast.client.recycleInstance(5)).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('changeBid', () => {
  const PATH = '/api/v0/instances/bid_price/5/';

  test('puts the price, and keeps 5.5 seconds between calls', async () => {
    const sent = vast.answer('PUT', PATH, 200, { success: true });
    await vast.client.changeBid(5, 0.17);
    expect(sent.body()).toEqual({ client_id: 'me', price: 0.17 });
    const before = vast.clock.now();
    vast.answer('PUT', PATH, 200, { success: true });
    await vast.client.changeBid(5, 0.18);
    expect(vast.clock.now() - before).toBe(5500);
  });

  test('a bid that is none is not sent; the upper limit is the platform’s to know', async () => {
    for (const price of [0, -1, NaN, Infinity]) {
      const error = await failureOf(vast.client.changeBid(5, price));
      expect(error).toBeInstanceOf(InvalidArgumentsError);
      expect(error.message).toContain('at least 0.001');
    }
    vast.answer('PUT', PATH, 400, { success: false, error: 'invalid_price', msg: 'too high' });
    await expect(vast.client.changeBid(5, 1000)).rejects.toBeInstanceOf(InvalidArgumentsError);
  });

  test.each([{ error: 'no_such_instance' }, {}])('tells a missing instance: %j', async (code) => {
    vast.answer('PUT', PATH, 404, { ...code, msg: 'Instance with that ID does not exist.' });
    await expect(vast.client.changeBid(5, 1)).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('secrets of a request', () => {
  const imageLogin = '-u bot -p t0k3n\\x registry.example.com';
  const request = { ...REQUEST, imageLogin, env: { HF_TOKEN: 'hf_5ecret', MODE: 'on' } };
  const told = (error: Error): string =>
    JSON.stringify([
      vast.log,
      error,
      error.message,
      error.stack,
      (error.cause as Error | undefined)?.message,
    ]);

  test.each<[string, number, unknown]>([
    ['in a message', 400, { error: 'invalid_args', msg: `login ${imageLogin}, env hf_5ecret` }],
    ['in a code', 400, { error: imageLogin, msg: 'hf_5ecret' }],
    [
      'in a text',
      500,
      `{"image_login": ${JSON.stringify(imageLogin)}, "env": "hf_5ecret", "user": "t0k3n\\x"`,
    ],
    ['beyond the length of a message', 400, { msg: `${'x'.repeat(294)} hf_5ecret t0k3n\\x` }],
    ['in the refusal that names a contract', 400, { error: 'x', msg: imageLogin, new_contract: 4 }],
  ])('are in no error and no log when the platform repeats them %s', async (_, status, body) => {
    vast.answer('PUT', '/api/v0/asks/1/', status, body);
    const error = await failureOf(vast.client.createInstance(1, request));
    expect(error.message).toMatch(/\(secret\)|x{290}/);
    expect(told(error)).not.toMatch(/t0k3n|hf_5e/);
  });

  test('are hidden only in errors: the number of the contract is never touched', async () => {
    vast.answer('PUT', '/api/v0/asks/1/', 200, { success: true, new_contract: 27182818 });
    const env = { PORT: '2718' };
    expect(await vast.client.createInstance(1, { ...request, env })).toEqual({ instanceId: 27182818 });
  });

  test('of an update are hidden as well, also in the log of its repetitions', async () => {
    const env = { HF_TOKEN: 'hf_5ecret' };
    for (let at = 0; at < 5; at += 1)
      vast.answer('PUT', '/api/v0/instances/update_template/5/', 500, { msg: 'bad hf_5ecret' });
    const error = await failureOf(vast.client.updateInstance(5, { env, ports: [] }));
    expect(error.message).toContain('bad (secret)');
    expect(told(error)).not.toContain('hf_5ecret');
  });

  test('a login of another form is refused without showing it', async () => {
    const error = await failureOf(
      vast.client.createInstance(1, { ...REQUEST, imageLogin: 'bot:t0k3n@registry' }),
    );
    expect(error).toBeInstanceOf(InvalidArgumentsError);
    expect(error.message).toContain('-u USER -p TOKEN REGISTRY');
    expect(error.message).not.toContain('t0k3n');
  });
});
