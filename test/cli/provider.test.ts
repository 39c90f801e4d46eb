import path from 'node:path';

import { vastGpu, temporaryFolder } from '../support/cli';
import { runOk } from '../support/run';
import { neutralEnvironment } from '../support/sandbox';

test('without --debug it says that Terraform does this', async () => {
  const { dir, remove } = temporaryFolder();
  expect(await vastGpu(['provider'], { cwd: dir })).toEqual({
    code: 1,
    stdout: '',
    stderr: 'vast-gpu: Terraform starts the provider by itself; add --debug to serve it by hand\n',
  });
  remove();
});

test('the command loads no cdktf, which whoever installs it need not have', async () => {
  const script =
    "require('./src/cli/program'); console.log(Object.keys(require.cache).filter((f) => /node_modules.(cdktf|constructs)\\b/.test(f)).length)";
  const { stdout } = await runOk(process.execPath, ['--import', 'tsx', '-e', script], {
    cwd: path.resolve(__dirname, '../..'),
    env: neutralEnvironment(),
  });
  expect(stdout).toBe('0\n');
});
