import type { AppliedApp, AppliedInstance } from '../market';
import type { CliFailure } from './io';
import { at, objectIn, textIn, type Json } from './json-read';
import { showState, stateProblem, type ShowEffects, type StateFolder } from './show-state';
import { instanceOf } from './state-instance';
import { INSTANCE_TYPE, readStacks, type SynthesizedStack } from './synthesized-stacks';

/** What the reading works with. */
export interface AppliedInput extends ShowEffects {
  /** Absolute path of the synthesized output. */
  readonly output: string;
  /** Paths in the lock: a stack without instances is read for the sake of its entries. */
  readonly lockedPaths: readonly string[];
}

/** What was read. */
export interface AppliedReading {
  readonly app: AppliedApp;
  /** What is doubtful about the states, for people. */
  readonly warnings: readonly string[];
}

/** An instance of a state. */
interface StoredInstance {
  readonly address: string;
  /** What Terraform is going to do away with: a replaced instance, or one whose creation failed. */
  readonly doomed: 'deposed' | 'tainted' | undefined;
  readonly instance: AppliedInstance;
}

const folderOf = ({ constructPath, folder }: SynthesizedStack): StateFolder => ({
  folder,
  name: `stack '${constructPath}' (${folder})`,
});

const problemOf = (stack: SynthesizedStack, what: string): CliFailure => stateProblem(folderOf(stack), what);

function storedIn(text: string, stack: SynthesizedStack): readonly StoredInstance[] {
  let state: Json | undefined;
  try {
    state = objectIn(JSON.parse(text));
  } catch {
    // No word of the text: a state holds secrets.
    throw problemOf(stack, "is damaged: 'terraform show -json' did not print JSON");
  }
  if (textIn(state?.['format_version']) === null) {
    throw problemOf(stack, "is damaged: what 'terraform show -json' printed has no 'format_version'");
  }
  const resources = at(state, 'values', 'root_module', 'resources') ?? [];
  if (!Array.isArray(resources)) throw problemOf(stack, "is damaged: 'resources' is not a list");
  return resources.flatMap((resource: unknown): StoredInstance[] => {
    const own = objectIn(resource);
    const address = textIn(own?.['address']);
    const values = objectIn(own?.['values']);
    if (own?.['type'] !== INSTANCE_TYPE || own['mode'] === 'data') return [];
    if (address === null || values === undefined) {
      throw problemOf(stack, `is damaged: a ${INSTANCE_TYPE} has no 'address' or no 'values'`);
    }
    const deposed = textIn(own['deposed_key']) !== null;
    const doomed = deposed ? 'deposed' : own['tainted'] === true ? 'tainted' : undefined;
    return [{ address, doomed, instance: instanceOf(values) }];
  });
}

const DOOMED: Readonly<Record<NonNullable<StoredInstance['doomed']>, string>> = {
  deposed: 'was replaced, but not destroyed yet, so it may still be paid; the next deploy destroys it',
  tainted:
    'was not created completely, or was tainted; it counts as not rented, because the next deploy replaces it',
};

/**
 * Reads which constructs of a synthesized app have a rented instance, from the states that `terraform show -json` tells.
 * A tainted instance counts as absent, because the next deploy replaces it.
 * @throws CliFailure naming the file or stack that is missing or damaged
 */
export async function readAppliedApp(input: AppliedInput): Promise<AppliedReading> {
  const constructs = new Map<string, AppliedInstance | undefined>();
  const read: string[] = [];
  const strays: AppliedInstance[] = [];
  const warnings: string[] = [];
  for (const stack of readStacks(input.output)) {
    const { constructPath, instances } = stack;
    const locked = input.lockedPaths.some((path) => path.startsWith(`${constructPath}/`));
    if (instances.size === 0 && !locked) continue;
    const stored = storedIn(await showState(folderOf(stack), input), stack);
    read.push(constructPath);
    for (const construct of instances.values()) {
      if (construct !== undefined) constructs.set(construct, undefined);
    }
    for (const { address, doomed, instance } of stored) {
      if (doomed !== undefined) warnings.push(`${constructPath}: ${address} ${DOOMED[doomed]}`);
      const construct = instances.get(address);
      if (doomed !== undefined || !instances.has(address)) strays.push(instance);
      else if (construct !== undefined) constructs.set(construct, instance);
    }
  }
  return { app: { constructs, stacks: read, strays }, warnings };
}
