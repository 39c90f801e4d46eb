import { CodecError } from '../codec/codec-error';
import type { Attribute, Attributes, AttributeType, Nesting } from '../schema/attribute';
import type { Block, Body } from '../schema/block';
import { attributesType, impliedType, isNested } from '../schema/implied-type';
import { distinctElements } from '../value/equal';
import { ExactNumber } from '../value/number';
import type { Path } from '../value/path';
import { Secret } from '../value/secret';
import type { ValueType } from '../value/type';
import { isUnknown } from '../value/unknown';
import {
  emptyRecord,
  isList,
  isMap,
  isObject,
  type MapValue,
  type ObjectValue,
  type Value,
} from '../value/value';

/**
 * From what a handler returns to a value of the schema's type. References are values that the handler was
 * given: a number that equals the view of one at the same place becomes that one again, digit by digit.
 * Members that the schema lacks are left out.
 * @throws CodecError with the path when a value does not fit.
 */
export function conformBody(
  body: Body,
  input: unknown,
  references: readonly Value[] = [],
  path: Path = [],
): Value {
  if (input === null || isUnknown(input)) return input;
  const record = asRecord(input, path);
  const object = emptyRecord<Value>();
  for (const [name, attribute] of Object.entries(body.attributes)) {
    object[name] = conformMember(attribute, record, name, references, path);
  }
  for (const [name, inner] of Object.entries(body.blocks)) {
    object[name] = conformBlock(inner, given(record, name, path), memberOf(references, name), [
      ...path,
      name,
    ]);
  }
  return object;
}

/** The same for one top-level attribute or block. @throws CodecError when there is no such member. */
export function conformTopLevel(
  body: Body,
  name: string,
  input: unknown,
  references: readonly Value[],
): Value {
  const attribute = Object.hasOwn(body.attributes, name) ? body.attributes[name] : undefined;
  if (attribute !== undefined) {
    return conformAttribute(attribute, present(input, [name]), memberOf(references, name), [name]);
  }
  const inner = Object.hasOwn(body.blocks, name) ? body.blocks[name] : undefined;
  if (inner === undefined) throw new CodecError([name], 'the schema has no such attribute or block');
  return conformBlock(inner, present(input, [name]), memberOf(references, name), [name]);
}

function conformBlock(inner: Block, input: unknown, references: readonly Value[], path: Path): Value {
  if (isUnknown(input)) return input;
  if (inner.nesting === 'single') return conformBody(inner.body, input, references, path);
  const elements = asArray(input, path).map((item, index) =>
    conformBody(inner.body, item, elementsOf(references, inner.nesting, index), [...path, index]),
  );
  return inner.nesting === 'set' ? distinctElements(impliedType(inner.body), elements) : elements;
}

function conformMember(
  attribute: Attribute,
  record: Readonly<Record<string, unknown>>,
  name: string,
  references: readonly Value[],
  path: Path,
): Value {
  // Write-only values are never stored: whatever a handler passes on is dropped.
  if (attribute.writeOnly) return null;
  const place = [...path, name];
  const value = conformAttribute(attribute, given(record, name, path), memberOf(references, name), place);
  if (value === null && attribute.nonNull)
    throw new CodecError(place, 'the schema says that this is never null');
  return value;
}

function conformAttribute(
  attribute: Attribute,
  input: unknown,
  references: readonly Value[],
  path: Path,
): Value {
  return conformValue(attribute.type, input, references, path);
}

/** The same for a single value of a type. */
export function conformValue(
  type: AttributeType,
  input: unknown,
  references: readonly Value[] = [],
  path: Path = [],
): Value {
  if (input === null || isUnknown(input)) return input;
  if (isNested(type)) return conformNested(type.nesting, type.attributes, input, references, path);
  switch (type.kind) {
    case 'string':
      if (input instanceof Secret) return input.reveal().normalize('NFC');
      return typeof input === 'string' ? input.normalize('NFC') : fail(path, 'a string', input);
    case 'bool':
      return typeof input === 'boolean' ? input : fail(path, 'a boolean', input);
    case 'number':
      return conformNumber(input, references, path);
    case 'object':
      return conformObject(type.members, input, references, path);
    case 'map':
      return conformMap(input, references, path, (item, refs, place) =>
        conformValue(type.element, item, refs, place),
      );
    case 'list':
    case 'set': {
      const elements = asArray(input, path).map((item, index) =>
        conformValue(type.element, item, elementsOf(references, type.kind, index), [...path, index]),
      );
      return type.kind === 'set' ? distinctElements(type.element, elements) : elements;
    }
  }
}

function conformNumber(input: unknown, references: readonly Value[], path: Path): number | ExactNumber {
  if (input instanceof ExactNumber) return input;
  if (typeof input !== 'number' || !Number.isFinite(input)) return fail(path, 'a finite number', input);
  const original = references.find((value) => value instanceof ExactNumber && value.toNumber() === input);
  if (original instanceof ExactNumber) return original;
  return input === 0 ? 0 : input;
}

function conformNested(
  nesting: Nesting,
  attributes: Attributes,
  input: unknown,
  references: readonly Value[],
  path: Path,
): Value {
  const element = (item: unknown, refs: readonly Value[], place: Path): Value =>
    conformAttributes(attributes, item, refs, place);
  if (nesting === 'single') return element(input, references, path);
  if (nesting === 'map') return conformMap(input, references, path, element);
  const elements = asArray(input, path).map((item, index) =>
    element(item, elementsOf(references, nesting, index), [...path, index]),
  );
  return nesting === 'set' ? distinctElements(attributesType(attributes), elements) : elements;
}

function conformAttributes(
  attributes: Attributes,
  input: unknown,
  references: readonly Value[],
  path: Path,
): Value {
  return conformBody({ attributes, blocks: {} }, input, references, path);
}

function conformObject(
  members: Readonly<Record<string, ValueType>>,
  input: unknown,
  references: readonly Value[],
  path: Path,
): ObjectValue {
  const record = asRecord(input, path);
  const object = emptyRecord<Value>();
  for (const [name, type] of Object.entries(members)) {
    object[name] = conformValue(type, given(record, name, path), memberOf(references, name), [...path, name]);
  }
  return object;
}

function conformMap(
  input: unknown,
  references: readonly Value[],
  path: Path,
  element: (item: unknown, references: readonly Value[], path: Path) => Value,
): MapValue {
  const maps = references.filter(isMap);
  return new Map(
    Object.entries(asRecord(input, path)).map(([rawKey, item]) => {
      const key = rawKey.normalize('NFC');
      const known = maps.flatMap((map) => (map.has(key) ? [map.get(key) ?? null] : []));
      return [key, element(item, known, [...path, key])];
    }),
  );
}

function memberOf(references: readonly Value[], name: string): readonly Value[] {
  return references.filter(isObject).map((object) => object[name] ?? null);
}

// Elements of a set have no position: any of them may be the one that came.
function elementsOf(references: readonly Value[], kind: string, index: number): readonly Value[] {
  const lists = references.filter(isList);
  return kind === 'set' ? lists.flat() : lists.map((list) => list[index] ?? null);
}

function given(record: Readonly<Record<string, unknown>>, name: string, path: Path): unknown {
  return present(Object.hasOwn(record, name) ? record[name] : undefined, [...path, name]);
}

function present(value: unknown, path: Path): unknown {
  if (value === undefined)
    throw new CodecError(path, 'the member is missing; give null when it has no value');
  return value;
}

function asRecord(input: unknown, path: Path): Readonly<Record<string, unknown>> {
  if (isPlainObject(input)) return input;
  return fail(path, 'an object', input);
}

function isPlainObject(input: unknown): input is Readonly<Record<string, unknown>> {
  if (typeof input !== 'object' || input === null) return false;
  const prototype: unknown = Object.getPrototypeOf(input);
  // Also Object.prototype of another realm, whose own prototype is null.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function asArray(input: unknown, path: Path): readonly unknown[] {
  if (Array.isArray(input)) return input as readonly unknown[];
  return fail(path, 'an array', input);
}

// Names the kind of what was given, never the value: it may be sensitive.
function fail(path: Path, expected: string, input: unknown): never {
  throw new CodecError(path, `${expected} is required, not ${describeKind(input)}`);
}

function describeKind(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'an array';
  if (typeof input === 'number') return 'a number that is not finite';
  return typeof input === 'object' ? `a ${input.constructor.name}` : `a ${typeof input}`;
}
