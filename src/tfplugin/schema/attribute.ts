import type { ValueType } from '../value/type';
import type { PlanModifier } from './plan-modifier';
import type { Validator } from './validator';

/** How the objects of a nested attribute are arranged. */
export type Nesting = 'single' | 'list' | 'set' | 'map';

/** A structure whose members have flags of their own: `x = { … }`, `x = [{ … }]`. */
export interface NestedType<N extends Nesting = Nesting, A extends Attributes = Attributes> {
  readonly kind: 'nested';
  readonly nesting: N;
  readonly attributes: A;
}

/** What an attribute may hold. */
export type AttributeType = ValueType | NestedType;

/** Who sets the value. `defaulted` is optional and computed, with a static default. */
export type Presence = 'required' | 'optional' | 'computed' | 'optionalComputed' | 'defaulted';

/** The flags that decide the TypeScript type of a value. */
export interface Flags {
  readonly presence: Presence;
  readonly sensitive: boolean;
  readonly writeOnly: boolean;
  readonly nonNull: boolean;
}

/** One attribute as the SDK uses it at run time. */
export interface Attribute {
  readonly type: AttributeType;
  readonly presence: Presence;
  readonly sensitive: boolean;
  readonly writeOnly: boolean;
  readonly nonNull: boolean;
  readonly description: string | undefined;
  readonly deprecated: string | undefined;
  /** Default of a `defaulted` attribute, in the form handlers use. */
  readonly default: unknown;
  readonly validators: readonly Validator<never>[];
  readonly planModifiers: readonly PlanModifier<never>[];
}

/** An attribute that remembers its type and flags, for the types of configuration, plan and state. */
export interface TypedAttribute<T extends AttributeType, F extends Flags> extends Attribute {
  readonly type: T;
  /** Exists for the compiler only. */
  readonly flagTypes?: F;
}

/** Attributes by name. An interface, because nested attributes refer back to it. */
export interface Attributes {
  readonly [name: string]: Attribute;
}

/** What any attribute may declare. `V` is the plain value, without null and unknown. */
export interface CommonOptions<V> {
  /** Meaning, unit and default, Markdown. */
  readonly description?: string;
  /** Strings arrive as `Secret`, and Terraform prints "(sensitive value)". In state it stays readable. */
  readonly sensitive?: true;
  /** What to use instead. Validation warns when the user sets it. */
  readonly deprecated?: string;
  /** Checks of a known, non-null value, at validation. */
  readonly validators?: readonly Validator<V>[];
  /** How a plan is derived from prior state and configuration, in the given order. */
  readonly planModifiers?: readonly PlanModifier<V>[];
  /**
   * Never null in any state, from import on: then the state's type has no null, and an unknown of it is
   * announced to Terraform as "not null". The SDK refuses a state that breaks it.
   */
  readonly nonNull?: true;
}

/** Flags that go together; anything else is not a legal attribute (plugin-protocol.md 7.1). */
export type PresenceOptions<V> =
  | {
      readonly required: true;
      readonly optional?: never;
      readonly computed?: never;
      readonly default?: never;
      readonly writeOnly?: true;
    }
  | {
      readonly optional: true;
      readonly required?: never;
      readonly computed?: never;
      readonly default?: never;
      readonly writeOnly?: true;
    }
  | {
      readonly optional: true;
      readonly computed: true;
      readonly required?: never;
      readonly default?: never;
      readonly writeOnly?: never;
    }
  | {
      readonly default: V;
      readonly optional?: true;
      readonly computed?: true;
      readonly required?: never;
      readonly writeOnly?: never;
    }
  | {
      readonly computed: true;
      readonly required?: never;
      readonly optional?: never;
      readonly default?: never;
      readonly writeOnly?: never;
    };

/** Everything an attribute can be declared with. */
export type AttributeOptions<V> = CommonOptions<V> & PresenceOptions<V>;

/** The flags that a set of options stands for. */
export interface FlagsOf<O> extends Flags {
  readonly presence: O extends { readonly required: true }
    ? 'required'
    : O extends { readonly default: unknown }
      ? 'defaulted'
      : O extends { readonly optional: true; readonly computed: true }
        ? 'optionalComputed'
        : O extends { readonly optional: true }
          ? 'optional'
          : 'computed';
  readonly sensitive: O extends { readonly sensitive: true } ? true : false;
  readonly writeOnly: O extends { readonly writeOnly: true } ? true : false;
  readonly nonNull: O extends { readonly nonNull: true } ? true : false;
}
