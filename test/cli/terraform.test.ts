import { chmodSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { runTerraform, type TerraformRun } from '../../src/cli/terraform';
import { temporaryFolder } from '../support/cli';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

/** A run of a stand-in for Terraform, which executes `script`. */
function standIn(script: string, signal = new AbortController().signal): TerraformRun {
  const binary = path.join(folder.dir, 'stand-in');
  writeFileSync(binary, `#!${process.execPath}\n${script}\n`);
  chmodSync(binary, 0o755);
  return { cwd: folder.dir, env: { TERRAFORM_BINARY_NAME: binary, GIVEN: 'yes' }, signal };
}

test('runs the named binary in the folder, with exactly the given environment', async () => {
  const script =
    'console.log(JSON.stringify([process.cwd(), process.argv.slice(2), process.env.GIVEN, process.env.PATH ?? null]));' +
    'console.error("hm"); process.exitCode = 3;';
  const { code, stdout, stderr } = await runTerraform(['show', '-json'], standIn(script));
  expect(JSON.parse(stdout)).toEqual([realpathSync(folder.dir), ['show', '-json'], 'yes', null]);
  expect({ code, stderr }).toEqual({ code: 3, stderr: 'hm\n' });
});

test('says what to do when there is no such binary', async () => {
  const run = { ...standIn(''), env: { TERRAFORM_BINARY_NAME: path.join(folder.dir, 'none') } };
  await expect(runTerraform(['show'], run)).rejects.toThrow(
    /none' cannot be started .* TERRAFORM_BINARY_NAME/,
  );
});

test('an interrupt ends it', async () => {
  const stop = new AbortController();
  const run = standIn('setInterval(() => undefined, 1000)', stop.signal);
  const done = runTerraform(['show'], run);
  stop.abort();
  await expect(done).rejects.toThrow("show' was interrupted");
});

test('a run that was killed is a failure', async () => {
  await expect(runTerraform(['show'], standIn('process.kill(process.pid, "SIGKILL")'))).rejects.toThrow(
    "show' was ended by SIGKILL",
  );
});
