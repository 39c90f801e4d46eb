import { describeValue } from '../check/problem';
import { plainView } from '../convert/view';
import type { DiagnosticCollector } from '../diagnostics/collector';
import { transformPlan } from '../plan/transform';
import type { Attribute, AttributeType } from '../schema/attribute';
import type { Block, Body } from '../schema/block';
import { isNested } from '../schema/implied-type';
import type { Validator } from '../schema/validator';
import { hasUnknown } from '../value/equal';
import { formatPath, type Path } from '../value/path';
import { isList, isMap, isObject, type Value } from '../value/value';

/** What the client can do. */
export interface ConfigCheckOptions {
  /** Whether write-only arguments may be set; undefined when nothing says so (data sources, provider blocks). */
  readonly writeOnlyAllowed: boolean | undefined;
}

/**
 * Checks that follow from the schema: validators, null elements, deprecated and write-only arguments. What is
 * not known yet is left for the next validation.
 */
export function checkConfig(
  body: Body,
  config: Value,
  diagnostics: DiagnosticCollector,
  { writeOnlyAllowed }: ConfigCheckOptions,
): void {
  transformPlan(body, { planned: config, config, prior: null }, ({ attribute, planned, path }) => {
    if (planned !== null && attribute.presence !== 'computed') {
      warnDeprecated(attribute, path, diagnostics);
      if (attribute.writeOnly && writeOnlyAllowed === false) refuseWriteOnly(path, diagnostics);
      nullElements(attribute.type, planned, path).forEach((place) => refuseNull(place, diagnostics));
      runValidators(attribute, planned, path, diagnostics);
    }
    return planned;
  });
  warnDeprecatedBlocks(body, config, [], diagnostics);
}

function runValidators(
  attribute: Attribute,
  value: Value,
  path: Path,
  diagnostics: DiagnosticCollector,
): void {
  if (attribute.validators.length === 0 || hasUnknown(value) || hasNullElement(attribute.type, value)) return;
  const view = plainView(attribute, value);
  // The validators' type was checked against the attribute's when the schema was declared.
  const failed = attribute.validators.filter((validator) => !(validator as Validator<unknown>).check(view));
  for (const { expects } of failed) {
    const shown = describeValue(value, attribute.sensitive);
    diagnostics.error({
      summary: `Invalid value for ${String(path.at(-1))}`,
      detail: `${formatPath(path)} must be ${expects}, not ${shown}.`,
      path,
    });
  }
}

function hasNullElement(type: AttributeType, value: Value): boolean {
  return nullElements(type, value, []).length > 0;
}

/** Places of elements that are null, which no list, set or map of a handler may hold. */
function nullElements(type: AttributeType, value: Value, path: Path): Path[] {
  if (isList(value)) return value.flatMap((item, index) => nullElement(type, item, [...path, index]));
  if (isMap(value)) return [...value].flatMap(([key, item]) => nullElement(type, item, [...path, key]));
  if (!isNested(type) && type.kind === 'object' && isObject(value)) {
    return Object.entries(type.members).flatMap(([name, inner]) =>
      nullElements(inner, value[name] ?? null, [...path, name]),
    );
  }
  return [];
}

function nullElement(type: AttributeType, item: Value, path: Path): Path[] {
  if (item === null) return [path];
  return !isNested(type) && 'element' in type ? nullElements(type.element, item, path) : [];
}

function refuseNull(path: Path, diagnostics: DiagnosticCollector): void {
  diagnostics.error({
    summary: 'Null element',
    detail: `${formatPath(path)} is null. Leave the element out or give it a value.`,
    path,
  });
}

function refuseWriteOnly(path: Path, diagnostics: DiagnosticCollector): void {
  diagnostics.error({
    summary: 'Write-only argument not supported',
    detail: `${formatPath(path)} is write-only, which needs Terraform 1.11 or OpenTofu 1.11. Remove it or upgrade.`,
    path,
  });
}

function warnDeprecated(attribute: Attribute, path: Path, diagnostics: DiagnosticCollector): void {
  if (attribute.deprecated === undefined) return;
  diagnostics.warn({
    summary: 'Deprecated argument',
    detail: `${formatPath(path)}: ${attribute.deprecated}`,
    path,
  });
}

function warnDeprecatedBlocks(body: Body, value: Value, path: Path, diagnostics: DiagnosticCollector): void {
  if (!isObject(value)) return;
  for (const [name, inner] of Object.entries(body.blocks)) {
    const place = [...path, name];
    for (const [index, element] of blockElements(inner, value[name] ?? null)) {
      const at = index === undefined ? place : [...place, index];
      if (inner.deprecated !== undefined) {
        diagnostics.warn({
          summary: 'Deprecated block',
          detail: `${formatPath(at)}: ${inner.deprecated}`,
          path: at,
        });
      }
      warnDeprecatedBlocks(inner.body, element, at, diagnostics);
    }
  }
}

function blockElements(inner: Block, value: Value): readonly (readonly [number | undefined, Value])[] {
  if (isList(value)) return value.map((element, index) => [index, element]);
  return inner.nesting === 'single' && isObject(value) ? [[undefined, value]] : [];
}
