import type { Attribute, ValueType } from '../../src/tfplugin';

const NESTED: Readonly<Record<string, string>> = {
  single: 'object',
  list: 'list of objects',
  set: 'set of objects',
  map: 'map of objects',
};

/** A type as a reader of HCL calls it: `list of string`. */
export function typeWords(type: Attribute['type']): string {
  return type.kind === 'nested' ? (NESTED[type.nesting] ?? type.nesting) : valueTypeWords(type);
}

/** A type without flags of members. */
export function valueTypeWords(type: ValueType): string {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind} of ${valueTypeWords(type.element)}`;
    case 'object': {
      const members = Object.entries(type.members);
      return `object (${members.map(([name, member]) => `\`${name}\` ${valueTypeWords(member)}`).join(', ')})`;
    }
    default:
      return type.kind;
  }
}

/** A value as HCL writes it. */
export function hclLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(hclLiteral).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => `${name} = ${hclLiteral(member)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return JSON.stringify(value);
}

/** The text with a full stop, or none when there is no text. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** The first sentence of a Markdown text, on one line. */
export function firstSentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return /^.*?[.!?](?= |$)/.exec(line)?.[0] ?? line;
}
