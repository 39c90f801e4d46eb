import type { Body } from '../schema/block';
import { attributeType, impliedType } from '../schema/implied-type';
import { holdsSensitive, isSensitive } from '../schema/sensitive';
import { compareDecimals, numberText, sameNumber } from '../value/number';
import type { Path } from '../value/path';
import type { ValueType } from '../value/type';
import { isUnknown, type Refinements } from '../value/unknown';
import { isList, isMap, isNumber, isObject, type ListValue, type MapValue, type Value } from '../value/value';
import { describeValue, type Problem } from './problem';

const HIDDEN = 'a sensitive value is not as planned';

/**
 * The rules that Terraform applies to a new state after apply, and to the second plan beside the first: each
 * known planned value is kept, unknown ones are free within what was promised (plugin-protocol.md 9.3, 9.4).
 * @returns what is broken; empty when the state completes the plan.
 */
export function completionProblems(body: Body, planned: Value, actual: Value, path: Path = []): Problem[] {
  if (planned === null && actual === null) return [];
  if (planned === null) return [{ path, text: 'was absent in the plan, but is present now' }];
  if (actual === null)
    return isUnknown(planned) ? [] : [{ path, text: 'was present in the plan, but is absent now' }];
  if (isUnknown(planned)) return [];
  const attributes = Object.entries(body.attributes).flatMap(([name, attribute]) => {
    const place = [...path, name];
    const problems = valueProblems(
      attributeType(attribute),
      memberOf(planned, name),
      memberOf(actual, name),
      place,
    );
    // One line without values instead of what may disclose a secret.
    return isSensitive(attribute) && problems.length > 0 ? [{ path: place, text: HIDDEN }] : problems;
  });
  return [...attributes, ...blockProblems(body, planned, actual, path)];
}

function blockProblems(body: Body, planned: Value, actual: Value, path: Path): Problem[] {
  return Object.entries(body.blocks).flatMap(([name, inner]) => {
    const place = [...path, name];
    const [before, after] = [memberOf(planned, name), memberOf(actual, name)];
    if (inner.nesting === 'single') return completionProblems(inner.body, before, after, place);
    if (!isList(before) || !isList(after)) return [];
    if (inner.nesting === 'set') {
      const problems = setProblems(impliedType(inner.body), before, after, place);
      return holdsSensitive(inner.body) && problems.length > 0 ? [{ path: place, text: HIDDEN }] : problems;
    }
    if (before.length !== after.length)
      return [{ path: place, text: countText(before.length, after.length) }];
    return before.flatMap((item, index) =>
      completionProblems(inner.body, item, after[index] ?? null, [...place, index]),
    );
  });
}

/** The same for one value of a type. */
export function valueProblems(type: ValueType, planned: Value, actual: Value, path: Path): Problem[] {
  if (isUnknown(planned)) return refinementProblems(planned.refinements, actual, path);
  if (planned === null && actual === null) return [];
  if (planned === null || actual === null || isUnknown(actual)) return [changed(planned, actual, path)];
  if (type.kind === 'list' && isList(planned) && isList(actual))
    return listProblems(type.element, planned, actual, path);
  if (type.kind === 'map' && isMap(planned) && isMap(actual))
    return mapProblems(type.element, planned, actual, path);
  if (type.kind === 'set' && isList(planned) && isList(actual))
    return setProblems(type.element, planned, actual, path);
  if (type.kind === 'object' && isObject(planned) && isObject(actual)) {
    return Object.entries(type.members).flatMap(([name, inner]) =>
      valueProblems(inner, memberOf(planned, name), memberOf(actual, name), [...path, name]),
    );
  }
  const same = isNumber(planned) && isNumber(actual) ? sameNumber(planned, actual) : planned === actual;
  return same ? [] : [changed(planned, actual, path)];
}

function listProblems(element: ValueType, planned: ListValue, actual: ListValue, path: Path): Problem[] {
  if (planned.length !== actual.length) return [{ path, text: countText(planned.length, actual.length) }];
  return planned.flatMap((item, index) =>
    valueProblems(element, item, actual[index] ?? null, [...path, index]),
  );
}

function mapProblems(element: ValueType, planned: MapValue, actual: MapValue, path: Path): Problem[] {
  const added = [...actual.keys()].filter((key) => !planned.has(key));
  return [
    ...[...planned].flatMap(([key, item]) =>
      actual.has(key)
        ? valueProblems(element, item, actual.get(key) ?? null, [...path, key])
        : [{ path: [...path, key], text: 'was planned, but is gone now' }],
    ),
    ...added.map((key) => ({ path: [...path, key], text: 'was not planned, but is there now' })),
  ];
}

// Every element has to have a counterpart on the other side; unknown ones may fall together.
function setProblems(element: ValueType, planned: ListValue, actual: ListValue, path: Path): Problem[] {
  const fits = (before: Value, after: Value): boolean =>
    valueProblems(element, before, after, path).length === 0;
  const lost = planned.filter((before) => !actual.some((after) => fits(before, after)));
  const added = actual.filter((after) => !planned.some((before) => fits(before, after)));
  const problems = [
    ...lost.map((value) => ({
      path,
      text: `the planned element ${describeValue(value, false)} is gone now`,
    })),
    ...added.map((value) => ({ path, text: `the element ${describeValue(value, false)} was not planned` })),
  ];
  if (problems.length === 0 && actual.length > planned.length) {
    return [{ path, text: countText(planned.length, actual.length) }];
  }
  return problems;
}

function refinementProblems(promised: Refinements, actual: Value, path: Path): Problem[] {
  if (isUnknown(actual)) return [];
  if (actual === null)
    return promised.notNull === true ? [{ path, text: 'was promised not to be null, but is' }] : [];
  const broken: string[] = [];
  if (typeof actual === 'string' && !actual.startsWith(promised.stringPrefix ?? '')) {
    broken.push(`was promised to start with ${JSON.stringify(promised.stringPrefix)}`);
  }
  if (isNumber(actual) && !withinBounds(numberText(actual), promised))
    broken.push('is outside of the promised range');
  const size = isMap(actual) ? actual.size : isList(actual) ? actual.length : undefined;
  if (size !== undefined && (size < (promised.lengthMin ?? 0) || size > (promised.lengthMax ?? Infinity))) {
    broken.push(`has ${size} elements, which is outside of the promised range`);
  }
  return broken.map((text) => ({ path, text }));
}

function withinBounds(text: string, { numberMin, numberMax }: Refinements): boolean {
  const low = numberMin === undefined ? 1 : compareDecimals(text, numberMin.value);
  const high = numberMax === undefined ? -1 : compareDecimals(text, numberMax.value);
  const aboveMin = numberMin?.inclusive === true ? low >= 0 : low > 0;
  const belowMax = numberMax?.inclusive === true ? high <= 0 : high < 0;
  return aboveMin && belowMax;
}

function changed(planned: Value, actual: Value, path: Path): Problem {
  return {
    path,
    text: `was planned as ${describeValue(planned, false)}, but is ${describeValue(actual, false)} now`,
  };
}

function countText(planned: number, actual: number): string {
  return `was planned with ${planned} elements, but has ${actual} now`;
}

function memberOf(value: Value, name: string): Value {
  return isObject(value) ? (value[name] ?? null) : null;
}
