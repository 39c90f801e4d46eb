import { AuthError, NotFoundError, RequestRefusedError, TransientError } from '../../src/vast';
import { failureOf, mockPlatform } from './mock-platform';

const vast = mockPlatform();

const TEXT = 'ssh-ed25519 AAAAC3Nz me@home';
const ROW = { id: 123, user_id: 456, public_key: `${TEXT}\n`, created_at: 1790000000.5, deleted_at: null };
const PARSED = { id: 123, publicKey: TEXT, createdAtSeconds: 1790000000.5 };

describe('listSshKeys', () => {
  test('reads the bare array, the key under either name, and leaves out deleted ones', async () => {
    vast.answer('GET', '/api/v0/ssh/', 200, [
      ROW,
      { id: 2, key: 'ssh-rsa AAAA', created_at: '2026-01-02T03:04:05' },
      { ...ROW, id: 3, deleted_at: '2026-01-02T03:04:05Z' },
    ]);
    expect(await vast.client.listSshKeys()).toEqual([
      PARSED,
      { id: 2, publicKey: 'ssh-rsa AAAA', createdAtSeconds: Date.UTC(2026, 0, 2, 3, 4, 5) / 1000 },
    ]);
  });

  test.each<[string, unknown]>([
    ['not_found', { success: false, error: 'not_found', msg: 'No ssh keys found' }],
    ['no_ssh_key', { success: false, error: 'no_ssh_key' }],
    ['a text', { msg: 'No SSH keys found for user.' }],
  ])('404 with %s means that there are none', async (_, body) => {
    vast.answer('GET', '/api/v0/ssh/', 404, body);
    expect(await vast.client.listSshKeys()).toEqual([]);
  });

  test.each<[string, number, unknown, number]>([
    ['a bad key', 404, { success: false, error: 'auth_error', msg: 'Invalid user key' }, 1],
    ['a bare 404', 404, '', 1],
    ['the 404 of another server', 404, { detail: 'Not Found' }, 1],
    ['a console page', 404, '<html>Not Found</html>', 1],
    ['an object', 200, { success: true }, 5],
    ['a row without id', 200, [{ key: TEXT }], 5],
    ['500', 500, '', 5],
  ])('%s never means that there are none', async (_, status, body, attempts) => {
    for (let at = 0; at < attempts; at += 1) vast.answer('GET', '/api/v0/ssh/', status, body);
    await expect(vast.client.listSshKeys()).rejects.toThrow();
  });
});

describe('createSshKey', () => {
  test('posts the text and returns the key', async () => {
    const sent = vast.answer('POST', '/api/v0/ssh/', 200, { success: true, key: ROW });
    expect(await vast.client.createSshKey(TEXT)).toEqual(PARSED);
    expect(sent.body()).toEqual({ ssh_key: TEXT });
  });

  test('needs no more of the answer than the number', async () => {
    vast.answer('POST', '/api/v0/ssh/', 200, { success: true, id: 9 });
    expect(await vast.client.createSshKey(`${TEXT}\n`)).toEqual({
      id: 9,
      publicKey: TEXT,
      createdAtSeconds: null,
    });
  });

  test.each([
    [502, ''],
    [200, { success: true }],
  ])('is not repeated when %s leaves its outcome open', async (status, body) => {
    vast.answer('POST', '/api/v0/ssh/', status, body);
    expect(await failureOf(vast.client.createSshKey(TEXT))).toMatchObject({
      name: 'TransientError',
      ambiguous: true,
    });
  });

  test('is repeated after 429; the refusal of a team account keeps its code', async () => {
    vast.answer('POST', '/api/v0/ssh/', 429, 'API requests too frequent');
    vast.answer('POST', '/api/v0/ssh/', 400, { success: false, error: 'team_ssh_keys_not_supported' });
    const error = await failureOf(vast.client.createSshKey(TEXT));
    expect(error).toBeInstanceOf(RequestRefusedError);
    expect(error).toMatchObject({ code: 'team_ssh_keys_not_supported' });
  });
});

describe('updateSshKey and deleteSshKey', () => {
  test('put and delete by number, repeated after a lost answer', async () => {
    vast.answer('PUT', '/api/v0/ssh/123/', 502, '');
    const put = vast.answer('PUT', '/api/v0/ssh/123/', 200, { success: true });
    await vast.client.updateSshKey(123, TEXT);
    expect(put.body()).toEqual({ id: 123, ssh_key: TEXT });
    vast.answer('DELETE', '/api/v0/ssh/123/', 502, '');
    vast.answer('DELETE', '/api/v0/ssh/123/', 400, { success: false, error: 'no_ssh_key' });
    await vast.client.deleteSshKey(123);
  });

  test('a changed key that is gone is an error, and so is a refused deletion', async () => {
    vast.answer('PUT', '/api/v0/ssh/123/', 400, { success: false, error: 'no_ssh_key' });
    await expect(vast.client.updateSshKey(123, TEXT)).rejects.toBeInstanceOf(RequestRefusedError);
    vast.answer('DELETE', '/api/v0/ssh/123/', 401, { msg: 'Two Factor Authentication needed' });
    await expect(vast.client.deleteSshKey(123)).rejects.toBeInstanceOf(AuthError);
  });
});

describe('keys of one instance', () => {
  const PATH = '/api/v0/instances/5/ssh/';

  test.each<[string, unknown]>([
    ['a JSON text', JSON.stringify([ROW])],
    ['a list', [ROW]],
  ])('are read from %s', async (_, ssh_keys) => {
    vast.answer('GET', PATH, 200, { success: true, ssh_keys });
    expect(await vast.client.listInstanceSshKeys(5)).toEqual([PARSED]);
  });

  test.each<[string, unknown]>([
    ['no list', undefined],
    ['a text that is no JSON', '[{'],
    ['a row without id', '[{"public_key":"x"}]'],
  ])('%s is an error, never "no keys"', async (_, ssh_keys) => {
    for (let at = 0; at < 5; at += 1) vast.answer('GET', PATH, 200, { success: true, ssh_keys });
    await expect(vast.client.listInstanceSshKeys(5)).rejects.toBeInstanceOf(TransientError);
  });

  test('an unknown instance is told', async () => {
    vast.answer('GET', PATH, 404, { success: false, error: 'no_such_instance' });
    await expect(vast.client.listInstanceSshKeys(5)).rejects.toBeInstanceOf(NotFoundError);
    vast.answer('DELETE', `${PATH}7/`, 404, { success: false, error: 'no_such_instance' });
    await expect(vast.client.detachSshKey(5, 7)).rejects.toBeInstanceOf(NotFoundError);
  });

  test('are attached and detached; one that is not there needs no detaching', async () => {
    vast.answer('POST', PATH, 503, '');
    const sent = vast.answer('POST', PATH, 200, { success: true, msg: 'SSH key attached successfully' });
    await vast.client.attachSshKey(5, TEXT);
    expect(sent.body()).toEqual({ ssh_key: TEXT });
    vast.answer('DELETE', `${PATH}7/`, 200, { success: true });
    await vast.client.detachSshKey(5, 7);
    vast.answer('DELETE', `${PATH}7/`, 404, { success: false, error: 'no_such_ssh_key' });
    const before = vast.clock.now();
    await vast.client.detachSshKey(5, 7);
    expect(vast.clock.now() - before).toBe(2000);
  });
});
