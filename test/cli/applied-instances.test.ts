import path from 'node:path';

import { readAppliedApp, type AppliedReading } from '../../src/cli/applied-instances';
import { appliedInstance, instanceValues } from '../support/applied';
import { temporaryFolder } from '../support/cli';
import { FakeTerraform, stateText, stored, writeOutput, type StackInstances } from '../support/synthesized';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const io = { env: {}, signal: new AbortController().signal };
const GPU = { gpu: { a_1: 'gpu/a/Resource', b_2: 'gpu/group/b/Resource' } };

function read(
  stacks: Readonly<Record<string, StackInstances>>,
  terraform: FakeTerraform,
  lockedPaths: readonly string[] = [],
): Promise<AppliedReading> {
  const output = writeOutput(folder.dir, stacks);
  return readAppliedApp({ output, lockedPaths, io, runTerraform: terraform.run });
}

test('finds the construct of each instance by its address', async () => {
  const terraform = new FakeTerraform({ gpu: stateText([stored('b_2', instanceValues())]) });
  const { app, warnings } = await read(GPU, terraform);
  expect([...app.constructs]).toEqual([
    ['gpu/a', undefined],
    ['gpu/group/b', appliedInstance()],
  ]);
  expect({ stacks: app.stacks, strays: app.strays, warnings }).toEqual({
    stacks: ['gpu'],
    strays: [],
    warnings: [],
  });
  expect(terraform.runs).toEqual(['gpu: show -json -no-color']);
});

test('an instance without a construct is a stray; other resources and other constructs do not count', async () => {
  const stray = stored('old_9', instanceValues({ offer_id: 9 }));
  const terraform = new FakeTerraform({
    gpu: stateText([
      stray,
      stored('plain_3', instanceValues()),
      { address: 'x.y', mode: 'managed', type: 'x', values: {} },
      { address: 'data.vastai_instance.y', mode: 'data', type: 'vastai_instance' },
    ]),
  });
  const { app } = await read({ gpu: { plain_3: 'gpu/plain' } }, terraform);
  expect([...app.constructs]).toEqual([]);
  expect(app.strays.map(({ offerId }) => offerId)).toEqual([9]);
});

test.each([
  ['tainted', { tainted: true }, 'it counts as not rented, because the next deploy replaces it'],
  ['deposed', { deposed_key: 'a1b2c3d4' }, 'may still be paid; the next deploy destroys it'],
])('a %s instance is absent, a stray, and worth a warning', async (_what, changes, message) => {
  const terraform = new FakeTerraform({ gpu: stateText([stored('a_1', instanceValues(), changes)]) });
  const { app, warnings } = await read(GPU, terraform);
  expect(app.constructs.get('gpu/a')).toBeUndefined();
  expect(app.strays).toEqual([appliedInstance()]);
  expect(warnings).toEqual([expect.stringContaining(message)]);
});

test('a replacement counts beside the instance that waits for its end', async () => {
  const resources = [
    stored('a_1', instanceValues({ offer_id: 2 })),
    stored('a_1', instanceValues(), { deposed_key: 'a1b2c3d4' }),
  ];
  const { app } = await read(GPU, new FakeTerraform({ gpu: stateText(resources) }));
  expect(app.constructs.get('gpu/a')?.offerId).toBe(2);
});

test('reads only stacks that have an instance, or an entry in the lock', async () => {
  const terraform = new FakeTerraform({ gpu: stateText([]), old: stateText([]), plain: 'never asked' });
  const { app } = await read({ ...GPU, plain: {}, old: {} }, terraform, ['old/a', 'plainer/a']);
  expect(app.stacks).toEqual(['gpu', 'old']);
  expect(terraform.runs.map((run) => run.split(':')[0])).toEqual(['gpu', 'old']);
});

test('makes a folder ready that was never initialised', async () => {
  const terraform = new FakeTerraform({ gpu: stateText([]) }, false);
  await read(GPU, terraform);
  expect(terraform.runs).toEqual([
    'gpu: show -json -no-color',
    'gpu: init -input=false -no-color',
    'gpu: show -json -no-color',
  ]);
});

test('says which stack failed, where, and what Terraform said, on one line', async () => {
  const where = `the state of stack 'gpu' (${path.join(folder.dir, 'cdktf.out/stacks/gpu')}) cannot be read`;
  await expect(read(GPU, new FakeTerraform({}))).rejects.toThrow(
    `${where}, 'terraform show -json' failed: Error: Backend initialization required`,
  );
  const terraform = new FakeTerraform({}, false);
  terraform.init = { code: 1, stdout: 'no such\n\u001B[31mbackend', stderr: '' };
  await expect(read(GPU, terraform)).rejects.toThrow(
    `${where}, 'terraform init' failed: no such [31mbackend`,
  );
});
