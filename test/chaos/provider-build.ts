import path from 'node:path';

import { BUNDLE_NAME, buildProviderBundle } from '../../src/synth';
import { TIME_SEAMS } from './provider-seams';
import { type Rewrite, rewriting } from './rewrite';

/**
 * Bundles the provider as it is shipped, except that its time is the simulator's, and that `rewrites` plants bugs.
 * Returns the path that `installProvider` takes. Throws SynthError, also for a rewrite that does not fit the source.
 */
export async function buildChaosProvider(
  root: string,
  outFolder: string,
  rewrites: readonly Rewrite[] = [],
): Promise<string> {
  await buildProviderBundle(root, outFolder, {
    inject: [path.join(root, 'test/chaos/provider-time.ts')],
    plugins: [rewriting(root, [...TIME_SEAMS, ...rewrites])],
  });
  return path.join(outFolder, BUNDLE_NAME);
}
