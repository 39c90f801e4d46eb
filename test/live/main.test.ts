import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { run } from '../support/run';
import { openLiveWorld } from '../support/live';
import { createSandbox } from '../support/sandbox';

const CHECKOUT = path.resolve(__dirname, '../..');
const MAIN = [
  '--import',
  pathToFileURL(require.resolve('tsx')).href,
  path.join(CHECKOUT, 'test/live/main.ts'),
];

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s, also twice, ends the process only after what it rented is gone',
  async (signal) => {
    const world = await openLiveWorld();
    const sandbox = await createSandbox();
    try {
      let pid = 0;
      let seen = '';
      let sent = 0;
      const result = await run(process.execPath, [...MAIN, '--rent', '--max-price', '0.5'], {
        cwd: CHECKOUT,
        env: sandbox.env({ ...world.env }),
        onStart: (started) => (pid = started),
        onOutput: (text) => {
          seen += text;
          const wanted = seen.includes('destroying instance') ? 2 : seen.includes('RENTED INSTANCE') ? 1 : 0;
          for (; sent < wanted; sent += 1) process.kill(pid, signal);
        },
      });
      expect(sent).toBe(2);
      expect(result.code).toBe(1);
      expect(result.output).toContain(`test:live failed: interrupted by ${signal}`);
      expect(result.output).toMatch(/instance \d+ is gone/);
      expect(world.simulator.world.rentals()).toEqual([]);
    } finally {
      await sandbox.close();
      await world.simulator.close();
    }
  },
);

test('npm run test:live starts it, and without a key it says what to do', async () => {
  const sandbox = await createSandbox();
  try {
    // config.env of a developer must not be found.
    const env = sandbox.env({ VAST_API_KEY: '' });
    const result = await run(process.execPath, MAIN, { cwd: sandbox.dir, env });
    expect(result.code).toBe(1);
    expect(result.output).toContain('no API key is set');
  } finally {
    await sandbox.close();
  }
});
