import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { build } from 'esbuild';

import { type Rewrite, rewriteText, Rewriting } from './rewrite';

const folder = mkdtempSync(path.join(tmpdir(), 'vast-gpu-rewrite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rewrite: Rewrite = { file: 'answer.ts', find: '41 + 1', replace: '6 * 9' };

test('rewrites the one place that it means', () => {
  expect(rewriteText('export const answer = 41 + 1;', rewrite)).toBe('export const answer = 6 * 9;');
});

test.each([
  ['nowhere', 'export const answer = 42;', 0],
  ['twice', '41 + 1; 41 + 1', 2],
])('fails loudly for a text that stands %s', (_where, text, count) => {
  expect(() => rewriteText(text, rewrite)).toThrow(
    `answer.ts: expected exactly one place that reads "41 + 1", found ${count}`,
  );
});

describe('in a bundle', () => {
  const bundle = async (rewrites: readonly Rewrite[]): Promise<string> => {
    const rewriting = new Rewriting(folder, rewrites);
    writeFileSync(path.join(folder, 'answer.ts'), 'export const answer: number = 41 + 1;\n');
    writeFileSync(path.join(folder, 'main.ts'), "import { answer } from './answer';\nconsole.log(answer);\n");
    const { outputFiles } = await build({
      entryPoints: [path.join(folder, 'main.ts')],
      bundle: true,
      write: false,
      logLevel: 'silent',
      plugins: [rewriting.plugin],
    });
    rewriting.check();
    return outputFiles[0]?.text ?? '';
  };

  test('only the named file changes, and only in the bundle', async () => {
    expect(await bundle([rewrite])).toContain('6 * 9');
    expect(await bundle([])).toContain('41 + 1');
  });

  test('a file that is not in the bundle is an error', async () => {
    await expect(bundle([{ ...rewrite, file: 'other.ts' }])).rejects.toThrow('not in the bundle: other.ts');
  });
});
