import { rmSync } from 'node:fs';
import path from 'node:path';

import { Manifest } from 'cdktf';
import type { App } from 'cdktf';

import type { Settings } from '../config';
import { LOG_PREFIX } from '../selection';
import { realEffects } from './effects';
import type { SynthEffects } from './effects';
import { equipStacks } from './equip-stacks';
import { assertNodeVersion } from './node-version';
import { reportOf } from './report';
import { settleTree } from './settle-tree';

/**
 * Synthesizes a tree with GPU instances: settles their offers (from the lock or the market), writes the output and
 * installs the provider beside each stack that uses it, so that a bare `cdktf plan` works.
 * @throws SynthError, the errors of src/market, and the validation errors of cdktf. No manifest is left behind then:
 * the cdktf CLI trusts any manifest it finds.
 */
export async function synthesize(app: App, settings: Settings, effects: SynthEffects): Promise<void> {
  const manifest = path.resolve(effects.cwd, app.outdir, Manifest.fileName);
  rmSync(manifest, { force: true });
  try {
    assertNodeVersion(effects.nodeVersion);
    for (const warning of settings.warnings) effects.print(`${LOG_PREFIX} Warning: ${warning}`);
    const settlement = await settleTree(app, settings, effects);
    for (const line of settlement.requests.flatMap(reportOf)) effects.print(line);
    app.synth();
    await equipStacks(app, effects);
  } catch (error) {
    rmSync(manifest, { force: true });
    throw error;
  }
}

/**
 * The one call of a user's `main.ts`, in place of `app.synth()`: {@link synthesize}, with every failure as a message on
 * standard error and exit code 1. It never rejects.
 *
 * ```ts
 * const app = new App();
 * const stack = new TerraformStack(app, 'gpu');
 * new VastaiProvider(stack, 'vastai');
 * new VastGpuInstance(stack, 'trainer', { image: 'pytorch/pytorch' });
 * void synthVast(app, settings);
 * ```
 * @param effects replaced in tests; each has a default
 */
export async function synthVast(
  app: App,
  settings: Settings,
  effects: Partial<SynthEffects> = {},
): Promise<void> {
  const complete = { ...realEffects(), ...effects };
  try {
    await synthesize(app, settings, complete);
  } catch (error) {
    complete.printError(error instanceof Error ? error.message : String(error));
    complete.setExitCode(1);
  }
}
