import { isUnknown, type Body } from '../../../src/tfplugin';
import { derivesFrom } from '../../../src/tfplugin/plan/correlate';
import type { Attribute, Attributes } from '../../../src/tfplugin/schema/attribute';
import type { Block } from '../../../src/tfplugin/schema/block';
import { isNested } from '../../../src/tfplugin/schema/implied-type';
import { ExactNumber } from '../../../src/tfplugin/value/number';
import type { ValueType } from '../../../src/tfplugin/value/type';
import {
  isList,
  isMap,
  isObject,
  objectValue,
  type ObjectValue,
  type Value,
} from '../../../src/tfplugin/value/value';

type Members = Readonly<Record<string, unknown>>;

/** A value of a schema from a plain object, in which members may be left out. */
export function parse(body: Body, input: unknown): Value {
  if (input === null || isUnknown(input)) return input;
  const members = input as Members;
  return objectValue([
    ...Object.entries(body.attributes).map(
      ([name, attribute]) => [name, parseAttribute(attribute, members[name] ?? null)] as const,
    ),
    ...Object.entries(body.blocks).map(([name, inner]) => [name, parseBlock(inner, members[name])] as const),
  ]);
}

function parseBlock(inner: Block, input: unknown): Value {
  if (isUnknown(input)) return input;
  if (inner.nesting === 'single') return parse(inner.body, input ?? null);
  return ((input ?? []) as readonly unknown[]).map((item) => parse(inner.body, item));
}

function parseAttribute({ type }: Attribute, input: unknown): Value {
  if (input === null || isUnknown(input)) return input;
  if (!isNested(type)) return parseValue(type, input);
  const body: Body = { attributes: type.attributes, blocks: {} };
  if (type.nesting === 'single') return parse(body, input);
  if (type.nesting === 'map') {
    return new Map(Object.entries(input as Members).map(([key, item]) => [key, parse(body, item)]));
  }
  return (input as readonly unknown[]).map((item) => parse(body, item));
}

function parseValue(type: ValueType, input: unknown): Value {
  if (input === null || isUnknown(input) || input instanceof ExactNumber) return input;
  if (type.kind === 'list' || type.kind === 'set') {
    return (input as readonly unknown[]).map((item) => parseValue(type.element, item));
  }
  if (type.kind === 'map') {
    return new Map(
      Object.entries(input as Members).map(([key, item]) => [key, parseValue(type.element, item)]),
    );
  }
  if (type.kind === 'object') {
    return objectValue(
      Object.entries(type.members).map(([name, inner]) => [
        name,
        parseValue(inner, (input as Members)[name] ?? null),
      ]),
    );
  }
  return input as string | number | boolean;
}

/** A value as a text that can be compared and read: keys sorted, unknown values marked. */
export function formatValue(value: Value): string {
  return JSON.stringify(value, (_, item: unknown) => (isMember(item) ? readable(item) : item), 1);
}

function isMember(item: unknown): item is Value {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}

function readable(item: Value): unknown {
  if (isUnknown(item)) return '(unknown)';
  const entries = isMap(item) ? [...item] : isObject(item) ? Object.entries(item) : undefined;
  return entries === undefined ? item : Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What Terraform proposes before it asks for a plan (plugin-protocol.md 9.1). */
export function propose(body: Body, prior: Value, config: Value): Value {
  if (!isObject(config)) return prior;
  return objectValue([
    ...proposeAttributes(body.attributes, prior, config),
    ...Object.entries(body.blocks).map(([name, inner]) => {
      const [before, wanted] = [memberOf(prior, name), memberOf(config, name)];
      if (inner.nesting === 'single')
        return [name, wanted === null ? null : propose(inner.body, before, wanted)] as const;
      return [name, proposeElements(inner.body, inner.nesting, before, wanted)] as const;
    }),
  ]);
}

function proposeAttributes(
  attributes: Attributes,
  prior: Value,
  config: ObjectValue,
): (readonly [string, Value])[] {
  return Object.entries(attributes).map(([name, attribute]) => {
    const [before, wanted] = [memberOf(prior, name), memberOf(config, name)];
    const computed = attribute.presence !== 'required' && attribute.presence !== 'optional';
    if (wanted === null && computed) return [name, before];
    const { type } = attribute;
    if (!isNested(type) || wanted === null || isUnknown(wanted)) return [name, wanted];
    const inner: Body = { attributes: type.attributes, blocks: {} };
    if (type.nesting === 'single') return [name, propose(inner, before, wanted)];
    return [name, proposeElements(inner, type.nesting, before, wanted)];
  });
}

function proposeElements(body: Body, nesting: string, prior: Value, config: Value): Value {
  if (isMap(config)) {
    const before = isMap(prior) ? prior : new Map<string, Value>();
    return new Map(
      [...config].map(([key, item]) => [key, proposeElement(body, before.get(key) ?? null, item)]),
    );
  }
  if (!isList(config)) return config;
  const before = isList(prior) ? [...prior] : [];
  return config.map((item, index) => {
    if (nesting !== 'set') return proposeElement(body, before[index] ?? null, item);
    const found = before.findIndex((other) => derivesFrom(body, other, item));
    return proposeElement(body, found < 0 ? null : (before.splice(found, 1)[0] ?? null), item);
  });
}

function proposeElement(body: Body, prior: Value, config: Value): Value {
  return isUnknown(config) ? config : propose(body, prior, config);
}

function memberOf(value: Value, name: string): Value {
  return isObject(value) ? (value[name] ?? null) : null;
}
