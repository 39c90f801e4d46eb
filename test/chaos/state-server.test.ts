import { startStateServer, type StateServer } from './state-server';

let server: StateServer;
beforeEach(async () => {
  server = await startStateServer();
});
afterEach(() => server.close());

const call = async (method: string, body?: string, query = ''): Promise<readonly [number, string]> => {
  const address = server.environment('june')['TF_HTTP_ADDRESS'] ?? '';
  const answer = await fetch(`${address}${query}`, { method, ...(body === undefined ? {} : { body }) });
  return [answer.status, await answer.text()];
};

test('keeps a state', async () => {
  expect(await call('GET')).toEqual([404, '']);
  await call('POST', '{"serial":1}');
  expect(await call('GET')).toEqual([200, '{"serial":1}']);
  expect(server.state('june')).toBe('{"serial":1}');
  expect(server.state('july')).toBeUndefined();
});

test('a lock keeps others out until it is taken away', async () => {
  expect(await call('LOCK', '{"ID":"a"}')).toEqual([200, '']);
  expect(await call('LOCK', '{"ID":"b"}')).toEqual([423, '{"ID":"a"}']);
  expect(await call('POST', 'x', '?ID=b')).toEqual([423, '{"ID":"a"}']);
  expect(await call('POST', 'x', '?ID=a')).toEqual([200, '']);
  expect(server.unlock('june')).toBe(true);
  expect(server.unlock('june')).toBe(false);
  expect(await call('LOCK', '{"ID":"b"}')).toEqual([200, '']);
  await call('UNLOCK');
  expect(server.unlock('june')).toBe(false);
});

test('a write can be held before and after it happens', async () => {
  const seen: string[] = [];
  server.watchWrites('june', (phase) => {
    seen.push(`${phase} ${server.state('june') ?? 'none'}`);
    return Promise.resolve();
  });
  await call('POST', 'x');
  await call('GET');
  expect(seen).toEqual(['before none', 'acted x']);
});
