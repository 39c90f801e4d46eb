/**
 * How one attribute's planned value is derived. Modifiers run in the order given, from outer attributes to
 * inner ones. `V` is the plain value, without null and unknown.
 */
export type PlanModifier<V> =
  | { readonly kind: 'keepPriorValue' }
  | { readonly kind: 'creationOnly' }
  | PreferPrior<V>
  | { readonly kind: 'requiresReplace' }
  | RequiresReplaceIf<V>;

/** Keeps the prior form of a value that means the same as the configured one. */
export interface PreferPrior<V> {
  readonly kind: 'preferPrior';
  isEquivalent(prior: V, configured: V): boolean;
}

/** Requires replacement when the condition holds for a changed value. */
export interface RequiresReplaceIf<V> {
  readonly kind: 'requiresReplaceIf';
  condition(change: ValueChange<V>): boolean;
}

/** A changed value. `null` where absent; `planned` is `undefined` when it is not known yet. */
export interface ValueChange<V> {
  readonly prior: V | null;
  readonly planned: V | null | undefined;
}

/**
 * A computed value that is not known yet keeps its prior value, if there is one ("use state for unknown").
 * For ids and facts that never change while the object lives.
 */
export function keepPriorValue(): PlanModifier<never> {
  return { kind: 'keepPriorValue' };
}

/**
 * An argument that only creation reads: once the prior value is not null it is kept, whatever the
 * configuration says, and a change of it shows no diff. After an import that left it null, the configured
 * value is recorded in place. It takes effect before computed values are marked unknown.
 */
export function creationOnly(): PlanModifier<never> {
  return { kind: 'creationOnly' };
}

/** Keeps the prior value when it means the same as the configured one, for example another spelling. */
export function preferPrior<V>(isEquivalent: (prior: V, configured: V) => boolean): PlanModifier<V> {
  return { kind: 'preferPrior', isEquivalent };
}

/** Any change replaces the resource. */
export function requiresReplace(): PlanModifier<never> {
  return { kind: 'requiresReplace' };
}

/** A change replaces the resource when the condition holds; not asked when the resource is created. */
export function requiresReplaceIf<V>(condition: (change: ValueChange<V>) => boolean): PlanModifier<V> {
  return { kind: 'requiresReplaceIf', condition };
}
