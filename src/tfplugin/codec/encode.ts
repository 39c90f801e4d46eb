import type { Path } from '../value/path';
import type { ValueType } from '../value/type';
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
  const writer = new MsgpackWriter();
  writeValue(writer, type, value, []);
  return writer.finish();
}

function writeValue(writer: MsgpackWriter, type: ValueType, value: Value, path: Path): void {
  if (value === null) writer.nil();
  else if (isUnknown(value)) writeUnknown(writer, value);
  else if (type.kind === 'string' && typeof value === 'string') writer.string(value.normalize('NFC'));
  else if (type.kind === 'bool' && typeof value === 'boolean') writer.bool(value);
  else if (type.kind === 'number' && isNumber(value)) writeNumber(writer, value);
  else if ((type.kind === 'list' || type.kind === 'set') && isList(value)) {
    writeElements(writer, type.element, value, path);
  } else if (type.kind === 'map' && isMap(value)) writeEntries(writer, type.element, value, path);
  else if (type.kind === 'object' && isObject(value)) writeMembers(writer, type.members, value, path);
  else throw new CodecError(path, `${type.kind === 'object' ? 'an' : 'a'} ${type.kind} is required`);
}

function writeElements(writer: MsgpackWriter, element: ValueType, list: ListValue, path: Path): void {
  writer.arrayHeader(list.length);
  list.forEach((value, index) => writeValue(writer, element, value, [...path, index]));
}

function writeEntries(writer: MsgpackWriter, element: ValueType, map: MapValue, path: Path): void {
  writer.mapHeader(map.size);
  for (const [key, value] of map) {
    writer.string(key.normalize('NFC'));
    writeValue(writer, element, value, [...path, key]);
  }
}

// By schema and never by the object's own keys: Terraform counts the members.
function writeMembers(
  writer: MsgpackWriter,
  members: Readonly<Record<string, ValueType>>,
  object: ObjectValue,
  path: Path,
): void {
  const names = Object.keys(members).sort();
  const extra = Object.keys(object).find((name) => !Object.hasOwn(members, name));
  if (extra !== undefined) throw new CodecError([...path, extra], 'the schema has no such member');
  writer.mapHeader(names.length);
  for (const name of names) {
    const type = members[name];
    const value = object[name];
    if (type === undefined || value === undefined)
      throw new CodecError([...path, name], 'the member is missing');
    writer.string(name);
    writeValue(writer, type, value, [...path, name]);
  }
}
