import type {
  FunctionMessage as WireFunction,
  Function_Parameter,
  Schema as WireSchema,
  Schema_Attribute,
  Schema_Block,
  Schema_NestedBlock,
} from '../protocol/tfplugin6.generated';
import type { AnyFunction, Parameter } from '../definition/function';
import type { ValueType } from '../value/type';
import type { Attribute, Attributes, Nesting } from './attribute';
import type { Block, BlockNesting, Body, Schema } from './block';
import { isNested } from './implied-type';

const MARKDOWN = 1;
const OBJECT_NESTING: Readonly<Record<Nesting, 1 | 2 | 3 | 4>> = { single: 1, list: 2, set: 3, map: 4 };
const BLOCK_NESTING: Readonly<Record<BlockNesting, 1 | 2 | 3>> = { single: 1, list: 2, set: 3 };
const NO_BYTES = Buffer.alloc(0);

/** The schema as it goes over the wire (plugin-protocol.md 4.3). */
export function wireSchema(schema: Schema): WireSchema {
  return {
    version: BigInt(schema.version),
    block: {
      ...wireBlock(schema.body, schema.description, schema.deprecated),
      version: BigInt(schema.version),
    },
  };
}

/** A function's signature as it goes over the wire. */
export function wireFunction(definition: AnyFunction): WireFunction {
  return {
    parameters: definition.parameters.map(wireParameter),
    variadicParameter: definition.variadic === undefined ? undefined : wireParameter(definition.variadic),
    return: { type: typeJson(definition.returns) },
    summary: definition.summary,
    description: definition.description ?? '',
    descriptionKind: MARKDOWN,
    deprecationMessage: definition.deprecated ?? '',
  };
}

function wireParameter(parameter: Parameter): Function_Parameter {
  return {
    name: parameter.name,
    type: typeJson(parameter.type),
    allowNullValue: false,
    allowUnknownValues: false,
    description: parameter.description ?? '',
    descriptionKind: MARKDOWN,
  };
}

function wireBlock(
  body: Body,
  description: string | undefined,
  deprecated: string | undefined,
): Schema_Block {
  return {
    version: 0n,
    attributes: wireAttributes(body.attributes),
    blockTypes: Object.entries(body.blocks).map(([name, inner]) => wireNestedBlock(name, inner)),
    description: description ?? '',
    descriptionKind: MARKDOWN,
    deprecated: deprecated !== undefined,
    deprecationMessage: deprecated ?? '',
  };
}

function wireNestedBlock(name: string, inner: Block): Schema_NestedBlock {
  return {
    typeName: name,
    block: wireBlock(inner.body, inner.description, inner.deprecated),
    nesting: BLOCK_NESTING[inner.nesting],
    minItems: BigInt(inner.minItems),
    maxItems: BigInt(inner.maxItems),
  };
}

function wireAttributes(attributes: Attributes): Schema_Attribute[] {
  return Object.entries(attributes).map(([name, attribute]) => wireAttribute(name, attribute));
}

function wireAttribute(name: string, attribute: Attribute): Schema_Attribute {
  const { type, presence } = attribute;
  return {
    name,
    type: isNested(type) ? NO_BYTES : typeJson(type),
    nestedType: isNested(type)
      ? { attributes: wireAttributes(type.attributes), nesting: OBJECT_NESTING[type.nesting] }
      : undefined,
    description: attribute.description ?? '',
    required: presence === 'required',
    optional: presence !== 'required' && presence !== 'computed',
    computed: presence !== 'required' && presence !== 'optional',
    sensitive: attribute.sensitive,
    descriptionKind: MARKDOWN,
    deprecated: attribute.deprecated !== undefined,
    writeOnly: attribute.writeOnly,
    deprecationMessage: attribute.deprecated ?? '',
  };
}

type TypeNotation = string | readonly [string, TypeNotation | { readonly [name: string]: TypeNotation }];

function typeJson(type: ValueType): Buffer {
  return Buffer.from(JSON.stringify(notation(type)), 'utf8');
}

function notation(type: ValueType): TypeNotation {
  switch (type.kind) {
    case 'string':
    case 'number':
    case 'bool':
      return type.kind;
    case 'list':
    case 'set':
    case 'map':
      return [type.kind, notation(type.element)];
    case 'object':
      return [
        'object',
        Object.fromEntries(Object.entries(type.members).map(([name, inner]) => [name, notation(inner)])),
      ];
  }
}
