import { build } from 'esbuild';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Bundles the example provider into one file, the way a package would. */
export async function bundleExample(outfile: string): Promise<void> {
  await build({
    entryPoints: [resolve(__dirname, 'example-main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'error',
  });
  await chmod(outfile, 0o755);
}

/** Installs the bundle below `folder` where `terraform init` finds it without a network. */
export async function installExample(
  folder: string,
  address = 'tfplugin.test/tests/example',
): Promise<string> {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const target = join(
    folder,
    'terraform.d',
    'plugins',
    ...address.split('/'),
    '0.0.1',
    `${process.platform}_${arch}`,
  );
  await mkdir(target, { recursive: true });
  // Without it the nearest package.json above decides what .js means.
  await writeFile(join(target, 'package.json'), '{"type":"commonjs"}\n');
  const file = join(target, `terraform-provider-${address.split('/').at(-1) ?? ''}_v0.0.1`);
  await bundleExample(file);
  return file;
}
