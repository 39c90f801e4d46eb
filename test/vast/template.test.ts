import fc from 'fast-check';
import { parseTemplate, templateBody, type TemplateFields, templateProblems } from '../../src/vast/template';

const FIELDS: TemplateFields = {
  name: 'web',
  image: 'acme/worker',
  tag: '1.4.2',
  env: { MODE: 'prod' },
  ports: ['8001/tcp'],
  onstart: '#!/bin/sh\nserve\n',
  args: '--port 8001',
  runtype: 'ssh',
  sshDirect: true,
  jupyterDirect: false,
  recommendedDiskGb: 40,
  description: 'Serves.\n',
  readme: '# Web\n',
  private: true,
};

describe('templateBody', () => {
  test('names the fields as the platform does', () => {
    expect(templateBody(FIELDS)).toEqual({
      name: 'web',
      image: 'acme/worker',
      tag: '1.4.2',
      env: '-e MODE=prod -p 8001:8001',
      onstart: '#!/bin/sh\nserve\n',
      args_str: '--port 8001',
      runtype: 'ssh',
      use_ssh: true,
      ssh_direct: true,
      jup_direct: false,
      recommended_disk_space: 40,
      desc: 'Serves.\n',
      readme: '# Web\n',
      readme_visible: true,
      private: true,
    });
  });

  test('leaves out what is not said, and clears what is empty', () => {
    expect(templateBody({})).toEqual({});
    expect(templateBody({ tag: '', readme: '', runtype: 'args', env: {}, ports: [] })).toEqual({
      tag: '',
      env: '',
      readme: '',
      readme_visible: false,
      runtype: 'args',
      use_ssh: false,
    });
  });
});

describe('parseTemplate', () => {
  const row = { ...templateBody(FIELDS), id: '7', hash_id: 'abc', creator_id: 1, created_at: 1790000000.5 };

  test('reads back what was written', () => {
    expect(parseTemplate(row)).toEqual({ ...FIELDS, id: 7, hashId: 'abc' });
  });

  test('what is null or empty is missing', () => {
    const empty = Object.fromEntries(Object.keys(row).map((key) => [key, key === 'env' ? '' : null]));
    expect(parseTemplate({ ...empty, id: 7, hash_id: 'abc' })).toEqual({
      id: 7,
      hashId: 'abc',
      env: {},
      ports: [],
    });
  });

  test('without id or hash it is none, and no other field of any type makes it fail', () => {
    for (const value of [null, [], {}, { id: 7 }, { hash_id: 'abc' }, { id: 0, hash_id: 'abc' }]) {
      expect(parseTemplate(value)).toBeUndefined();
    }
    const keys = fc.constantFrom(...Object.keys(row).filter((key) => key !== 'id' && key !== 'hash_id'));
    fc.assert(
      fc.property(fc.dictionary(keys, fc.anything()), (fields) => {
        expect(parseTemplate({ ...fields, id: 7, hash_id: 'abc' })?.id).toBe(7);
      }),
    );
  });
});

describe('templateProblems', () => {
  test('a good template has none', () => expect(templateProblems(FIELDS)).toEqual([]));

  test.each<[string, TemplateFields]>([
    ['name', { name: ' ' }],
    ['image', { image: '' }],
    ['env', { env: { A: 'b' } }],
    ['env', { ports: ['8001/tcp'] }],
    ['env', { env: { 'A B': 'b' }, ports: [] }],
    ['env', { env: { A: `'"x` }, ports: [] }],
    ['ports', { env: {}, ports: ['8001'] }],
    ['args', { onstart: 'x'.repeat(4001) }],
    ['args', { args: 'x'.repeat(4000) }],
    ['recommendedDiskGb', { recommendedDiskGb: 0 }],
    ['recommendedDiskGb', { recommendedDiskGb: NaN }],
  ])('names the field: %s', (field, fields) => {
    expect(templateProblems(fields).map((problem) => problem.field)).toContain(field);
  });
});
