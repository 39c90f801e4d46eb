import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installStandInProvider } from './install';

/** How a command ended. */
export interface Finished {
  readonly code: number;
  /** stdout and stderr together, without colours. */
  readonly text: string;
}

/** A folder with one configuration that uses the stand-in provider, and an environment of its own. */
export interface TerraformRun {
  readonly folder: string;
  /** Writes `main.tf`; the needed `required_providers` block is added. */
  write(configuration: string): Promise<void>;
  /** Runs `terraform` there, after an init at the first call. Does not throw when the command fails. */
  run(...args: readonly string[]): Promise<Finished>;
  /** Removes the folder. */
  remove(): Promise<void>;
}

const REQUIRED = `terraform {
  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "2.38.0"
    }
  }
}
`;

/**
 * Makes a Terraform folder whose commands see nothing of the caller's: own HOME, own CLI configuration with the stand-in as
 * the only installation, no `TF_*` and no `KUBE*` variable.
 *
 * @param extra variables to pass on purpose
 */
export async function terraformRun(extra: Readonly<Record<string, string>> = {}): Promise<TerraformRun> {
  const folder = await mkdtemp(join(tmpdir(), 'terraform-'));
  const settings = join(folder, 'terraform.rc');
  const mirror = join(folder, 'mirror');
  await installStandInProvider(mirror);
  await writeFile(
    settings,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TF_CLI_CONFIG_FILE: settings,
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    ...extra,
  };
  const execute = (args: readonly string[]): Promise<Finished> =>
    new Promise((resolve) => {
      execFile('terraform', [...args], { cwd: folder, env }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), text: stdout + stderr });
      });
    });
  let ready: Promise<Finished> | undefined;
  return {
    folder,
    write: (configuration) => writeFile(join(folder, 'main.tf'), REQUIRED + configuration),
    async run(...args) {
      ready ??= execute(['init', '-no-color', '-input=false']);
      const init = await ready;
      return init.code === 0 ? execute(args) : init;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
