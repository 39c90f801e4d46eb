import { CodecError } from '../codec/codec-error';
import type { Body } from '../schema/block';
import { hasUnknown } from '../value/equal';
import type { Path } from '../value/path';
import { isList, isObject, objectValue, type ObjectValue, type Value } from '../value/value';
import { conformTopLevel } from './conform';

/** Why a part of a handler's answer could not be used. */
export interface Defect {
  readonly path: Path;
  readonly text: string;
}

/** A state to store, whatever a handler returned. */
export interface Salvaged {
  readonly state: ObjectValue;
  readonly defects: readonly Defect[];
}

/**
 * Makes a state that Terraform can store from what a handler returned. A member that is missing, misfits or is
 * not known is replaced by the fallback's: one bad member must not cost the id of a thing that exists.
 * @param fallback values to use then; unknown ones become null.
 * @param references values that the handler was given, for exact numbers.
 */
export function salvageState(
  body: Body,
  input: unknown,
  fallback: Value,
  references: readonly Value[],
): Salvaged {
  const defects: Defect[] = [];
  const spare = knownState(body, fallback);
  const record: unknown = typeof input === 'object' ? input : undefined;
  const members = memberNames(body).map((name): [string, Value] => {
    const found = conformMember(body, name, record, references);
    if (!(found instanceof CodecError)) return [name, found];
    defects.push({ path: found.path, text: found.message });
    return [name, spare[name] ?? null];
  });
  return { state: objectValue(members), defects };
}

/** The same for some members only: those that fit. */
export function salvageMembers(
  body: Body,
  input: Readonly<Record<string, unknown>>,
  references: readonly Value[],
): { readonly values: readonly (readonly [string, Value])[]; readonly defects: readonly Defect[] } {
  const defects: Defect[] = [];
  const values: (readonly [string, Value])[] = [];
  for (const [name, value] of Object.entries(input)) {
    try {
      values.push([name, conformTopLevel(body, name, value, references)]);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      defects.push({ path: error.path, text: error.message });
    }
  }
  return { values, defects };
}

function conformMember(
  body: Body,
  name: string,
  record: unknown,
  references: readonly Value[],
): Value | CodecError {
  const attribute = Object.hasOwn(body.attributes, name) ? body.attributes[name] : undefined;
  if (attribute?.writeOnly === true) return null;
  try {
    const value = conformTopLevel(body, name, ownMember(record, name), references);
    if (hasUnknown(value)) return new CodecError([name], 'the value is still unknown');
    if (value === null && attribute?.nonNull === true)
      return new CodecError([name], 'the schema says that this is never null');
    return value;
  } catch (error) {
    if (error instanceof CodecError) return error;
    throw error;
  }
}

function ownMember(record: unknown, name: string): unknown {
  if (typeof record !== 'object' || record === null) return undefined;
  return Object.getOwnPropertyDescriptor(record, name)?.value;
}

/** A copy in which everything that is not known is null, and no list of blocks is. */
export function knownState(body: Body, value: Value): ObjectValue {
  return objectValue(
    memberNames(body).map((name) => {
      const member = isObject(value) ? (value[name] ?? null) : null;
      return [name, hasUnknown(member) ? emptyMember(body, name, member) : orEmpty(body, name, member)];
    }),
  );
}

function emptyMember(body: Body, name: string, member: Value): Value {
  const inner = Object.hasOwn(body.blocks, name) ? body.blocks[name] : undefined;
  if (inner === undefined) return null;
  if (inner.nesting === 'single') return isObject(member) ? knownState(inner.body, member) : null;
  return isList(member) ? member.map((item) => knownState(inner.body, item)) : [];
}

function orEmpty(body: Body, name: string, member: Value): Value {
  const inner = Object.hasOwn(body.blocks, name) ? body.blocks[name] : undefined;
  return member === null && inner !== undefined && inner.nesting !== 'single' ? [] : member;
}

function memberNames(body: Body): string[] {
  return [...Object.keys(body.attributes), ...Object.keys(body.blocks)];
}
