import {
  createBody,
  type CreateInstanceRequest,
  createRequestProblems,
  createSecrets,
  parseImageLogin,
} from '../../src/vast/create-request';

const REQUEST: CreateInstanceRequest = {
  image: 'acme/worker:1.4.2',
  diskGb: 40,
  label: 'web vg-0123456789ab-00112233?',
  env: { MODE: 'prod' },
  ports: ['8001/tcp', '53/udp'],
};

describe('createBody', () => {
  test('rents on demand, fails rather than leave a stopped contract, and writes ports as docker flags', () => {
    expect(createBody(REQUEST)).toEqual({
      client_id: 'me',
      image: 'acme/worker:1.4.2',
      disk: 40,
      label: 'web vg-0123456789ab-00112233?',
      runtype: 'args',
      env: { MODE: 'prod', '-p 8001:8001': '1', '-p 53:53/udp': '1' },
      price: null,
      target_state: 'running',
      cancel_unavail: true,
    });
  });

  test('sends arguments and a start script when given', () => {
    expect(createBody({ ...REQUEST, args: ['-c', 'x'], onstart: '/bin/sh', runtype: 'ssh' })).toMatchObject({
      args: ['-c', 'x'],
      onstart: '/bin/sh',
      runtype: 'ssh',
    });
  });
});

describe('createBody of a bid, a template and a private image', () => {
  test('sends the bid as price, and still fails rather than leave a stopped contract', () => {
    expect(createBody({ ...REQUEST, bidPerHour: 0.25 })).toMatchObject({ price: 0.25, cancel_unavail: true });
  });

  test('says nothing that was not asked for when a template says it', () => {
    const body = createBody({ templateHashId: 'ab12', diskGb: 40, label: 'x' });
    expect(body).toMatchObject({ template_hash_id: 'ab12', env: {} });
    expect(Object.keys(body)).not.toContain('image');
    expect(Object.keys(body)).not.toContain('runtype');
    expect(createBody({ ...REQUEST, templateHashId: 'ab12', runtype: 'ssh' })).toMatchObject({
      image: 'acme/worker:1.4.2',
      runtype: 'ssh',
    });
  });

  test('sends the login of the registry', () => {
    const imageLogin = '-u bot -p token registry.example.com';
    expect(createBody({ ...REQUEST, imageLogin })).toMatchObject({ image_login: imageLogin });
    expect(createSecrets({ ...REQUEST, imageLogin, env: { A: 'secret', B: 'on' } })).toEqual([
      imageLogin,
      'token',
      'secret',
    ]);
    expect(createSecrets({ ...REQUEST, env: undefined })).toEqual([]);
  });
});

test.each([
  ['-u bot -p token registry.example.com', 'token'],
  ['-u bot -p t:k/n=+ localhost:5000', 't:k/n=+'],
  ['-u bot -p token', undefined],
  ['-u bot -p "token" registry.example.com', undefined],
  ["-u bot -p to'ken registry.example.com", undefined],
  ['-u b ot -p token registry.example.com', undefined],
  ['-u bot -p token registry.example.com --rm', undefined],
  ['-u bot -p token --privileged', undefined],
  ['bot:token@registry.example.com', undefined],
  ['', undefined],
])('the login %j has the token %s', (text, token) => {
  expect(parseImageLogin(text)?.token).toBe(token);
});

describe('createRequestProblems', () => {
  test('a template may stand for the image', () => {
    expect(createRequestProblems({ ...REQUEST, image: undefined, templateHashId: 'ab12' })).toEqual([]);
  });

  test('a bid within the limits and a login have none', () => {
    const imageLogin = '-u bot -p token registry.example.com';
    for (const bidPerHour of [0.001, 128])
      expect(createRequestProblems({ ...REQUEST, bidPerHour, imageLogin })).toEqual([]);
  });

  test('no message shows a login or the value of a variable', () => {
    const request = { ...REQUEST, imageLogin: 'bot:t0k3n', env: { 'A B': 'hf_5ecret' } };
    const said = JSON.stringify(createRequestProblems(request));
    expect(said).toContain('imageLogin');
    expect(said).not.toMatch(/t0k3n|hf_5ecret/);
  });

  test('a good request has none', () => expect(createRequestProblems(REQUEST)).toEqual([]));

  test.each<[string, Partial<CreateInstanceRequest>]>([
    ['image', { image: ' ' }],
    ['image', { image: 'x'.repeat(1025) }],
    ['image', { image: undefined }],
    ['templateHashId', { templateHashId: '123456' }],
    ['templateHashId', { templateHashId: '' }],
    ['bidPerHour', { bidPerHour: 0 }],
    ['bidPerHour', { bidPerHour: 128.01 }],
    ['bidPerHour', { bidPerHour: NaN }],
    ['imageLogin', { imageLogin: '-u bot registry' }],
    ['diskGb', { diskGb: 7.9 }],
    ['diskGb', { diskGb: NaN }],
    ['label', { label: 'x'.repeat(257) }],
    ['env', { env: { '-p 1:1': '1' } }],
    ['env', { env: { 'A B': '1' } }],
    ['env', { env: { A: 'x'.repeat(32_768) } }],
    ['ports', { ports: ['8001'] }],
    ['ports', { ports: Array.from({ length: 65 }, (_, at) => `${1000 + at}/tcp`) }],
    ['args', { args: ['x'.repeat(4000)] }],
  ])('names the field: %s', (field, change) => {
    expect(createRequestProblems({ ...REQUEST, ...change }).map((problem) => problem.field)).toContain(field);
  });
});
