/**
 * The value that is not known yet: "known after apply" in a plan, or an argument computed from another
 * resource while a configuration is validated. A distinct class, so that a type says where it may stand.
 */

/** What is already promised about a value that is not known yet (plugin-protocol.md 6.5). */
export interface Refinements {
  /** The value will not be null. */
  readonly notNull?: boolean;
  /** The text will start with this prefix. */
  readonly stringPrefix?: string;
  /** Lower bound of a number, as decimal text. */
  readonly numberMin?: NumberBound;
  /** Upper bound of a number, as decimal text. */
  readonly numberMax?: NumberBound;
  /** Least number of elements of a collection. */
  readonly lengthMin?: number;
  /** Greatest number of elements of a collection. */
  readonly lengthMax?: number;
}

/** One end of a number range. `value` is decimal text. */
export interface NumberBound {
  readonly value: string;
  readonly inclusive: boolean;
}

/** A value that is not known yet. Test for it with {@link isUnknown}; make one with {@link unknown}. */
export class Unknown {
  /** What is promised about the value; empty when nothing is. */
  readonly refinements: Refinements;

  /** @param refinements what is promised about the value, nothing by default. */
  constructor(refinements: Refinements = {}) {
    this.refinements = Object.freeze({ ...refinements });
    Object.freeze(this);
  }

  /** Text for messages, never a value of Terraform. */
  toString(): string {
    return '(known after apply)';
  }
}

const PLAIN = new Unknown();
const NOT_NULL = new Unknown({ notNull: true });

/**
 * An unknown value, optionally with promises that apply has to keep.
 * @param refinements what is promised, nothing by default.
 */
export function unknown(refinements?: Refinements): Unknown {
  if (refinements === undefined) return PLAIN;
  const keys = Object.keys(refinements);
  if (keys.length === 0) return PLAIN;
  return keys.length === 1 && refinements.notNull === true ? NOT_NULL : new Unknown(refinements);
}

/** Tells whether a value is {@link Unknown}. */
export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}
