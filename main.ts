import { App } from 'cdktf';

import { loadSettings } from './src/config';
import { synthVast } from './src/synth';
import { JuneGpuStack, kubeConfigPath } from './stacks';

async function main(): Promise<void> {
  const { settings } = loadSettings({ env: process.env, cwd: process.cwd() });
  const app = new App();
  new JuneGpuStack(app, 'june-gpu', { kubeConfigPath: kubeConfigPath(process.env) });
  await synthVast(app, settings);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  // Without it the cdktf CLI would go on with the output of an earlier run.
  process.exitCode = 1;
});
