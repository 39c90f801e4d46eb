import { printable } from '../selection';
import { CliFailure, type CliIo } from './io';
import type { RunTerraform, TerraformResult } from './terraform';

/** A folder whose state is read through its own backend. */
export interface StateFolder {
  /** Absolute path of the folder that Terraform runs in. */
  readonly folder: string;
  /** How errors call it, as in `stack 'gpu' (/app/cdktf.out/stacks/gpu)`. */
  readonly name: string;
}

/** What the reading works with. */
export interface ShowEffects {
  readonly io: Pick<CliIo, 'env' | 'signal'>;
  readonly runTerraform: RunTerraform;
}

/** A failure about the state of a folder. */
export function stateProblem({ name }: Pick<StateFolder, 'name'>, what: string): CliFailure {
  return new CliFailure(`the state of ${name} ${what}`);
}

/** What Terraform said, on one line. */
export const saidBy = ({ stdout, stderr }: TerraformResult): string =>
  printable((stderr.trim() === '' ? stdout : stderr).replaceAll(/[╷│╵]/g, ' '), 1500);

/**
 * The state as `terraform show -json` tells it. A folder that was never initialised is made ready first.
 * @param workspace default the one that is selected
 * @throws CliFailure with what Terraform said
 */
export async function showState(
  of: StateFolder,
  { io, runTerraform }: ShowEffects,
  workspace?: string,
): Promise<string> {
  const env = workspace === undefined ? io.env : { ...io.env, TF_WORKSPACE: workspace };
  const run = { cwd: of.folder, env, signal: io.signal };
  const first = await runTerraform(['show', '-json', '-no-color'], run);
  if (first.code === 0) return first.stdout;
  const init = await runTerraform(['init', '-input=false', '-no-color'], run);
  if (init.code !== 0) throw stateProblem(of, `cannot be read, 'terraform init' failed: ${saidBy(init)}`);
  const second = await runTerraform(['show', '-json', '-no-color'], run);
  if (second.code !== 0) {
    throw stateProblem(of, `cannot be read, 'terraform show -json' failed: ${saidBy(second)}`);
  }
  return second.stdout;
}
