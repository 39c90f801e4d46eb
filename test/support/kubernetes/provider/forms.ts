import { DiagnosticError, isUnknown, type Unknown } from '../../../../src/tfplugin';
import { isObject, type JsonObject, sameJson } from '../json';

function isRecord(value: unknown): value is JsonObject {
  return isObject(value) && !isUnknown(value);
}

/** A value in which absent, empty, zero and false are the same, as for the SDK that the real provider is written with. */
function canonical(value: unknown, unordered: boolean): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item, unordered));
    if (unordered) items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    return items.length === 0 ? undefined : items;
  }
  if (!isRecord(value))
    return value === '' || value === 0 || value === false ? undefined : (value ?? undefined);
  const members = Object.entries(value)
    .map(([key, member]) => [key, canonical(member, unordered)] as const)
    .filter(([, member]) => member !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/**
 * Whether two values mean the same to the provider.
 *
 * @param unordered lists are sets, at every level
 */
export function sameMeaning(a: unknown, b: unknown, unordered = false): boolean {
  return sameJson(canonical(a, unordered), canonical(b, unordered));
}

/**
 * What was read, in the form that the state already has where both mean the same: null or empty, order of sets.
 *
 * @param known the stored value
 * @param remote the value read
 * @param unordered names of members that are sets, with all that is in them
 */
export function inKnownForm<T>(known: unknown, remote: T, unordered: ReadonlySet<string> = new Set()): T {
  const merge = (before: unknown, after: unknown, isSet: boolean): unknown => {
    if (before !== undefined && sameMeaning(before, after, isSet)) return before;
    if (Array.isArray(before) && Array.isArray(after) && before.length === after.length && !isSet) {
      return after.map((item, index) => merge(before[index], item, false));
    }
    if (!isRecord(before) || !isRecord(after) || isSet) return after;
    const members = Object.entries(after);
    return Object.fromEntries(
      members.map(([key, member]) => [key, merge(before[key], member, unordered.has(key))]),
    );
  };
  return merge(known, remote, false) as T;
}

/**
 * The planned value with what was unknown filled in. Known members stay as planned, whatever the server made of them:
 * the next read tells.
 */
export function fillUnknown<T>(plan: unknown, remote: T): T {
  const fill = (planned: unknown, found: unknown): unknown => {
    if (isUnknown(planned)) return found ?? null;
    if (Array.isArray(planned)) {
      const items: readonly unknown[] = Array.isArray(found) ? found : [];
      return planned.map((item, index) => fill(item, items[index]));
    }
    if (!isRecord(planned)) return planned;
    const members = isRecord(found) ? found : {};
    return Object.fromEntries(
      Object.entries(planned).map(([key, member]) => [key, fill(member, members[key])]),
    );
  };
  return fill(plan, remote) as T;
}

/**
 * What a create or update returns: the plan, completed with what was read back.
 *
 * @throws DiagnosticError when nothing was read: the object was deleted right after it was written
 */
export function afterWrite<T>(plan: unknown, found: T | null): T {
  if (found === null)
    throw new DiagnosticError({ summary: 'The object was deleted right after it was written' });
  return fillUnknown(plan, found);
}

/** A planned value as it is sent: undefined when it is null or not known yet. */
export function known<T>(value: T): Exclude<T, Unknown | null> | undefined {
  return isUnknown(value) || value === null ? undefined : (value as Exclude<T, Unknown | null>);
}
