import type { Attribute, NestedType } from '../schema/attribute';
import type { Block, Body } from '../schema/block';
import { attributesType, impliedType, isNested } from '../schema/implied-type';
import { distinctElements } from '../value/equal';
import type { Path } from '../value/path';
import type { ObjectType } from '../value/type';
import { isUnknown } from '../value/unknown';
import { emptyRecord, isList, isMap, isObject, type ObjectValue, type Value } from '../value/value';
import { correlateSet, type Correlated } from './correlate';

/** One attribute of a plan with the values that belong to it. */
export interface Site extends Correlated {
  readonly attribute: Attribute;
  readonly path: Path;
}

/** A planned value whose members are not visited any more. */
export class Settled {
  constructor(readonly value: Value) {}
}

/** Gives the new planned value of an attribute; its members are visited afterwards unless it is settled. */
export type Visit = (site: Site) => Value | Settled;

/**
 * Walks a planned object from the outside in, with configuration and prior state beside it, and replaces each
 * attribute's value by what `visit` gives. Lists go together by index, maps by key, sets by likeness.
 */
export function transformPlan(body: Body, values: Correlated, visit: Visit): Value {
  return transformBody(body, values, [], visit);
}

function transformBody(body: Body, { planned, config, prior }: Correlated, path: Path, visit: Visit): Value {
  if (!isObject(planned)) return planned;
  const object = emptyRecord<Value>();
  for (const [name, attribute] of Object.entries(body.attributes)) {
    const site = { attribute, path: [...path, name], ...membersOf(name, planned, config, prior) };
    object[name] = transformAttribute(site, visit);
  }
  for (const [name, inner] of Object.entries(body.blocks)) {
    object[name] = transformBlock(inner, membersOf(name, planned, config, prior), [...path, name], visit);
  }
  return object;
}

function transformAttribute(site: Site, visit: Visit): Value {
  const planned = visit(site);
  if (planned instanceof Settled) return planned.value;
  const { type } = site.attribute;
  return isNested(type) ? transformNested(type, { ...site, planned }, site.path, visit) : planned;
}

function transformNested(type: NestedType, values: Correlated, path: Path, visit: Visit): Value {
  const body: Body = { attributes: type.attributes, blocks: {} };
  if (type.nesting === 'single') return transformBody(body, values, path, visit);
  return transformElements(body, attributesType(type.attributes), type.nesting, values, path, visit);
}

function transformBlock(inner: Block, values: Correlated, path: Path, visit: Visit): Value {
  if (inner.nesting === 'single') return transformBody(inner.body, values, path, visit);
  return transformElements(inner.body, impliedType(inner.body), inner.nesting, values, path, visit);
}

function transformElements(
  body: Body,
  element: ObjectType,
  nesting: 'list' | 'set' | 'map',
  { planned, config, prior }: Correlated,
  path: Path,
  visit: Visit,
): Value {
  if (isMap(planned)) {
    return new Map(
      [...planned].map(([key, item]) => {
        const values = { planned: item, config: entry(config, key), prior: entry(prior, key) };
        return [key, transformBody(body, values, [...path, key], visit)];
      }),
    );
  }
  if (!isList(planned)) return planned;
  const pairs =
    nesting === 'set' ? correlateSet(body, planned, config, prior) : correlateList(planned, config, prior);
  const elements = pairs.map((values, index) => transformBody(body, values, [...path, index], visit));
  return nesting === 'set' ? distinctElements(element, elements) : elements;
}

function correlateList(planned: readonly Value[], config: Value, prior: Value): readonly Correlated[] {
  return planned.map((item, index) => ({
    planned: item,
    config: at(config, index),
    prior: at(prior, index),
  }));
}

function membersOf(name: string, planned: ObjectValue, config: Value, prior: Value): Correlated {
  return {
    planned: planned[name] ?? null,
    // Members of what is not known yet are not known either: that must never look like "left out".
    config: isUnknown(config) ? config : memberOrNull(config, name),
    prior: memberOrNull(prior, name),
  };
}

function memberOrNull(value: Value, name: string): Value {
  return isObject(value) ? (value[name] ?? null) : null;
}

function at(value: Value, index: number): Value {
  if (isUnknown(value)) return value;
  return isList(value) ? (value[index] ?? null) : null;
}

function entry(value: Value, key: string): Value {
  if (isUnknown(value)) return value;
  return isMap(value) ? (value.get(key) ?? null) : null;
}
