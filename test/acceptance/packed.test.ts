import { readFileSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import manifest from '../../package.json';
import { startSimulator } from '../../src/simulator';
import { API_KEY, CLOCK, TIME_SCALE } from '../support/acceptance-world';
import { copyCheckout, writeConfigEnv } from '../support/checkout-copy';
import { runOk } from '../support/run';
import { createSandbox, type Sandbox } from '../support/sandbox';

const README = readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8');

/** The ten lines that the README shows. */
const SHOWN = /<!-- ten-line app -->\n\n```ts\n([^]*?)```/.exec(README)?.[1] ?? '';

/** The same without a compiler. */
const APP = SHOWN.replace(/import \{ (.*) \} from (.*);/g, 'const { $1 } = require($2);');

/** The same for the published declarations, in a project without Node's own types. */
const TYPED = SHOWN.replace('process.env', '{}').replace('process.cwd()', "'.'");

describe('the packed package, in a project that has only cdktf and the Kubernetes bindings', () => {
  let sandbox: Sandbox;
  let project: string;
  beforeAll(async () => {
    sandbox = await createSandbox('vast-gpu-packed-');
    // npm with the caller's own settings: its cache and its registry.
    const npm = (cwd: string, ...args: readonly string[]): Promise<unknown> =>
      runOk('npm', args, { cwd, env: process.env as Record<string, string> });
    const checkout = path.join(sandbox.dir, 'checkout');
    project = path.join(sandbox.dir, 'project');
    await copyCheckout(checkout);
    await mkdir(project);
    await npm(checkout, 'pack', '--pack-destination', sandbox.dir);
    await writeFile(path.join(project, 'package.json'), '{"name": "user", "private": true}');
    const peers = ['cdktf', 'constructs', '@cdktf/provider-kubernetes'] as const;
    await npm(
      project,
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      path.join(sandbox.dir, `cdktf-vast-gpu-${manifest.version}.tgz`),
      ...peers.map((peer) => `${peer}@${manifest.devDependencies[peer]}`),
    );
  });
  afterAll(() => sandbox.close());

  test('holds what it exports, the provider, and no sources', async () => {
    const files = await readdir(path.join(project, 'node_modules/cdktf-vast-gpu'), { recursive: true });
    expect(files).toEqual(expect.arrayContaining(['dist/provider/main.cjs', 'bin/vast-gpu.cjs', 'LICENSE']));
    for (const { types, default: code } of Object.values(manifest.exports).filter(
      (entry) => typeof entry === 'object',
    )) {
      expect(files).toEqual(expect.arrayContaining([types, code].map((file) => path.normalize(file))));
    }
    expect(files.filter((file) => /^(?:src|test|constructs|node_modules)\//.test(file))).toEqual([]);
  });

  test('synthesizes and plans a ten-line app', async () => {
    const simulator = await startSimulator({
      apiKey: API_KEY,
      rateLimits: 'off',
      clock: CLOCK,
    });
    try {
      await writeFile(path.join(project, 'main.js'), APP);
      await writeFile(
        path.join(project, 'cdktf.json'),
        '{"language": "typescript", "app": "node main.js", "projectId": "user"}',
      );
      await writeConfigEnv(project, {
        VAST_API_KEY: API_KEY,
        VAST_API_URL: simulator.url,
        VAST_TIME_SCALE: String(TIME_SCALE),
      });
      const env = sandbox.env();
      const synth = await runOk('node', ['main.js'], { cwd: project, env });
      expect(synth.stderr).toBe('');
      expect(synth.stdout).toContain('[VAST-NA] Selected: Instance');
      const stack = path.join(project, 'cdktf.out/stacks/gpu');
      await runOk('terraform', ['init', '-input=false', '-no-color'], { cwd: stack, env });
      const plan = await runOk('terraform', ['plan', '-input=false', '-no-color'], { cwd: stack, env });
      expect(plan.output).toContain('Plan: 1 to add, 0 to change, 0 to destroy');
      expect(await readFile(path.join(stack, 'cdk.tf.json'), 'utf8')).not.toContain(API_KEY);
    } finally {
      await simulator.close();
    }
  });

  test('has types that a strict project accepts', async () => {
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      module: 'node16',
      target: 'es2022',
      types: [],
    };
    await writeFile(
      path.join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['typed.ts'] }),
    );
    await writeFile(path.join(project, 'typed.ts'), TYPED);
    const tsc = require.resolve('typescript/bin/tsc');
    await runOk(process.execPath, [tsc, '-p', '.'], { cwd: project, env: sandbox.env() });
  });

  test.each(['cdktf-vast-gpu/vast', 'cdktf-vast-gpu/selection', 'cdktf-vast-gpu/simulator'])(
    '%s loads without cdktf',
    async (entry) => {
      const script = `require('${entry}'); process.exit(Object.keys(require.cache).some((f) => f.includes('node_modules/cdktf/')) ? 1 : 0);`;
      await runOk('node', ['-e', script], { cwd: project, env: sandbox.env() });
    },
  );
});
