import type { ObjectType, ValueType } from '../value/type';
import { isUnknown } from '../value/unknown';
import {
  isList,
  isMap,
  isNumber,
  isObject,
  type ListValue,
  type MapValue,
  type ObjectValue,
  type Value,
} from '../value/value';
import { CodecError } from './codec-error';
import { MsgpackWriter } from './msgpack-writer';
import { writeNumber } from './numbers';
import { writeUnknown } from './refinements';

/**
 * Encodes a value of a type as msgpack (plugin-protocol.md 6.1).
 * @throws CodecError with the path when the value does not fit the type.
 */
export function encodeMsgpack(type: ValueType, value: Value): Buffer {
  const encoder = new Encoder();
  encoder.value(type, value);
  return encoder.finish();
}

class Encoder {
  readonly #writer = new MsgpackWriter();
  /** Where the writer is. One list that grows and shrinks: a copy for each member would cost more than the writing. */
  readonly #path: (string | number)[] = [];

  finish(): Buffer {
    return this.#writer.finish();
  }

  value(type: ValueType, value: Value): void {
    const writer = this.#writer;
    if (value === null) writer.nil();
    else if (isUnknown(value)) writeUnknown(writer, value);
    else if (type.kind === 'string' && typeof value === 'string') writer.string(value.normalize('NFC'));
    else if (type.kind === 'bool' && typeof value === 'boolean') writer.bool(value);
    else if (type.kind === 'number' && isNumber(value)) writeNumber(writer, value);
    else if ((type.kind === 'list' || type.kind === 'set') && isList(value)) {
      this.#elements(type.element, value);
    } else if (type.kind === 'map' && isMap(value)) this.#entries(type.element, value);
    else if (type.kind === 'object' && isObject(value)) this.#members(type, value);
    else this.#fail(`${type.kind === 'object' ? 'an' : 'a'} ${type.kind} is required`);
  }

  #elements(element: ValueType, list: ListValue): void {
    this.#writer.arrayHeader(list.length);
    list.forEach((value, index) => this.#at(index, element, value));
  }

  #entries(element: ValueType, map: MapValue): void {
    this.#writer.mapHeader(map.size);
    for (const [key, value] of map) {
      this.#writer.string(key.normalize('NFC'));
      this.#at(key, element, value);
    }
  }

  // By schema and never by the object's own keys: Terraform counts the members.
  #members(type: ObjectType, object: ObjectValue): void {
    const { members } = type;
    const names = sortedNames(type);
    for (const name in object) {
      if (!Object.hasOwn(members, name)) this.#fail('the schema has no such member', name);
    }
    this.#writer.mapHeader(names.length);
    for (const name of names) {
      const inner = members[name];
      const value = object[name];
      if (inner === undefined || value === undefined) this.#fail('the member is missing', name);
      this.#writer.string(name);
      this.#at(name, inner, value);
    }
  }

  // Left at once on an error, so that the path tells where it was.
  #at(step: string | number, type: ValueType, value: Value): void {
    this.#path.push(step);
    this.value(type, value);
    this.#path.pop();
  }

  #fail(message: string, ...steps: readonly string[]): never {
    throw new CodecError([...this.#path, ...steps], message);
  }
}

const sorted = new WeakMap<ObjectType, readonly string[]>();

/** Names of members in the order in which they are written. */
function sortedNames(type: ObjectType): readonly string[] {
  const known = sorted.get(type);
  if (known !== undefined) return known;
  const names = Object.keys(type.members).sort();
  sorted.set(type, names);
  return names;
}
