import path from 'node:path';

import { runOk } from '../support/run';
import { createSandbox } from '../support/sandbox';

jest.setTimeout(120_000);

test("the committed bindings are what cdktf get makes of the provider's schema", async () => {
  const sandbox = await createSandbox('vast-gpu-bindings-');
  const checkout = path.resolve(__dirname, '../..');
  try {
    await runOk(process.execPath, ['--import', 'tsx', 'scripts/generate-bindings.ts', '--check'], {
      cwd: checkout,
      env: sandbox.env(),
    });
  } finally {
    await sandbox.close();
  }
});
