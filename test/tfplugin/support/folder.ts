import { readdirSync, watch } from 'node:fs';

/** Resolves once nothing in a folder has a name that starts like this. */
export async function untilGone(folder: string, prefix: string): Promise<void> {
  const gone = (): boolean => !readdirSync(folder).some((name) => name.startsWith(prefix));
  const watcher = watch(folder);
  try {
    while (!gone()) await new Promise<void>((resolve) => watcher.once('change', () => resolve()));
  } finally {
    watcher.close();
  }
}
