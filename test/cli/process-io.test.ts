import path from 'node:path';

import { run } from '../support/run';
import { neutralEnvironment } from '../support/sandbox';

const COMMAND = path.resolve(__dirname, '../../bin/vast-gpu.cjs');

test('a reader that stops early is no failure', async () => {
  const script = `{ node "$COMMAND" --help; echo "exit $?" >&2; } | true`;
  const result = await run('sh', ['-c', script], { cwd: '/', env: { ...neutralEnvironment(), COMMAND } });
  expect(result.stderr).toBe('exit 0\n');
});
