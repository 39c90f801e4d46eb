import { plainView } from '../convert/view';
import type { Attribute } from '../schema/attribute';
import type { Body } from '../schema/block';
import { attributeType, blockType } from '../schema/implied-type';
import type { PlanModifier } from '../schema/plan-modifier';
import { equalValues, hasUnknown } from '../value/equal';
import { formatPath, type Path } from '../value/path';
import { isObject, type Value } from '../value/value';
import { transformPlan, type Site } from './transform';

/** Names of the top-level attributes and blocks that differ between prior and planned values. */
export function changedNames(body: Body, prior: Value, planned: Value): ReadonlySet<string> {
  const [before, after] = [isObject(prior) ? prior : undefined, isObject(planned) ? planned : undefined];
  const types = [
    ...Object.entries(body.attributes).map(([name, attribute]) => [name, attributeType(attribute)] as const),
    ...Object.entries(body.blocks).map(([name, inner]) => [name, blockType(inner)] as const),
  ];
  return new Set(
    types
      .filter(([name, type]) => !equalValues(type, before?.[name] ?? null, after?.[name] ?? null))
      .map(([name]) => name),
  );
}

/**
 * Paths whose change replaces the resource, from plan modifiers and block options. With `updatable` false
 * every changed argument does. Empty for a create.
 */
export function replacementPaths(
  body: Body,
  values: { readonly prior: Value; readonly planned: Value; readonly config: Value },
  updatable: boolean,
): Path[] {
  if (!isObject(values.prior) || !isObject(values.planned)) return [];
  const changed = changedNames(body, values.prior, values.planned);
  const paths = new Map<string, Path>();
  const add = (path: Path): void => void paths.set(formatPath(path), path);
  transformPlan(body, values, (site) => {
    if (requiresReplacement(site)) add(site.path);
    return site.planned;
  });
  for (const [name, inner] of Object.entries(body.blocks)) {
    if (changed.has(name) && (inner.requiresReplace || !updatable)) add([name]);
  }
  for (const [name, attribute] of Object.entries(body.attributes)) {
    if (!updatable && changed.has(name) && attribute.presence !== 'computed') add([name]);
  }
  return [...paths.values()];
}

function requiresReplacement(site: Site): boolean {
  const { attribute, planned, prior } = site;
  const asked = attribute.planModifiers.filter(
    ({ kind }) => kind === 'requiresReplace' || kind === 'requiresReplaceIf',
  );
  if (asked.length === 0 || equalValues(attributeType(attribute), prior, planned)) return false;
  return asked.some((modifier) => holds(modifier, attribute, prior, planned));
}

function holds(modifier: PlanModifier<never>, attribute: Attribute, prior: Value, planned: Value): boolean {
  if (modifier.kind !== 'requiresReplaceIf') return true;
  // The modifier's type was checked against the attribute's when the schema was declared.
  return modifier.condition({
    prior: plainView(attribute, prior) as never,
    planned: hasUnknown(planned) ? undefined : (plainView(attribute, planned) as never),
  });
}
