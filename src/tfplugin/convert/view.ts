import type { Attribute, Attributes, AttributeType } from '../schema/attribute';
import type { Block, Body } from '../schema/block';
import { isNested } from '../schema/implied-type';
import { ExactNumber } from '../value/number';
import { Secret } from '../value/secret';
import type { ValueType } from '../value/type';
import { isUnknown, type Unknown } from '../value/unknown';
import {
  emptyRecord,
  isList,
  isMap,
  isObject,
  type MapValue,
  type ObjectValue,
  type Value,
} from '../value/value';

/** A value in the form that handlers see: plain objects, prototype-free records for maps, JavaScript numbers. */
export type View = null | Unknown | Secret | string | number | boolean | readonly View[] | ViewObject;

/** An object or map in the form that handlers see. */
export interface ViewObject {
  readonly [name: string]: View;
}

/** What handlers see of an object with attributes and blocks; null stays null. */
export function viewBody(body: Body, value: Value): ViewObject | null {
  if (!isObject(value)) return null;
  const blocks = Object.entries(body.blocks).map(
    ([name, inner]) => [name, viewBlock(inner, value[name] ?? null)] as const,
  );
  return { ...viewAttributes(body.attributes, value), ...Object.fromEntries(blocks) };
}

/** What handlers see of one attribute. */
export function viewAttribute(attribute: Attribute, value: Value): View {
  return viewValue(attribute.type, value, attribute.sensitive);
}

/**
 * What validators and plan modifiers see of one attribute: the same, but the texts of a sensitive one are
 * plain. Their verdict is all that gets out.
 */
export function plainView(attribute: Attribute, value: Value): View {
  return viewValue(attribute.type, value, false);
}

function viewAttributes(attributes: Attributes, value: ObjectValue): ViewObject {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [
      name,
      viewAttribute(attribute, value[name] ?? null),
    ]),
  );
}

function viewBlock(inner: Block, value: Value): View {
  if (isUnknown(value)) return value;
  if (inner.nesting === 'single') return viewBody(inner.body, value);
  return isList(value) ? value.map((item) => viewBody(inner.body, item)) : [];
}

/** What handlers see of a value. @param sensitive makes a `Secret` of each text. */
export function viewValue(type: AttributeType, value: Value, sensitive: boolean): View {
  if (value === null || isUnknown(value)) return value;
  if (value instanceof ExactNumber) return value.toNumber();
  if (typeof value === 'string') return sensitive ? new Secret(value) : value;
  if (typeof value !== 'object') return value;
  return viewCollection(type, value, (inner, item) => viewValue(inner, item, sensitive));
}

type ViewElement = (type: AttributeType, value: Value) => View;

function viewCollection(type: AttributeType, value: Value, element: ViewElement): View {
  if (isNested(type)) return viewNested(type.attributes, value);
  if ((type.kind === 'list' || type.kind === 'set') && isList(value)) {
    return value.map((item) => element(type.element, item));
  }
  if (type.kind === 'map' && isMap(value)) return viewMap(value, (item) => element(type.element, item));
  return type.kind === 'object' && isObject(value) ? viewMembers(type.members, value, element) : null;
}

function viewMembers(
  members: Readonly<Record<string, ValueType>>,
  value: ObjectValue,
  element: ViewElement,
): View {
  return Object.fromEntries(
    Object.entries(members).map(([name, inner]) => [name, element(inner, value[name] ?? null)]),
  );
}

function viewNested(attributes: Attributes, value: Value): View {
  if (value === null || isUnknown(value)) return value;
  if (isList(value)) return value.map((item) => viewNested(attributes, item));
  if (isMap(value)) return viewMap(value, (item) => viewNested(attributes, item));
  return isObject(value) ? viewAttributes(attributes, value) : null;
}

function viewMap(value: MapValue, element: (value: Value) => View): ViewObject {
  const record = emptyRecord<View>();
  for (const [key, item] of value) record[key] = element(item);
  return record;
}
