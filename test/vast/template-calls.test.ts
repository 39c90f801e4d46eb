import { AuthError, InvalidArgumentsError, RequestRefusedError, TransientError } from '../../src/vast';
import { failureOf, mockPlatform } from './mock-platform';

const vast = mockPlatform();

const PATH = '/api/v0/template/';
const ROW = { id: 123456, hash_id: 'a'.repeat(32), name: 'web', image: 'acme/worker', tag: '1' };

describe('listTemplates', () => {
  const filtered = `${PATH}?select_cols=%5B%22*%22%5D&select_filters=%7B%22id%22%3A%7B%22eq%22%3A123456%7D%7D`;

  test('asks for all columns of those that match', async () => {
    vast.answer('GET', filtered, 200, { success: true, templates_found: 1, templates: [ROW] });
    expect(await vast.client.listTemplates({ id: { eq: 123456 } })).toMatchObject([
      { id: 123456, hashId: 'a'.repeat(32), name: 'web', image: 'acme/worker', tag: '1' },
    ]);
  });

  test.each<[string, unknown]>([
    ['no list', { success: true }],
    ['a row without hash', { success: true, templates: [{ id: 1 }] }],
  ])('%s is an error, never "no templates"', async (_, body) => {
    for (let at = 0; at < 5; at += 1) vast.answer('GET', filtered, 200, body);
    await expect(vast.client.listTemplates({ id: { eq: 123456 } })).rejects.toBeInstanceOf(TransientError);
  });
});

describe('createTemplate', () => {
  test('posts the fields and returns the template', async () => {
    const sent = vast.answer('POST', PATH, 200, { success: true, msg: 'Created', template: ROW });
    const fields = { name: 'web', image: 'acme/worker', env: { A: 'b c' }, ports: ['8001/tcp'] };
    expect(await vast.client.createTemplate(fields)).toMatchObject({ id: 123456, name: 'web' });
    expect(sent.body()).toEqual({
      docker_login_repo: '',
      name: 'web',
      image: 'acme/worker',
      env: "-e A='b c' -p 8001:8001",
    });
  });

  test.each([
    [502, ''],
    [200, { success: true }],
  ])('is not repeated when %s leaves its outcome open', async (status, body) => {
    vast.answer('POST', PATH, status, body);
    expect(await failureOf(vast.client.createTemplate({ name: 'web' }))).toMatchObject({
      name: 'TransientError',
      ambiguous: true,
    });
  });

  test('what a template cannot hold is not sent, and not shown', async () => {
    const fields = { env: { A: `both "kinds' of quotes` }, ports: [] };
    const error = await failureOf(vast.client.createTemplate(fields));
    expect(error).toBeInstanceOf(InvalidArgumentsError);
    expect(error.message).toContain('The value of A has both kinds of quotes');
    expect(error.message).not.toContain("kinds' of");
  });

  test('values of variables are in no error', async () => {
    vast.answer('POST', PATH, 400, { error: 'invalid_args', msg: 'bad hf_5ecret' });
    const fields = { env: { A: 'hf_5ecret' }, ports: [] };
    expect((await failureOf(vast.client.createTemplate(fields))).message).toContain('bad (secret)');
  });
});

describe('updateTemplate', () => {
  test('puts changed fields by hash; the number stays and the hash does not', async () => {
    const template = { ...ROW, hash_id: 'b'.repeat(32) };
    const sent = vast.answer('PUT', PATH, 200, { success: true, template });
    expect(await vast.client.updateTemplate('a'.repeat(32), { tag: '' })).toMatchObject({
      id: 123456,
      hashId: 'b'.repeat(32),
    });
    expect(sent.body()).toEqual({ hash_id: 'a'.repeat(32), tag: '' });
  });

  test('is not repeated after a lost answer, because the hash may have changed', async () => {
    vast.answer('PUT', PATH, 502, '');
    expect(await failureOf(vast.client.updateTemplate('a', {}))).toMatchObject({ ambiguous: true });
  });
});

describe('deleteTemplate', () => {
  test('deletes by number, repeated after a lost answer; a second time is success', async () => {
    vast.answer('DELETE', PATH, 502, '');
    const sent = vast.answer('DELETE', PATH, 200, { success: true });
    await vast.client.deleteTemplate(123456);
    expect(sent.body()).toEqual({ template_id: 123456 });
    const body = { success: false, error: 'invalid_args', msg: 'Invalid Template ID or User ID' };
    vast.answer('DELETE', PATH, 400, body);
    await vast.client.deleteTemplate(123456);
    vast.answer('DELETE', PATH, 404, { success: false, error: 'not_found' });
    await vast.client.deleteTemplate(123456);
  });

  test('any other refusal is an error', async () => {
    vast.answer('DELETE', PATH, 404, { success: false, error: 'auth_error', msg: 'Invalid user key' });
    await expect(vast.client.deleteTemplate(1)).rejects.toBeInstanceOf(AuthError);
    vast.answer('DELETE', PATH, 400, { success: false, error: 'invalid_args', msg: 'Invalid args' });
    await expect(vast.client.deleteTemplate(1)).rejects.toBeInstanceOf(InvalidArgumentsError);
    vast.answer('DELETE', PATH, 404, {});
    await expect(vast.client.deleteTemplate(1)).rejects.toBeInstanceOf(RequestRefusedError);
  });
});
