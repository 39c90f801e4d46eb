import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { SynthError } from './errors';
import { PROVIDER_NAME, PROVIDER_SOURCE } from './provider-address';
import { BUNDLE_FILES, BUNDLE_NAME } from './provider-bundle';

/** The machine that Terraform runs on. */
export interface Platform {
  /** As `process.platform`. */
  readonly os: string;
  /** As `process.arch`. */
  readonly arch: string;
}

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin' };
const PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * Terraform's name of a platform, such as `linux_amd64`.
 * @throws SynthError on a platform that the provider's launcher does not run on
 */
export function terraformPlatform({ os, arch }: Platform): string {
  const system = SYSTEMS[os];
  const processor = PROCESSORS[arch];
  if (system === undefined || processor === undefined) {
    throw new SynthError(
      `the provider runs on Linux and macOS, x64 and arm64, not on ${os} ${arch}; on Windows use WSL`,
    );
  }
  return `${system}_${processor}`;
}

/**
 * What Terraform starts (plugin-protocol.md 19.3, form A). It explains a missing Node in the place where Terraform shows a
 * provider's last words, and keeps the caller's NODE_OPTIONS away from the handshake: a preloaded module that prints
 * would break it. VASTAI_NODE_OPTIONS reaches the provider on purpose. It starts no process of its own: it runs several
 * times in every command. One helper thread is enough for V8: more of them compete with Terraform for the processor.
 */
export const LAUNCHER = `#!/bin/sh
if [ -n "$VASTAI_NODE_OPTIONS" ]; then NODE_OPTIONS=$VASTAI_NODE_OPTIONS; export NODE_OPTIONS; else unset NODE_OPTIONS; fi
command -v node >/dev/null || { echo "terraform-provider-vastai: no 'node' on PATH; install Node 20.19 or newer"; exit 1; }
exec node --v8-pool-size=1 "\${0%/*}/${BUNDLE_NAME}" "$@"
`;

/** Name of the executable that Terraform looks for. */
export const executableName = (version: string): string => `terraform-provider-${PROVIDER_NAME}_v${version}`;

/** Where a provider stands below a folder of providers: `HOST/NAMESPACE/NAME/VERSION/OS_ARCH`. */
export const providerFolder = (version: string, platform: string): string =>
  path.join(...PROVIDER_SOURCE.split('/'), version, platform);

/** Writes a file unless it has this content already. A running provider keeps the file it was started from. */
function place(file: string, content: Buffer, mode: number): void {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.isFile() === true && readFileSync(file).equals(content)) {
    if ((there.mode & 0o777) !== mode) chmodSync(file, mode);
    return;
  }
  const draft = path.join(
    path.dirname(path.dirname(file)),
    `.${process.pid}.${randomBytes(4).toString('hex')}`,
  );
  try {
    writeFileSync(draft, content);
    chmodSync(draft, mode);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Puts the provider below `pluginsFolder` (a stack's `terraform.d/plugins`, or a mirror), ready to be found by
 * `terraform init`. Files that are up to date stay untouched; others of an earlier form are removed, because
 * Terraform hashes the whole folder.
 * @param options.bundle path of the bundle's {@link BUNDLE_NAME}
 * @returns the folder of the provider's files
 */
export function installProvider(
  pluginsFolder: string,
  options: { readonly bundle: string; readonly version: string; readonly platform: string },
): string {
  const folder = path.join(pluginsFolder, providerFolder(options.version, options.platform));
  const executable = executableName(options.version);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name !== executable && !BUNDLE_FILES.includes(name))
      rmSync(path.join(folder, name), { recursive: true });
  }
  for (const name of BUNDLE_FILES) {
    place(path.join(folder, name), readFileSync(path.join(path.dirname(options.bundle), name)), 0o644);
  }
  place(path.join(folder, executable), Buffer.from(LAUNCHER), 0o755);
  return folder;
}

/**
 * The `h1:` hash that Terraform records for a provider folder (plugin-protocol.md 19.2): SHA-256 over the
 * sorted lines `sha256  name` of its files.
 */
export function hashProviderFolder(folder: string): string {
  const summary = createHash('sha256');
  for (const name of readdirSync(folder).sort()) {
    const file = createHash('sha256')
      .update(readFileSync(path.join(folder, name)))
      .digest('hex');
    summary.update(`${file}  ${name}\n`);
  }
  return `h1:${summary.digest('base64')}`;
}
