import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** Set to `off`, it keeps a provider from reading and writing compiled code. */
export const SWITCH = 'VASTAI_CODE_CACHE';

/** Entries that are kept: one for each version of provider and Node in use. */
const KEPT = 6;
const DIGEST_BYTES = 32;
const WORTH_BYTES = 4;
/** Nobody but the owner may read, write or enter. */
const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;

/** What decides where compiled code is kept, and under which name. */
export interface CodeCacheOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user; undefined where users have no numbers, and then nothing is kept. */
  readonly uid: number | undefined;
  /** Name of the folder below the user's folder for caches. */
  readonly application: string;
  /** Tells what the code was compiled from and by. Letters, digits, dots and dashes. */
  readonly key: string;
}

/** Code that was compiled before. */
export interface CachedCode {
  readonly code: Buffer;
  /** How much of the program it holds, in a measure of the writer's; the larger the better. */
  readonly worth: number;
}

/**
 * Compiled code that survives the process, in the user's folder for caches (`XDG_CACHE_HOME`, else `~/.cache`). Such code
 * runs as it is, so it is only ever read from a folder and a file that nobody else can write to. Nothing here throws:
 * a home that is missing, shared or read-only means that the code is compiled anew.
 */
export class CodeCache {
  readonly #options: CodeCacheOptions;

  constructor(options: CodeCacheOptions) {
    this.#options = options;
  }

  /** The entry of this key, or undefined when there is none that can be trusted. */
  read(): CachedCode | undefined {
    try {
      const folder = this.#folder(false);
      return folder === undefined ? undefined : this.#readFile(join(folder, this.#options.key));
    } catch {
      return undefined;
    }
  }

  /** Keeps an entry for this key, in one step, and removes the oldest ones. */
  write({ code, worth }: CachedCode): void {
    try {
      const folder = this.#folder(true);
      if (folder === undefined) return;
      const draft = join(folder, `.${process.pid}-${randomBytes(6).toString('hex')}`);
      try {
        const head = Buffer.alloc(WORTH_BYTES);
        head.writeUInt32BE(worth);
        const content = Buffer.concat([head, code]);
        writeFileSync(draft, Buffer.concat([digest(content), content]), { flag: 'wx', mode: 0o600 });
        renameSync(draft, join(folder, this.#options.key));
      } finally {
        rmSync(draft, { force: true });
      }
      removeOldest(folder);
    } catch {
      // The next start compiles again.
    }
  }

  #folder(create: boolean): string | undefined {
    const { env, uid, application } = this.#options;
    if (uid === undefined || env[SWITCH] === 'off') return undefined;
    const caches = cacheHome(env);
    if (caches === undefined) return undefined;
    const folder = join(caches, application);
    if (create) mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Whoever could write to the folder above could put another one in the place of ours.
    const above = statSync(caches);
    const own = lstatSync(folder);
    const safe = owned(above, uid, OTHERS_WRITE) && own.isDirectory() && owned(own, uid, OTHERS);
    return safe ? folder : undefined;
  }

  #readFile(file: string): CachedCode | undefined {
    const { uid } = this.#options;
    const handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const status = fstatSync(handle);
      if (!status.isFile() || uid === undefined || !owned(status, uid, OTHERS_WRITE)) return undefined;
      const whole = readFileSync(handle);
      const content = whole.subarray(DIGEST_BYTES);
      // V8 itself does not notice a byte that has changed on the disk.
      if (!digest(content).equals(whole.subarray(0, DIGEST_BYTES))) return undefined;
      return { code: content.subarray(WORTH_BYTES), worth: content.readUInt32BE(0) };
    } finally {
      closeSync(handle);
    }
  }
}

/** The user's folder for caches, if the environment names one. */
function cacheHome(env: CodeCacheOptions['env']): string | undefined {
  const { XDG_CACHE_HOME: caches = '', HOME: home = '' } = env;
  // A relative one is to be ignored, says the standard that the variable comes from.
  if (isAbsolute(caches)) return caches;
  return isAbsolute(home) ? join(home, '.cache') : undefined;
}

function owned({ uid, mode }: Stats, user: number, forbidden: number): boolean {
  return uid === user && (mode & forbidden) === 0;
}

function digest(code: Uint8Array): Buffer {
  return createHash('sha256').update(code).digest();
}

function removeOldest(folder: string): void {
  const entries = readdirSync(folder)
    .map((name) => join(folder, name))
    .map((file) => ({ file, time: lstatSync(file).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { file } of entries.slice(KEPT)) rmSync(file, { recursive: true, force: true });
}
