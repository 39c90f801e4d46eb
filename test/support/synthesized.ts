/** A synthesized app on disk, and a Terraform that tells a state for each of its stacks. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { RunTerraform, TerraformResult } from '../../src/cli/terraform';

/** Instances of a stack: the path of the resource by its Terraform name. */
export type StackInstances = Readonly<Record<string, string>>;

/** Writes `cdktf.out` below `dir`, as cdktf writes it. Returns the output folder. */
export function writeOutput(dir: string, stacks: Readonly<Record<string, StackInstances>>): string {
  const output = path.join(dir, 'cdktf.out');
  const manifest = Object.fromEntries(
    Object.keys(stacks).map((name) => [
      name,
      {
        name,
        constructPath: name,
        workingDirectory: `stacks/${name}`,
        synthesizedStackPath: `stacks/${name}/cdk.tf.json`,
        annotations: [],
        dependencies: [],
      },
    ]),
  );
  for (const [name, instances] of Object.entries(stacks)) {
    const folder = path.join(output, 'stacks', name);
    mkdirSync(folder, { recursive: true });
    const resources = Object.entries(instances).map(([id, own]) => [
      id,
      { '//': { metadata: { path: own, uniqueId: id } }, image: 'x' },
    ]);
    writeFileSync(
      path.join(folder, 'cdk.tf.json'),
      JSON.stringify({
        '//': { metadata: { stackName: name } },
        ...(resources.length === 0
          ? {}
          : { resource: { vastai_instance: Object.fromEntries(resources) as unknown } }),
      }),
    );
  }
  writeFileSync(path.join(output, 'manifest.json'), JSON.stringify({ version: '0.21.0', stacks: manifest }));
  return output;
}

/** A resource of a state, as `terraform show -json` tells it. */
export function stored(
  name: string,
  values: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    address: `vastai_instance.${name}`,
    mode: 'managed',
    type: 'vastai_instance',
    name,
    provider_name: 'vast-gpu.internal/vast-gpu/vastai',
    values,
    ...changes,
  };
}

/** What `terraform show -json` prints for these resources; an empty state has no values at all. */
export function stateText(resources: readonly unknown[]): string {
  return JSON.stringify({
    format_version: '1.0',
    ...(resources.length === 0 ? {} : { values: { root_module: { resources } } }),
  });
}

/** A Terraform with a state text for each stack folder; every run is noted as `folder: arguments`. */
export class FakeTerraform {
  readonly runs: string[] = [];
  /** What `init` answers. */
  init: TerraformResult = { code: 0, stdout: '', stderr: '' };

  /** @param initialised whether `show` works without an `init` before it */
  constructor(
    private readonly states: Readonly<Record<string, string>>,
    private initialised = true,
  ) {}

  readonly run: RunTerraform = (args, { cwd }) => {
    const folder = path.basename(cwd);
    this.runs.push(`${folder}: ${args.join(' ')}`);
    if (args[0] === 'init') {
      if (this.init.code === 0) this.initialised = true;
      return Promise.resolve(this.init);
    }
    const state = this.states[folder];
    if (!this.initialised || state === undefined) {
      return Promise.resolve({
        code: 1,
        stdout: '',
        stderr: '╷\n│ Error: Backend initialization required\n╵',
      });
    }
    return Promise.resolve({ code: 0, stdout: state, stderr: '' });
  };
}
