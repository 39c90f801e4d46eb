import { canonicalDecimal, numberText, sameNumber } from './number';
import type { ValueType } from './type';
import { isUnknown } from './unknown';
import { isList, isMap, isNumber, isObject, type ListValue, type MapValue, type Value } from './value';

/**
 * Tells whether two values of one type are the same to Terraform: numbers by decimal value, sets without
 * order. Two unknown values are the same, whatever is promised about them.
 */
export function equalValues(type: ValueType, a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (isUnknown(a) || isUnknown(b)) return isUnknown(a) && isUnknown(b);
  if (type.kind === 'object') {
    return (
      isObject(a) &&
      isObject(b) &&
      Object.entries(type.members).every(([name, inner]) =>
        equalValues(inner, a[name] ?? null, b[name] ?? null),
      )
    );
  }
  if (type.kind === 'list') return isList(a) && isList(b) && equalLists(type.element, a, b);
  if (type.kind === 'set') return isList(a) && isList(b) && equalSets(type.element, a, b);
  if (type.kind === 'map') return isMap(a) && isMap(b) && equalMaps(type.element, a, b);
  return isNumber(a) && isNumber(b) && sameNumber(a, b);
}

function equalLists(element: ValueType, a: ListValue, b: ListValue): boolean {
  return a.length === b.length && a.every((value, index) => equalValues(element, value, b[index] ?? null));
}

function equalMaps(element: ValueType, a: MapValue, b: MapValue): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([key, value]) => b.has(key) && equalValues(element, value, b.get(key) ?? null));
}

function equalSets(element: ValueType, a: ListValue, b: ListValue): boolean {
  if (a.length !== b.length) return false;
  const keys = (list: ListValue): string[] => list.map((value) => valueKey(element, value)).sort();
  const others = keys(b);
  return keys(a).every((key, index) => key === others[index]);
}

/** Without elements that equal an earlier one, as Terraform keeps sets. */
export function distinctElements(element: ValueType, list: ListValue): ListValue {
  const seen = new Map<string, Value>();
  // Unknown elements may turn out to be different, so each is kept.
  list.forEach((value, index) => {
    const key = hasUnknown(value) ? `unknown ${index}` : valueKey(element, value);
    if (!seen.has(key)) seen.set(key, value);
  });
  return seen.size === list.length ? list : [...seen.values()];
}

/** A text that is the same for equal values and only for them. */
export function valueKey(type: ValueType, value: Value): string {
  if (value === null) return 'null';
  if (isUnknown(value)) return 'unknown';
  if (type.kind === 'object' && isObject(value)) {
    const names = Object.keys(type.members).sort();
    return `{${names.map((name) => valueKey(type.members[name] ?? { kind: 'string' }, value[name] ?? null)).join()}}`;
  }
  if (type.kind === 'list' && isList(value))
    return `[${value.map((item) => valueKey(type.element, item)).join()}]`;
  if (type.kind === 'set' && isList(value)) {
    return `[${value
      .map((item) => valueKey(type.element, item))
      .sort()
      .join()}]`;
  }
  if (type.kind === 'map' && isMap(value)) {
    const pairs = [...value].map(([key, item]) => `${JSON.stringify(key)}:${valueKey(type.element, item)}`);
    return `{${pairs.sort().join()}}`;
  }
  return isNumber(value) ? (canonicalDecimal(numberText(value)) ?? numberText(value)) : JSON.stringify(value);
}

/** Tells whether a value is unknown or holds an unknown anywhere. */
export function hasUnknown(value: Value): boolean {
  if (isUnknown(value)) return true;
  if (isList(value)) return value.some(hasUnknown);
  if (isMap(value)) return [...value.values()].some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}
