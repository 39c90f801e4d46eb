import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Testing } from 'cdktf';
import type { App, TerraformStack } from 'cdktf';

import type { SearchRequirements } from '../../src/config';
import { OfferBook } from '../../src/synth';
import type { SynthSite } from '../../src/synth';
import { defaultPreferences } from '../../src/selection';
import { lockEntry } from './locks';
import { offer } from './offers';
import type { OfferRow } from './offers';
import { settingsOf } from './settings';

const folder = mkdtempSync(path.join(tmpdir(), 'vast-gpu-template-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An app with an output folder of its own, which is gone after the test file. */
export function testApp(): App {
  return Testing.app({ outdir: mkdtempSync(path.join(folder, 'app-')) });
}

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const member = (value: unknown, key: string): Json => {
  const inner = isJson(value) ? value[key] : undefined;
  return isJson(inner) ? inner : {};
};

interface SettleTreeOptions {
  /** Requirements of the settings; default the built-in ones. */
  readonly requirements?: Partial<SearchRequirements>;
  /** Settings keys, as in config.env; default none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Rows that every request is answered from; default one machine a request that always fits. */
  readonly rows?: readonly OfferRow[];
  readonly site?: Partial<SynthSite>;
}

/** A machine for the n-th request that meets whatever a test asks for. */
const machine = (index: number, gpuName: string): OfferRow =>
  offer({
    id: 700 + index,
    gpu_name: gpuName,
    gpu_ram: 100_000,
    geolocation: 'California, US',
    dph_total: 0.001,
    reliability: 1,
    inet_down: 10_000,
    inet_up: 10_000,
  });

/** Gives every request of a tree an offer, without market and files: what `synthVast` does before it synthesizes. */
export function settleTree(app: App, options: SettleTreeOptions = {}): void {
  const settings = settingsOf(options.env);
  const requirements = { ...settings.requirements, ...options.requirements };
  const site: SynthSite = {
    claimOf: () => '0123456789ab',
    configFileOf: () => undefined,
    ...options.site,
  };
  const book = OfferBook.of(app);
  const { choices } = settings;
  book._open({ requirements, preferences: defaultPreferences, choices }, site).forEach((request, index) => {
    const rows = options.rows ?? [machine(index, request.requirements.gpuName)];
    book._settle(request.path, lockEntry({ rows, asked: request.requirements }), false);
  });
}

/** A synthesized stack to look into: prepared and validated, as `app.synth()` does it. */
export class Template {
  private constructor(
    /** The text of cdk.tf.json without metadata, keys sorted. */
    readonly text: string,
    private readonly root: Json,
  ) {}

  /** @throws what the validations of the stack say */
  static of(stack: TerraformStack): Template {
    stack.prepareStack();
    const text = Testing.synth(stack, true);
    return new Template(text, JSON.parse(text) as Json);
  }

  /** All resources of a type, by their logical ids. */
  resources(type: string): Readonly<Record<string, Json>> {
    return member(member(this.root, 'resource'), type) as Readonly<Record<string, Json>>;
  }

  /** The only resource of a type. */
  resource(type: string): Json {
    const found = Object.values(this.resources(type));
    const [only] = found;
    if (only === undefined || found.length > 1) throw new Error(`${found.length} resources of type ${type}`);
    return only;
  }

  /** The one resource of a type whose logical id starts with `prefix`. */
  resourceNamed(type: string, prefix: string): Json {
    const found = Object.entries(this.resources(type)).filter(([id]) => id.startsWith(prefix));
    const [only] = found;
    if (only === undefined || found.length > 1) throw new Error(`${found.length} of ${type} named ${prefix}`);
    return only[1];
  }

  /** Value expressions of the outputs by name. */
  get outputs(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      Object.entries(member(this.root, 'output')).map(([name, output]) => [
        name,
        isJson(output) ? output['value'] : undefined,
      ]),
    );
  }

  /** The blocks of a provider. */
  providers(name: string): readonly unknown[] {
    const blocks = member(this.root, 'provider')[name];
    return Array.isArray(blocks) ? blocks : [];
  }

  get requiredProviders(): Json {
    return member(member(this.root, 'terraform'), 'required_providers');
  }
}
