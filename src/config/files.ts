import { readFileSync } from 'node:fs';

import { ConfigError } from './errors';

/** Reads a text file; `undefined` when there is none. Throws for a file that is there but cannot be read. */
export type ReadFile = (path: string) => string | undefined;

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : 'unknown error';
}

/** `ReadFile` on the real file system. */
export const readFile: ReadFile = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ConfigError([
      {
        key: path,
        message: `cannot be read (${code}); make it a file that this user may read, or remove it`,
      },
    ]);
  }
};
