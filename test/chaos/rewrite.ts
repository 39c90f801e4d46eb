import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Plugin } from 'esbuild';

/** One place of one source file, and what stands there in a test-only build. */
export interface Rewrite {
  /** Path below the checkout. */
  readonly file: string;
  /** Text that occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

/** Rewrites a text. Throws an Error unless `find` occurs exactly once: a rewrite that misses proves nothing. */
export function rewriteText(text: string, { file, find, replace }: Rewrite): string {
  const parts = text.split(find);
  if (parts.length !== 2) {
    throw new Error(
      `${file}: expected exactly one place that reads ${JSON.stringify(find)}, found ${parts.length - 1}`,
    );
  }
  return parts.join(replace);
}

/** An esbuild plugin that rewrites sources as they are bundled. A rewrite whose file is not bundled is an error. */
export function rewriting(root: string, rewrites: readonly Rewrite[]): Plugin {
  return {
    name: 'rewriting',
    setup(build) {
      const loaded = new Set<string>();
      build.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
        const name = path.relative(root, file).split(path.sep).join('/');
        const own = rewrites.filter((rewrite) => rewrite.file === name);
        if (own.length === 0) return undefined;
        loaded.add(name);
        return { contents: own.reduce(rewriteText, await readFile(file, 'utf8')), loader: 'ts' };
      });
      build.onEnd(() => {
        const missed = rewrites.filter(({ file }) => !loaded.has(file)).map(({ file }) => file);
        return missed.length === 0 ? {} : { errors: [{ text: `not in the bundle: ${missed.join(', ')}` }] };
      });
    },
  };
}
