import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import path from 'node:path';

import { SynthError } from './errors';
import type { PackageRoot } from './package-root';

/** File name of the bundled provider, wherever it stands. */
export const BUNDLE_NAME = 'main.cjs';

/** Where a published package carries its provider. */
const SHIPPED = path.join('dist', 'provider', BUNDLE_NAME);

/** Where a checkout keeps what it built; ignored by git. */
const BUILT = '.provider';

/** Rooms whose sources end up in the bundle (design.md section 3). */
const ROOMS = ['provider', 'tfplugin', 'market', 'selection', 'vast', 'config'];

/** Built bundles that nobody has asked for during this time are removed, ms. */
const KEEP_UNUSED_MS = 24 * 60 * 60_000;

function sourcesOf(root: string): string[] {
  return ROOMS.map((room) => path.join(root, 'src', room))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(?:ts|js|cjs|json)$/.test(entry.name))
        .map((entry) => path.join(entry.parentPath, entry.name)),
    );
}

/** Changes when anything changes that the bundle is made of: sources, dependencies, and the options below. */
function stampOf(root: string): string {
  const files = [...sourcesOf(root), ...['package.json', 'package-lock.json'].map((f) => path.join(root, f))];
  const hash = createHash('sha256').update('2');
  for (const file of files.filter((candidate) => existsSync(candidate)).sort()) {
    const text = readFileSync(file);
    hash.update(`${path.relative(root, file)}\0${text.length}\0`).update(text);
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Bundles the provider of a checkout into one file, by esbuild, which only a checkout has.
 * @param root the checkout
 * @param outFile the file to write
 * @throws SynthError when esbuild is missing or finds an error in the sources
 */
export async function buildProviderBundle(root: string, outFile: string): Promise<void> {
  let esbuild: typeof import('esbuild');
  try {
    esbuild = await import('esbuild');
  } catch (error) {
    throw new SynthError(`esbuild, which builds the provider of this checkout, is missing: run 'npm ci'`, {
      cause: error,
    });
  }
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: [path.join(root, 'src/provider/main.ts')],
      outfile: outFile,
      bundle: true,
      platform: 'node',
      target: 'node20.19',
      format: 'cjs',
      // Names in stack traces of a bug report, at a price of a few hundred kilobytes.
      minifySyntax: true,
      minifyWhitespace: true,
      legalComments: 'none',
      logLevel: 'silent',
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SynthError(`the provider in ${root} cannot be built: ${reason}`, { cause: error });
  }
}

/** Removes what other states of the sources left behind; a folder in use elsewhere was touched recently. */
function removeUnused(folder: string, keep: string, now: number): void {
  for (const name of readdirSync(folder)) {
    const entry = path.join(folder, name);
    const age = now - (statSync(entry, { throwIfNoEntry: false })?.mtimeMs ?? now);
    if (name !== keep && age > KEEP_UNUSED_MS) rmSync(entry, { recursive: true, force: true });
  }
}

/**
 * The provider's bundle: in a published package the one it ships; in a checkout one that is built when the sources
 * are newer than the last. Its folder is named by a hash of all it is made of and appears in one step, so
 * processes at the same time never see half a file and at worst build it twice.
 * @returns absolute path of the bundle
 * @throws SynthError when there is none and none can be built
 */
export async function findProviderBundle(root: PackageRoot, now: () => Date): Promise<string> {
  const shipped = path.join(root.folder, SHIPPED);
  if (!root.isCheckout) {
    if (existsSync(shipped)) return shipped;
    throw new SynthError(
      `the provider is missing from ${root.folder} (${SHIPPED}); install the package anew`,
    );
  }
  const cache = path.join(root.folder, BUILT);
  const stamp = stampOf(root.folder);
  const folder = path.join(cache, stamp);
  const bundle = path.join(folder, BUNDLE_NAME);
  if (existsSync(bundle)) {
    utimesSync(folder, now(), now());
    return bundle;
  }
  const draft = path.join(cache, `.${stamp}.${process.pid}.${randomBytes(4).toString('hex')}`);
  mkdirSync(draft, { recursive: true });
  try {
    await buildProviderBundle(root.folder, path.join(draft, BUNDLE_NAME));
    try {
      renameSync(draft, folder);
    } catch (error) {
      // Another process was faster; its bundle has the same content.
      if (!existsSync(bundle)) throw error;
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  removeUnused(cache, stamp, now().getTime());
  return bundle;
}
