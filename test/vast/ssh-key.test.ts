import fc from 'fast-check';
import { parseSshKey } from '../../src/vast/ssh-key';

test.each<[string, unknown, unknown]>([
  ['public_key', { id: 1, public_key: ' a ' }, { id: 1, publicKey: 'a', createdAtSeconds: null }],
  ['key', { id: '1', key: 'a', created_at: 5.5 }, { id: 1, publicKey: 'a', createdAtSeconds: 5.5 }],
  ['no text', { id: 1 }, { id: 1, publicKey: '', createdAtSeconds: null }],
  ['deleted', { id: 1, key: 'a', deleted_at: '2026-01-01' }, 'deleted'],
  ['no id', { key: 'a' }, undefined],
  ['no object', 'a', undefined],
])('%s', (_, row, parsed) => {
  expect(parseSshKey(row)).toEqual(parsed);
});

test('no field of any type makes it fail', () => {
  const fields = fc.dictionary(fc.constantFrom('key', 'public_key', 'created_at'), fc.anything());
  fc.assert(
    fc.property(fields, (row) => {
      expect(parseSshKey({ ...row, id: 7 })).toMatchObject({ id: 7 });
    }),
  );
});
