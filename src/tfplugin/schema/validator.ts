/**
 * A check of one known, non-null value. The SDK writes the message ("must be EXPECTS, got VALUE"), so that a
 * sensitive value can never slip into it.
 */
export interface Validator<V> {
  /** What the value has to be, completing "must be …". */
  readonly expects: string;
  /** Tells whether the value is allowed. */
  check(value: V): boolean;
}

/** A check of your own. @param expects completes "must be …". */
export function must<V>(expects: string, check: (value: V) => boolean): Validator<V> {
  return { expects, check };
}

/** One of these texts. */
export function oneOf(...allowed: readonly string[]): Validator<string> {
  return must(`one of ${allowed.map((text) => JSON.stringify(text)).join(', ')}`, (value) =>
    allowed.includes(value),
  );
}

/** A text that the pattern matches. @param expects completes "must be …". */
export function matches(pattern: RegExp, expects: string): Validator<string> {
  return must(expects, (value) => value.search(pattern) >= 0);
}

/** A text with at least one character. */
export function notEmpty(): Validator<string> {
  return must('a text that is not empty', (value) => value.length > 0);
}

/** A number from `min` to `max`, both allowed. */
export function between(min: number, max: number): Validator<number> {
  return must(`from ${min} to ${max}`, (value) => value >= min && value <= max);
}

/** A number not below `min`. */
export function atLeast(min: number): Validator<number> {
  return must(`at least ${min}`, (value) => value >= min);
}

/** A number above `limit`. */
export function greaterThan(limit: number): Validator<number> {
  return must(`greater than ${limit}`, (value) => value > limit);
}

/** A number without a fraction. */
export function wholeNumber(): Validator<number> {
  return must('a whole number', (value) => Number.isInteger(value));
}

/** A list or set with `min` to `max` elements. @param max no limit by default. */
export function sizeBetween(min: number, max = Number.POSITIVE_INFINITY): Validator<readonly unknown[]> {
  const limit = max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`;
  return must(`a collection of ${limit} elements`, (value) => value.length >= min && value.length <= max);
}

/** Every element of a list or set passes a check. */
export function each<V>(validator: Validator<V>): Validator<readonly V[]> {
  return must(`a collection in which every element is ${validator.expects}`, (value) =>
    value.every((element) => validator.check(element)),
  );
}

/** Every key of a map passes a check. */
export function eachKey(validator: Validator<string>): Validator<Readonly<Record<string, unknown>>> {
  return must(`a map in which every key is ${validator.expects}`, (value) =>
    Object.keys(value).every((key) => validator.check(key)),
  );
}

/** Every value of a map passes a check. */
export function eachValue<V>(validator: Validator<V>): Validator<Readonly<Record<string, V>>> {
  return must(`a map in which every value is ${validator.expects}`, (value) =>
    Object.values(value).every((element) => validator.check(element)),
  );
}
