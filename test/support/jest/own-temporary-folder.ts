import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Every worker and child process of a run keeps its files in one folder, which `remove-temporary-folder` takes away. */
export default function ownTemporaryFolder(): void {
  // Short: the paths of Unix sockets below it may have about a hundred characters.
  process.env['TMPDIR'] = mkdtempSync(join(tmpdir(), 'vg-'));
}
