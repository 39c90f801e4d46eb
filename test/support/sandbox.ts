import { mkdtemp, mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of its own for one run of `terraform`, `cdktf` or `kubectl`, and the environment to give them. */
export interface Sandbox {
  /** The working folder of the run; real path, so that it compares equal to what the tools print. */
  readonly dir: string;
  /** `HOME` of the run: kubectl's cache and Terraform's implied plugin folder live here. */
  readonly home: string;
  /**
   * The environment for a child: the caller's, without anything that changes the behaviour of our tools,
   * plus the sandbox's own settings, plus `extra`.
   */
  env(extra?: Readonly<Record<string, string>>): Record<string, string>;
  /** Removes everything. */
  close(): Promise<void>;
}

/** Variables that change what terraform, cdktf, kubectl or our provider do. Passed on only on purpose. */
const STEERING =
  /^(TF_|VAST_|KUBE|CDKTF_|CI$|CONTINUOUS_INTEGRATION$|NODE_OPTIONS$|NODE_PATH$|PLUGIN_|CHECKPOINT_|XDG_)/;

/** The inherited part of the environment: no variable of the caller's that changes behaviour. */
export function neutralEnvironment(inherited: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && !STEERING.test(name)) kept[name] = value;
  }
  return kept;
}

/**
 * Makes a sandbox below the system's temporary folder.
 * Its CLI configuration has no `provider_installation`, so that `terraform.d/plugins` stays on and
 * a registry is asked only for providers that no folder has.
 */
export async function createSandbox(prefix = 'vast-gpu-'): Promise<Sandbox> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), prefix)));
  const dir = path.join(root, 'work');
  const home = path.join(root, 'home');
  const temporary = path.join(root, 'tmp');
  const cliConfig = path.join(root, 'terraform.rc');
  await Promise.all([dir, home, temporary].map((folder) => mkdir(folder)));
  await writeFile(cliConfig, 'disable_checkpoint = true\n');
  return {
    dir,
    home,
    env: (extra = {}) => ({
      ...neutralEnvironment(),
      HOME: home,
      TMPDIR: temporary,
      TF_CLI_CONFIG_FILE: cliConfig,
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
      ...extra,
    }),
    close: () => rm(root, { recursive: true, force: true }),
  };
}
