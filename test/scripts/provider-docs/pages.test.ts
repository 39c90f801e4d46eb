import { providerPages } from '../../../scripts/provider-docs/pages';
import type { HandWritten } from '../../../scripts/provider-docs/hand-written';
import {
  type AnyResource,
  attr,
  block,
  defineFunction,
  defineProvider,
  defineResource,
  defineSchema,
  parameter,
  t,
} from '../../../src/tfplugin';

const schema = defineSchema({
  description: 'A disk. More of it.',
  attributes: {
    size: attr.number({ required: true, description: 'GB.' }),
    id: attr.string({ computed: true, description: 'Id.' }),
  },
});

const handlers = {
  schema,
  create: () => Promise.resolve({ size: 1, id: '1' }),
  read: () => Promise.resolve(null),
  delete: () => Promise.resolve(),
};
const fixed = defineResource<null>()(handlers);
const changing = defineResource<null>()({
  ...handlers,
  update: () => Promise.resolve({ size: 1, id: '1' }),
  importState: ({ id }) => Promise.resolve({ id }),
});

const provider = (resources: Readonly<Record<string, AnyResource<null>>>) =>
  defineProvider({
    address: 'registry.example.com/acme/cloud',
    version: '1.0.0',
    schema: defineSchema({ description: 'A cloud.', attributes: { key: attr.string({ optional: true }) } }),
    configure: () => null,
    resources,
    dataSources: { cloud_disks: { schema, read: () => Promise.resolve({ size: 1, id: '1' }) } },
    functions: {
      region: defineFunction({
        summary: 'The code of a region',
        parameters: [parameter('place', t.string, 'As written')],
        returns: t.string,
        call: ([place]) => place,
      }),
    },
  });

const parts = (folder: string): HandWritten => ({
  example: `# ${folder}`,
  about: undefined,
  importCommand: folder === 'resources/cloud_disk' ? 'terraform import cloud_disk.a 1' : undefined,
  importNote: 'All is known.',
});

const pages = new Map(
  providerPages(provider({ cloud_disk: changing, cloud_rock: fixed }), 'cloud', parts).map((page) => [
    page.path,
    page.text,
  ]),
);

test('one page for everything, laid out as registries read it', () => {
  expect([...pages.keys()]).toEqual([
    'index.md',
    'resources/disk.md',
    'resources/rock.md',
    'data-sources/disks.md',
    'functions/region.md',
  ]);
});

test('the index links every page and says where the provider comes from', () => {
  const index = pages.get('index.md') ?? '';
  expect(index).toContain('`registry.example.com/acme/cloud`');
  expect(index).toContain('- [`cloud_disk`](resources/disk.md): A disk.\n');
  expect(index).toContain('- [`cloud_disks`](data-sources/disks.md): A disk.\n');
  expect(index).toContain('- [`provider::cloud::region`](functions/region.md): The code of a region\n');
  expect(index).toContain('```terraform\n# index\n```');
  expect(index).toContain('- `key` (string)');
});

test('a resource has example, arguments, attributes and import', () => {
  expect(pages.get('resources/disk.md')).toMatch(
    /^---\npage_title: "cloud_disk \(resource\)"\ndescription: "A disk\."\n---\n[^]*## Example[^]*## Arguments\n\nA change is made in place[^]*`size`[^]*## Attributes[^]*`id`[^]*## Import\n\n```sh\nterraform import cloud_disk\.a 1\n```\n\nAll is known\.\n$/,
  );
});

test('a resource without update says that changes replace it, and without import it has no such section', () => {
  const rock = pages.get('resources/rock.md');
  expect(rock).toContain('A change of any of them replaces the resource.');
  expect(rock).not.toContain('## Import');
});

test('a function has its signature', () => {
  expect(pages.get('functions/region.md')).toContain('region(place string) string');
  expect(pages.get('functions/region.md')).toContain('- `place` (string) As written.');
});

test('an import command for what cannot be imported is refused, and so is none for what can', () => {
  expect(() => providerPages(provider({ cloud_disk: fixed }), 'cloud', parts)).toThrow(/cannot be imported/);
  expect(() => providerPages(provider({ cloud_other: changing }), 'cloud', parts)).toThrow(/can be imported/);
});

test('nested blocks are refused rather than left out', () => {
  const blocks = defineSchema({ attributes: {}, blocks: { rule: block.list({ attributes: {} }) } });
  const resource = defineResource<null>()({
    schema: blocks,
    create: () => Promise.resolve({ rule: [] }),
    read: () => Promise.resolve(null),
    delete: () => Promise.resolve(),
  });
  expect(() => providerPages(provider({ cloud_wall: resource }), 'cloud', parts)).toThrow(/block "rule"/);
});
