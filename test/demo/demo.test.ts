import path from 'node:path';

import { descendantsOf, processTable } from '../support/process-tree';
import { run } from '../support/run';
import { createSandbox } from '../support/sandbox';

const CHECKOUT = path.resolve(__dirname, '../..');

// CI runs the whole demo; this is about how it ends when somebody interrupts it.
test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s in the middle of a command leaves nothing running',
  async (signal) => {
    const sandbox = await createSandbox();
    try {
      let pid = 0;
      let seen = '';
      let below: Promise<readonly number[]> | undefined;
      const result = await run(process.execPath, ['--import', 'tsx', 'demo/main.ts', '--yes'], {
        cwd: CHECKOUT,
        env: sandbox.env(),
        onStart: (started) => (pid = started),
        onOutput: (text) => {
          seen += text;
          // By then `cdktf diff` and the app below it are at work.
          if (below !== undefined || !seen.includes('[VAST-NA] Choosing')) return;
          below = processTable().then((table) => {
            const found = descendantsOf(pid, table);
            process.kill(pid, signal);
            return found;
          });
        },
      });
      const children = await below;
      expect(children?.length).toBeGreaterThan(0);
      const left = (await processTable()).filter((row) => !row.zombie).map((row) => row.pid);
      expect(left.filter((one) => children?.includes(one))).toEqual([]);
      expect(result.code).toBe(1);
      expect(result.output).toContain(`interrupted by ${signal}`);
    } finally {
      await sandbox.close();
    }
  },
);

test('an unknown argument is refused before anything starts', async () => {
  const sandbox = await createSandbox();
  try {
    const result = await run(process.execPath, ['--import', 'tsx', 'demo/main.ts', '--kep'], {
      cwd: CHECKOUT,
      env: sandbox.env(),
    });
    expect(result.code).toBe(1);
    expect(result.output).toMatch(/^\ndemo: unknown argument --kep/);
  } finally {
    await sandbox.close();
  }
});
