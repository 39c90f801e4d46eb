import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { SynthError } from './errors';

/**
 * The `projectId` of the cdktf.json in `folder`; undefined when there is no such file or it has none.
 * @throws SynthError when the file is not JSON
 */
export function readProjectId(folder: string): string | undefined {
  const file = path.join(folder, 'cdktf.json');
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SynthError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  if (typeof value !== 'object' || value === null || !('projectId' in value)) return undefined;
  return typeof value.projectId === 'string' && value.projectId !== '' ? value.projectId : undefined;
}
