import { conformValue } from '../convert/conform';
import { plainView } from '../convert/view';
import type { Attribute } from '../schema/attribute';
import type { Body } from '../schema/block';
import { impliedType } from '../schema/implied-type';
import type { PlanModifier } from '../schema/plan-modifier';
import { equalValues, hasUnknown } from '../value/equal';
import { isUnknown, unknown } from '../value/unknown';
import type { Value } from '../value/value';
import { Settled, transformPlan, type Site } from './transform';

/** What Terraform asks a plan for. `prior` is null for a create. */
export interface PlanInput {
  readonly prior: Value;
  readonly proposed: Value;
  readonly config: Value;
}

/**
 * The planned values that follow from schema, defaults and modifiers alone (plugin-protocol.md 10, steps 2 to
 * 6): the proposed ones, with defaults, without write-only values, and with computed values unknown if
 * anything changes. Pure.
 */
export function defaultPlan(body: Body, { prior, proposed, config }: PlanInput): Value {
  const filled = transformPlan(body, { planned: proposed, config, prior }, fillDefault);
  const settled = transformPlan(body, { planned: filled, config, prior }, preferPriorValue);
  if (prior !== null && equalValues(impliedType(body), settled, prior)) return settled;
  const marked = transformPlan(body, { planned: settled, config, prior }, markUnknown);
  return transformPlan(body, { planned: marked, config, prior }, keepPrior);
}

function fillDefault({ attribute, planned, config }: Site): Value {
  if (attribute.writeOnly) return null;
  return attribute.presence === 'defaulted' && config === null ? defaultValue(attribute) : planned;
}

const defaults = new WeakMap<Attribute, { readonly value: Value }>();

function defaultValue(attribute: Attribute): Value {
  const known = defaults.get(attribute) ?? { value: conformValue(attribute.type, attribute.default) };
  defaults.set(attribute, known);
  return known.value;
}

// Before anything is marked unknown: an argument that keeps its prior value is no change.
function preferPriorValue(site: Site): Value | Settled {
  const { attribute, planned, config, prior } = site;
  if (prior === null || (config === null && !isComputed(attribute))) return planned;
  return attribute.planModifiers.some((modifier) => choosesPrior(modifier, site))
    ? new Settled(prior)
    : planned;
}

function choosesPrior(modifier: PlanModifier<never>, { attribute, planned, config, prior }: Site): boolean {
  if (modifier.kind === 'creationOnly') return true;
  if (modifier.kind !== 'preferPrior' || config === null || planned === null || hasUnknown(planned))
    return false;
  // The modifier's type was checked against the attribute's when the schema was declared.
  return modifier.isEquivalent(plainView(attribute, prior) as never, plainView(attribute, planned) as never);
}

function markUnknown({ attribute, planned, config, prior }: Site): Value | Settled {
  // creationOnly has put the whole prior value in place already.
  if (prior !== null && planned === prior && isCreationOnly(attribute)) return new Settled(planned);
  const free =
    config === null && (attribute.presence === 'computed' || attribute.presence === 'optionalComputed');
  return free ? unknown(attribute.nonNull ? { notNull: true } : {}) : planned;
}

function isCreationOnly(attribute: Attribute): boolean {
  return attribute.planModifiers.some(({ kind }) => kind === 'creationOnly');
}

function keepPrior({ attribute, planned, config, prior }: Site): Value {
  const keeps = attribute.planModifiers.some(({ kind }) => kind === 'keepPriorValue');
  return keeps && isUnknown(planned) && !isUnknown(config) && prior !== null ? prior : planned;
}

function isComputed(attribute: Attribute): boolean {
  return attribute.presence !== 'required' && attribute.presence !== 'optional';
}
