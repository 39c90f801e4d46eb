import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installStandInProvider, layOutProvider, terraformPlatform } from './install';
import { VERSION } from './provider/version';

/** Variables for child processes. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where and how long to look for the real provider. */
export interface RealProviderOptions {
  /** A filesystem mirror to look in, and nowhere else. Default: wherever the environment's own Terraform settings say. */
  readonly mirror?: string;
  /** Time for Terraform to find and fetch it, in milliseconds. Default 15000. */
  readonly timeoutMs?: number;
}

const CONFIGURATION = `terraform {
  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "${VERSION}"
    }
  }
}
`;

async function init(folder: string, env: Environment, options: RealProviderOptions): Promise<boolean> {
  await writeFile(join(folder, 'main.tf'), CONFIGURATION);
  const settings: Record<string, string | undefined> = {
    ...env,
    CHECKPOINT_DISABLE: '1',
    TF_INPUT: '0',
    TF_REGISTRY_DISCOVERY_RETRY: '0',
    TF_DATA_DIR: undefined,
    TF_CLI_ARGS: undefined,
    TF_CLI_ARGS_init: undefined,
  };
  if (options.mirror !== undefined) {
    settings.TF_CLI_CONFIG_FILE = join(folder, 'terraform.rc');
    const path = JSON.stringify(options.mirror);
    await writeFile(
      settings.TF_CLI_CONFIG_FILE,
      `provider_installation {\n  filesystem_mirror {\n    path = ${path}\n  }\n}\n`,
    );
  }
  return new Promise((resolve) => {
    const limits = {
      cwd: folder,
      env: settings,
      timeout: options.timeoutMs ?? 15_000,
      killSignal: 'SIGKILL',
    } as const;
    execFile('terraform', ['init', '-backend=false', '-no-color'], limits, (error) =>
      resolve(error === null),
    );
  });
}

/**
 * Asks Terraform to fetch the real hashicorp/kubernetes 2.38.0, from the given mirror or as the environment's own
 * settings say (registry, mirrors, plugin cache).
 *
 * @param env environment of the user, with PATH and HOME
 * @param use gets the folder of the package, which is removed afterwards
 * @returns whether it could be had; a missing Terraform counts as "no"
 */
export async function realKubernetesProvider(
  env: Environment,
  options: RealProviderOptions,
  use: (folder: string) => Promise<void>,
): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'kubernetes-provider-'));
  try {
    if (!(await init(folder, env, options))) return false;
    const place = ['registry.terraform.io', 'hashicorp', 'kubernetes', VERSION, terraformPlatform()];
    await use(join(folder, '.terraform', 'providers', ...place));
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Installs hashicorp/kubernetes 2.38.0 into a plugin folder or filesystem mirror: the real one where Terraform can get
 * it, else the stand-in.
 *
 * @param env environment of the user, with PATH and HOME
 * @returns which one it became
 */
export async function installKubernetesProvider(
  pluginsDir: string,
  env: Environment,
  options: RealProviderOptions = {},
): Promise<'real' | 'stand-in'> {
  const real = await realKubernetesProvider(env, options, (folder) => layOutProvider(folder, pluginsDir));
  if (!real) await installStandInProvider(pluginsDir);
  return real ? 'real' : 'stand-in';
}
