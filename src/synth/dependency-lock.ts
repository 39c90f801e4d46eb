/** Name of Terraform's dependency lock file. */
export const DEPENDENCY_LOCK = '.terraform.lock.hcl';

/** One provider that a stack requires. */
export interface RequiredProvider {
  /** As written in `required_providers`: `kubernetes`, `hashicorp/kubernetes` or with a host. */
  readonly source: string;
  /** Version constraint; undefined when the stack sets none. */
  readonly version: string | undefined;
}

/** Our own provider, as it stands in the stack's folder. */
export interface OwnProvider {
  readonly source: string;
  readonly version: string;
  /** `h1:` hash of its folder. */
  readonly hash: string;
}

export interface LockCompletion {
  /** The new text of the stack's lock file. */
  readonly text: string;
  /** Sources whose exact version only `terraform init` can find out. */
  readonly unresolved: readonly string[];
}

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

const BLOCK = /^provider "([^"]+)" \{\n[\s\S]*?^\}\n?/gm;

const DEFAULT_HOST = 'registry.terraform.io';

/** `kubernetes` → `registry.terraform.io/hashicorp/kubernetes`. */
export function fullSource(source: string): string {
  const parts = source.split('/');
  if (parts.length === 1) return `${DEFAULT_HOST}/hashicorp/${source}`;
  return parts.length === 2 ? `${DEFAULT_HOST}/${source}` : source;
}

/** The exact version that a constraint such as `2.38.0` or `= 2.38.0` names; undefined for a range. */
function exactVersion(constraint: string | undefined): string | undefined {
  return /^\s*=?\s*(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)\s*$/.exec(constraint ?? '')?.[1];
}

const attribute = (block: string, name: string): string | undefined =>
  new RegExp(`^\\s*${name}\\s*=\\s*"([^"]*)"`, 'm').exec(block)?.[1];

/** Blocks by source; what stands between them belongs to none. */
function blocksOf(text: string): Map<string, string> {
  const found = [...text.replaceAll('\r\n', '\n').matchAll(BLOCK)];
  return new Map(found.map((match) => [match[1] ?? '', match[0].trimEnd()]));
}

/** An entry without hashes, which Terraform accepts for any content and completes at `init`. */
function openBlock(source: string, version: string): string {
  return `provider "${source}" {\n  version     = "${version}"\n  constraints = "${version}"\n}`;
}

/** A constraint in the form that two spellings of it share: `>=2.0,<3` and `< 3.0.0, >= 2.0.0`. */
function normalised(constraint: string | undefined): string | undefined {
  const terms = constraint?.split(',').map((term) => {
    const [, operator = '', version = ''] = /^\s*([^\d\s]*)\s*(.*?)\s*$/.exec(term) ?? [];
    // Terraform fills up versions, except where their length carries meaning.
    return operator === '~>' ? `${operator}${version}` : `${operator}${version.replace(/(?:\.0)+$/, '')}`;
  });
  return terms?.sort().join(',');
}

/** Whether an entry still serves what the stack requires; only then the CLI leaves it alone. */
function serves(block: string | undefined, constraint: string | undefined): block is string {
  if (block === undefined) return false;
  const exact = exactVersion(constraint);
  const version = attribute(block, 'version');
  const constraints = attribute(block, 'constraints');
  if (version === undefined || (exact !== undefined && version !== exact)) return false;
  return normalised(constraints) === normalised(exact ?? constraint);
}

/** Our entry fits when its version is ours and its hashes, if it has any, hold the hash of our folder. */
function fitsOwn(block: string | undefined, own: OwnProvider): boolean {
  if (!serves(block, own.version)) return false;
  const hashes: readonly string[] = block.match(/"(?:h1|zh):[^"]+"/g) ?? [];
  return hashes.length === 0 || hashes.includes(`"${own.hash}"`);
}

/**
 * Completes a stack's dependency lock, so that the first bare `cdktf plan` finds an entry with version **and**
 * constraints for every required provider. Otherwise the CLI asks the providers' registries, and for a provider that
 * no registry has it fails (cdktf.md section 14, last table).
 * Entries that fit are kept as they are. Ours is renewed when it was made for another build of the same version; others
 * come from the project's own lock file or, with an exact constraint, from the constraint.
 * @param existing text of the stack's lock file, if there is one
 * @param project text of the lock file beside cdktf.json, if there is one
 */
export function completeDependencyLock(
  existing: string | undefined,
  required: readonly RequiredProvider[],
  own: OwnProvider,
  project: string | undefined,
): LockCompletion {
  const blocks = blocksOf(existing ?? '');
  const before = new Map(blocks);
  const fromProject = blocksOf(project ?? '');
  const unresolved: string[] = [];
  for (const provider of required) {
    const source = fullSource(provider.source);
    const block = blocks.get(source);
    if (source === own.source) {
      if (!fitsOwn(block, own)) blocks.set(source, openBlock(source, own.version));
      continue;
    }
    if (serves(block, provider.version)) continue;
    const projectBlock = fromProject.get(source);
    const exact = exactVersion(provider.version);
    if (serves(projectBlock, provider.version)) blocks.set(source, projectBlock);
    else if (exact !== undefined) blocks.set(source, openBlock(source, exact));
    else {
      blocks.delete(source);
      unresolved.push(source);
    }
  }
  const unchanged =
    blocks.size === before.size && [...blocks].every(([source, block]) => before.get(source) === block);
  if (existing !== undefined && unchanged) return { text: existing, unresolved };
  const ordered = [...blocks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, block]) => block);
  return { text: `${[HEADER.trimEnd(), ...ordered].join('\n\n')}\n`, unresolved };
}
