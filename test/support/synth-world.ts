import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { App, TerraformStack } from 'cdktf';

import { VastGpuInstance, VastService, VastaiProvider } from '../../constructs';
import type { Settings } from '../../src/config';
import { synthVast } from '../../src/synth';
import type { SynthEffects } from '../../src/synth';
import { FakeMarket } from './fake-market';
import { SEED_OFFERS, TAKEN_AT } from './offers';
import { settingsOf } from './settings';

interface Rendered {
  readonly provider: { readonly vastai: readonly Readonly<Record<string, unknown>>[] };
  readonly resource: {
    readonly vastai_instance: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
}

/** A project folder, a fake market and an installed package, for tests of `synthVast`. */
export class SynthWorld {
  /** Everything is below it. */
  readonly root: string;
  /** The project: cdktf.json, the lock, cdktf.out. */
  readonly cwd: string;
  /** The folder of the package that ships the provider. */
  readonly packageFolder: string;
  readonly printed: string[] = [];
  readonly errors: string[] = [];
  readonly exitCodes: number[] = [];
  market = new FakeMarket(SEED_OFFERS);
  readonly effects: SynthEffects;

  constructor() {
    this.root = realpathSync(mkdtempSync(path.join(tmpdir(), 'synth-')));
    this.cwd = path.join(this.root, 'project');
    this.packageFolder = path.join(this.root, 'package');
    mkdirSync(this.cwd);
    mkdirSync(path.join(this.packageFolder, 'dist/provider'), { recursive: true });
    writeFileSync(path.join(this.cwd, 'cdktf.json'), '{"projectId": "the-project"}');
    writeFileSync(path.join(this.packageFolder, 'dist/provider/main.cjs'), 'the start');
    for (const name of ['provider.cjs', 'schema.bin', 'server.cjs'])
      writeFileSync(path.join(this.packageFolder, 'dist/provider', name), `of the ${name}`);
    this.effects = {
      cwd: this.cwd,
      now: () => new Date(TAKEN_AT),
      print: (line) => this.printed.push(line),
      printError: (text) => this.errors.push(text),
      setExitCode: (code) => this.exitCodes.push(code),
      nodeVersion: '20.20.2',
      platform: { os: 'linux', arch: 'x64' },
      packageRoot: () => ({ folder: this.packageFolder, version: '0.1.0', isCheckout: false }),
      openMarket: () => ({ client: this.market }),
      initTerraform: () => true,
    };
  }

  /** Instances `ids` in stack `gpu`, each with a service, and a stack `plain` without GPUs. */
  app(ids: readonly string[] = ['trainer'], outdir = this.out()): App {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, 'gpu');
    new VastaiProvider(stack, 'vastai');
    new KubernetesProvider(stack, 'kubernetes');
    for (const id of ids) {
      const instance = new VastGpuInstance(stack, id, { image: 'x', preferredRegions: ['US'] });
      new VastService(stack, `${id}-service`, { instance, name: id, port: 8000 });
    }
    new KubernetesProvider(new TerraformStack(app, 'plain'), 'kubernetes');
    return app;
  }

  /** Synthesizes with a market and effects that differ from the world's where given. */
  async synth(
    changes: {
      readonly app?: App;
      readonly settings?: Settings;
      readonly effects?: Partial<SynthEffects>;
    } = {},
  ): Promise<void> {
    const { app = this.app(), settings = settingsOf(), effects } = changes;
    await synthVast(app, settings, { ...this.effects, ...effects });
  }

  /** A path below the output folder. */
  out(...parts: readonly string[]): string {
    return path.join(this.cwd, 'cdktf.out', ...parts);
  }

  /** The text of the lock. */
  get lock(): string {
    return readFileSync(path.join(this.cwd, 'offers.lock.json'), 'utf8');
  }

  /** The text of the GPU stack. */
  get gpuStack(): string {
    return readFileSync(this.out('stacks/gpu/cdk.tf.json'), 'utf8');
  }

  /** The provider block of the GPU stack. */
  get provider(): Readonly<Record<string, unknown>> | undefined {
    return (JSON.parse(this.gpuStack) as Rendered).provider.vastai[0];
  }

  /** The rendered instances, in the order of their ids. */
  get instances(): readonly Readonly<Record<string, unknown>>[] {
    return Object.values((JSON.parse(this.gpuStack) as Rendered).resource.vastai_instance);
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
