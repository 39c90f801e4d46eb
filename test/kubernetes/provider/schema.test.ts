import { type TerraformRun, terraformRun } from '../../support/kubernetes/terraform-run';
import { FACTS } from './schema-facts';

type Type =
  string | readonly ['list' | 'set' | 'map', Type] | readonly ['object', Readonly<Record<string, Type>>];

interface Block {
  readonly attributes?: Readonly<Record<string, Readonly<Record<string, unknown>> & { readonly type: Type }>>;
  readonly block_types?: Readonly<
    Record<
      string,
      {
        readonly nesting_mode: string;
        readonly min_items?: number;
        readonly max_items?: number;
        readonly block: Block;
      }
    >
  >;
}

interface Schema {
  readonly version: number;
  readonly block: Block;
}

function typeText(type: Type): string {
  if (typeof type === 'string') return type;
  if (type[0] !== 'object') return `${type[0]}(${typeText(type[1])})`;
  const members = Object.entries(type[1]).map(([name, member]) => `${name}: ${typeText(member)}`);
  return `object({${members.sort().join(', ')}})`;
}

function* lines(block: Block, prefix = ''): Generator<string> {
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    const flags = ['required', 'optional', 'computed', 'sensitive', 'deprecated'].filter(
      (flag) => attribute[flag] === true,
    );
    yield `${prefix}${name}: ${typeText(attribute.type)} ${flags.join(' ')}`;
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    yield `${prefix}${name}: ${nested.nesting_mode} block ${nested.min_items ?? 0}..${nested.max_items ?? ''}`;
    yield* lines(nested.block, `${prefix}${name}.`);
  }
}

let run: TerraformRun;
let schemas: Readonly<Record<string, Schema>>;

beforeAll(async () => {
  run = await terraformRun();
  await run.write('provider "kubernetes" {}\n');
  const { text } = await run.run('providers', 'schema', '-json');
  const { provider_schemas: all } = JSON.parse(text) as {
    provider_schemas: Readonly<
      Record<string, { provider: Schema; resource_schemas: Readonly<Record<string, Schema>> }>
    >;
  };
  const own = all['registry.terraform.io/hashicorp/kubernetes'];
  if (!own) throw new Error(text);
  schemas = { provider: own.provider, ...own.resource_schemas };
});
afterAll(() => run.remove());

test('the stand-in offers exactly these resources', () => {
  expect(Object.keys(schemas).sort()).toEqual(Object.keys(FACTS).sort());
});

test.each(Object.entries(FACTS))('%s has the schema of the real provider', (name, facts) => {
  const schema = schemas[name];
  // With a default the stand-in has to say "computed": protocol 6 without the old SDK's privileges asks for it.
  const expected = facts.map((line) => line.replace('optional default', 'optional computed'));
  expect(schema && [`version ${schema.version}`, ...lines(schema.block)].sort()).toEqual(
    [...expected].sort(),
  );
});
