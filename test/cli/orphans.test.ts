import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { AuthError } from '../../src/vast';
import type { Instance } from '../../src/vast';
import { temporaryFolder, vastGpu, type CliOutcome } from '../support/cli';
import { CLAIM, ListedAccount, NONCE, rental, storedResource, storedState } from '../support/orphans';
import { FakeTerraform, stateText, stored, writeOutput } from '../support/synthesized';
import { VirtualClock } from '../support/virtual-clock';

const KEY = 'vast_api_key_5eCr3t';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder({ 'config.env': `VAST_API_KEY=${KEY}\n` })));
afterEach(() => folder.remove());

const state = (name: string, id: string | null, changes: Readonly<Record<string, unknown>> = {}): void =>
  writeFileSync(
    path.join(folder.dir, name),
    storedState([
      storedResource([
        { attributes: { id, claim: CLAIM, nonce: NONCE, env: { PASSWORD: 'hunter2' } }, ...changes },
      ]),
    ]),
  );
const orphans = (
  account: ListedAccount | readonly Instance[],
  argv: readonly string[] = [],
  terraform?: FakeTerraform,
): Promise<CliOutcome> =>
  vastGpu(['orphans', ...argv], {
    cwd: folder.dir,
    account: {
      vast: account instanceof ListedAccount ? account : new ListedAccount([account]),
      clock: new VirtualClock(),
    },
    ...(terraform === undefined ? {} : { terraform: terraform.run }),
  });

test('without states it lists what carries the mark, and succeeds', async () => {
  const { code, stdout, stderr } = await orphans([rental(1), rental(2, { label: null })]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(
    '1 rental carries our mark; 1 other instance of the account without it is not listed.',
  );
});

test('a rental that a state knows is no orphan', async () => {
  state('a.tfstate', '1');
  const { code, stdout, stderr } = await orphans([rental(1)], ['--state', 'a.tfstate']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('vastai_instance.june in a.tfstate');
});

test('exit code 4, and their ids and price on stderr, when no state knows some', async () => {
  state('a.tfstate', '1');
  const { code, stdout, stderr } = await orphans(
    [rental(1), rental(2, { label: `vg-${CLAIM}-11111111?` }), rental(3, { label: `vg-${CLAIM}-22222222!` })],
    ['--state', 'a.tfstate'],
  );
  expect(code).toBe(4);
  expect(stdout).toContain('destroy it:  vastai destroy instance 2');
  expect(stderr).toBe('vast-gpu: 2 rentals that no state knows, at $0.50 per hour: 2, 3\n');
});

test('takes several states, of files and folders', async () => {
  state('a.tfstate', '1');
  state('b.tfstate', '2');
  writeOutput(folder.dir, { gpu: { c_1: 'gpu/c/Resource' } });
  const terraform = new FakeTerraform({ gpu: stateText([stored('c_1', { id: '3', nonce: NONCE })]) });
  const argv = ['--state', 'a.tfstate', 'b.tfstate', '--dir', 'cdktf.out', '--json'];
  const { code, stdout } = await orphans([rental(1), rental(2), rental(3)], argv, terraform);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    states: [{ name: 'a.tfstate' }, { name: 'b.tfstate' }, { name: "cdktf.out, stack 'gpu'" }],
    rentals: [{ known: true }, { known: true }, { known: true }],
  });
});

test('--json is whole also when there are orphans', async () => {
  state('a.tfstate', null, { status: 'tainted' });
  const { code, stdout } = await orphans(
    [rental(1), rental(2, { label: `vg-${CLAIM}-11111111` })],
    ['--state', 'a.tfstate', '--json'],
  );
  expect(code).toBe(4);
  expect(JSON.parse(stdout)).toMatchObject({
    rentals: [
      { id: 2, known: false },
      { id: 1, known: true, held_by: [{ doomed: 'tainted' }] },
    ],
  });
});

test('a rental that both lists leave out is found by the id in a state', async () => {
  state('a.tfstate', '1');
  const account = new ListedAccount([[]], [rental(1)]);
  const { code, stdout } = await orphans(account, ['--state', 'a.tfstate', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ rentals: [{ id: 1, known: true }], gone: [] });
});

test('a state that holds what the platform has no more is told, and is no failure', async () => {
  state('a.tfstate', '1');
  const { code, stdout } = await orphans([], ['--state', 'a.tfstate']);
  expect(code).toBe(0);
  expect(stdout).toContain(
    'the platform has no such instance any more:\n  1  vastai_instance.june in a.tfstate',
  );
});

describe('nothing is called an orphan, and the exit code is 1,', () => {
  test('when a state cannot be read: the platform is not even asked', async () => {
    state('a.tfstate', '1');
    writeFileSync(path.join(folder.dir, 'b.tfstate'), '{"version":4');
    const account = new ListedAccount([[rental(1), rental(2)]]);
    const { code, stdout, stderr } = await orphans(account, ['--state', 'a.tfstate', 'b.tfstate']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('vast-gpu: the state of b.tfstate is damaged: it is not JSON\n');
    expect(account.calls).toEqual([]);
  });

  test('when the platform fails', async () => {
    const account = new ListedAccount([
      new AuthError('GET /api/v1/instances/: the key is not valid.', { endpoint: 'x' }),
    ]);
    const { code, stdout, stderr } = await orphans(account);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('the key is not valid');
  });

  test('when there is no key', async () => {
    writeFileSync(path.join(folder.dir, 'config.env'), '');
    const { code, stdout, stderr } = await orphans([rental(1)]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('set VAST_API_KEY in the environment or in config.env');
  });
});

test('prints neither the key nor anything of a state but names', async () => {
  state('a.tfstate', '9');
  const { stdout, stderr } = await orphans([rental(1)], ['--state', 'a.tfstate', '--json']);
  expect(stdout + stderr).not.toMatch(/hunter2|5eCr3t/);
});

test('--help tells what makes a rental ours, and the exit codes', async () => {
  const { code, stdout } = await vastGpu(['orphans', '--help'], { cwd: folder.dir });
  expect(code).toBe(0);
  expect(stdout).toContain('vg-CLAIM-NONCE');
  expect(stdout).toContain('4 there are rentals that no state knows');
});
