/**
 * Types of Terraform values (plugin-protocol.md 5) as data, with the TypeScript type beside them. Structures
 * with optional or computed members are nested attributes (`attr.nestedSingle` and so on), not objects.
 */

/** Text, NFC-normalised. */
export interface StringType {
  readonly kind: 'string';
}
/** Decimal number of any precision; handlers see a JavaScript number. */
export interface NumberType {
  readonly kind: 'number';
}
/** True or false. */
export interface BoolType {
  readonly kind: 'bool';
}
/** Ordered elements of one type. */
export interface ListType<E extends ValueType = ValueType> {
  readonly kind: 'list';
  readonly element: E;
}
/** Distinct elements of one type, without order. */
export interface SetType<E extends ValueType = ValueType> {
  readonly kind: 'set';
  readonly element: E;
}
/** Values of one type by text key. */
export interface MapType<E extends ValueType = ValueType> {
  readonly kind: 'map';
  readonly element: E;
}
/** Exactly these members, each of which may be null. */
export interface ObjectType<M extends Readonly<Record<string, ValueType>> = ObjectMembers> {
  readonly kind: 'object';
  readonly members: M;
}

/** Members of an {@link ObjectType}. An interface, because the type refers to itself. */
export interface ObjectMembers {
  readonly [name: string]: ValueType;
}

/** Any type an attribute can be declared with. */
export type ValueType = StringType | NumberType | BoolType | ListType | SetType | MapType | ObjectType;

/** Builders of types: `t.string`, `t.list(t.string)`, `t.object({ name: t.string })`. */
export const t = {
  /** Text. */
  string: { kind: 'string' } as StringType,
  /** Number. */
  number: { kind: 'number' } as NumberType,
  /** Boolean. */
  bool: { kind: 'bool' } as BoolType,
  /** Ordered elements of one type. */
  list: <E extends ValueType>(element: E): ListType<E> => ({ kind: 'list', element }),
  /** Distinct elements of one type. */
  set: <E extends ValueType>(element: E): SetType<E> => ({ kind: 'set', element }),
  /** Values of one type by text key. */
  map: <E extends ValueType>(element: E): MapType<E> => ({ kind: 'map', element }),
  /** Exactly these members. In a configuration every one has to be written. */
  object: <M extends Readonly<Record<string, ValueType>>>(members: M): ObjectType<M> => ({
    kind: 'object',
    members,
  }),
} as const;
