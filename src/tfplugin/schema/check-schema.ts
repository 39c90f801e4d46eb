import { formatPath, type Path } from '../value/path';
import type { Attribute, Attributes } from './attribute';
import type { Block, Body, Schema } from './block';
import { isNested } from './implied-type';

/** A schema that breaks a rule of Terraform. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
}

const NAME = /^[a-z][a-z0-9_]*$/;
const RESERVED = {
  resource: ['count', 'for_each', 'depends_on', 'lifecycle', 'provider', 'connection', 'provisioner'],
  provider: ['alias', 'version'],
} as const;

/**
 * Checks what Terraform would refuse only when it loads the schema, and without a place
 * (plugin-protocol.md 7.1).
 * @throws SchemaError with the path of the bad member.
 */
export function checkSchema(schema: Schema): void {
  if (!Number.isInteger(schema.version) || schema.version < 0) {
    throw new SchemaError(`schema version ${schema.version} is no whole number from 0 on`);
  }
  checkBody(schema.body, [], false);
}

/**
 * Checks that no top-level name is taken by the language.
 * @throws SchemaError naming it.
 */
export function checkReservedNames(schema: Schema, kind: keyof typeof RESERVED, owner: string): void {
  for (const name of RESERVED[kind]) {
    if (name in schema.body.attributes || name in schema.body.blocks) {
      throw new SchemaError(`${owner}: the name ${JSON.stringify(name)} is reserved by Terraform`);
    }
  }
}

function checkBody(body: Body, path: Path, inSet: boolean): void {
  checkAttributes(body.attributes, path, inSet);
  for (const [name, inner] of Object.entries(body.blocks)) {
    const place = [...path, name];
    checkName(name, place);
    if (name in body.attributes) fail(place, 'an attribute has the same name');
    checkLimits(inner, place);
    checkBody(inner.body, place, inSet || inner.nesting === 'set');
  }
}

function checkLimits(inner: Block, path: Path): void {
  if (inner.minItems < 0 || inner.maxItems < 0) fail(path, 'minItems and maxItems must not be negative');
  if (inner.maxItems > 0 && inner.minItems > inner.maxItems) {
    fail(path, `minItems ${inner.minItems} is above maxItems ${inner.maxItems}`);
  }
}

function checkAttributes(attributes: Attributes, path: Path, inSet: boolean): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    const place = [...path, name];
    checkName(name, place);
    checkFlags(attribute, place, inSet);
    if (isNested(attribute.type)) {
      checkAttributes(attribute.type.attributes, place, inSet || attribute.type.nesting === 'set');
    }
  }
}

function checkFlags(attribute: Attribute, path: Path, inSet: boolean): void {
  const { presence, writeOnly, nonNull, planModifiers } = attribute;
  const computed = presence !== 'required' && presence !== 'optional';
  if (writeOnly && inSet) fail(path, 'a set must not hold write-only attributes');
  if (writeOnly && nonNull)
    fail(path, 'a write-only attribute is always null in state, so it cannot be nonNull');
  for (const { kind } of planModifiers) {
    if (kind === 'keepPriorValue' && !computed) fail(path, 'keepPriorValue is for computed attributes');
    if (kind === 'creationOnly' && presence === 'computed') fail(path, 'creationOnly is for arguments');
    if (kind.startsWith('requiresReplace') && inSet) {
      fail(path, 'elements of a set have no path: put requiresReplace on the set');
    }
    if (kind === 'preferPrior' && presence === 'computed') fail(path, 'preferPrior is for arguments');
  }
}

function checkName(name: string, path: Path): void {
  if (!NAME.test(name)) fail(path, 'a name is a small letter, then small letters, digits and underscores');
}

function fail(path: Path, problem: string): never {
  throw new SchemaError(`schema, ${formatPath(path)}: ${problem}`);
}
