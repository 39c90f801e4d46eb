import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { readProjectId } from '../../src/synth';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'project-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (text: string): void => writeFileSync(path.join(folder, 'cdktf.json'), text);

test('the id is read from cdktf.json', () => {
  write('{"language": "typescript", "projectId": "abc"}');
  expect(readProjectId(folder)).toBe('abc');
});

test.each(['{}', '{"projectId": ""}', '{"projectId": 7}', '[]', 'null'])('%s has none', (text) => {
  write(text);
  expect(readProjectId(folder)).toBeUndefined();
});

test('a folder without cdktf.json has none', () => {
  expect(readProjectId(folder)).toBeUndefined();
});

test('broken JSON is an error that names the file', () => {
  write('{');
  expect(() => readProjectId(folder)).toThrow(/cdktf\.json is not JSON/);
});
