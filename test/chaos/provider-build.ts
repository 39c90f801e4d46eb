import path from 'node:path';

import { BUNDLE_NAME, buildProviderBundle } from '../../src/synth';
import { TIME_SEAMS } from './provider-seams';
import { type Rewrite, Rewriting } from './rewrite';

/**
 * Bundles the provider as it is shipped, except that its time is the simulator's, and that `rewrites` plants bugs.
 * Returns the path that `installProvider` takes. Throws an Error for a rewrite that does not fit the source.
 */
export async function buildChaosProvider(
  root: string,
  outFolder: string,
  rewrites: readonly Rewrite[] = [],
): Promise<string> {
  const rewriting = new Rewriting(root, [...TIME_SEAMS, ...rewrites]);
  await buildProviderBundle(root, outFolder, {
    inject: [path.join(root, 'test/chaos/provider-time.ts')],
    plugins: [rewriting.plugin],
  });
  rewriting.check();
  return path.join(outFolder, BUNDLE_NAME);
}
