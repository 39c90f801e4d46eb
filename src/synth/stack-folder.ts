import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';

import type { App, TerraformStack } from 'cdktf';

/**
 * The real folder that Terraform runs a stack in; made if it is missing. `--output` and `CDKTF_OUTDIR` move it, and
 * a link on the way changes what `..` means to the operating system.
 * @param outdir as `App.outdir`, absolute or relative to `cwd`
 * @param workingDirectory the stack's `workingDirectory` in the manifest
 */
export function realStackFolder(cwd: string, outdir: string, workingDirectory: string): string {
  const folder = path.resolve(cwd, outdir, workingDirectory);
  mkdirSync(folder, { recursive: true });
  return realpathSync(folder);
}

/**
 * The path by which a process in `stackFolder` reaches `file`. Relative, so that two checkouts synthesize the same
 * text.
 */
export function relativeFrom(stackFolder: string, file: string): string {
  const folder = path.dirname(file);
  const real = existsSync(folder) ? realpathSync(folder) : folder;
  return path.relative(stackFolder, path.join(real, path.basename(file)));
}

/** The real folder of a stack of an app. */
export function folderOf(app: App, stack: TerraformStack, cwd: string): string {
  return realStackFolder(cwd, app.outdir, app.manifest.forStack(stack).workingDirectory);
}
