import type { Attribute, Attributes } from '../../src/tfplugin';
import { attributeLine } from './attribute-line';

type Named = readonly [name: string, attribute: Attribute];

/** What the user may set, the required ones first. */
export function argumentsOf(attributes: Attributes): readonly Named[] {
  const settable = Object.entries(attributes).filter(([, { presence }]) => presence !== 'computed');
  const isRequired = ([, { presence }]: Named): boolean => presence === 'required';
  return [...settable.filter(isRequired), ...settable.filter((entry) => !isRequired(entry))];
}

/** What only the provider sets. */
export function computedOf(attributes: Attributes): readonly Named[] {
  return Object.entries(attributes).filter(([, { presence }]) => presence === 'computed');
}

/** A list of attributes, followed by one section for each nested attribute, with the members of these below. */
export function attributeSections(attributes: readonly Named[], path = ''): string {
  const lines = attributes.map(([name, attribute]) =>
    attributeLine(name, attribute, attribute.type.kind === 'nested' ? anchor(path + name) : undefined),
  );
  const sections = attributes.flatMap(([name, { type }]) => {
    if (type.kind !== 'nested') return [];
    const members = [...argumentsOf(type.attributes), ...computedOf(type.attributes)];
    return [`### \`${path}${name}\`\n\n${attributeSections(members, `${path}${name}.`)}`];
  });
  return [lines.join('\n'), ...sections].join('\n\n');
}

/** Link to a section, as Markdown renderers name it. */
function anchor(heading: string): string {
  return `#${heading.toLowerCase().replace(/[^a-z0-9_ -]/g, '')}`;
}
