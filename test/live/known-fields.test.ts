import { cleanOffers } from '../../src/selection/clean';
import { parseInstance } from '../../src/vast/instance';
import { INSTANCE_FIELDS, OFFER_FIELDS, USER_FIELDS } from './known-fields';

/** The members that a parser asks an object for. */
function membersRead(parse: (row: object) => unknown): readonly string[] {
  const asked = new Set<string>();
  parse(
    new Proxy(
      { id: 1 },
      {
        get: (target, key) => {
          if (typeof key === 'string') asked.add(key);
          return Reflect.get(target, key) as unknown;
        },
      },
    ),
  );
  return [...asked].sort();
}

test('everything that the ranking reads of an offer is in the table', () => {
  const read = membersRead((row) => cleanOffers([row]));
  expect(read.length).toBeGreaterThan(15);
  // `reliability2` is the spare for `reliability`.
  expect(read.filter((field) => !(field in OFFER_FIELDS.read))).toEqual(['reliability2']);
});

test('everything that the client reads of an instance is in the table', () => {
  const read = membersRead((row) => parseInstance(row));
  expect(read.length).toBeGreaterThan(30);
  // Ports are absent until an instance runs; `reliability` is the spare for `reliability2`.
  expect(read.filter((field) => !(field in INSTANCE_FIELDS.read))).toEqual(['ports', 'reliability']);
  expect(Object.keys(INSTANCE_FIELDS.read).filter((field) => !read.includes(field))).toEqual([]);
});

test.each([
  ['offers', OFFER_FIELDS],
  ['instances', INSTANCE_FIELDS],
  ['accounts', USER_FIELDS],
])('no field of %s is listed twice', (_what, { read, documented }) => {
  const all = [...Object.keys(read), ...documented];
  expect(all.filter((field, at) => all.indexOf(field) !== at)).toEqual([]);
});
