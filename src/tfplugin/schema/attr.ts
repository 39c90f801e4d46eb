import {
  t,
  type BoolType,
  type ListType,
  type MapType,
  type NumberType,
  type ObjectType,
  type SetType,
  type StringType,
  type ValueType,
} from '../value/type';
import type {
  AttributeOptions,
  AttributeType,
  Attributes,
  CommonOptions,
  FlagsOf,
  Nesting,
  NestedType,
  Presence,
  TypedAttribute,
} from './attribute';
import type { ValueOf } from './infer';

interface FlagOptions {
  readonly required?: true;
  readonly optional?: true;
  readonly computed?: true;
  readonly writeOnly?: true;
  readonly default?: unknown;
}

function presenceOf(options: FlagOptions): Presence {
  if (options.required === true) return 'required';
  if (options.default !== undefined) return 'defaulted';
  if (options.optional === true) return options.computed === true ? 'optionalComputed' : 'optional';
  return 'computed';
}

function build<T extends AttributeType, O>(
  type: T,
  options: CommonOptions<never> & FlagOptions,
): TypedAttribute<T, FlagsOf<O>> {
  return {
    type,
    presence: presenceOf(options),
    sensitive: options.sensitive ?? false,
    writeOnly: options.writeOnly ?? false,
    nonNull: options.nonNull ?? false,
    description: options.description,
    deprecated: options.deprecated,
    default: options.default,
    validators: options.validators ?? [],
    planModifiers: options.planModifiers ?? [],
  };
}

function nested<N extends Nesting, A extends Attributes>(nesting: N, attributes: A): NestedType<N, A> {
  return { kind: 'nested', nesting, attributes };
}

/** Builders of attributes. The flags in the options decide the TypeScript types of configuration and state. */
export const attr = {
  /** A text. */
  string: <const O extends AttributeOptions<string>>(options: O): TypedAttribute<StringType, FlagsOf<O>> =>
    build<StringType, O>(t.string, options),
  /** A number. */
  number: <const O extends AttributeOptions<number>>(options: O): TypedAttribute<NumberType, FlagsOf<O>> =>
    build<NumberType, O>(t.number, options),
  /** A boolean. */
  bool: <const O extends AttributeOptions<boolean>>(options: O): TypedAttribute<BoolType, FlagsOf<O>> =>
    build<BoolType, O>(t.bool, options),
  /** A list of one element type. */
  list: <E extends ValueType, const O extends AttributeOptions<ValueOf<ListType<E>>>>(
    element: E,
    options: O,
  ): TypedAttribute<ListType<E>, FlagsOf<O>> => build<ListType<E>, O>(t.list(element), options),
  /** A set of one element type. */
  set: <E extends ValueType, const O extends AttributeOptions<ValueOf<SetType<E>>>>(
    element: E,
    options: O,
  ): TypedAttribute<SetType<E>, FlagsOf<O>> => build<SetType<E>, O>(t.set(element), options),
  /** A map from text to one element type. */
  map: <E extends ValueType, const O extends AttributeOptions<ValueOf<MapType<E>>>>(
    element: E,
    options: O,
  ): TypedAttribute<MapType<E>, FlagsOf<O>> => build<MapType<E>, O>(t.map(element), options),
  /** A plain object: in a configuration every member has to be written. */
  object: <
    M extends Readonly<Record<string, ValueType>>,
    const O extends AttributeOptions<ValueOf<ObjectType<M>>>,
  >(
    members: M,
    options: O,
  ): TypedAttribute<ObjectType<M>, FlagsOf<O>> => build<ObjectType<M>, O>(t.object(members), options),
  /** One structure: `x = { … }`. */
  nestedSingle: <A extends Attributes, const O extends AttributeOptions<ValueOf<NestedType<'single', A>>>>(
    attributes: A,
    options: O,
  ): TypedAttribute<NestedType<'single', A>, FlagsOf<O>> =>
    build<NestedType<'single', A>, O>(nested('single', attributes), options),
  /** Structures in order: `x = [{ … }]`. */
  nestedList: <A extends Attributes, const O extends AttributeOptions<ValueOf<NestedType<'list', A>>>>(
    attributes: A,
    options: O,
  ): TypedAttribute<NestedType<'list', A>, FlagsOf<O>> =>
    build<NestedType<'list', A>, O>(nested('list', attributes), options),
  /** Distinct structures without order. Prefer a list or a map when members are computed. */
  nestedSet: <A extends Attributes, const O extends AttributeOptions<ValueOf<NestedType<'set', A>>>>(
    attributes: A,
    options: O,
  ): TypedAttribute<NestedType<'set', A>, FlagsOf<O>> =>
    build<NestedType<'set', A>, O>(nested('set', attributes), options),
  /** Structures by text key: `x = { a = { … } }`. */
  nestedMap: <A extends Attributes, const O extends AttributeOptions<ValueOf<NestedType<'map', A>>>>(
    attributes: A,
    options: O,
  ): TypedAttribute<NestedType<'map', A>, FlagsOf<O>> =>
    build<NestedType<'map', A>, O>(nested('map', attributes), options),
} as const;
