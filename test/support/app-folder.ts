import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const CHECKOUT = path.resolve(__dirname, '../..');

/**
 * Writes a `cdktf.json` with which `cdktf` runs the checkout's own app from another folder: the generated stacks, the
 * state and the lock file land there and not in the checkout.
 */
export async function writeAppProject(dir: string): Promise<void> {
  const project = JSON.parse(await readFile(path.join(CHECKOUT, 'cdktf.json'), 'utf8')) as object;
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const app = `node --import "${tsx}" "${path.join(CHECKOUT, 'main.ts')}"`;
  await writeFile(path.join(dir, 'cdktf.json'), JSON.stringify({ ...project, app }, null, 2));
}
