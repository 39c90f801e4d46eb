import { execFileSync } from 'node:child_process';
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
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import type { BuildOptions } from 'esbuild';

import { SynthError } from './errors';
import type { PackageRoot } from './package-root';
import { PROVIDER_NAME, PROVIDER_SOURCE } from './provider-address';

/** The file of the bundled provider that Node is started with, wherever it stands. It explains an old Node. */
export const BUNDLE_NAME = 'main.cjs';

/** What that loads: the greeting, and the server behind it. */
const SERVER_NAME = 'server.cjs';

/** What the server loads for most calls: the provider itself. */
const CORE_NAME = 'provider.cjs';

/** What the server answers the question for the schema with. */
const SCHEMA_NAME = 'schema.bin';

/** All files of a bundled provider. They belong into one folder. */
export const BUNDLE_FILES: readonly string[] = [BUNDLE_NAME, SERVER_NAME, CORE_NAME, SCHEMA_NAME];

/** The oldest Node that runs the provider. */
const OLDEST_NODE = '20.19';

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
  const hash = createHash('sha256').update('4');
  for (const file of files.filter((candidate) => existsSync(candidate)).sort()) {
    const text = readFileSync(file);
    hash.update(`${path.relative(root, file)}\0${text.length}\0`).update(text);
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * An old Node is explained in the place where Terraform shows a provider's last words (plugin-protocol.md 2.2), in the
 * oldest of syntax: it stands in front of everything else.
 */
const EXPLAIN_OLD_NODE = `(function(v){var n=v.split('.');if(+n[0]<20||(+n[0]===20&&+n[1]<19)){require('fs').writeSync(1,'terraform-provider-${PROVIDER_NAME}: Node ${OLDEST_NODE} or newer is needed, the "node" on PATH is v'+v+'\\n');process.exit(1);}})(process.versions.node);`;

const OPTIONS = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  // Names stay for the stack traces of a bug report, at a price of a few hundred kilobytes.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'silent',
  write: false,
  target: `node${OLDEST_NODE}`,
  // A real import() would start Node's loader of modules, which takes longer than what it is to load.
  supported: { 'dynamic-import': false },
} as const;

/** How a test-only build differs from what is shipped. In own words, because whoever installs the package has no esbuild. */
export interface BundleChanges {
  /** Files that are put in front of the provider itself, and not of the server that greets. */
  readonly inject?: string[];
  /** Plugins of esbuild, for both. */
  readonly plugins?: { readonly name: string; setup(build: unknown): void | Promise<void> }[];
}

/**
 * Bundles the provider of a checkout into {@link BUNDLE_FILES}, by esbuild, which only a checkout has.
 * @param root the checkout
 * @param outFolder where to write them; made when missing
 * @param changes for tests; default none
 * @throws SynthError when esbuild is missing or finds an error in the sources
 */
export async function buildProviderBundle(
  root: string,
  outFolder: string,
  changes: BundleChanges = {},
): Promise<void> {
  let esbuild: typeof import('esbuild');
  try {
    esbuild = await import('esbuild');
  } catch (error) {
    throw new SynthError(`esbuild, which builds the provider of this checkout, is missing: run 'npm ci'`, {
      cause: error,
    });
  }
  const bundle = async (entry: string, options: Partial<BuildOptions>): Promise<string> => {
    const entryPoints = [path.join(root, entry)];
    const { outputFiles } = await esbuild.build({
      ...OPTIONS,
      absWorkingDir: root,
      entryPoints,
      ...options,
      write: false,
    });
    return outputFiles[0]?.text ?? '';
  };
  try {
    const core = await bundle('src/provider/main.ts', changes);
    const server = await bundle('src/tfplugin/start/main.ts', {
      ...(changes.plugins === undefined ? {} : { plugins: changes.plugins }),
      define: { ADDRESS: JSON.stringify(PROVIDER_SOURCE) },
    });
    mkdirSync(outFolder, { recursive: true });
    writeFileSync(path.join(outFolder, CORE_NAME), core);
    writeFileSync(path.join(outFolder, SERVER_NAME), server);
    writeFileSync(path.join(outFolder, BUNDLE_NAME), `${EXPLAIN_OLD_NODE}\nrequire('./${SERVER_NAME}');\n`);
    writeSchema(outFolder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SynthError(`the provider in ${root} cannot be built: ${reason}`, { cause: error });
  }
}

/** The provider is asked in a process of its own: a bundle for tests changes what it runs in. */
function writeSchema(folder: string): void {
  const script = `require('fs').writeFileSync('${SCHEMA_NAME}', require('./${CORE_NAME}').schema())`;
  execFileSync(process.execPath, ['-e', script], {
    cwd: folder,
    stdio: 'pipe',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
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
 * @returns absolute path of its {@link BUNDLE_NAME}; the other files stand beside it
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
    await buildProviderBundle(root.folder, draft);
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
