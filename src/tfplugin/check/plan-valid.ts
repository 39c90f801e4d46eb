import type { Attribute, NestedType } from '../schema/attribute';
import type { Block, Body } from '../schema/block';
import { attributeType, blockType, isNested } from '../schema/implied-type';
import { equalValues } from '../value/equal';
import type { Path } from '../value/path';
import { isUnknown } from '../value/unknown';
import { isList, isMap, isObject, type Value } from '../value/value';
import { describeValue, type Problem } from './problem';

/** The three values of one place in a plan. */
interface Trio {
  readonly prior: Value;
  readonly config: Value;
  readonly planned: Value;
}

/**
 * The rules that Terraform applies to a planned state (plugin-protocol.md 9.2).
 * @returns what is broken; empty when the plan is valid.
 */
export function planProblems(body: Body, values: Trio): Problem[] {
  return bodyProblems(body, values, []);
}

function bodyProblems(body: Body, { prior, config, planned }: Trio, path: Path): Problem[] {
  const presence = presenceProblem(config, planned, path);
  if (presence !== undefined) return [presence];
  if (!isObject(planned)) return [];
  const of = (name: string): Trio => ({
    prior: memberOf(prior, name),
    config: memberOf(config, name),
    planned: memberOf(planned, name),
  });
  return [
    ...Object.entries(body.attributes).flatMap(([name, attribute]) =>
      attributeProblems(attribute, of(name), [...path, name]),
    ),
    ...Object.entries(body.blocks).flatMap(([name, inner]) =>
      blockProblems(inner, of(name), [...path, name]),
    ),
  ];
}

function presenceProblem(config: Value, planned: Value, path: Path): Problem | undefined {
  if (planned === null && config !== null)
    return { path, text: 'planned as absent, but the configuration has it' };
  if (planned !== null && config === null)
    return { path, text: 'planned as present, but the configuration lacks it' };
  return undefined;
}

function attributeProblems(attribute: Attribute, values: Trio, path: Path): Problem[] {
  const { prior, config, planned } = values;
  const type = attributeType(attribute);
  const show = (value: Value): string => describeValue(value, attribute.sensitive);
  if (equalValues(type, planned, config)) return [];
  if (prior !== null && config !== null && equalValues(type, planned, prior)) return [];
  if (attribute.writeOnly) {
    return planned === null ? [] : [{ path, text: 'a write-only attribute has to be planned as null' }];
  }
  if (attribute.presence === 'computed') return [];
  if (config === null) {
    if (attribute.presence !== 'required' && attribute.presence !== 'optional') return [];
    return [{ path, text: `planned ${show(planned)}, but it is not configured and not computed` }];
  }
  if (isNested(attribute.type)) return nestedProblems(attribute.type, values, path);
  const priorText = prior === null ? '' : ` and the prior value is ${show(prior)}`;
  return [{ path, text: `planned ${show(planned)}, but the configuration says ${show(config)}${priorText}` }];
}

function nestedProblems(type: NestedType, values: Trio, path: Path): Problem[] {
  const { config, planned } = values;
  const body: Body = { attributes: type.attributes, blocks: {} };
  const presence = presenceProblem(config, planned, path);
  if (presence !== undefined) return [presence];
  if (isUnknown(planned)) return [{ path, text: 'planned as unknown, but it is configured' }];
  if (isUnknown(config)) return [{ path, text: 'planned as known, but the configuration is not known yet' }];
  if (type.nesting === 'single') return bodyProblems(body, values, path);
  const count = countProblem(config, planned, path);
  if (count !== undefined) return [count];
  return type.nesting === 'set' ? [] : elementProblems(body, values, path);
}

function blockProblems(inner: Block, values: Trio, path: Path): Problem[] {
  const { config, planned } = values;
  if (equalValues(blockType(inner), planned, config)) return [];
  if (isUnknown(config))
    return [{ path, text: 'the number of blocks is not known yet: the plan has to be unknown too' }];
  if (isUnknown(planned)) return [{ path, text: 'a block must not be unknown itself, only its attributes' }];
  if (inner.nesting === 'single') return bodyProblems(inner.body, values, path);
  if (planned === null) return [{ path, text: 'no blocks are an empty list, not null' }];
  if (inner.nesting === 'set') return unknownElements(planned, path);
  const count = countProblem(config ?? [], planned, path);
  return count === undefined ? elementProblems(inner.body, values, path) : [count];
}

function unknownElements(planned: Value, path: Path): Problem[] {
  if (!isList(planned) || !planned.some(isUnknown)) return [];
  return [{ path, text: 'a block must not be unknown itself, only its attributes' }];
}

function countProblem(config: Value, planned: Value, path: Path): Problem | undefined {
  const [wanted, given] = [sizeOf(config), sizeOf(planned)];
  return wanted === given
    ? undefined
    : { path, text: `planned ${given} elements, but the configuration has ${wanted}` };
}

function elementProblems(body: Body, { prior, config, planned }: Trio, path: Path): Problem[] {
  if (isMap(planned)) {
    return [...planned].flatMap(([key, item]) => {
      const place = [...path, key];
      if (!isMap(config) || !config.has(key))
        return [{ path: place, text: 'planned, but not in the configuration' }];
      return bodyProblems(
        body,
        { prior: entryOf(prior, key), config: entryOf(config, key), planned: item },
        place,
      );
    });
  }
  if (!isList(planned)) return [];
  return planned.flatMap((item, index) => {
    const place = [...path, index];
    if (isUnknown(item))
      return isUnknown(at(config, index))
        ? []
        : [{ path: place, text: 'an element must not be unknown itself' }];
    return bodyProblems(body, { prior: at(prior, index), config: at(config, index), planned: item }, place);
  });
}

function sizeOf(value: Value): number {
  if (isMap(value)) return value.size;
  return isList(value) ? value.length : 0;
}

function memberOf(value: Value, name: string): Value {
  if (isUnknown(value)) return value;
  return isObject(value) ? (value[name] ?? null) : null;
}

function at(value: Value, index: number): Value {
  return isList(value) ? (value[index] ?? null) : null;
}

function entryOf(value: Value, key: string): Value {
  return isMap(value) ? (value.get(key) ?? null) : null;
}
