import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/** The module of OpenTofu's command; its version is pinned in go.mod, everything that it needs in go.sum. */
const COMMAND = 'github.com/opentofu/opentofu/cmd/tofu';
/** Write-only arguments came with this release, and the provider uses them. */
const OLDEST: readonly [major: number, minor: number] = [1, 11];

/** An OpenTofu to run, or why there is none. */
export type Tofu =
  | { readonly executable: string; readonly version: string; readonly from: 'PATH' | 'cache' | 'build' }
  | { readonly missing: string };

/** Where things are. */
export interface TofuPlaces {
  /** The folder of go.mod and go.sum. */
  readonly module: string;
  /** Executables are kept below it, by version. */
  readonly cache: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Tells what takes long. */
  readonly say: (line: string) => void;
}

/** The version that go.mod pins, as in `1.12.6`. */
export function pinnedVersion(module: string): string {
  const text = readFileSync(path.join(module, 'go.mod'), 'utf8');
  const version = /^require github\.com\/opentofu\/opentofu v(\S+)$/m.exec(text)?.[1];
  if (version === undefined) throw new Error(`${path.join(module, 'go.mod')} does not pin OpenTofu`);
  return version;
}

/**
 * `tofu` on PATH when it is not too old; else the one that an earlier run built; else one that `go` builds now.
 * @throws with the words of go when the build fails
 */
export function findTofu({ module, cache, env, say }: TofuPlaces): Tofu {
  const onPath = versionOf('tofu', env);
  if (onPath !== undefined && isNewEnough(onPath)) {
    return { executable: 'tofu', version: onPath, from: 'PATH' };
  }
  const reason =
    onPath === undefined
      ? 'tofu is not on PATH'
      : `tofu on PATH is ${onPath}, older than ${OLDEST.join('.')}`;
  const version = pinnedVersion(module);
  const executable = path.join(cache, version, 'tofu');
  if (existsSync(executable)) return { executable, version, from: 'cache' };
  if (outputOf('go', ['version'], env) === undefined) {
    return { missing: `${reason}, and there is no go to build it with` };
  }
  say(`${reason}: building OpenTofu ${version} with go, which takes some minutes the first time`);
  build(executable, { module, env });
  return { executable, version, from: 'build' };
}

/** Builds aside and moves it when it is whole: two runs at once, or one that is cut off, leave no half executable. */
function build(executable: string, { module, env }: Pick<TofuPlaces, 'module' | 'env'>): void {
  const folder = path.dirname(executable);
  mkdirSync(folder, { recursive: true });
  const aside = mkdtempSync(path.join(folder, 'building-'));
  try {
    const made = path.join(aside, 'tofu');
    // As its own releases are built.
    const flags = [
      '-mod=readonly',
      '-trimpath',
      '-buildvcs=false',
      '-ldflags=-s -w -X github.com/opentofu/opentofu/version.dev=no',
    ];
    execFileSync('go', ['build', ...flags, '-o', made, COMMAND], {
      cwd: module,
      env: { ...env, CGO_ENABLED: '0', GOWORK: 'off' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    renameSync(made, executable);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function versionOf(command: string, env: Readonly<NodeJS.ProcessEnv>): string | undefined {
  return /^OpenTofu v(\S+)/m.exec(outputOf(command, ['version'], env) ?? '')?.[1];
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** What a command prints; undefined when it cannot be started or fails. */
function outputOf(
  command: string,
  args: readonly string[],
  env: Readonly<NodeJS.ProcessEnv>,
): string | undefined {
  try {
    return execFileSync(command, args, {
      env: { ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}
