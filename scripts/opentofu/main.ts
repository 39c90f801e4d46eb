/**
 * Runs the conformance suite with OpenTofu in the place of Terraform. Arguments go to jest, as in
 * `npm run test:opentofu -- test/conformance/instance`.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { findTofu } from './executable';

const ROOT = path.resolve(__dirname, '../..');
const SUITE = 'test/conformance';

const tofu = findTofu({
  module: __dirname,
  cache: path.join(ROOT, '.cache', 'opentofu'),
  env: process.env,
  say: (line) => console.log(line),
});
if ('missing' in tofu) {
  console.log(`OpenTofu was not tested: ${tofu.missing}`);
} else {
  console.log(`OpenTofu ${tofu.version} (${tofu.from === 'PATH' ? 'on PATH' : tofu.executable})`);
  const args = process.argv.slice(2);
  const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const { status, signal } = spawnSync(process.execPath, [jest, ...(args.length === 0 ? [SUITE] : args)], {
    cwd: ROOT,
    env: { ...process.env, TF_EXECUTABLE: tofu.executable },
    stdio: 'inherit',
  });
  process.exitCode = status ?? (signal === null ? 1 : 130);
}
