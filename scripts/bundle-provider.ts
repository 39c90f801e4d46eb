/** Builds the provider into dist/provider/main.cjs, where the published package carries it. */
import path from 'node:path';

import { BUNDLE_NAME, buildProviderBundle, findPackageRoot } from '../src/synth';

const { folder } = findPackageRoot();

buildProviderBundle(folder, path.join(folder, 'dist', 'provider', BUNDLE_NAME)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
