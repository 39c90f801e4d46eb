import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { readHandWritten } from '../../../scripts/provider-docs/hand-written';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hand-written-'));
  await mkdir(path.join(folder, 'resources/cloud_disk'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (name: string, text: string): Promise<void> =>
  writeFile(path.join(folder, 'resources/cloud_disk', name), text);

test('reads what is there', async () => {
  await write('main.tf', 'resource {}\n');
  await write('import.sh', 'terraform import\n');
  expect(readHandWritten(folder, 'resources/cloud_disk')).toEqual({
    example: 'resource {}',
    about: undefined,
    importCommand: 'terraform import',
    importNote: undefined,
  });
});

test('a page without an example is an error that names the file to write', () => {
  expect(() => readHandWritten(folder, 'resources/cloud_disk')).toThrow(
    /resources\/cloud_disk\/main\.tf is missing/,
  );
});
