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
  const value = new Decoder(reader).value(type, []);
  if (!reader.atEnd) throw new CodecError([], 'there are bytes after the value');
  return value;
}

class Decoder {
  readonly #reader: MsgpackReader;

  constructor(reader: MsgpackReader) {
    this.#reader = reader;
  }

  value(type: ValueType, path: Path): Value {
    const token = this.#next(path);
    if (token === null) return null;
    if (token instanceof Extension) return within(path, () => readUnknown(token));
    switch (type.kind) {
      case 'string':
        return typeof token === 'string' ? token : fail(path, 'a string', token);
      case 'bool':
        return typeof token === 'boolean' ? token : fail(path, 'a bool', token);
      case 'number':
        return readNumber(token) ?? fail(path, 'a number', token);
      case 'list':
      case 'set':
        return token instanceof ArrayHeader
          ? this.#elements(type.element, token, path)
          : fail(path, `a ${type.kind}`, token);
      case 'map':
        return token instanceof MapHeader
          ? this.#entries(type.element, token, path)
          : fail(path, 'a map', token);
      case 'object':
        return token instanceof MapHeader
          ? this.#members(type.members, token, path)
          : fail(path, 'an object', token);
    }
  }

  #elements(element: ValueType, header: ArrayHeader, path: Path): Value {
    return Array.from({ length: header.length }, (_, index) => this.value(element, [...path, index]));
  }

  #entries(element: ValueType, header: MapHeader, path: Path): Value {
    const entries = new Map<string, Value>();
    for (let index = 0; index < header.length; index += 1) {
      const key = this.#key(path);
      entries.set(key, this.value(element, [...path, key]));
    }
    return entries;
  }

  #members(members: Readonly<Record<string, ValueType>>, header: MapHeader, path: Path): ObjectValue {
    const object = emptyRecord<Value>();
    for (let index = 0; index < header.length; index += 1) {
      const name = this.#key(path);
      const type = Object.hasOwn(members, name) ? members[name] : undefined;
      if (type === undefined) throw new CodecError([...path, name], 'the schema has no such member');
      object[name] = this.value(type, [...path, name]);
    }
    for (const name of Object.keys(members)) {
      if (!(name in object)) throw new CodecError([...path, name], 'the member is missing');
    }
    return object;
  }

  #key(path: Path): string {
    const key = this.#next(path);
    return typeof key === 'string' ? key : fail(path, 'a text as key', key);
  }

  #next(path: Path): Token {
    return within(path, () => this.#reader.next());
  }
}

function within<T>(path: Path, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new CodecError(path, error.message);
    throw error;
  }
}

// Names the kind of what was found, never the value: it may be sensitive.
function fail(path: Path, expected: string, token: Token): never {
  const found = token !== null && typeof token === 'object' ? token.constructor.name : typeof token;
  throw new CodecError(path, `${expected} is required, not ${found}`);
}
