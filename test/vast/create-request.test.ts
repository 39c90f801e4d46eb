import { createBody, type CreateInstanceRequest, createRequestProblems } from '../../src/vast/create-request';

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

describe('createRequestProblems', () => {
  test('a good request has none', () => expect(createRequestProblems(REQUEST)).toEqual([]));

  test.each<[string, Partial<CreateInstanceRequest>]>([
    ['image', { image: ' ' }],
    ['image', { image: 'x'.repeat(1025) }],
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
