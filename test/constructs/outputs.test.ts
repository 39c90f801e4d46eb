import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { TerraformStack } from 'cdktf';

import { VastGpuInstance, VastService, VastaiProvider } from '../../constructs';
import { renderLaunchLine, renderReadyLines } from '../../src/selection';
import { runOk } from '../support/run';
import { createSandbox, type Sandbox } from '../support/sandbox';
import { Template, settleTree, testApp } from '../support/template';

jest.setTimeout(60_000);

interface Endpoint {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly latency_ms: number;
}

/** A stack with two services, one under another port than its container's. */
function render(): Template {
  const app = testApp();
  const stack = new TerraformStack(app, 'gpu');
  new VastaiProvider(stack, 'vastai');
  new KubernetesProvider(stack, 'kubernetes');
  const instance = new VastGpuInstance(stack, 'june', { image: 'x' });
  new VastService(stack, 'tts', {
    instance,
    name: 'june-tts',
    port: 80,
    containerPort: 8000,
    namespace: 'june',
  });
  new VastService(stack, 'stt', { instance, name: 'june-stt', port: 8001 });
  settleTree(app);
  return Template.of(stack);
}

/** What Terraform makes of the stack's expressions, given what the resources would have answered. */
async function evaluate(
  sandbox: Sandbox,
  readiness: { readonly endpoints: readonly Endpoint[]; readonly average_latency_ms: number | null },
): Promise<Readonly<Record<string, unknown>>> {
  const template = render();
  const subset = (service: string): unknown => {
    const { dynamic } = template.resourceNamed('kubernetes_endpoints_v1', service) as {
      readonly dynamic: { readonly subset: { readonly for_each: string } };
    };
    return dynamic.subset.for_each;
  };
  const text = JSON.stringify({
    locals: { instance: { region: 'US-CA', gpu_name: 'RTX 3060' }, readiness },
    output: Object.fromEntries(
      Object.entries({ ...template.outputs, stt: subset('stt'), tts: subset('tts') }).map(([name, value]) => [
        name,
        { value },
      ]),
    ),
  });
  const standIns = text
    .replace(/vastai_instance\.\w+/g, 'local.instance')
    .replace(/vastai_readiness\.\w+/g, 'local.readiness');
  await writeFile(path.join(sandbox.dir, 'main.tf.json'), standIns);
  const options = { cwd: sandbox.dir, env: sandbox.env() };
  await runOk('terraform', ['apply', '-auto-approve', '-input=false', '-no-color'], options);
  const { stdout } = await runOk('terraform', ['output', '-json'], options);
  const outputs = JSON.parse(stdout) as Readonly<Record<string, { readonly value: unknown }>>;
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}

describe('what Terraform makes of the expressions', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await createSandbox('vast-gpu-outputs-');
  });
  afterEach(() => sandbox.close());

  const TTS = { name: 'june-tts', address: '198.51.100.45', port: 42351, latency_ms: 13 };
  const STT = { name: 'june-stt', address: '198.51.100.45', port: 42352, latency_ms: 11.8 };

  test('the closing lines, as the log would print them', async () => {
    const outputs = await evaluate(sandbox, { endpoints: [TTS, STT], average_latency_ms: 12.4 });
    expect(outputs['june_launching']).toBe(renderLaunchLine('US-CA', 'RTX 3060'));
    expect(String(outputs['june_services_ready']).split('\n')).toEqual(
      renderReadyLines(12.4, [
        { name: 'june-stt.default.svc.cluster.local:8001', address: '198.51.100.45', port: 42352 },
        { name: 'june-tts.june.svc.cluster.local:80', address: '198.51.100.45', port: 42351 },
      ]),
    );
    expect([outputs['stt'], outputs['tts']]).toEqual([[STT], [TTS]]);
  });

  test('one ready service leaves the other without a subset', async () => {
    const outputs = await evaluate(sandbox, { endpoints: [STT], average_latency_ms: 11.8 });
    expect(outputs['june_services_ready']).not.toContain('june-tts');
    expect([outputs['stt'], outputs['tts']]).toEqual([[STT], []]);
  });

  test('a stopped instance has neither subsets nor lines', async () => {
    const outputs = await evaluate(sandbox, { endpoints: [], average_latency_ms: null });
    expect(outputs['june_services_ready']).toBe('[VAST-NA] No service is ready: the instance is stopped');
    expect([outputs['stt'], outputs['tts']]).toEqual([[], []]);
  });
});
