import path from 'node:path';

import { build } from 'esbuild';

import { TIME_SEAMS } from './provider-seams';
import { type Rewrite, rewriting } from './rewrite';

/**
 * Bundles the provider as it is shipped, except that its time is the simulator's, and that `rewrites` plants bugs.
 * Throws esbuild's error, also for a rewrite that does not fit the source.
 */
export async function buildChaosProvider(
  root: string,
  outFile: string,
  rewrites: readonly Rewrite[] = [],
): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [path.join(root, 'src/provider/main.ts')],
    inject: [path.join(root, 'test/chaos/provider-time.ts')],
    outfile: outFile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [rewriting(root, [...TIME_SEAMS, ...rewrites])],
  });
}
