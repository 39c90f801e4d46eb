import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { findTofu, pinnedVersion, type Tofu } from '../../scripts/opentofu/executable';

const MODULE = path.resolve(__dirname, '../../scripts/opentofu');

let dir: string;
let said: string[];
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'opentofu-'));
  mkdirSync(path.join(dir, 'bin'));
  mkdirSync(path.join(dir, 'module'));
  writeFileSync(
    path.join(dir, 'module', 'go.mod'),
    'module x\n\nrequire github.com/opentofu/opentofu v1.2.3\n',
  );
  said = [];
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A command of this name on the PATH of the test. */
function command(name: string, script: string): void {
  const file = path.join(dir, 'bin', name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

const calls = (): readonly string[] => {
  const log = path.join(dir, 'go.log');
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
};
/** A go that notes its calls; `build` is what it does for one, with the place of the executable in $out. */
const go = (build: string): void =>
  command(
    'go',
    `[ "$1" = version ] && { echo go version; exit 0; }
echo "$PWD $GOWORK $CGO_ENABLED $*" >> ${dir}/go.log
while [ "$1" != -o ]; do shift; done
out=$2
${build}`,
  );
const find = (): Tofu =>
  findTofu({
    module: path.join(dir, 'module'),
    cache: path.join(dir, 'cache'),
    env: { PATH: path.join(dir, 'bin') },
    say: (line) => said.push(line),
  });
const BUILT = (): string => path.join(dir, 'cache', '1.2.3', 'tofu');

test('go.mod pins a release, with the checksum of all that it needs', () => {
  const version = pinnedVersion(MODULE);
  expect(version).toMatch(/^1\.\d+\.\d+$/);
  const sums = readFileSync(path.join(MODULE, 'go.sum'), 'utf8');
  expect(sums).toContain(`github.com/opentofu/opentofu v${version} h1:`);
  // OpenTofu needs a library of its own in the place of the original, which a plain go install refuses.
  expect(sums).toContain('github.com/opentofu/hcl/v2 ');
});

test('tofu on PATH is used as it is', () => {
  command('tofu', 'echo "OpenTofu v1.11.0"; echo "on linux_amd64"');
  expect(find()).toEqual({ executable: 'tofu', version: '1.11.0', from: 'PATH' });
  expect(said).toEqual([]);
});

test('without tofu and go it says so', () => {
  expect(find()).toEqual({ missing: 'tofu is not on PATH, and there is no go to build it with' });
  command('tofu', 'echo "OpenTofu v1.10.9"');
  expect(find()).toEqual({
    missing: 'tofu on PATH is 1.10.9, older than 1.11, and there is no go to build it with',
  });
  command('tofu', 'exit 1');
  expect(find()).toEqual({ missing: 'tofu is not on PATH, and there is no go to build it with' });
});

test('builds the pinned release once, with nothing of the surroundings', () => {
  go('echo tofu > "$out"');
  expect(find()).toEqual({ executable: BUILT(), version: '1.2.3', from: 'build' });
  expect(said).toEqual([expect.stringContaining('building OpenTofu 1.2.3 with go')]);
  expect(find()).toEqual({ executable: BUILT(), version: '1.2.3', from: 'cache' });
  expect(calls()).toHaveLength(1);
  expect(calls()[0]).toMatch(
    /\/module off 0 build -mod=readonly .* github\.com\/opentofu\/opentofu\/cmd\/tofu$/,
  );
  expect(readdirSync(path.dirname(BUILT()))).toEqual(['tofu']);
});

test('a build that fails leaves nothing that could pass for an executable', () => {
  go('echo half > "$out"; exit 1');
  expect(find).toThrow('go build');
  expect(readdirSync(path.dirname(BUILT()))).toEqual([]);
  go('echo tofu > "$out"');
  expect(find()).toMatchObject({ from: 'build' });
});

test('of two builds at once either is whole', () => {
  // Another run finishes first.
  go(`echo other > ${BUILT()}; echo tofu > "$out"`);
  expect(find()).toMatchObject({ executable: BUILT() });
  expect(readFileSync(BUILT(), 'utf8')).toBe('tofu\n');
});
