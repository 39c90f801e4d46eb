import { rmSync } from 'node:fs';
import path from 'node:path';

import { TerraformStack } from 'cdktf';

import { Instance, VastGpuInstance, VastaiProvider } from '../../constructs';
import { readStacks } from '../../src/cli/synthesized-stacks';
import { temporaryFolder } from '../support/cli';
import { writeOutput } from '../support/synthesized';
import { settleTree, testApp } from '../support/template';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

test('reads what cdktf really writes', () => {
  const app = testApp();
  const stack = new TerraformStack(app, 'gpu');
  new VastaiProvider(stack, 'vastai');
  new VastGpuInstance(stack, 'trainer', { image: 'x' });
  new Instance(stack, 'plain', { image: 'x', requirements: { gpuName: 'RTX 3060', maxPricePerHour: 1 } });
  new TerraformStack(app, 'empty');
  settleTree(app);
  app.synth();
  const [gpu, empty] = [...readStacks(app.outdir)].sort((a, b) =>
    a.constructPath > b.constructPath ? -1 : 1,
  );
  expect(gpu).toMatchObject({ constructPath: 'gpu', folder: path.join(app.outdir, 'stacks/gpu') });
  expect([...(gpu?.instances ?? [])].sort()).toEqual([
    ['vastai_instance.plain', undefined],
    [expect.stringMatching(/^vastai_instance\.trainer_[0-9A-F]{8}$/), 'gpu/trainer'],
  ]);
  // The construct has a claim, the bare resource has none.
  expect([...(gpu?.claims ?? [])]).toEqual([
    [expect.stringMatching(/^[0-9a-f]{12}$/), expect.stringMatching(/^vastai_instance\.trainer_/)],
  ]);
  expect(empty?.instances.size).toBe(0);
  expect(empty?.claims.size).toBe(0);
});

test('knows no construct of a resource without a path, or with another name', () => {
  const output = writeOutput(folder.dir, { gpu: { a: '', b: 'gpu/b/Other', c: 'gpu/c/Resource' } });
  expect([...(readStacks(output)[0]?.instances.values() ?? [])]).toEqual([undefined, undefined, 'gpu/c']);
});

test('names the file that is missing', () => {
  const output = writeOutput(folder.dir, { gpu: {} });
  const config = path.join(output, 'stacks/gpu/cdk.tf.json');
  rmSync(config);
  expect(() => readStacks(output)).toThrow(`${config} cannot be read (ENOENT)`);
  expect(() => readStacks(path.join(output, 'none'))).toThrow(
    "none/manifest.json cannot be read (ENOENT); run 'cdktf synth' first",
  );
});
