import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');

test('the committed code is what the .proto files give', () => {
  const tsx = require.resolve('tsx/cli');
  const script = resolve(ROOT, 'scripts/generate-protocol.ts');
  const run = spawnSync(process.execPath, [tsx, script, '--check'], { cwd: ROOT, encoding: 'utf8' });
  expect([run.status, run.stderr]).toEqual([0, '']);
}, 60_000);
