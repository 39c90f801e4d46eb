import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { App, TerraformStack } from 'cdktf';

import { SynthWorld } from '../support/synth-world';

let world: SynthWorld;
beforeEach(() => {
  world = new SynthWorld();
});
afterEach(() => world.close());

describe('the provider', () => {
  const plugins = 'terraform.d/plugins/vast-gpu.internal/vast-gpu/vastai/0.1.0/linux_amd64';

  test('is installed beside each stack that uses it', async () => {
    await world.synth();
    expect(readdirSync(world.out('stacks/gpu', plugins))).toEqual([
      'main.cjs',
      'provider.cjs',
      'schema.bin',
      'server.cjs',
      'terraform-provider-vastai_v0.1.0',
    ]);
    expect(existsSync(world.out('stacks/plain/terraform.d'))).toBe(false);
    expect(existsSync(world.out('stacks/plain/.terraform.lock.hcl'))).toBe(false);
  });

  test('is locked with all others, so that the CLI asks no registry', async () => {
    await world.synth();
    expect(readFileSync(world.out('stacks/gpu/.terraform.lock.hcl'), 'utf8')).toMatchSnapshot();
  });

  test("takes the lock of others from the project's lock file", async () => {
    writeFileSync(
      path.join(world.cwd, '.terraform.lock.hcl'),
      'provider "registry.terraform.io/hashicorp/kubernetes" {\n  version     = "2.38.0"\n' +
        '  constraints = "2.38.0"\n  hashes = [\n    "zh:1",\n  ]\n}\n',
    );
    await world.synth();
    expect(readFileSync(world.out('stacks/gpu/.terraform.lock.hcl'), 'utf8')).toContain('"zh:1"');
  });

  test('is left to terraform init where only that can find a version', async () => {
    const initialized: string[] = [];
    const initTerraform = (folder: string): boolean => {
      initialized.push(folder);
      return false;
    };
    const app = world.app();
    const stack = TerraformStack.of(app.node.findChild('gpu'));
    stack.addOverride('terraform.required_providers.kubernetes.version', '~> 2.38');
    await world.synth({ app, effects: { initTerraform } });
    expect(initialized).toEqual([world.out('stacks/gpu')]);
    expect(world.printed.at(-1)).toBe(
      '[VAST-NA] Warning: no version is known yet of registry.terraform.io/hashicorp/kubernetes; ' +
        "run 'terraform init' in cdktf.out/stacks/gpu to see why",
    );
    expect(world.exitCodes).toEqual([]);
  });

  test('is not looked for in an app without GPUs', async () => {
    const packageRoot = (): never => {
      throw new Error('not needed');
    };
    const app = new App({ outdir: world.out() });
    new KubernetesProvider(new TerraformStack(app, 'plain'), 'kubernetes');
    await world.synth({ app, effects: { packageRoot } });
    expect(world.errors).toEqual([]);
    expect(existsSync(path.join(world.cwd, 'offers.lock.json'))).toBe(false);
  });
});
