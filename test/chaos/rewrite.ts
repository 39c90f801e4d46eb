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

/** Rewrites sources as they are bundled, into one bundle or several. */
export class Rewriting {
  private readonly loaded = new Set<string>();

  constructor(
    private readonly root: string,
    private readonly rewrites: readonly Rewrite[],
  ) {}

  /** For each of the bundles. */
  readonly plugin: Plugin = {
    name: 'rewriting',
    setup: (build) => {
      build.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
        const name = path.relative(this.root, file).split(path.sep).join('/');
        const own = this.rewrites.filter((rewrite) => rewrite.file === name);
        if (own.length === 0) return undefined;
        this.loaded.add(name);
        return { contents: own.reduce(rewriteText, await readFile(file, 'utf8')), loader: 'ts' };
      });
    },
  };

  /** To be called when all are bundled. Throws an Error naming the rewrites whose file is in none of them. */
  check(): void {
    const missed = this.rewrites.filter(({ file }) => !this.loaded.has(file)).map(({ file }) => file);
    if (missed.length > 0) throw new Error(`not in the bundle: ${missed.join(', ')}`);
  }
}
