import type { AnyDataSource, AnyFunction, AnyProvider, AnyResource, Schema } from '../../src/tfplugin';
import { argumentsOf, attributeSections, computedOf } from './attribute-sections';
import type { HandWritten } from './hand-written';
import { firstSentence, sentence, valueTypeWords } from './words';

/** One page; the path is relative to the folder of the docs and laid out as registries read it. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Gives the hand-written parts of `KIND/NAME`. */
export type Parts = (folder: string) => HandWritten;

const MADE = '<!-- Made by scripts/generate-docs.ts from the schemas and examples/provider. Do not edit. -->';

/**
 * Every page of a provider. Not yet formatted.
 * @param localName the provider's name in configurations, which its types begin with
 * @throws Error when a part is missing, or a schema has nested blocks, which no page form exists for
 */
export function providerPages(provider: AnyProvider, localName: string, parts: Parts): readonly Page[] {
  const pageOf = (kind: string, name: string): string => `${kind}/${withoutPrefix(name, localName)}.md`;
  const resources = Object.entries(provider.resources ?? {});
  const dataSources = Object.entries(provider.dataSources ?? {});
  const functions = Object.entries(provider.functions ?? {});
  return [
    {
      path: 'index.md',
      text: indexPage(provider, localName, parts('index'), [
        {
          title: 'Resources',
          entries: resources.map(([name, { schema }]) =>
            entry(name, pageOf('resources', name), schema.description),
          ),
        },
        {
          title: 'Data sources',
          entries: dataSources.map(([name, { schema }]) =>
            entry(name, pageOf('data-sources', name), schema.description),
          ),
        },
        {
          title: 'Functions',
          entries: functions.map(([name, { summary }]) =>
            entry(`provider::${localName}::${name}`, pageOf('functions', name), summary),
          ),
        },
      ]),
    },
    ...resources.map(([name, resource]) => ({
      path: pageOf('resources', name),
      text: resourcePage(name, resource, parts(`resources/${name}`)),
    })),
    ...dataSources.map(([name, dataSource]) => ({
      path: pageOf('data-sources', name),
      text: dataSourcePage(name, dataSource, parts(`data-sources/${name}`)),
    })),
    ...functions.map(([name, definition]) => ({
      path: pageOf('functions', name),
      text: functionPage(`provider::${localName}::${name}`, name, definition, parts(`functions/${name}`)),
    })),
  ];
}

interface Contents {
  readonly title: string;
  readonly entries: readonly string[];
}

function indexPage(
  { address, schema }: AnyProvider,
  localName: string,
  hand: HandWritten,
  contents: readonly Contents[],
): string {
  return page(`${localName} provider`, description(schema), [
    description(schema),
    hand.about ?? '',
    `Source address: \`${address}\`.`,
    ...contents
      .filter(({ entries }) => entries.length > 0)
      .map(({ title, entries }) => `## ${title}\n\n${entries.join('\n')}`),
    example(hand),
    ...argumentsSection(schema, ''),
  ]);
}

function resourcePage(name: string, resource: AnyResource<never>, hand: HandWritten): string {
  const { schema } = resource;
  const effect =
    resource.update === undefined
      ? 'A change of any of them replaces the resource.'
      : 'A change is made in place, unless the argument says otherwise.';
  return page(`${name} (resource)`, description(schema), [
    description(schema),
    hand.about ?? '',
    example(hand),
    ...argumentsSection(schema, effect),
    ...attributesSection(schema),
    importSection(name, resource, hand),
  ]);
}

function dataSourcePage(name: string, { schema }: AnyDataSource<never>, hand: HandWritten): string {
  return page(`${name} (data source)`, description(schema), [
    description(schema),
    hand.about ?? '',
    example(hand),
    ...argumentsSection(schema, ''),
    ...attributesSection(schema),
  ]);
}

function functionPage(fullName: string, name: string, definition: AnyFunction, hand: HandWritten): string {
  const { parameters, variadic, returns, summary } = definition;
  const signature = [
    ...parameters.map((one) => `${one.name} ${valueTypeWords(one.type)}`),
    ...(variadic === undefined ? [] : [`${variadic.name} ${valueTypeWords(variadic.type)}...`]),
  ].join(', ');
  const lines = [...parameters, ...(variadic === undefined ? [] : [variadic])].map(
    (one) => `- \`${one.name}\` (${valueTypeWords(one.type)}) ${sentence(one.description ?? '')}`,
  );
  return page(`${fullName} (function)`, sentence(summary), [
    sentence(definition.description ?? summary),
    definition.deprecated === undefined ? '' : `**Deprecated:** ${sentence(definition.deprecated)}`,
    hand.about ?? '',
    example(hand),
    `## Signature\n\n\`\`\`text\n${name}(${signature}) ${valueTypeWords(returns)}\n\`\`\``,
    lines.length === 0 ? '' : `## Arguments\n\n${lines.join('\n')}`,
  ]);
}

function page(title: string, about: string, sections: readonly string[]): string {
  const head = `---\npage_title: ${JSON.stringify(title)}\ndescription: ${JSON.stringify(firstSentence(about))}\n---`;
  return `${[head, MADE, `# ${title}`, ...sections].filter((part) => part !== '').join('\n\n')}\n`;
}

function example({ example: text }: HandWritten): string {
  return `## Example\n\n\`\`\`terraform\n${text}\n\`\`\``;
}

function argumentsSection(schema: Schema, effect: string): string[] {
  refuseBlocks(schema);
  const found = argumentsOf(schema.body.attributes);
  if (found.length === 0) return [];
  return ['## Arguments', effect, attributeSections(found)];
}

function attributesSection(schema: Schema): string[] {
  const found = computedOf(schema.body.attributes);
  if (found.length === 0) return [];
  return ['## Attributes', 'Set by the provider, besides the arguments.', attributeSections(found)];
}

function importSection(name: string, resource: AnyResource<never>, hand: HandWritten): string {
  if ((resource.importState === undefined) !== (hand.importCommand === undefined)) {
    const problem = resource.importState === undefined ? 'cannot be imported' : 'can be imported';
    throw new Error(
      `examples/provider/resources/${name}: ${name} ${problem}, so import.sh must tell how, or be away`,
    );
  }
  if (hand.importCommand === undefined) return '';
  return `## Import\n\n\`\`\`sh\n${hand.importCommand}\n\`\`\`\n\n${hand.importNote ?? ''}`.trimEnd();
}

function entry(name: string, path: string, about: string | undefined): string {
  return `- [\`${name}\`](${path}): ${firstSentence(about ?? '')}`;
}

function description(schema: Schema): string {
  const deprecated = schema.deprecated === undefined ? '' : ` **Deprecated:** ${sentence(schema.deprecated)}`;
  return sentence(schema.description ?? '') + deprecated;
}

function refuseBlocks(schema: Schema): void {
  const [block] = Object.keys(schema.body.blocks);
  if (block !== undefined)
    throw new Error(`the block "${block}" has no form in the pages yet: use a nested attribute`);
}

function withoutPrefix(name: string, localName: string): string {
  return name.startsWith(`${localName}_`) ? name.slice(localName.length + 1) : name;
}
