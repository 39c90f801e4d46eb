import type {
  AttributePath,
  AttributePath_Step,
  Diagnostic as WireDiagnostic,
} from '../protocol/tfplugin6.generated';
import type { Attributes, AttributeType } from '../schema/attribute';
import type { Block, Body } from '../schema/block';
import { isNested } from '../schema/implied-type';
import { formatPath, type Path } from '../value/path';
import type { Diagnostic } from './diagnostic';

const SEVERITY = { error: 1, warning: 2 } as const;

/**
 * A diagnostic as it goes over the wire. The path is cut where Terraform would show a wrong line
 * (plugin-protocol.md 13); the detail then names the full path.
 * @param body schema that the path belongs to.
 */
export function wireDiagnostic(diagnostic: Diagnostic, body: Body | undefined): WireDiagnostic {
  const { summary, detail = '', path = [] } = diagnostic;
  const steps = body === undefined ? [] : shownSteps(body, path);
  const place = steps.length < path.length ? `At ${formatPath(path)}: ` : '';
  return {
    severity: SEVERITY[diagnostic.severity],
    summary,
    detail: place + detail,
    attribute: steps.length === 0 ? undefined : { steps },
  };
}

/**
 * A path as it goes over the wire. Sets have no paths inside: there it ends.
 * @throws Error when the schema has no such place.
 */
export function wirePath(body: Body, path: Path): AttributePath {
  const steps = bodySteps(body, path);
  if (steps === undefined) throw new Error(`the schema has no ${formatPath(path)}`);
  return { steps: steps.map(({ step }) => step) };
}

interface Step {
  readonly step: AttributePath_Step;
  /** Inside of a nested attribute Terraform follows blocks only, and finds another line. */
  readonly inNested: boolean;
}

function shownSteps(body: Body, path: Path): AttributePath_Step[] {
  const steps = bodySteps(body, path) ?? [];
  return steps.filter(({ inNested }) => !inNested).map(({ step }) => step);
}

function bodySteps(body: Body, path: Path): Step[] | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return [];
  if (typeof name !== 'string') return undefined;
  const first = named(name, false);
  if (Object.hasOwn(body.blocks, name)) return prepend(first, blockSteps(body.blocks[name], rest));
  return attributeSteps(body.attributes, path, false);
}

function blockSteps(inner: Block | undefined, path: Path): Step[] | undefined {
  if (inner === undefined) return undefined;
  if (inner.nesting === 'single') return bodySteps(inner.body, path);
  if (inner.nesting === 'set' || path.length === 0) return [];
  const [index, ...rest] = path;
  return typeof index === 'number' ? prepend(indexed(index, false), bodySteps(inner.body, rest)) : undefined;
}

function attributeSteps(attributes: Attributes, path: Path, inNested: boolean): Step[] | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return [];
  const attribute =
    typeof name === 'string' && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (attribute === undefined || typeof name !== 'string') return undefined;
  return prepend(named(name, inNested), valueSteps(attribute.type, rest, inNested));
}

function valueSteps(type: AttributeType, path: Path, inNested: boolean): Step[] | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return [];
  const nesting = isNested(type) ? type.nesting : type.kind;
  const inner = (place: Path, nested: boolean): Step[] | undefined => elementSteps(type, place, nested);
  if (nesting === 'set') return [];
  if (nesting === 'list' && typeof first === 'number')
    return prepend(indexed(first, inNested), inner(rest, true));
  if (nesting === 'map' && typeof first === 'string')
    return prepend(keyed(first, inNested), inner(rest, true));
  if (nesting === 'single') return inner(path, true);
  if (type.kind === 'object' && typeof first === 'string' && Object.hasOwn(type.members, first)) {
    const member = type.members[first];
    return member === undefined ? undefined : prepend(named(first, true), valueSteps(member, rest, true));
  }
  return undefined;
}

function elementSteps(type: AttributeType, path: Path, inNested: boolean): Step[] | undefined {
  if (isNested(type)) return attributeSteps(type.attributes, path, inNested);
  return 'element' in type ? valueSteps(type.element, path, inNested) : undefined;
}

function prepend(first: Step, rest: Step[] | undefined): Step[] | undefined {
  return rest === undefined ? undefined : [first, ...rest];
}

function named(value: string, inNested: boolean): Step {
  return { step: { selector: { $case: 'attributeName', value } }, inNested };
}

function keyed(value: string, inNested: boolean): Step {
  return { step: { selector: { $case: 'elementKeyString', value } }, inNested };
}

function indexed(value: number, inNested: boolean): Step {
  return { step: { selector: { $case: 'elementKeyInt', value: BigInt(value) } }, inNested };
}
