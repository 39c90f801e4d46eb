import type { Attribute, Validator } from '../../src/tfplugin';
import { hclLiteral, sentence, typeWords } from './words';

const COLLECTION = /^a (?:collection|map) in which every (\w+) is /;

/**
 * One attribute as an item of a list: name, type and flags, what its schema says of it, and what follows from its
 * default, its checks and its plan modifiers, as far as the description does not say it already.
 * @param members link to where the members of a nested attribute are described
 */
export function attributeLine(name: string, attribute: Attribute, members?: string): string {
  const type = typeWords(attribute.type);
  const flags = [
    members === undefined ? type : `[${type}](${members})`,
    ...(attribute.presence === 'required' ? ['**required**'] : []),
    ...(attribute.sensitive ? ['sensitive'] : []),
    ...(attribute.writeOnly ? ['write-only'] : []),
  ];
  const texts = [
    attribute.deprecated === undefined ? '' : `**Deprecated:** ${sentence(attribute.deprecated)}`,
    sentence(attribute.description ?? ''),
    defaultText(attribute),
    checkText(attribute),
    changeText(attribute),
  ];
  return `- \`${name}\` (${flags.join(', ')}) ${texts.filter((text) => text !== '').join(' ')}`.trimEnd();
}

function defaultText({ presence, description, default: value }: Attribute): string {
  if (presence !== 'defaulted' || /\bdefault\b/i.test(description ?? '')) return '';
  return `Default \`${hclLiteral(value)}\`.`;
}

/** What the validators ask for. */
function checkText({ validators, description = '' }: Attribute): string {
  const asked = validators
    .map(({ expects }: Validator<never>) => expects)
    .filter((expects) => !says(description, expects));
  const wholes = asked.filter((expects) => !COLLECTION.test(expects));
  const parts = asked.flatMap((expects) => {
    const [prefix, what = ''] = COLLECTION.exec(expects) ?? [];
    return prefix === undefined ? [] : [`Every ${what} must be ${expects.slice(prefix.length)}`];
  });
  const all = wholes.length === 0 ? parts : [`Must be ${wholes.join(' and ')}`, ...parts];
  return all.map((text) => sentence(text.replace(/"([^"]*)"/g, '`$1`'))).join(' ');
}

/** A choice is said already when the description explains each of its options. */
function says(description: string, expects: string): boolean {
  const options = [...expects.matchAll(/"([^"]*)"/g)].map(([, option = '']) => option);
  if (options.length === 0) return description.includes(expects);
  return options.every((option) => description.includes(`\`${option}\``));
}

/** What a change does, where a plan modifier decides it. */
function changeText({ planModifiers, description = '' }: Attribute): string {
  const kinds = new Set(planModifiers.map(({ kind }) => kind));
  if (kinds.has('creationOnly')) {
    return /never shows|serves creation/i.test(description)
      ? ''
      : 'Serves creation: a change never shows a diff.';
  }
  if (/replace/i.test(description)) return '';
  if (kinds.has('requiresReplace')) return 'A change replaces the resource.';
  if (kinds.has('requiresReplaceIf')) return 'A change may replace the resource.';
  return '';
}
