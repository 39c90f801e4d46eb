import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { realStackFolder, relativeFrom } from '../../src/synth/stack-folder';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'stack-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('the folder is made below the output folder, relative or absolute', () => {
  expect(realStackFolder(root, 'cdktf.out', 'stacks/gpu')).toBe(path.join(root, 'cdktf.out/stacks/gpu'));
  expect(realStackFolder('/nowhere', path.join(root, 'out'), 'stacks/gpu')).toBe(
    path.join(root, 'out/stacks/gpu'),
  );
});

test('links are followed, because `..` does not come back through them', () => {
  mkdirSync(path.join(root, 'deep/down'), { recursive: true });
  symlinkSync(path.join(root, 'deep/down'), path.join(root, 'cdktf.out'));
  writeFileSync(path.join(root, 'config.env'), '');
  const folder = realStackFolder(root, 'cdktf.out', 'stacks/gpu');
  expect(folder).toBe(path.join(root, 'deep/down/stacks/gpu'));
  const relative = relativeFrom(folder, path.join(root, 'config.env'));
  expect(relative).toBe('../../../../config.env');
  expect(realpathSync(`${folder}/${relative}`)).toBe(path.join(root, 'config.env'));
});

test("a link on the way to the file is followed, the file's own is not", () => {
  mkdirSync(path.join(root, 'project'));
  mkdirSync(path.join(root, 'vault'));
  writeFileSync(path.join(root, 'vault/key.env'), '');
  symlinkSync(path.join(root, 'vault/key.env'), path.join(root, 'project/config.env'));
  symlinkSync(path.join(root, 'project'), path.join(root, 'link'));
  const folder = realStackFolder(root, 'project/cdktf.out', 'stacks/gpu');
  expect(relativeFrom(folder, path.join(root, 'link/config.env'))).toBe('../../../config.env');
});

test('a file that is not there yet has a path all the same', () => {
  const folder = realStackFolder(root, 'cdktf.out', 'stacks/gpu');
  expect(relativeFrom(folder, path.join(root, 'gone/config.env'))).toBe('../../../gone/config.env');
});
