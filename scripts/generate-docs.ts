/**
 * Makes the pages in docs/provider from the provider's schemas and what examples/provider adds by hand. `--check` changes
 * nothing and fails when the committed pages are not current.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { vastaiProvider } from '../src/provider/provider';
import { PROVIDER_NAME } from '../src/synth';
import { readHandWritten } from './provider-docs/hand-written';
import { providerPages } from './provider-docs/pages';

const ROOT = path.resolve(__dirname, '..');
const TARGET = path.join(ROOT, 'docs/provider');
const EXAMPLES = path.join(ROOT, 'examples/provider');

/** The pages to commit, by path below docs/provider, in the form that prettier keeps. */
async function generate(): Promise<ReadonlyMap<string, string>> {
  const style = await resolveConfig(path.join(TARGET, 'index.md'));
  const pages = providerPages(vastaiProvider, PROVIDER_NAME, (folder) => readHandWritten(EXAMPLES, folder));
  return new Map(
    await Promise.all(
      pages.map(
        async (page) => [page.path, await format(page.text, { ...style, parser: 'markdown' })] as const,
      ),
    ),
  );
}

function committedPages(): ReadonlyMap<string, string> {
  if (!existsSync(TARGET)) return new Map();
  const files = readdirSync(TARGET, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(TARGET, file).split(path.sep).join('/'), readFileSync(file, 'utf8')];
    }),
  );
}

async function main(): Promise<void> {
  const pages = await generate();
  const committed = committedPages();
  const stale = [...new Set([...pages.keys(), ...committed.keys()])].filter(
    (name) => pages.get(name) !== committed.get(name),
  );
  if (process.argv.includes('--check')) {
    if (stale.length === 0) return;
    console.error(`docs/provider is not current (${stale.sort().join(', ')}): run 'npm run generate:docs'`);
    process.exitCode = 1;
    return;
  }
  for (const name of stale) {
    const file = path.join(TARGET, name);
    const text = pages.get(name);
    if (text === undefined) rmSync(file);
    else {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  console.log(stale.length === 0 ? 'docs/provider was current' : `updated ${stale.sort().join(', ')}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
