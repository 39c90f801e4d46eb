import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';

/** The end of what `own-temporary-folder` began. */
export default function removeTemporaryFolder(): void {
  const folder = tmpdir();
  // Never the machine's own.
  if (basename(folder).startsWith('vg-')) rmSync(folder, { recursive: true, force: true });
}
