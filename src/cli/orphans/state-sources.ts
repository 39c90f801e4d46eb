import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { CliFailure } from '../io';
import { at, textIn } from '../json-read';
import { saidBy, showState, stateProblem, type ShowEffects, type StateFolder } from '../show-state';
import { readStacks } from '../synthesized-stacks';
import type { KnownState } from './report';
import { heldIn, UnreadableState } from './state-text';

/** Where states are, as the user wrote it. */
export interface StateSources {
  /** Files: what Terraform stores, `terraform state pull` or `terraform show -json` prints. */
  readonly files: readonly string[];
  /** Folders that Terraform runs in, or the output of `cdktf synth`. */
  readonly folders: readonly string[];
}

/** What the reading works with. */
export interface SourceEffects extends ShowEffects {
  /** What relative paths start from. */
  readonly cwd: string;
}

/**
 * Reads every state, or none: what is in a state that cannot be read must not pass for unknown.
 * @throws CliFailure naming the first one that cannot be read
 */
export async function readSources(
  sources: StateSources,
  effects: SourceEffects,
): Promise<readonly KnownState[]> {
  const states: KnownState[] = [];
  for (const file of unique(sources.files)) states.push(readFile(file, effects.cwd));
  for (const folder of unique(sources.folders)) states.push(...(await readFolder(folder, effects)));
  return states;
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

const codeOf = (error: unknown): string => textIn(at(error, 'code')) ?? 'unknown error';

function readFile(name: string, cwd: string): KnownState {
  let text: string;
  try {
    text = readFileSync(path.resolve(cwd, name), 'utf8');
  } catch (error) {
    const code = codeOf(error);
    const hint = code === 'EISDIR' ? '; name a folder with --dir' : '';
    throw new CliFailure(`the state ${name} cannot be read (${code})${hint}`);
  }
  return stateOf(name, text, { folder: null, configured: new Map() });
}

function stateOf(name: string, text: string, rest: Pick<KnownState, 'folder' | 'configured'>): KnownState {
  try {
    return { name, held: heldIn(text, name), ...rest };
  } catch (error) {
    if (error instanceof UnreadableState) throw stateProblem({ name }, error.what);
    throw error;
  }
}

/** The states of a folder: one for each stack of a synthesized output, and one for each workspace. */
async function readFolder(name: string, effects: SourceEffects): Promise<readonly KnownState[]> {
  const folder = path.resolve(effects.cwd, name);
  if (existsSync(path.join(folder, 'manifest.json'))) {
    const states: KnownState[] = [];
    for (const stack of readStacks(folder)) {
      const of = { folder: stack.folder, name: `${name}, stack '${stack.constructPath}'` };
      states.push(
        ...(await readWorkspaces(of, shownFolder(stack.folder, effects.cwd), stack.claims, effects)),
      );
    }
    return states;
  }
  checkHoldsTerraform(folder, name);
  return readWorkspaces({ folder, name }, name, new Map(), effects);
}

/** The shorter spelling of a folder for a command line. */
function shownFolder(folder: string, cwd: string): string {
  const relative = path.relative(cwd, folder);
  return relative.length < folder.length ? relative : folder;
}

/** Terraform shows an empty state in any folder, so a wrong one would make everything look unknown. */
function checkHoldsTerraform(folder: string, name: string): void {
  let entries: readonly string[];
  try {
    if (!statSync(folder).isDirectory()) {
      throw new CliFailure(`${name} is no folder; name a state file with --state`);
    }
    entries = readdirSync(folder);
  } catch (error) {
    if (error instanceof CliFailure) throw error;
    throw new CliFailure(`the folder ${name} cannot be read (${codeOf(error)})`);
  }
  const isTerraform = (entry: string): boolean =>
    /\.(tf|tofu)(\.json)?$/.test(entry) || entry === '.terraform' || entry === 'terraform.tfstate';
  if (entries.some(isTerraform)) return;
  throw new CliFailure(
    `${name} holds neither a Terraform configuration nor the output of 'cdktf synth'` +
      (entries.includes('cdktf.json')
        ? `; give its output folder, as in --dir ${path.join(name, 'cdktf.out')}`
        : ''),
  );
}

/** The selected workspace, and all others that the backend knows. */
async function readWorkspaces(
  of: StateFolder,
  shown: string,
  claims: ReadonlyMap<string, string>,
  effects: SourceEffects,
): Promise<readonly KnownState[]> {
  const rest = { folder: shown, configured: claims };
  const states = [stateOf(of.name, await showState(of, effects), rest)];
  for (const workspace of await otherWorkspaces(of, effects)) {
    const name = `${of.name}, workspace '${workspace}'`;
    const text = await showState({ folder: of.folder, name }, effects, workspace);
    states.push(stateOf(name, text, { folder: null, configured: new Map() }));
  }
  return states;
}

async function otherWorkspaces(of: StateFolder, effects: SourceEffects): Promise<readonly string[]> {
  const { io, runTerraform } = effects;
  const result = await runTerraform(['workspace', 'list'], {
    cwd: of.folder,
    env: io.env,
    signal: io.signal,
  });
  if (result.code !== 0) {
    // A backend that knows only one state.
    if (/workspaces not supported/i.test(result.stderr)) return [];
    throw stateProblem(of, `cannot be read whole, 'terraform workspace list' failed: ${saidBy(result)}`);
  }
  // The selected one has a star; what else is printed (a word about TF_WORKSPACE) is indented otherwise.
  return result.stdout.split('\n').flatMap((line) => /^ {2}(\S+)$/.exec(line)?.[1] ?? []);
}
