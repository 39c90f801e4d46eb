import { inspect } from 'node:util';
import { MockAgent, request as undiciRequest } from 'undici';
import {
  AuthError,
  CreateRefusedError,
  createPacer,
  createVastClient,
  InvalidArgumentsError,
  NotFoundError,
  OfferGoneError,
  type PaceStore,
  RateLimitError,
  ResourcesUnavailableError,
  type Send,
  TransientError,
  type VastClient,
  type VastLogEvent,
} from '../../src/vast';
import { VirtualClock } from '../support/virtual-clock';

const ORIGIN = 'https://console.vast.ai';
const KEY = 'f00d'.repeat(16);
const REQUEST = { image: 'acme/worker:1', diskGb: 40, label: 'vg-0123456789ab-00112233?' };

let agent: MockAgent;
let clock: VirtualClock;
let log: VastLogEvent[];
let client: VastClient;

beforeEach(() => {
  agent = new MockAgent();
  agent.disableNetConnect();
  clock = new VirtualClock();
  log = [];
  client = createVastClient({
    apiKey: KEY,
    apiUrl: ORIGIN,
    send: through(agent),
    clock,
    random: () => 1,
    log: (event) => log.push(event),
  });
});
afterEach(async () => {
  // Answers nobody asked for, or calls nobody expected, are test failures.
  agent.assertNoPendingInterceptors();
  await agent.close();
});

/** Sends by way of a mock. */
function through(mock: MockAgent): Send {
  return async ({ url, method, headers, body }, signal) => {
    const options = { method: method as Method, headers: { ...headers }, body: body ?? null, signal };
    const answer = await undiciRequest(url, { ...options, dispatcher: mock });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  };
}

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

/** Queues one answer; returns what was sent once it has been. */
function answer(method: Method, path: string, status: number, body: unknown): { body: () => unknown } {
  let sent: unknown;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  agent
    .get(ORIGIN)
    .intercept({ method, path })
    .reply((options) => {
      sent = typeof options.body === 'string' ? JSON.parse(options.body) : undefined;
      const headers = options.headers as Record<string, string>;
      expect(headers['authorization']).toBe(`Bearer ${KEY}`);
      expect(options.path).not.toContain(KEY);
      return {
        statusCode: status,
        data: text,
        responseOptions: { headers: { 'content-type': 'application/json' } },
      };
    });
  return { body: () => sent };
}

const failureOf = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => new Error('did not fail'),
    (error: unknown) => error as Error,
  );

describe('searchOffers', () => {
  test('posts the query and returns the rows as they are', async () => {
    const sent = answer('POST', '/api/v0/bundles/', 200, { offers: [{ id: 1 }, 'odd'] });
    expect(await client.searchOffers({ limit: 5 })).toEqual([{ id: 1 }, 'odd']);
    expect(sent.body()).toEqual({ limit: 5 });
  });

  test('takes a single object for a list of one, as one document shows it', async () => {
    answer('POST', '/api/v0/bundles/', 200, { offers: { id: 1 } });
    expect(await client.searchOffers({})).toEqual([{ id: 1 }]);
  });

  test('works without a key, and sends none', async () => {
    const anonymous = createVastClient({ apiKey: undefined, apiUrl: ORIGIN, send: through(agent), clock });
    agent
      .get(ORIGIN)
      .intercept({ method: 'POST', path: '/api/v0/bundles/' })
      .reply((options) => {
        expect(Object.keys(options.headers as object)).not.toContain('authorization');
        return { statusCode: 200, data: '{"offers":[]}' };
      });
    expect(await anonymous.searchOffers({})).toEqual([]);
    await expect(anonymous.listInstances()).rejects.toThrow(/VAST_API_KEY/);
  });

  test('an answer without offers is repeated, then an error, never an empty market', async () => {
    for (let at = 0; at < 5; at += 1) answer('POST', '/api/v0/bundles/', 200, {});
    await expect(client.searchOffers({})).rejects.toBeInstanceOf(TransientError);
  });
});

describe('createInstance', () => {
  const PATH = '/api/v0/asks/24680135/';

  test('puts the request and returns the contract, also when its number is a string', async () => {
    const sent = answer('PUT', PATH, 200, { success: true, new_contract: '27182818', instance_api_key: 'x' });
    expect(await client.createInstance(24680135, REQUEST)).toEqual({ instanceId: 27182818 });
    expect(sent.body()).toMatchObject({ image: 'acme/worker:1', cancel_unavail: true, price: null });
  });

  test('is repeated after 429, with the pause that the platform wants', async () => {
    answer('PUT', PATH, 429, 'API requests too frequent: endpoint threshold=4.5');
    answer('PUT', PATH, 200, { success: true, new_contract: 5 });
    const before = clock.now();
    expect(await client.createInstance(24680135, REQUEST)).toEqual({ instanceId: 5 });
    expect(clock.now() - before).toBeGreaterThanOrEqual(12_000);
  });

  test.each([
    [500, '{"success":false,"error":"server_error"}'],
    [502, '<html>Bad Gateway</html>'],
    [403, '<html>Forbidden</html>'],
    [200, ''],
    [200, '{"success":true}'],
    [200, 'NaN'],
  ])('is sent once when %s leaves its outcome open', async (status, body) => {
    answer('PUT', PATH, status, body);
    expect(await failureOf(client.createInstance(24680135, REQUEST))).toMatchObject({
      name: 'TransientError',
      ambiguous: true,
    });
  });

  test('reports a contract named by an error', async () => {
    answer('PUT', PATH, 400, { success: false, error: 'no_such_ask', new_contract: 99 });
    const error = await failureOf(client.createInstance(24680135, REQUEST));
    expect(error).toBeInstanceOf(CreateRefusedError);
    expect(error).toMatchObject({ newContractId: 99 });
    expect(error.cause).toBeInstanceOf(OfferGoneError);
  });

  test('a request that the platform would refuse is not sent', async () => {
    const error = await failureOf(client.createInstance(1, { ...REQUEST, diskGb: 1 }));
    expect(error).toBeInstanceOf(InvalidArgumentsError);
    expect(error.message).toContain('at least 8 GB');
  });
});

describe('readInstance', () => {
  const PATH = '/api/v0/instances/5/?owner=me';

  test('reads an object, or the same in a list', async () => {
    answer('GET', PATH, 200, { instances: { id: 5, public_ipaddr: '1.2.3.4 \n' } });
    answer('GET', PATH, 200, { instances: [{ id: 5 }] });
    expect(await client.readInstance(5)).toMatchObject({ id: 5, publicIp: '1.2.3.4' });
    expect(await client.readInstance(5)).toMatchObject({ id: 5 });
  });

  test.each<[string, number, unknown]>([
    ['null', 200, { instances: null }],
    ['an empty list', 200, { instances: [] }],
    ['404 no_such_instance', 404, { success: false, error: 'no_such_instance' }],
    ['200 no_such_instance', 200, { success: false, error: 'no_such_instance' }],
  ])('%s means that there is none', async (_, status, body) => {
    answer('GET', PATH, status, body);
    expect(await client.readInstance(5)).toBeNull();
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
    for (let at = 0; at < attempts; at += 1) answer('GET', PATH, status, body);
    await expect(client.readInstance(5)).rejects.toThrow();
  });

  test('survives bad moments of the platform', async () => {
    answer('GET', PATH, 502, '');
    answer('GET', PATH, 403, '<html></html>');
    answer('GET', PATH, 429, '');
    answer('GET', PATH, 200, { instances: null });
    expect(await client.readInstance(5)).toBeNull();
    expect(log.filter((event) => event.message === 'retry')).toHaveLength(3);
  });
});

describe('listInstances', () => {
  const first = '/api/v1/instances/?limit=25';

  test('walks all pages, merges by id, and keeps a second between calls', async () => {
    answer('GET', first, 200, { instances: [{ id: 1 }, { id: 2 }], next_token: 'a=' });
    answer('GET', `${first}&after_token=a%3D`, 200, { instances: [{ id: 2 }, { id: 3 }], next_token: null });
    const before = clock.now();
    expect((await client.listInstances()).map((instance) => instance.id)).toEqual([1, 2, 3]);
    expect(clock.now() - before).toBe(1000);
  });

  test('sends filters as JSON', async () => {
    const filter = encodeURIComponent('{"label":{"eq":"x"}}');
    answer('GET', `/api/v1/instances/?limit=25&select_filters=${filter}`, 200, { instances: [] });
    expect(await client.listInstances({ label: { eq: 'x' } })).toEqual([]);
  });

  test('a row without id and a walk in circles are errors: an instance could be missing', async () => {
    for (let at = 0; at < 5; at += 1) answer('GET', first, 200, { instances: [{ label: 'x' }] });
    await expect(client.listInstances()).rejects.toBeInstanceOf(TransientError);
    answer('GET', first, 200, { instances: [], next_token: 'a' });
    answer('GET', `${first}&after_token=a`, 200, { instances: [], next_token: 'a' });
    await expect(client.listInstances()).rejects.toThrow(/same page twice/);
  });
});

describe('setState and setLabel', () => {
  const PATH = '/api/v0/instances/5/';

  test('put one key each', async () => {
    const state = answer('PUT', PATH, 200, { success: true });
    await client.setState(5, 'stopped');
    expect(state.body()).toEqual({ state: 'stopped' });
    const label = answer('PUT', PATH, 200, { success: true });
    await client.setLabel(5, 'x');
    expect(label.body()).toEqual({ label: 'x' });
  });

  test('a queued start is an error although it is 200', async () => {
    answer('PUT', PATH, 200, { success: false, error: 'resources_unavailable', msg: 'state change queued.' });
    await expect(client.setState(5, 'running')).rejects.toBeInstanceOf(ResourcesUnavailableError);
  });

  test('an unknown instance is told apart from a bad key', async () => {
    answer('PUT', PATH, 404, { success: false, error: 'no_such_instance' });
    await expect(client.setLabel(5, 'x')).rejects.toBeInstanceOf(NotFoundError);
    answer('PUT', PATH, 404, { success: false, error: 'auth_error' });
    await expect(client.setLabel(5, 'x')).rejects.toBeInstanceOf(AuthError);
  });
});

describe('destroyInstance', () => {
  const PATH = '/api/v0/instances/5/';

  test('repeats through 429 and 5xx; already gone is success', async () => {
    answer('DELETE', PATH, 429, { success: false, error: 'rate_limit_exceeded', msg: 'threshold=3.0' });
    answer('DELETE', PATH, 503, '');
    answer('DELETE', PATH, 200, { success: true });
    expect(await client.destroyInstance(5)).toBe('destroyed');
    answer('DELETE', PATH, 404, { success: false, error: 'not_found', msg: 'Instance not found' });
    expect(await client.destroyInstance(5)).toBe('already-gone');
    answer('DELETE', PATH, 200, { success: false, error: 'no_such_instance' });
    expect(await client.destroyInstance(5)).toBe('already-gone');
  });

  test('a bad key is not "already gone"', async () => {
    answer('DELETE', PATH, 404, { success: false, error: 'auth_error', msg: 'Invalid user key' });
    await expect(client.destroyInstance(5)).rejects.toBeInstanceOf(AuthError);
  });
});

test('currentUser reads money leniently', async () => {
  answer('GET', '/api/v0/users/current/', 200, { id: '7', email: ' a@b.c ', credit: '12.5', balance: 0 });
  expect(await client.currentUser()).toEqual({ id: 7, email: 'a@b.c', creditUsd: 12.5, balanceUsd: 0 });
});

describe('the key', () => {
  test('is in no error and no log, even when the server echoes it', async () => {
    answer('GET', '/api/v0/users/current/', 401, { error: 'auth_error', msg: `unknown key ${KEY}` });
    const error = await failureOf(client.currentUser());
    expect(error).toBeInstanceOf(AuthError);
    expect(error.message).toContain('unknown key (key)');
    expect(JSON.stringify([log, error, error.stack])).not.toContain(KEY);
  });

  test('is not enumerable state of the client', () => {
    expect(JSON.stringify(client) + inspect(client)).not.toContain(KEY);
  });
});

test('an aborted call rejects with the reason, and sends nothing', async () => {
  const reason = new Error('stopped');
  await expect(client.readInstance(5, AbortSignal.abort(reason))).rejects.toBe(reason);
});

test('429 for ever ends in an error', async () => {
  for (let at = 0; at < 5; at += 1) answer('GET', '/api/v0/users/current/', 429, '');
  await expect(client.currentUser()).rejects.toBeInstanceOf(RateLimitError);
});

test('neither a failing log nor a failing store loses the answer of a paying call', async () => {
  const fail = (): never => {
    throw new Error('disk full');
  };
  let reserved = false;
  const store: PaceStore = {
    update: (change) => {
      if (reserved) return Promise.reject(new Error('disk full'));
      reserved = true;
      return Promise.resolve(change({}).result);
    },
  };
  const pacer = createPacer({ clock, store });
  const careless = createVastClient({
    apiKey: KEY,
    apiUrl: ORIGIN,
    send: through(agent),
    clock,
    pacer,
    log: fail,
  });
  answer('PUT', '/api/v0/asks/1/', 200, { success: true, new_contract: 5 });
  expect(await careless.createInstance(1, REQUEST)).toEqual({ instanceId: 5 });
});

test('a time scale is refused for the real API', () => {
  expect(() => createVastClient({ apiKey: KEY, apiUrl: ORIGIN, timeScale: 100 })).toThrow(/VAST_TIME_SCALE/);
});
