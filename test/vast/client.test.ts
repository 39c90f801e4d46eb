import { inspect } from 'node:util';
import {
  AuthError,
  createPacer,
  createVastClient,
  type PaceStore,
  RateLimitError,
  TransientError,
} from '../../src/vast';
import { failureOf, KEY, mockPlatform, ORIGIN, through } from './mock-platform';

const vast = mockPlatform();

describe('searchOffers', () => {
  test('posts the query and returns the rows as they are', async () => {
    const sent = vast.answer('POST', '/api/v0/bundles/', 200, { offers: [{ id: 1 }, 'odd'] });
    expect(await vast.client.searchOffers({ limit: 5 })).toEqual([{ id: 1 }, 'odd']);
    expect(sent.body()).toEqual({ limit: 5 });
  });

  test('takes a single object for a list of one, as one document shows it', async () => {
    vast.answer('POST', '/api/v0/bundles/', 200, { offers: { id: 1 } });
    expect(await vast.client.searchOffers({})).toEqual([{ id: 1 }]);
  });

  test('works without a key, and sends none', async () => {
    const anonymous = createVastClient({
      apiKey: undefined,
      apiUrl: ORIGIN,
      send: through(vast.agent),
      clock: vast.clock,
    });
    vast.agent
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
    for (let at = 0; at < 5; at += 1) vast.answer('POST', '/api/v0/bundles/', 200, {});
    await expect(vast.client.searchOffers({})).rejects.toBeInstanceOf(TransientError);
  });
});

test('currentUser reads money leniently', async () => {
  vast.answer('GET', '/api/v0/users/current/', 200, {
    id: '7',
    email: ' a@b.c ',
    credit: '12.5',
    balance: 0,
  });
  expect(await vast.client.currentUser()).toEqual({ id: 7, email: 'a@b.c', creditUsd: 12.5, balanceUsd: 0 });
});

describe('the key', () => {
  test('is in no error and no log, even when the server echoes it', async () => {
    vast.answer('GET', '/api/v0/users/current/', 401, { error: 'auth_error', msg: `unknown key ${KEY}` });
    const error = await failureOf(vast.client.currentUser());
    expect(error).toBeInstanceOf(AuthError);
    expect(error.message).toContain('unknown key (key)');
    expect(JSON.stringify([vast.log, error, error.stack])).not.toContain(KEY);
  });

  test('is not enumerable state of the client', () => {
    expect(JSON.stringify(vast.client) + inspect(vast.client)).not.toContain(KEY);
  });
});

test('an aborted call rejects with the reason, and sends nothing', async () => {
  const reason = new Error('stopped');
  await expect(vast.client.readInstance(5, AbortSignal.abort(reason))).rejects.toBe(reason);
});

test('429 for ever ends in an error', async () => {
  for (let at = 0; at < 5; at += 1) vast.answer('GET', '/api/v0/users/current/', 429, '');
  await expect(vast.client.currentUser()).rejects.toBeInstanceOf(RateLimitError);
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
  const pacer = createPacer({ clock: vast.clock, store });
  const careless = createVastClient({
    apiKey: KEY,
    apiUrl: ORIGIN,
    send: through(vast.agent),
    clock: vast.clock,
    pacer,
    log: fail,
  });
  vast.answer('PUT', '/api/v0/asks/1/', 200, { success: true, new_contract: 5 });
  expect(await careless.createInstance(1, { image: 'acme/worker:1', diskGb: 40, label: 'x' })).toEqual({
    instanceId: 5,
  });
});

test('a time scale is refused for the real API', () => {
  expect(() => createVastClient({ apiKey: KEY, apiUrl: ORIGIN, timeScale: 100 })).toThrow(/VAST_TIME_SCALE/);
});
