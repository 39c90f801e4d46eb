import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { readSources } from '../../../src/cli/orphans/state-sources';
import type { KnownState } from '../../../src/cli/orphans/report';
import type { RunTerraform } from '../../../src/cli/terraform';
import { temporaryFolder } from '../../support/cli';
import { CLAIM, NONCE, storedResource, storedState } from '../../support/orphans';
import { stateText, stored, writeOutput } from '../../support/synthesized';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const put = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(folder.dir, name)), { recursive: true });
  writeFileSync(path.join(folder.dir, name), text);
};
const stateWith = (id: string): string =>
  storedState([storedResource([{ attributes: { id, claim: CLAIM, nonce: NONCE } }])]);
const shown = (id: string): string => stateText([stored('june', { id, claim: CLAIM, nonce: NONCE })]);

/** A Terraform that has a state for each workspace of each folder; `default` is the selected one. */
class WorkspaceTerraform {
  readonly runs: string[] = [];
  list: { readonly code: number; readonly stderr: string } = { code: 0, stderr: '' };

  constructor(private readonly states: Readonly<Record<string, Readonly<Record<string, string>>>>) {}

  readonly run: RunTerraform = (args, { cwd, env }) => {
    const name = path.basename(cwd);
    const workspaces = this.states[name] ?? {};
    const workspace = env['TF_WORKSPACE'] ?? 'default';
    this.runs.push(`${name}: ${args.slice(0, 2).join(' ')} ${workspace}`);
    if (args[0] === 'workspace') {
      const lines = Object.keys(workspaces).map((each) => `${each === 'default' ? '*' : ' '} ${each}\n`);
      return Promise.resolve({ ...this.list, stdout: this.list.code === 0 ? `${lines.join('')}\n` : '' });
    }
    const stdout = workspaces[workspace];
    return Promise.resolve({
      code: stdout === undefined ? 1 : 0,
      stdout: stdout ?? '',
      stderr: stdout === undefined ? 'Error: no access' : '',
    });
  };
}

const read = (
  sources: { readonly files?: readonly string[]; readonly folders?: readonly string[] },
  terraform = new WorkspaceTerraform({}),
): Promise<readonly KnownState[]> =>
  readSources(
    { files: sources.files ?? [], folders: sources.folders ?? [] },
    {
      cwd: folder.dir,
      io: { env: {}, signal: new AbortController().signal },
      runTerraform: terraform.run,
    },
  );
const ids = (states: readonly KnownState[]): unknown =>
  states.map(({ name, held }) => [name, held.map(({ id }) => id)]);

describe('files', () => {
  test('several, each in either form, the same one once', async () => {
    put('a.tfstate', stateWith('1'));
    put('b.json', shown('2'));
    expect(ids(await read({ files: ['a.tfstate', 'b.json', 'a.tfstate'] }))).toEqual([
      ['a.tfstate', [1]],
      ['b.json', [2]],
    ]);
  });

  test('one that is missing, damaged or a folder fails all of them', async () => {
    put('a.tfstate', stateWith('1'));
    put('b.tfstate', 'x');
    await expect(read({ files: ['a.tfstate', 'b.tfstate'] })).rejects.toThrow(
      'the state of b.tfstate is damaged: it is not JSON',
    );
    await expect(read({ files: ['a.tfstate', 'c'] })).rejects.toThrow('the state c cannot be read (ENOENT)');
    await expect(read({ files: ['.'] })).rejects.toThrow('(EISDIR); name a folder with --dir');
  });
});

describe('folders', () => {
  test('one with a configuration, by its own backend, in all workspaces', async () => {
    put('gpu/main.tf', '');
    const terraform = new WorkspaceTerraform({ gpu: { default: shown('1'), blue: shown('2') } });
    const states = await read({ folders: ['gpu'] }, terraform);
    expect(ids(states)).toEqual([
      ['gpu', [1]],
      ["gpu, workspace 'blue'", [2]],
    ]);
    expect(terraform.runs).toEqual([
      'gpu: show -json default',
      'gpu: workspace list default',
      'gpu: show -json blue',
    ]);
  });

  test('a backend without workspaces has one state; any other failure to list them is an error', async () => {
    put('gpu/main.tf', '');
    const terraform = new WorkspaceTerraform({ gpu: { default: shown('1') } });
    terraform.list = { code: 1, stderr: 'workspaces not supported' };
    expect(ids(await read({ folders: ['gpu'] }, terraform))).toEqual([['gpu', [1]]]);
    terraform.list = { code: 1, stderr: 'Error: no access' };
    await expect(read({ folders: ['gpu'] }, terraform)).rejects.toThrow(
      "the state of gpu cannot be read whole, 'terraform workspace list' failed: Error: no access",
    );
  });

  test('one workspace that cannot be read fails all of them', async () => {
    put('gpu/main.tf', '');
    // Listed, but its state is refused.
    const terraform = new WorkspaceTerraform({ gpu: { default: shown('1'), blue: 'x' } });
    await expect(read({ folders: ['gpu'] }, terraform)).rejects.toThrow(
      "the state of gpu, workspace 'blue' is damaged: it is not JSON",
    );
  });

  test('the output of cdktf: every stack, also one without an instance today, and where a claim belongs', async () => {
    writeOutput(folder.dir, { june: { j_1: 'june/j/Resource' }, old: {} });
    const config = path.join(folder.dir, 'cdktf.out/stacks/june/cdk.tf.json');
    writeFileSync(config, JSON.stringify({ resource: { vastai_instance: { j_1: { claim: CLAIM } } } }));
    const terraform = new WorkspaceTerraform({ june: { default: shown('1') }, old: { default: shown('2') } });
    const states = await read({ folders: ['cdktf.out'] }, terraform);
    expect(ids(states)).toEqual([
      ["cdktf.out, stack 'june'", [1]],
      ["cdktf.out, stack 'old'", [2]],
    ]);
    expect(states[0]).toMatchObject({
      folder: 'cdktf.out/stacks/june',
      configured: new Map([[CLAIM, 'vastai_instance.j_1']]),
    });
  });

  test('a state that Terraform cannot show fails all of them, with its words', async () => {
    put('gpu/main.tf', '');
    await expect(read({ folders: ['gpu'] })).rejects.toThrow(
      "the state of gpu cannot be read, 'terraform init' failed: Error: no access",
    );
  });

  test.each([
    [
      'a folder of something else',
      'readme.md',
      '.',
      'holds neither a Terraform configuration nor the output',
    ],
    ['a cdktf project', 'cdktf.json', '.', 'give its output folder, as in --dir cdktf.out'],
    ['a folder that is missing', 'x', 'none', 'the folder none cannot be read (ENOENT)'],
    ['a file', 'a.tfstate', 'a.tfstate', 'is no folder; name a state file with --state'],
  ])(
    '%s is refused, or its empty state would make everything unknown',
    async (_what, file, name, message) => {
      put(file, '');
      const terraform = new WorkspaceTerraform({ [path.basename(folder.dir)]: { default: stateText([]) } });
      await expect(read({ folders: [name] }, terraform)).rejects.toThrow(message);
      expect(terraform.runs).toEqual([]);
    },
  );

  test.each(['main.tf.json', 'main.tofu', 'terraform.tfstate'])(
    '%s makes it one of Terraform',
    async (file) => {
      put(`gpu/${file}`, '');
      const terraform = new WorkspaceTerraform({ gpu: { default: stateText([]) } });
      expect(ids(await read({ folders: ['gpu'] }, terraform))).toEqual([['gpu', []]]);
    },
  );
});
