import type { ValueOf } from '../schema/infer';
import type { ValueType } from '../value/type';

/** One parameter of a provider function. */
export interface Parameter<T extends ValueType = ValueType> {
  readonly name: string;
  readonly type: T;
  readonly description: string | undefined;
}

/** Declares a parameter. @param name identifier for messages and documentation. */
export function parameter<T extends ValueType>(name: string, type: T, description?: string): Parameter<T> {
  return { name, type, description };
}

/** The arguments that a list of parameters stands for. Never null, never unknown: Terraform sees to both. */
export type ArgumentsOf<P extends readonly Parameter[]> = {
  readonly [I in keyof P]: P[I] extends Parameter<infer T> ? ValueOf<T> : never;
};

/**
 * A provider function: pure, without configuration, without network. `provider::NAME::FUNCTION(…)`.
 * `P` are the parameters, `V` the type of further arguments, `R` the type of the result.
 */
export interface FunctionDefinition<
  P extends readonly Parameter[],
  V extends ValueType,
  R extends ValueType,
> {
  readonly summary: string;
  /** Markdown. */
  readonly description?: string;
  readonly deprecated?: string;
  readonly parameters: P;
  /** Type of any number of further arguments; none are allowed without it. */
  readonly variadic?: Parameter<V>;
  readonly returns: R;
  /** Computes the result. Throw {@link ArgumentError} for a bad argument. */
  call(args: ArgumentsOf<P>, rest: readonly ValueOf<V>[]): ValueOf<R> | null;
}

/** A function whose types the server no longer needs. */
export interface AnyFunction {
  readonly summary: string;
  readonly description?: string;
  readonly deprecated?: string;
  readonly parameters: readonly Parameter[];
  readonly variadic?: Parameter;
  readonly returns: ValueType;
  call(args: never, rest: never): unknown;
}

/** A bad argument of a function. Terraform points at it. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
  /** Position of the argument, from 0. */
  readonly index: number;

  /** @param index position of the argument, from 0. */
  constructor(index: number, message: string) {
    super(message);
    this.index = index;
  }
}

/** Declares a provider function; the argument types follow from the parameters. */
export function defineFunction<
  const P extends readonly Parameter[],
  R extends ValueType,
  V extends ValueType = ValueType,
>(definition: FunctionDefinition<P, V, R>): FunctionDefinition<P, V, R> {
  return definition;
}
