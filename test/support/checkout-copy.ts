import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

const CHECKOUT = path.resolve(__dirname, '../..');

/** What a clone has that `cdktf` and `npm pack` look at; not `node_modules`, and nothing that git ignores. */
const PARTS = [
  'bin',
  'constructs',
  'scripts',
  'src',
  'stacks',
  'cdktf.json',
  'CHANGELOG.md',
  'LICENSE',
  'main.ts',
  'package.json',
  'package-lock.json',
  'README.md',
  'tsconfig.json',
  'tsconfig.build.json',
];

/** Copies the checkout to `folder` as a fresh clone has it, with this checkout's `node_modules` linked in. */
export async function copyCheckout(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(
    PARTS.map((part) => cp(path.join(CHECKOUT, part), path.join(folder, part), { recursive: true })),
  );
  await symlink(path.join(CHECKOUT, 'node_modules'), path.join(folder, 'node_modules'));
}

/** Writes a settings file with these keys. */
export async function writeConfigEnv(folder: string, keys: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(keys).map(([key, value]) => `${key}=${value}\n`);
  await writeFile(path.join(folder, 'config.env'), lines.join(''));
}

/** Adds a line to a source file, so that what is built from it changes. */
export async function appendLine(file: string, line: string): Promise<void> {
  await writeFile(file, `${await readFile(file, 'utf8')}\n${line}\n`);
}
