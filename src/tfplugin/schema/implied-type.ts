import type { ObjectType, ValueType } from '../value/type';
import type { Attribute, Attributes, AttributeType, NestedType } from './attribute';
import type { Block, Body } from './block';

const bodies = new WeakMap<Body, ObjectType>();
const nestedObjects = new WeakMap<Attributes, ObjectType>();

/** The object type whose encoding a body has: one member an attribute and one a block (plugin-protocol.md 5). */
export function impliedType(body: Body): ObjectType {
  const known = bodies.get(body);
  if (known !== undefined) return known;
  const blocks = Object.entries(body.blocks).map(([name, inner]) => [name, blockType(inner)] as const);
  const type: ObjectType = {
    kind: 'object',
    members: { ...attributesType(body.attributes).members, ...Object.fromEntries(blocks) },
  };
  bodies.set(body, type);
  return type;
}

/** The object type of a set of attributes. */
export function attributesType(attributes: Attributes): ObjectType {
  const known = nestedObjects.get(attributes);
  if (known !== undefined) return known;
  const members = Object.entries(attributes).map(
    ([name, attribute]) => [name, attributeType(attribute)] as const,
  );
  const type: ObjectType = { kind: 'object', members: Object.fromEntries(members) };
  nestedObjects.set(attributes, type);
  return type;
}

/** The type of an attribute's value. */
export function attributeType(attribute: Attribute): ValueType {
  return valueType(attribute.type);
}

/** The type of a block's value. */
export function blockType(inner: Block): ValueType {
  const element = impliedType(inner.body);
  return inner.nesting === 'single' ? element : { kind: inner.nesting, element };
}

/** The type without flags of members. */
export function valueType(type: AttributeType): ValueType {
  if (!isNested(type)) return type;
  const element = attributesType(type.attributes);
  return type.nesting === 'single' ? element : { kind: type.nesting, element };
}

/** Tells whether an attribute is a structure whose members have flags. */
export function isNested(type: AttributeType): type is NestedType {
  return type.kind === 'nested';
}
