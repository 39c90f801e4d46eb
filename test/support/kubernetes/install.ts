import { build } from 'esbuild';
import { createHash, randomUUID } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { VERSION } from './provider/version';

const REPOSITORY = resolve(__dirname, '../../..');
const CACHE = join(REPOSITORY, '.cache', 'kubernetes-provider');
/** Everything that the bundle is made of. */
const SOURCES = [__dirname, join(REPOSITORY, 'src', 'tfplugin'), join(REPOSITORY, 'package-lock.json')];

/** Folder of the provider below a plugin folder or filesystem mirror, without the platform. */
const ADDRESS = join('registry.terraform.io', 'hashicorp', 'kubernetes', VERSION);

const LAUNCHER = `#!/bin/sh
if ! command -v node >/dev/null 2>&1; then
  echo "terraform-provider-kubernetes (stand-in) needs node on the PATH"
  exit 1
fi
here=$(CDPATH= cd -P -- "$(dirname -- "$0")" && pwd)
unset NODE_OPTIONS
exec node "$here/main.cjs" "$@"
`;

/**
 * The platform as Terraform writes it, `linux_amd64`.
 *
 * @throws Error on Windows, where the launcher's shell is missing
 */
export function terraformPlatform(platform: string = process.platform, arch: string = process.arch): string {
  if (platform === 'win32') throw new Error('the stand-in for hashicorp/kubernetes needs a POSIX shell');
  const names: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };
  return `${platform}_${names[arch] ?? arch}`;
}

async function sourceFiles(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function sourceHash(): Promise<string> {
  const files = (await Promise.all(SOURCES.map(sourceFiles))).flat().sort();
  const hash = createHash('sha256').update(LAUNCHER);
  for (const file of files) hash.update(`\n${file}\n`).update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

async function bundleInto(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(__dirname, 'provider', 'main.ts')],
    outfile: join(folder, 'main.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'silent',
  });
  const launcher = join(folder, `terraform-provider-kubernetes_v${VERSION}`);
  await writeFile(launcher, LAUNCHER);
  await chmod(launcher, 0o755);
}

/** Moves a finished folder to its place, unless another process was first. */
async function publish(finished: string, place: string): Promise<void> {
  try {
    await rename(finished, place);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The bundled stand-in, built when its sources have changed. Several processes may ask at once. */
async function standInPackage(): Promise<string> {
  const place = join(CACHE, await sourceHash());
  if (await exists(place)) return place;
  const draft = `${place}.${randomUUID()}`;
  try {
    await bundleInto(draft);
    await publish(draft, place);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return place;
}

/**
 * Puts a package of hashicorp/kubernetes where Terraform looks for it.
 *
 * @param folder the package: the executable and what belongs to it
 * @param pluginsDir a plugin folder (`terraform.d/plugins`) or filesystem mirror, made if it is missing
 */
export async function layOutProvider(folder: string, pluginsDir: string): Promise<void> {
  const place = join(pluginsDir, ADDRESS, terraformPlatform());
  if (await exists(place)) return;
  await mkdir(dirname(place), { recursive: true });
  const draft = join(pluginsDir, `.${basename(place)}.${randomUUID()}`);
  try {
    await cp(folder, draft, { recursive: true, dereference: true });
    await publish(draft, place);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * Installs the stand-in for hashicorp/kubernetes 2.38.0 into a plugin folder or filesystem mirror. The bundle is cached
 * in the checkout's `.cache`, keyed by its sources.
 *
 * @throws Error on Windows, or when esbuild cannot bundle it
 */
export async function installStandInProvider(pluginsDir: string): Promise<void> {
  await layOutProvider(await standInPackage(), pluginsDir);
}
