import { ExactNumber } from './number';
import { Unknown } from './unknown';

/**
 * A value inside the SDK, shaped by its type: lists and sets are arrays, maps are `Map`s, objects are
 * prototype-free records with every member present. Handlers see another form of it (convert/view.ts).
 */
export type Value =
  null | Unknown | string | boolean | number | ExactNumber | ListValue | MapValue | ObjectValue;

/** Elements of a list or set. */
export type ListValue = readonly Value[];

/** Values by text key. */
export type MapValue = ReadonlyMap<string, Value>;

/** An object or block with every member present. */
export interface ObjectValue {
  readonly [name: string]: Value;
}

/** An empty object without prototype, so that a member called `__proto__` is a member like any other. */
export function emptyRecord<V>(): Record<string, V> {
  // Object.create returns any; a prototype-free object is a record of anything.
  return Object.create(null) as Record<string, V>;
}

/** An object value from its members. */
export function objectValue(members: Iterable<readonly [string, Value]>): ObjectValue {
  const object = emptyRecord<Value>();
  for (const [name, value] of members) object[name] = value;
  return object;
}

/**
 * The member of an object value.
 * @throws Error when there is none, which the codec rules out for values of the right type.
 */
export function member(object: ObjectValue, name: string): Value {
  const value = object[name];
  if (value === undefined) throw new Error(`the value has no member ${JSON.stringify(name)}`);
  return value;
}

/** Tells whether a value is a list or set. */
export function isList(value: Value): value is ListValue {
  return Array.isArray(value);
}

/** Tells whether a value is a map. */
export function isMap(value: Value): value is MapValue {
  return value instanceof Map;
}

/** Tells whether a value is an object or block. */
export function isObject(value: Value): value is ObjectValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Map) &&
    !(value instanceof ExactNumber) &&
    !(value instanceof Unknown)
  );
}

/** Tells whether a value is a finite number of either kind. */
export function isNumber(value: Value): value is number | ExactNumber {
  return typeof value === 'number' ? Number.isFinite(value) : value instanceof ExactNumber;
}
