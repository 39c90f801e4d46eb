import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { build } from 'esbuild';

import { vastaiProvider } from '../../src/provider';
import {
  executableName,
  findPackageRoot,
  findProviderBundle,
  installProvider,
  providerFolder,
  terraformPlatform,
} from '../../src/synth';
import { GetProviderSchema_Response } from '../../src/tfplugin/protocol/tfplugin6.generated';
import { getProviderSchema } from '../../src/tfplugin/rpc/get-schema';
import { createSandbox, type Sandbox } from '../../test/support/sandbox';

/** Characters of a failed command's output that are shown: its end says why. */
const LONGEST_ERROR = 3000;
const PLAIN = ['-input=false', '-no-color'];

/** Certificates that this machine adds to Node's own take each of its processes tens of milliseconds to load. */
export const WITHOUT_EXTRA_CERTIFICATES = { NODE_EXTRA_CA_CERTS: '' };

/** A folder with a configuration, and the `terraform` that works in it. */
export interface Project {
  readonly folder: string;
  /** Runs terraform; throws with its output when it fails. Resolves with the time it took, ms. */
  terraform(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<number>;
}

/** Everything that the suites put on the disk. */
export class Workshop {
  private constructor(
    private readonly sandbox: Sandbox,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<Workshop> {
    return new Workshop(await createSandbox('vast-gpu-bench-'), env);
  }

  /** A path for a file of its own. */
  path(name: string): string {
    return path.join(this.sandbox.home, name);
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }

  /** A folder with this configuration and the provider of this checkout, initialised. */
  async project(name: string, hcl: string): Promise<Project> {
    const project = await this.folder(name, hcl);
    const root = findPackageRoot();
    installProvider(path.join(project.folder, 'terraform.d', 'plugins'), {
      bundle: await findProviderBundle(root, () => new Date()),
      version: root.version,
      platform: terraformPlatform({ os: process.platform, arch: process.arch }),
    });
    await project.terraform(['init', ...PLAIN]);
    return project;
  }

  /** A folder with a configuration that needs no provider of ours. */
  async folder(name: string, hcl: string): Promise<Project> {
    const folder = path.join(this.sandbox.dir, name);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'main.tf'), hcl);
    return {
      folder,
      terraform: (args, env = {}) =>
        timed(args, folder, this.sandbox.env({ ...WITHOUT_EXTRA_CERTIFICATES, ...this.env, ...env })),
    };
  }

  /** The same configuration and state with the bare provider in the place of ours. */
  async withBare(original: Project, name: string): Promise<Project> {
    const hcl = await readFile(path.join(original.folder, 'main.tf'), 'utf8');
    const project = await this.folder(name, hcl);
    const { version } = findPackageRoot();
    const platform = terraformPlatform({ os: process.platform, arch: process.arch });
    const target = path.join(project.folder, 'terraform.d/plugins', providerFolder(version, platform));
    await mkdir(target, { recursive: true });
    await buildBare(target);
    const executable = path.join(target, executableName(version));
    await writeFile(executable, '#!/bin/sh\nexec node "${0%/*}/main.cjs"\n');
    await chmod(executable, 0o755);
    await cp(path.join(original.folder, 'terraform.tfstate'), path.join(project.folder, 'terraform.tfstate'));
    await project.terraform(['init', ...PLAIN]);
    return project;
  }
}

/** Bundles the bare provider into a folder, with the schema that it answers with. */
export async function buildBare(folder: string): Promise<string> {
  const file = path.join(folder, 'main.cjs');
  await build({
    entryPoints: [path.resolve(__dirname, '../bare/main.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
  });
  await writeFile(
    path.join(folder, 'schema.bin'),
    GetProviderSchema_Response.encode(getProviderSchema(vastaiProvider)).finish(),
  );
  return file;
}

/** A plan that must find nothing to do. */
export const emptyPlan = (
  project: Project,
  env?: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<number> => project.terraform(['plan', ...PLAIN, '-detailed-exitcode', ...args], env);

/** An apply or destroy without questions. */
export const apply = (
  project: Project,
  args: readonly string[] = [],
  env?: Readonly<Record<string, string>>,
): Promise<number> => project.terraform(['apply', ...PLAIN, '-auto-approve', ...args], env);

function timed(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn('terraform', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(performance.now() - start);
      else
        reject(
          new Error(
            `terraform ${args.join(' ')} ended with ${String(code)}:\n${output.slice(-LONGEST_ERROR)}`,
          ),
        );
    });
  });
}

/** Forgets what an earlier run left in a folder. */
export async function forget(project: Project): Promise<void> {
  await rm(path.join(project.folder, 'terraform.tfstate'), { force: true });
}
