import { attr, block, defineResource, defineSchema, t, type ResourceDefinition } from '../../../src/tfplugin';
import { Caller, read } from '../support/calls';
import { formatValue, parse } from '../support/values';

const schema = defineSchema({
  attributes: {
    id: attr.string({ computed: true, nonNull: true }),
    name: attr.string({ required: true }),
    offers: attr.list(t.string, { optional: true }),
  },
  blocks: { rule: block.list({ attributes: {} }), one: block.single({ attributes: {} }) },
});
type Import = NonNullable<ResourceDefinition<object, typeof schema.body>['importState']>;
const never = (): Promise<never> => Promise.reject(new Error('not called'));

async function importThing(importState?: Import) {
  const definition = { schema, create: never, read: never, delete: never };
  const caller = await Caller.with(
    defineResource<object>()(importState === undefined ? definition : { ...definition, importState }),
  );
  return await caller.call('importResourceState', { typeName: 'x_thing', id: 'abc' });
}

test('makes a whole object from what is given', async () => {
  const { importedResources, diagnostics } = await importThing(({ id, privateState }) => {
    privateState.set('imported', 'yes');
    return Promise.resolve({ id, offers: [] });
  });
  expect(diagnostics).toEqual([]);
  expect(importedResources).toMatchObject([
    { typeName: 'x_thing', private: Buffer.from('{"imported":"yes"}') },
  ]);
  expect(formatValue(read(schema, importedResources[0]?.state))).toBe(
    formatValue(parse(schema.body, { id: 'abc', offers: [] })),
  );
});

test.each<[string, Import | undefined, string]>([
  ['a resource without import', undefined, 'A x_thing cannot be imported.'],
  ['an id that is wrong', () => Promise.reject(new Error('no number')), 'no number'],
  ['a bug', () => Promise.resolve({ id: null as never }), 'id: an import has to give this value'],
])('reports %s', async (_, importState, detail) => {
  const { importedResources, diagnostics } = await importThing(importState);
  expect(importedResources).toEqual([]);
  expect(diagnostics).toMatchObject([{ severity: 1, detail: expect.stringContaining(detail) as unknown }]);
});
