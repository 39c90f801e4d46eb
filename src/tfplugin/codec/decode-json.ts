import type { JsonObject, JsonValue } from '../value/json';
import { ExactNumber, numberFromText } from '../value/number';
import type { Path } from '../value/path';
import type { ValueType } from '../value/type';
import { emptyRecord, type ObjectValue, type Value } from '../value/value';
import { CodecError } from './codec-error';

/**
 * Turns JSON, as in a state file, into a value of a type. Members that the JSON lacks become null, members
 * that the type lacks are dropped: both happen when a schema grew or shrank.
 * @throws CodecError with the path when a value does not fit.
 */
export function valueFromJson(type: ValueType, json: JsonValue, path: Path = []): Value {
  if (json === null) return null;
  switch (type.kind) {
    case 'string':
      return typeof json === 'string' ? json.normalize('NFC') : fail(path, 'a string', json);
    case 'bool':
      return typeof json === 'boolean' ? json : fail(path, 'a bool', json);
    case 'number':
      return numberFromJson(json) ?? fail(path, 'a number', json);
    case 'list':
    case 'set':
      return isJsonArray(json)
        ? json.map((item, index) => valueFromJson(type.element, item, [...path, index]))
        : fail(path, 'an array', json);
    case 'map':
      return isJsonObject(json) ? mapFromJson(type.element, json, path) : fail(path, 'an object', json);
    case 'object':
      return isJsonObject(json) ? objectFromJson(type.members, json, path) : fail(path, 'an object', json);
  }
}

function numberFromJson(json: JsonValue): number | ExactNumber | undefined {
  if (typeof json === 'number' || json instanceof ExactNumber) return json;
  return typeof json === 'string' ? numberFromText(json) : undefined;
}

function mapFromJson(element: ValueType, json: JsonObject, path: Path): Value {
  return new Map(
    Object.entries(json).map(([key, item]) => [
      key.normalize('NFC'),
      valueFromJson(element, item, [...path, key]),
    ]),
  );
}

function objectFromJson(
  members: Readonly<Record<string, ValueType>>,
  json: JsonObject,
  path: Path,
): ObjectValue {
  const object = emptyRecord<Value>();
  for (const [name, type] of Object.entries(members)) {
    const item = Object.hasOwn(json, name) ? json[name] : undefined;
    object[name] = valueFromJson(type, item ?? null, [...path, name]);
  }
  return object;
}

/** Tells whether a JSON value is an array. */
export function isJsonArray(json: JsonValue): json is readonly JsonValue[] {
  return Array.isArray(json);
}

/** Tells whether a JSON value is an object. */
export function isJsonObject(json: JsonValue): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof ExactNumber);
}

// Names the kind of what was found, never the value: it may be sensitive.
function fail(path: Path, expected: string, json: JsonValue): never {
  const found = isJsonArray(json) ? 'an array' : isJsonObject(json) ? 'an object' : `a ${typeof json}`;
  throw new CodecError(path, `${expected} is required, not ${found}`);
}
