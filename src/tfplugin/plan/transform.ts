import type { Attribute, NestedType } from '../schema/attribute';
import type { Block, Body } from '../schema/block';
import { attributesType, impliedType, isNested } from '../schema/implied-type';
import { distinctElements } from '../value/equal';
import type { Path } from '../value/path';
import type { ObjectType } from '../value/type';
import { isUnknown } from '../value/unknown';
import { emptyRecord, isList, isMap, isObject, type Value } from '../value/value';
import { correlateSet, type Correlated } from './correlate';

/** One step of a path with those before it. A list of steps for each attribute would cost more than the walk. */
interface Place {
  readonly outer: Place | undefined;
  readonly step: string | number;
}

/** One attribute of a plan with the values that belong to it. */
export class Site implements Correlated {
  constructor(
    readonly attribute: Attribute,
    readonly planned: Value,
    readonly config: Value,
    readonly prior: Value,
    private readonly place: Place,
  ) {}

  get path(): Path {
    const path: (string | number)[] = [];
    for (let place: Place | undefined = this.place; place !== undefined; place = place.outer)
      path.unshift(place.step);
    return path;
  }
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
  return transformBody(body, values, undefined, visit);
}

function transformBody(body: Body, values: Correlated, outer: Place | undefined, visit: Visit): Value {
  const { planned, prior } = values;
  if (!isObject(planned)) return planned;
  const object = emptyRecord<Value>();
  for (const [name, attribute] of Object.entries(body.attributes)) {
    const config = configOf(values, name);
    const place = { outer, step: name };
    const site = new Site(attribute, planned[name] ?? null, config, memberOrNull(prior, name), place);
    object[name] = transformAttribute(site, place, visit);
  }
  for (const [name, inner] of Object.entries(body.blocks)) {
    const config = configOf(values, name);
    const own = { planned: planned[name] ?? null, config, prior: memberOrNull(prior, name) };
    object[name] = transformBlock(inner, own, { outer, step: name }, visit);
  }
  return object;
}

function transformAttribute(site: Site, place: Place, visit: Visit): Value {
  const planned = visit(site);
  if (planned instanceof Settled) return planned.value;
  const { config, prior } = site;
  const { type } = site.attribute;
  return isNested(type) ? transformNested(type, { planned, config, prior }, place, visit) : planned;
}

function transformNested(type: NestedType, values: Correlated, place: Place, visit: Visit): Value {
  const body: Body = { attributes: type.attributes, blocks: {} };
  if (type.nesting === 'single') return transformBody(body, values, place, visit);
  return transformElements(body, attributesType(type.attributes), type.nesting, values, place, visit);
}

function transformBlock(inner: Block, values: Correlated, place: Place, visit: Visit): Value {
  if (inner.nesting === 'single') return transformBody(inner.body, values, place, visit);
  return transformElements(inner.body, impliedType(inner.body), inner.nesting, values, place, visit);
}

function transformElements(
  body: Body,
  element: ObjectType,
  nesting: 'list' | 'set' | 'map',
  { planned, config, prior }: Correlated,
  outer: Place,
  visit: Visit,
): Value {
  if (isMap(planned)) {
    return new Map(
      [...planned].map(([key, item]) => {
        const values = { planned: item, config: entry(config, key), prior: entry(prior, key) };
        return [key, transformBody(body, values, { outer, step: key }, visit)];
      }),
    );
  }
  if (!isList(planned)) return planned;
  const pairs =
    nesting === 'set' ? correlateSet(body, planned, config, prior) : correlateList(planned, config, prior);
  const elements = pairs.map((values, step) => transformBody(body, values, { outer, step }, visit));
  return nesting === 'set' ? distinctElements(element, elements) : elements;
}

function correlateList(planned: readonly Value[], config: Value, prior: Value): readonly Correlated[] {
  return planned.map((item, index) => ({
    planned: item,
    config: at(config, index),
    prior: at(prior, index),
  }));
}

// Members of what is not known yet are not known either: that must never look like "left out".
function configOf({ config }: Correlated, name: string): Value {
  return isUnknown(config) ? config : memberOrNull(config, name);
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
