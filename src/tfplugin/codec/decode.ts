import type { Path } from '../value/path';
import type { ValueType } from '../value/type';
import { emptyRecord, type ObjectValue, type Value } from '../value/value';
import { CodecError } from './codec-error';
import { ArrayHeader, Extension, MapHeader, MsgpackReader, type Token } from './msgpack-reader';
import { readNumber } from './numbers';
import { readUnknown } from './refinements';

/**
 * Decodes a msgpack value of a type (plugin-protocol.md 6.1).
 * @throws CodecError with the path when the bytes do not fit the type.
 */
export function decodeMsgpack(type: ValueType, bytes: Buffer): Value {
  const reader = new MsgpackReader(bytes);
  const decoder = new Decoder(reader);
  let value: Value;
  try {
    value = decoder.value(type);
  } catch (error) {
    if (error instanceof RangeError) throw new CodecError(decoder.path, error.message);
    throw error;
  }
  if (!reader.atEnd) throw new CodecError([], 'there are bytes after the value');
  return value;
}

class Decoder {
  readonly #reader: MsgpackReader;
  /** Where the reader is. One list that grows and shrinks: a copy for each member would cost more than the reading. */
  readonly #path: (string | number)[] = [];

  constructor(reader: MsgpackReader) {
    this.#reader = reader;
  }

  /** Where it stopped. */
  get path(): Path {
    return [...this.#path];
  }

  value(type: ValueType): Value {
    const token = this.#reader.next();
    if (token === null) return null;
    if (token instanceof Extension) return readUnknown(token);
    switch (type.kind) {
      case 'string':
        return typeof token === 'string' ? token : this.#fail('a string', token);
      case 'bool':
        return typeof token === 'boolean' ? token : this.#fail('a bool', token);
      case 'number':
        return readNumber(token) ?? this.#fail('a number', token);
      case 'list':
      case 'set':
        return token instanceof ArrayHeader
          ? this.#elements(type.element, token)
          : this.#fail(`a ${type.kind}`, token);
      case 'map':
        return token instanceof MapHeader ? this.#entries(type.element, token) : this.#fail('a map', token);
      case 'object':
        return token instanceof MapHeader
          ? this.#members(type.members, token)
          : this.#fail('an object', token);
    }
  }

  #elements(element: ValueType, header: ArrayHeader): Value {
    return Array.from({ length: header.length }, (_, index) => this.#at(index, element));
  }

  #entries(element: ValueType, header: MapHeader): Value {
    const entries = new Map<string, Value>();
    for (let index = 0; index < header.length; index += 1) {
      const key = this.#key();
      entries.set(key, this.#at(key, element));
    }
    return entries;
  }

  #members(members: Readonly<Record<string, ValueType>>, header: MapHeader): ObjectValue {
    const object = emptyRecord<Value>();
    for (let index = 0; index < header.length; index += 1) {
      const name = this.#key();
      const type = Object.hasOwn(members, name) ? members[name] : undefined;
      if (type === undefined) throw new CodecError([...this.#path, name], 'the schema has no such member');
      object[name] = this.#at(name, type);
    }
    for (const name of Object.keys(members)) {
      if (!(name in object)) throw new CodecError([...this.#path, name], 'the member is missing');
    }
    return object;
  }

  // Left at once on an error, so that the path tells where it was.
  #at(step: string | number, type: ValueType): Value {
    this.#path.push(step);
    const value = this.value(type);
    this.#path.pop();
    return value;
  }

  #key(): string {
    const key = this.#reader.next();
    return typeof key === 'string' ? key : this.#fail('a text as key', key);
  }

  // Names the kind of what was found, never the value: it may be sensitive.
  #fail(expected: string, token: Token): never {
    const found = token !== null && typeof token === 'object' ? token.constructor.name : typeof token;
    throw new CodecError(this.#path, `${expected} is required, not ${found}`);
  }
}
