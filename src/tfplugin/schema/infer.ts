import type {
  BoolType,
  ListType,
  MapType,
  NumberType,
  ObjectType,
  SetType,
  StringType,
  ValueType,
} from '../value/type';
import type { Secret } from '../value/secret';
import type { Unknown } from '../value/unknown';
import type { Attribute, AttributeType, Attributes, Flags, NestedType, TypedAttribute } from './attribute';
import type { Block, Blocks, Body, BodyOf } from './block';

/**
 * From a schema to the TypeScript types of its values. A mode is one of the places where values stand:
 * `state` (nothing unknown), `config` (at apply: nothing unknown), `unknownConfig` (at validate, plan and
 * configure), `plan` (in the plan hook) and `planned` (at apply: what the configuration gave is known, what
 * the provider computes may be unknown).
 */
export type Mode = 'state' | 'config' | 'unknownConfig' | 'plan' | 'planned';

type MaybeUnknown<M extends Mode> = M extends 'unknownConfig' | 'plan' ? Unknown : never;

/** The value of a type, without null and without being unknown as a whole. */
export type ValueOf<T, M extends Mode = 'state', S extends boolean = false> = AttributeType extends T
  ? unknown
  : ValueType extends T
    ? unknown
    : KnownValueOf<T, M, S>;

// Apart from the general cases above, which would recurse without end.
type KnownValueOf<T, M extends Mode, S extends boolean> = T extends StringType
  ? S extends true
    ? Secret
    : string
  : T extends NumberType
    ? number
    : T extends BoolType
      ? boolean
      : T extends ListType<infer E> | SetType<infer E>
        ? readonly (ValueOf<E, M, S> | MaybeUnknown<M>)[]
        : T extends MapType<infer E>
          ? Readonly<Record<string, ValueOf<E, M, S> | MaybeUnknown<M>>>
          : T extends ObjectType<infer O>
            ? { readonly [K in keyof O]: ValueOf<O[K], M, S> | null | MaybeUnknown<M> }
            : T extends NestedType<infer N, infer A>
              ? NestedValue<N, A, M>
              : never;

type NestedValue<N, A extends Attributes, M extends Mode> = N extends 'single'
  ? AttributeValues<A, M>
  : N extends 'map'
    ? Readonly<Record<string, AttributeValues<A, M> | MaybeUnknown<M>>>
    : readonly (AttributeValues<A, M> | MaybeUnknown<M>)[];

type WithPresence<V, F extends Flags, M extends Mode> = M extends 'state'
  ? F['writeOnly'] extends true
    ? null
    : F['nonNull'] extends true
      ? V
      : V | null
  : M extends 'config'
    ? F['presence'] extends 'required'
      ? V
      : F['presence'] extends 'computed'
        ? null
        : V | null
    : M extends 'unknownConfig'
      ? F['presence'] extends 'required'
        ? V | Unknown
        : F['presence'] extends 'computed'
          ? null
          : V | Unknown | null
      : F['writeOnly'] extends true
        ? null
        : PlanPresence<V, F, M>;

type PlanPresence<V, F extends Flags, M extends Mode> = F['presence'] extends 'required' | 'defaulted'
  ? V | MaybeUnknown<M>
  : F['presence'] extends 'optional'
    ? V | null | MaybeUnknown<M>
    : F['nonNull'] extends true
      ? V | Unknown
      : V | null | Unknown;

/** The value of one attribute in a mode. */
export type AttributeValue<A extends Attribute, M extends Mode> =
  A extends TypedAttribute<infer T, infer F> ? WithPresence<ValueOf<T, M, F['sensitive']>, F, M> : never;

/** The values of a set of attributes in a mode. */
export type AttributeValues<A extends Attributes, M extends Mode> = string extends keyof A
  ? Readonly<Record<string, unknown>>
  : { readonly [K in keyof A]: AttributeValue<A[K], M> };

type BlockValue<B extends Block, M extends Mode> =
  B extends Block<infer N, infer Inner, infer R>
    ? N extends 'single'
      ? BodyValues<Inner, M> | ([R] extends [true] ? MaybeUnknown<M> : null | MaybeUnknown<M>)
      : readonly BodyValues<Inner, M>[] | MaybeUnknown<M>
    : never;

// A body without blocks may be inferred with an index signature; it has no members then.
type BlockValues<B extends Blocks, M extends Mode> = string extends keyof B
  ? unknown
  : { readonly [K in keyof B]: BlockValue<B[K], M> };

/** The values of attributes and nested blocks together. */
export type BodyValues<B extends Body, M extends Mode> =
  B extends BodyOf<infer A, infer Inner> ? Flatten<AttributeValues<A, M> & BlockValues<Inner, M>> : never;

type Flatten<T> = { readonly [K in keyof T]: T[K] };

type NonNullValues<A extends Attributes> = {
  readonly [
    K in keyof A as A[K] extends { readonly flagTypes?: { readonly nonNull: true } } ? K : never
  ]: AttributeValue<A[K], 'state'>;
};

/** What is stored: everything known. Null wherever an import could have left it, unless `nonNull`. */
export type StateOf<B extends Body> = BodyValues<B, 'state'>;
/** The configuration at apply, read and configure of data sources: everything known. */
export type ConfigOf<B extends Body> = BodyValues<B, 'config'>;
/** The configuration while it may refer to values that do not exist yet. */
export type UnknownConfigOf<B extends Body> = BodyValues<B, 'unknownConfig'>;
/** The planned values in a plan hook. */
export type PlanOf<B extends Body> = BodyValues<B, 'plan'>;
/** The planned values at apply: arguments are known, computed attributes may be unknown. */
export type PlannedOf<B extends Body> = BodyValues<B, 'planned'>;
/** Some members of a state; those that are `nonNull` are required. */
export type PartialStateOf<B extends Body> = Partial<StateOf<B>> & NonNullValues<B['attributes']>;
