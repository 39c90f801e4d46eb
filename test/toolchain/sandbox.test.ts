import { access } from 'node:fs/promises';

import { createSandbox, neutralEnvironment } from '../support/sandbox';

describe('neutralEnvironment', () => {
  test('drops every variable that steers our tools and keeps the rest', () => {
    expect(
      neutralEnvironment({
        PATH: '/bin',
        TF_CLI_CONFIG_FILE: '/missing',
        TF_VAR_x: '1',
        VAST_API_KEY: 'secret',
        KUBECONFIG: '/k',
        KUBE_HOST: 'h',
        CDKTF_OUTDIR: 'o',
        CI: 'true',
        NODE_OPTIONS: '--inspect',
        LANG: 'C',
      }),
    ).toEqual({ PATH: '/bin', LANG: 'C' });
  });
});

describe('createSandbox', () => {
  test('has a home and a CLI configuration of its own, and leaves nothing', async () => {
    const sandbox = await createSandbox();
    const env = sandbox.env({ VAST_API_KEY: 'given-on-purpose' });
    expect(env).toMatchObject({
      HOME: sandbox.home,
      CHECKPOINT_DISABLE: '1',
      VAST_API_KEY: 'given-on-purpose',
    });
    await access(env['TF_CLI_CONFIG_FILE'] ?? '');
    await sandbox.close();
    await expect(access(sandbox.dir)).rejects.toThrow();
  });
});
