import type { Attributes } from '../schema/attribute';
import type { Body } from '../schema/block';
import { attributeType, blockType, isNested } from '../schema/implied-type';
import { equalValues } from '../value/equal';
import { isUnknown } from '../value/unknown';
import { isList, isMap, isObject, type Value } from '../value/value';

/**
 * Elements of a set have no position. One belongs to a configured element when they differ only in computed
 * members that the configuration leaves out (plugin-protocol.md 9.1).
 */
export function derivesFrom(body: Body, candidate: Value, config: Value): boolean {
  if (!isObject(candidate) || !isObject(config)) return candidate === config;
  const blocks = Object.entries(body.blocks).every(([name, inner]) => {
    const [a, b] = [candidate[name] ?? null, config[name] ?? null];
    if (equalValues(blockType(inner), a, b)) return true;
    return (
      inner.nesting !== 'set' && everyElement(a, b, (item, other) => derivesFrom(inner.body, item, other))
    );
  });
  return blocks && attributesDerive(body.attributes, candidate, config);
}

function attributesDerive(attributes: Attributes, candidate: Value, config: Value): boolean {
  if (!isObject(candidate) || !isObject(config)) return candidate === config;
  return Object.entries(attributes).every(([name, attribute]) => {
    const [a, b] = [candidate[name] ?? null, config[name] ?? null];
    if (equalValues(attributeType(attribute), a, b)) return true;
    if (b === null) return attribute.presence !== 'required' && attribute.presence !== 'optional';
    const { type } = attribute;
    if (!isNested(type) || type.nesting === 'set') return false;
    return everyElement(a, b, (item, other) => attributesDerive(type.attributes, item, other));
  });
}

function everyElement(a: Value, b: Value, test: (a: Value, b: Value) => boolean): boolean {
  if (a === null || b === null || isUnknown(a) || isUnknown(b)) return false;
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((item, index) => test(item, b[index] ?? null));
  if (isMap(a) && isMap(b)) {
    return a.size === b.size && [...a].every(([key, item]) => b.has(key) && test(item, b.get(key) ?? null));
  }
  return test(a, b);
}

/** What belongs together: one planned element with its configured and its prior one, null where there is none. */
export interface Correlated {
  readonly planned: Value;
  readonly config: Value;
  readonly prior: Value;
}

/** Pairs the elements of a planned set with those of configuration and prior state. Each is used once. */
export function correlateSet(
  body: Body,
  planned: readonly Value[],
  config: Value,
  prior: Value,
): Correlated[] {
  const configs = isList(config) ? [...config] : [];
  const priors = isList(prior) ? [...prior] : [];
  return planned.map((element) => {
    const own = takeFirst(configs, (item) => derivesFrom(body, element, item));
    const before = takeFirst(priors, (item) => derivesFrom(body, item, own));
    return { planned: element, config: own, prior: before };
  });
}

function takeFirst(values: Value[], test: (value: Value) => boolean): Value {
  const index = values.findIndex(test);
  return index < 0 ? null : (values.splice(index, 1)[0] ?? null);
}
