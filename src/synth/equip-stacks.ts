import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { TerraformProvider, TerraformStack } from 'cdktf';
import type { App } from 'cdktf';

import { LOG_PREFIX } from '../selection';
import { DEPENDENCY_LOCK, completeDependencyLock, fullSource } from './dependency-lock';
import type { OwnProvider, RequiredProvider } from './dependency-lock';
import type { SynthEffects } from './effects';
import { PROVIDER_SOURCE } from './provider-address';
import { findProviderBundle } from './provider-bundle';
import { hashProviderFolder, installProvider, terraformPlatform } from './provider-package';
import { folderOf } from './stack-folder';

const stacksOf = (app: App): readonly TerraformStack[] =>
  app.node.findAll().filter((node) => TerraformStack.isStack(node));

/** What a synthesized stack requires; undefined when it was written as HCL, which nothing here reads. */
function requiredProviders(file: string): readonly RequiredProvider[] | undefined {
  if (!file.endsWith('.json')) return undefined;
  const stack = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly terraform?: {
      readonly required_providers?: Readonly<
        Record<string, { readonly source?: string; readonly version?: string }>
      >;
    };
  };
  return Object.entries(stack.terraform?.required_providers ?? {}).map(([name, { source, version }]) => ({
    source: source ?? name,
    version,
  }));
}

const readIfThere = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;

/** Writes the stack's dependency lock and lets `terraform init` add what only it can know. */
function lockProviders(
  folder: string,
  required: readonly RequiredProvider[],
  own: OwnProvider,
  effects: SynthEffects,
): void {
  const file = path.join(folder, DEPENDENCY_LOCK);
  const existing = readIfThere(file);
  const project = readIfThere(path.join(effects.cwd, DEPENDENCY_LOCK));
  const { text, unresolved } = completeDependencyLock(existing, required, own, project);
  if (text !== existing) writeFileSync(file, text);
  if (unresolved.length > 0 && !effects.initTerraform(folder)) {
    effects.print(
      `${LOG_PREFIX} Warning: no version is known yet of ${unresolved.join(', ')}; ` +
        `run 'terraform init' in ${path.relative(effects.cwd, folder)} to see why`,
    );
  }
}

/**
 * Puts the provider beside every stack that uses it, and completes the stack's dependency lock. Needs the synthesized
 * stacks: what they require stands there.
 * @throws SynthError when there is no provider for this platform, or none can be built
 */
export async function equipStacks(app: App, effects: SynthEffects): Promise<void> {
  const users = stacksOf(app).filter((stack) =>
    stack.node
      .findAll()
      .some(
        (node) =>
          TerraformProvider.isTerraformProvider(node) &&
          fullSource(node.terraformProviderSource ?? node.terraformResourceType) === PROVIDER_SOURCE,
      ),
  );
  if (users.length === 0) return;
  const root = effects.packageRoot();
  const platform = terraformPlatform(effects.platform);
  const bundle = await findProviderBundle(root, effects.now);
  for (const stack of users) {
    const folder = folderOf(app, stack, effects.cwd);
    const installed = installProvider(path.join(folder, 'terraform.d', 'plugins'), {
      bundle,
      version: root.version,
      platform,
    });
    const file = path.resolve(effects.cwd, app.outdir, app.manifest.forStack(stack).synthesizedStackPath);
    const required = requiredProviders(file);
    if (required === undefined) continue;
    const hash = hashProviderFolder(installed);
    lockProviders(folder, required, { source: PROVIDER_SOURCE, version: root.version, hash }, effects);
  }
}
