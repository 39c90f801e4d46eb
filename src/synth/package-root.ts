import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { SynthError } from './errors';

/** This package on disk. */
export interface PackageRoot {
  readonly folder: string;
  /** The package's version, which is the provider's as well. */
  readonly version: string;
  /** True in a git checkout, where the provider is built from source; false in an installed package. */
  readonly isCheckout: boolean;
}

const PACKAGE_NAME = 'cdktf-vast-gpu';

function versionIn(folder: string): string | undefined {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof manifest !== 'object' || manifest === null) return undefined;
  if (!('name' in manifest) || manifest.name !== PACKAGE_NAME || !('version' in manifest)) return undefined;
  return typeof manifest.version === 'string' ? manifest.version : undefined;
}

/**
 * Finds this package from one of its own files: the sources stand two folders deeper than the compiled ones.
 * @param start a folder inside the package; default where this module is
 * @throws SynthError when no package.json of this package is above `start`
 */
export function findPackageRoot(start: string = __dirname): PackageRoot {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const version = versionIn(folder);
    // The compiler puts a copy of package.json into dist when a source imports it.
    const isCopy = path.basename(folder) === 'dist' && versionIn(path.dirname(folder)) !== undefined;
    if (version !== undefined && !isCopy) {
      return { folder, version, isCheckout: existsSync(path.join(folder, 'src/provider/main.ts')) };
    }
    if (folder === path.dirname(folder)) {
      throw new SynthError(`no package.json of ${PACKAGE_NAME} above ${start}; install the package anew`);
    }
  }
}
