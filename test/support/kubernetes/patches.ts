import { isObject, sameJson } from './json';
import { badRequest, patchDoesNotApply, unsupportedMediaType } from './status';

/** Media types of the patches that the server reads. */
export const PATCH_TYPES = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
] as const;

function pointer(path: unknown): string[] {
  if (path === '') return [];
  if (typeof path !== 'string' || !path.startsWith('/'))
    throw badRequest(`invalid JSON pointer ${String(path)}`);
  return path
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function arrayIndex(list: readonly unknown[], key: string, limit: number): number {
  const index = /^\d+$/.test(key) ? Number(key) : Number.NaN;
  if (Number.isNaN(index) || index > limit) {
    throw patchDoesNotApply(`index ${key} is outside a list of ${list.length}`);
  }
  return index;
}

function read(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((node, key) => {
    if (Array.isArray(node)) return node[arrayIndex(node, key, node.length - 1)] as unknown;
    if (isObject(node) && Object.hasOwn(node, key)) return node[key];
    throw patchDoesNotApply(`nothing at /${path.join('/')}`);
  }, document);
}

/** Kubernetes' dialect: `replace` of a missing member sets it, `remove` of one fails (kubernetes.md 6.1). */
function write(
  document: unknown,
  path: readonly string[],
  op: 'add' | 'replace' | 'remove',
  value: unknown,
): void {
  const key = path.at(-1);
  if (key === undefined) throw patchDoesNotApply(`${op} of the whole object`);
  const parent = read(document, path.slice(0, -1));
  if (Array.isArray(parent)) {
    if (op === 'add')
      parent.splice(key === '-' ? parent.length : arrayIndex(parent, key, parent.length), 0, value);
    else if (op === 'replace') parent[arrayIndex(parent, key, parent.length - 1)] = value;
    else parent.splice(arrayIndex(parent, key, parent.length - 1), 1);
  } else if (isObject(parent)) {
    if (op !== 'remove') Reflect.set(parent, key, value);
    else if (Object.hasOwn(parent, key)) Reflect.deleteProperty(parent, key);
    else throw patchDoesNotApply(`Unable to remove nonexistent key: ${key}: missing value`);
  } else {
    throw patchDoesNotApply(`${op} at /${path.join('/')}: the parent is neither an object nor a list`);
  }
}

function jsonPatch(document: unknown, operations: unknown): unknown {
  if (!Array.isArray(operations)) throw badRequest('a JSON patch is a list of operations');
  const result = structuredClone(document);
  for (const operation of operations as unknown[]) {
    if (!isObject(operation)) throw badRequest('an operation of a JSON patch is an object');
    const path = pointer(operation.path);
    switch (operation.op) {
      case 'add':
      case 'replace':
      case 'remove':
        write(result, path, operation.op, operation.value);
        break;
      case 'copy':
        write(result, path, 'add', structuredClone(read(result, pointer(operation.from))));
        break;
      case 'move': {
        const moved = read(result, pointer(operation.from));
        write(result, pointer(operation.from), 'remove', undefined);
        write(result, path, 'add', moved);
        break;
      }
      case 'test':
        if (!sameJson(read(result, path), operation.value)) {
          throw patchDoesNotApply(`testing value ${String(operation.path)} failed`);
        }
        break;
      default:
        throw badRequest(`unknown operation ${String(operation.op)} in a JSON patch`);
    }
  }
  return result;
}

/** The one list of our kinds that a strategic merge matches by key; all others are replaced whole. */
const MERGED_LIST = { path: 'spec.ports', key: 'port' } as const;

function mergeList(current: unknown, patch: readonly unknown[]): unknown[] {
  const { key } = MERGED_LIST;
  if (patch.some((item) => isObject(item) && item.$patch === 'replace')) {
    return patch.filter((item) => !(isObject(item) && item.$patch === 'replace'));
  }
  const result: unknown[] = Array.isArray(current) ? [...(current as unknown[])] : [];
  for (const item of patch) {
    if (!isObject(item)) throw badRequest(`items of ${MERGED_LIST.path} are objects`);
    const at = result.findIndex((old) => isObject(old) && old[key] === item[key]);
    if (item.$patch === 'delete') {
      if (at >= 0) result.splice(at, 1);
    } else if (at >= 0) result[at] = merge(result[at], item, undefined);
    else result.push(item);
  }
  return result;
}

/** RFC 7386, and with a `path` the part of Kubernetes' strategic merge that our kinds need. */
function merge(current: unknown, patch: unknown, path: string | undefined): unknown {
  if (path === MERGED_LIST.path && Array.isArray(patch)) return mergeList(current, patch);
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> =
    isObject(current) && patch.$patch !== 'replace' ? { ...current } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (path !== undefined && key.startsWith('$')) continue;
    const below = path === undefined ? undefined : path === '' ? key : `${path}.${key}`;
    if (value === null) Reflect.deleteProperty(result, key);
    else result[key] = merge(result[key], value, below);
  }
  return result;
}

/**
 * Applies a patch; neither argument is changed.
 *
 * @param type media type of the patch, without parameters
 * @throws StatusError 400 for a malformed patch, 415 for another media type, 422 for one that does not apply
 */
export function applyPatch(type: string, document: unknown, patch: unknown): unknown {
  switch (type) {
    case 'application/json-patch+json':
      return jsonPatch(document, patch);
    case 'application/merge-patch+json':
    case 'application/strategic-merge-patch+json':
      if (!isObject(patch)) throw badRequest('a merge patch is an object');
      return merge(document, patch, type.includes('strategic') ? '' : undefined);
    default:
      throw unsupportedMediaType(type, PATCH_TYPES);
  }
}
