import { CLAIM_PATTERN } from '../../provider/label';
import { at, objectIn, textIn, type Json } from '../json-read';
import { INSTANCE_TYPE } from '../synthesized-stacks';

/** A `vastai_instance` that a state holds. */
export interface HeldInstance {
  /** Name of the state, for people. */
  readonly state: string;
  /** Terraform address, as in `module.gpu["a"].vastai_instance.june[0]`. */
  readonly address: string;
  /** Null in a tainted state whose create lost the platform's answer: only claim and nonce are known then. */
  readonly id: number | null;
  readonly claim: string | null;
  readonly nonce: string | null;
  /** What Terraform is going to destroy: a replaced instance, or one whose creation failed. It is held all the same. */
  readonly doomed: 'deposed' | 'tainted' | null;
}

/** A text that is no state that can be read whole. Its message holds no word of the text: states hold secrets. */
export class UnreadableState extends Error {
  /** @param what completes the sentence "the state of X ..." */
  constructor(readonly what: string) {
    super(what);
    this.name = 'UnreadableState';
  }
}

/** What `terraform show -json` may print beside `values` for a state; a plan or a schema has other members. */
const SHOWN_MEMBERS = new Set(['format_version', 'terraform_version', 'values', 'checks']);

/**
 * The instances in a state: the form that Terraform stores (version 4, as on disk or from `terraform state pull`), or what
 * `terraform show -json` prints. Everything that may hold a rental must make sense, else nothing of it is believed.
 * @param state name of the state
 * @throws UnreadableState
 */
export function heldIn(text: string, state: string): readonly HeldInstance[] {
  if (text.trim() === '') {
    throw new UnreadableState(
      "is empty: 'terraform state pull' prints nothing where there is no state; leave it out then",
    );
  }
  let root: Json | undefined;
  try {
    root = objectIn(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    throw new UnreadableState('is damaged: it is not JSON');
  }
  if (root === undefined) throw new UnreadableState('is damaged: it does not hold a JSON object');
  if (textIn(root['encrypted_data']) !== null) {
    throw new UnreadableState(
      "is encrypted: give what 'tofu state pull' or 'tofu show -json' prints, or its folder with --dir",
    );
  }
  if (textIn(root['format_version']) !== null) return shownIn(root, state);
  if (root['version'] === 4) return storedIn(root, state);
  if (typeof root['version'] === 'number') {
    throw new UnreadableState(
      `has the version ${root['version']}, and only 4 is understood; give what 'terraform state pull' prints` +
        (at(root, 'backend') === undefined
          ? ''
          : ' (this file is a note about the backend, not the state itself)'),
    );
  }
  throw new UnreadableState("is no state: it has neither a 'version' nor a 'format_version'");
}

/** `terraform show -json`: modules within modules. */
function shownIn(root: Json, state: string): readonly HeldInstance[] {
  const foreign = Object.keys(root).find((member) => !SHOWN_MEMBERS.has(member));
  if (foreign !== undefined) {
    throw new UnreadableState(
      `is no state: 'terraform show -json' of a state has no '${foreign.slice(0, 40)}' (of a plan file it has)`,
    );
  }
  if (!/^1\./.test(textIn(root['format_version']) ?? '')) {
    throw new UnreadableState("has a 'format_version' other than 1, which is not understood");
  }
  // A state without anything has no values at all.
  if (root['values'] === undefined) return [];
  return shownModule(at(root, 'values', 'root_module'), state);
}

function shownModule(value: unknown, state: string): readonly HeldInstance[] {
  const module = objectIn(value);
  if (module === undefined) throw new UnreadableState('is damaged: a module is not an object');
  const own = listIn(module, 'resources').flatMap((resource): HeldInstance[] => {
    if (!isInstance(resource)) return [];
    const values = objectIn(resource['values']);
    const address = textIn(resource['address']);
    if (address === null || values === undefined) {
      throw new UnreadableState(`is damaged: a ${INSTANCE_TYPE} has no 'address' or no 'values'`);
    }
    const deposed = textIn(resource['deposed_key']) !== null;
    const doomed = deposed ? 'deposed' : resource['tainted'] === true ? 'tainted' : null;
    return [{ state, address, doomed, ...identityIn(values, address) }];
  });
  return [...own, ...listIn(module, 'child_modules').flatMap((child) => shownModule(child, state))];
}

/** State version 4: one entry a resource, with its instances. */
function storedIn(root: Json, state: string): readonly HeldInstance[] {
  if (!Array.isArray(root['resources'])) throw new UnreadableState("is damaged: 'resources' is not a list");
  return listIn(root, 'resources').flatMap((resource) => {
    if (!isInstance(resource)) return [];
    const name = textIn(resource['name']);
    if (name === null || !Array.isArray(resource['instances'])) {
      throw new UnreadableState(`is damaged: a ${INSTANCE_TYPE} has no 'name' or no list of 'instances'`);
    }
    const module = textIn(resource['module']);
    const base = `${module === null ? '' : `${module}.`}${INSTANCE_TYPE}.${name}`;
    return listIn(resource, 'instances').map((instance): HeldInstance => {
      const address = base + indexOf(instance['index_key'], base);
      const attributes = objectIn(instance['attributes']);
      if (attributes === undefined) throw new UnreadableState(`is damaged: ${address} has no 'attributes'`);
      const deposed = textIn(instance['deposed']) !== null;
      const doomed = deposed ? 'deposed' : instance['status'] === 'tainted' ? 'tainted' : null;
      return { state, address, doomed, ...identityIn(attributes, address) };
    });
  });
}

function isInstance(resource: Json): boolean {
  if (textIn(resource['type']) === null) throw new UnreadableState("is damaged: a resource has no 'type'");
  return resource['type'] === INSTANCE_TYPE && resource['mode'] !== 'data';
}

function indexOf(key: unknown, base: string): string {
  if (key === undefined || key === null) return '';
  if (typeof key !== 'number' && typeof key !== 'string') {
    throw new UnreadableState(`is damaged: the 'index_key' of ${base} is neither a number nor a text`);
  }
  // As Terraform writes an address: what would begin an interpolation is doubled.
  return `[${JSON.stringify(key).replaceAll(/[$%]\{/g, (sign) => sign.charAt(0) + sign)}]`;
}

/** Members that are objects; a missing list is empty. */
function listIn(object: Json, member: string): readonly Json[] {
  const list = object[member] ?? [];
  if (!Array.isArray(list)) throw new UnreadableState(`is damaged: '${member}' is not a list`);
  return list.map((item: unknown) => {
    const value = objectIn(item);
    if (value === undefined) throw new UnreadableState(`is damaged: '${member}' holds what is not an object`);
    return value;
  });
}

/** What tells a rental from others. An id that is no id would let a rental pass for unknown, so it is an error. */
function identityIn(values: Json, address: string): Pick<HeldInstance, 'id' | 'claim' | 'nonce'> {
  const id = values['id'] ?? null;
  if (id !== null && !(typeof id === 'string' && /^[1-9]\d{0,15}$/.test(id))) {
    throw new UnreadableState(`is damaged: the 'id' of ${address} is no instance id`);
  }
  const claim = textIn(values['claim']);
  const nonce = textIn(values['nonce']);
  return {
    id: id === null ? null : Number(id),
    claim: claim !== null && CLAIM_PATTERN.test(claim) ? claim : null,
    nonce: nonce !== null && /^[0-9a-f]{8}$/.test(nonce) ? nonce : null,
  };
}
