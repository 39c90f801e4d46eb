import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { formatLock, readLock, type OfferLock } from '../../src/market';
import { instanceValues } from '../support/applied';
import { temporaryFolder, vastGpu, type CliOutcome } from '../support/cli';
import { lockEntry, offerLock } from '../support/locks';
import { FakeTerraform, stateText, stored, writeOutput } from '../support/synthesized';

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = path.join(folder.dir, 'offers.lock.json');
  writeOutput(folder.dir, { gpu: { a_1: 'gpu/a/Resource' } });
});
afterEach(() => folder.remove());

const RENTED = stateText([stored('a_1', instanceValues())]);

const given = (lock: OfferLock): void => writeFileSync(file, formatLock(lock));
const sync = (state: string, argv: readonly string[] = []): Promise<CliOutcome> =>
  vastGpu(['sync', ...argv], { cwd: folder.dir, terraform: new FakeTerraform({ gpu: state }).run });

test('binds what was rented, in one step and with nothing left behind', async () => {
  given(offerLock({ 'gpu/a': lockEntry() }));
  const before = statSync(file);
  expect(await sync(RENTED)).toEqual({
    code: 0,
    stdout: 'gpu/a: bound to offer 12345 on machine 62345 at $0.23/hr\noffers.lock.json: 1 entry changed\n',
    stderr: '',
  });
  expect(readFileSync(file, 'utf8')).toBe(formatLock(offerLock({ 'gpu/a': lockEntry({ bound: true }) })));
  expect(statSync(file).ino).not.toBe(before.ino);
  expect(readdirSync(folder.dir).sort()).toEqual(['cdktf.out', 'offers.lock.json']);
});

test('writes nothing when nothing changed, not even its own layout', async () => {
  writeFileSync(file, JSON.stringify(offerLock({ 'gpu/a': lockEntry({ bound: true }) })));
  const before = statSync(file);
  expect(await sync(RENTED)).toEqual({
    code: 0,
    stdout: 'offers.lock.json: nothing to change\n',
    stderr: '',
  });
  expect(statSync(file)).toMatchObject({ mtimeMs: before.mtimeMs, ino: before.ino });
});

test('restores a lost lock', async () => {
  expect((await sync(RENTED)).stdout).toContain('gpu/a: restored from the state');
  expect(readLock(file)).toEqual(offerLock({ 'gpu/a': lockEntry({ bound: true }) }));
});

test('makes no file for an app without a rental', async () => {
  expect((await sync(stateText([]))).code).toBe(0);
  expect(existsSync(file)).toBe(false);
});

test('unbinds what is gone, and drops what has no construct', async () => {
  given(offerLock({ 'gpu/a': lockEntry({ bound: true }), 'gpu/old': lockEntry() }));
  const { stdout } = await sync(stateText([]));
  expect(stdout).toMatch(
    /^gpu\/a: no longer in the state; unbound.*\ngpu\/old: no such construct; dropped\n/,
  );
  expect(stdout).toContain('2 entries changed');
  expect(readLock(file)).toEqual(offerLock({ 'gpu/a': lockEntry() }));
});

test('warns about a machine that may still be rented, and succeeds', async () => {
  given(offerLock({ 'lost/a': lockEntry({ bound: true }) }));
  const { code, stdout, stderr } = await sync(stateText([]));
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'offers.lock.json: nothing to change\n' });
  expect(stderr).toMatch(/^warning: lost\/a: no such construct, but offer 12345 .* may still be rented/);
});

test('takes other places by --output and --lock', async () => {
  const other = temporaryFolder();
  try {
    const output = writeOutput(other.dir, { gpu: { a_1: 'gpu/a/Resource' } });
    const argv = ['--output', output, '--lock', path.join(other.dir, 'x.json')];
    expect((await sync(RENTED, argv)).stdout).toContain('x.json: 1 entry changed');
    expect(readLock(path.join(other.dir, 'x.json')).entries['gpu/a']?.bound).toBe(true);
    expect(existsSync(file)).toBe(false);
  } finally {
    other.remove();
  }
});

describe('fails with exit code 1 and writes nothing', () => {
  const bound = offerLock({ 'gpu/a': lockEntry({ bound: true }) });
  const manifest = (): string => path.join(folder.dir, 'cdktf.out/manifest.json');
  const config = (): string => path.join(folder.dir, 'cdktf.out/stacks/gpu/cdk.tf.json');

  async function refused(state = stateText([])): Promise<string> {
    given(bound);
    const before = readFileSync(file, 'utf8');
    const { code, stdout, stderr } = await sync(state);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(readFileSync(file, 'utf8')).toBe(before);
    return stderr;
  }

  test.each([
    ['{', 'is not JSON'],
    ['[]', 'does not hold a JSON object'],
    ['{}', "has no 'stacks'"],
    ['{"stacks":{"gpu":{"constructPath":"gpu"}}}', "stack 'gpu' has no 'workingDirectory'"],
  ])('on the manifest %j', async (text, message) => {
    writeFileSync(manifest(), text);
    const stderr = await refused();
    expect(stderr).toContain(manifest());
    expect(stderr).toContain(message);
  });

  test('on a broken configuration', async () => {
    writeFileSync(config(), 'x');
    expect(await refused()).toContain(`${config()} is not JSON; run 'cdktf synth' again`);
  });

  test.each([
    ['secret', 'did not print JSON'],
    ['{}', "has no 'format_version'"],
    ['{"format_version":"1.0","values":{"root_module":{"resources":7}}}', "'resources' is not a list"],
    [stateText([{ type: 'vastai_instance' }]), "no 'address' or no 'values'"],
  ])('on the state %j', async (state, message) => {
    const stderr = await refused(state);
    expect(stderr).toContain(`the state of stack 'gpu' (${path.dirname(config())}) is damaged`);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('secret');
  });

  test('on a broken lock', async () => {
    writeFileSync(file, '{');
    const { code, stderr } = await sync(RENTED);
    expect(code).toBe(1);
    expect(stderr).toContain('offers.lock.json:1:2');
  });
});

test('--help explains what happens to an entry', async () => {
  const { code, stdout } = await vastGpu(['sync', '--help'], { cwd: folder.dir });
  expect(code).toBe(0);
  expect(stdout).toContain('not in the state   the entry is unbound');
});
