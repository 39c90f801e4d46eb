import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The release of the vendor's client that the simulator is checked against. */
export const VASTAI_VERSION = '1.9.1';

/** Where virtual environments are kept between runs; made anew when it is missing. */
const CACHE = join(__dirname, '..', '..', '.cache', 'interop');

/** A Python environment with the vendor's client, or why there is none. */
export type Environment = { readonly python: string } | { readonly reason: string };

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').filter(Boolean).slice(0, 2).join(' ');
}

function findPython(): { readonly command: string; readonly version: string } | null {
  for (const command of ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python']) {
    try {
      const text = execFileSync(command, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], {
        stdio: 'pipe',
      });
      const version = text.toString().trim();
      const [major = 0, minor = 0] = version.split('.').map(Number);
      if (major === 3 && minor >= 10) return { command, version };
    } catch {
      // Not there, or broken: the next one.
    }
  }
  return null;
}

/** Installs the vendor's client once; later runs find it in the cache folder. */
export function prepare(): Environment {
  const found = findPython();
  if (!found) return { reason: 'no Python 3.10 or newer on this machine' };
  const folder = join(CACHE, `vastai-${VASTAI_VERSION}-python-${found.version}`);
  const python = join(folder, 'bin', 'python');
  if (existsSync(python)) return { python };
  mkdirSync(CACHE, { recursive: true });
  // Made aside and moved when it is whole: two runs at once, or one that is cut off, leave no half environment.
  const aside = mkdtempSync(join(CACHE, 'making-'));
  try {
    const failure = install(found.command, aside);
    if (failure !== null) return { reason: failure };
    renameSync(aside, folder);
  } catch (error) {
    if (!existsSync(python)) throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return { python };
}

/** Makes a virtual environment and installs the client into it; `null`, or what went wrong. */
function install(command: string, folder: string): string | null {
  try {
    execFileSync(command, ['-m', 'venv', folder], { stdio: 'pipe', timeout: 120_000 });
  } catch (error) {
    return `Python cannot make a virtual environment: ${firstLine(error)}`;
  }
  try {
    const quiet = ['--disable-pip-version-check', '--no-input', '--quiet'];
    const args = ['-m', 'pip', 'install', ...quiet, `vastai==${VASTAI_VERSION}`];
    execFileSync(join(folder, 'bin', 'python'), args, { stdio: 'pipe', timeout: 480_000 });
    return null;
  } catch (error) {
    return `vastai ${VASTAI_VERSION} cannot be installed from PyPI: ${firstLine(error)}`;
  }
}

/** What a process said, and how it ended. */
export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Text without the colours that tables are printed in even where nobody sees them. */
function plain(text: string): string {
  return text.replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, 'g'), '');
}

/** Runs Python with an environment of its own: nothing of the caller's reaches it but the path. */
export async function runPython(
  python: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Output> {
  try {
    const { stdout, stderr } = await promisify(execFile)(python, [...args], {
      env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', NO_COLOR: '1', COLUMNS: '400', ...env },
      timeout: 90_000,
      maxBuffer: 20_000_000,
    });
    return { code: 0, stdout: plain(stdout), stderr: plain(stderr) };
  } catch (error) {
    const failed = error as { code?: number | string; stdout?: string; stderr?: string };
    if (typeof failed.code !== 'number') throw error;
    return { code: failed.code, stdout: plain(failed.stdout ?? ''), stderr: plain(failed.stderr ?? '') };
  }
}
