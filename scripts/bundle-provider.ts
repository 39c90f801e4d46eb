/** Builds the provider into dist/provider, where the published package carries it. */
import path from 'node:path';

import { buildProviderBundle, findPackageRoot } from '../src/synth';

const { folder } = findPackageRoot();

buildProviderBundle(folder, path.join(folder, 'dist', 'provider')).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
