import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';
import type { App } from 'cdktf';

import { VastGpuInstance, VastService, VastaiProvider } from '../../constructs';
import type { VastGpuInstanceProps } from '../../constructs';
import { defaultPreferences } from '../../src/selection';
import { SEED_OFFERS } from '../support/offers';
import { Template, settleTree, testApp } from '../support/template';

function stackOf(props: Partial<VastGpuInstanceProps> = {}): {
  app: App;
  stack: TerraformStack;
  instance: VastGpuInstance;
} {
  const app = testApp();
  const stack = new TerraformStack(app, 'gpu');
  new VastaiProvider(stack, 'vastai');
  return { app, stack, instance: new VastGpuInstance(stack, 'trainer', { image: 'pytorch:2', ...props }) };
}

/** The rendered instance, settled with the seed's offers unless told otherwise. */
function rendered(
  props: Partial<VastGpuInstanceProps> = {},
  settle: Parameters<typeof settleTree>[1] = {},
): Readonly<Record<string, unknown>> {
  const { app, stack } = stackOf(props);
  settleTree(app, settle);
  return Template.of(stack).resource('vastai_instance');
}

describe('the rendered instance', () => {
  test('carries candidates, requirements, preferences and the claim', () => {
    expect(rendered({}, { rows: SEED_OFFERS, site: { claimOf: (path) => path } })).toEqual({
      image: 'pytorch:2',
      disk_gb: 50,
      claim: 'gpu/trainer',
      claim_conflict: 'warn',
      lifecycle: { create_before_destroy: true, ignore_changes: ['offers', 'preferences'] },
      offers: [
        { id: 12345, machine_id: 62345, price_per_hour: 0.23, region: 'US-CA' },
        { id: 12346, machine_id: 62346, price_per_hour: 0.21, region: 'US-TX' },
        { id: 12347, machine_id: 62347, price_per_hour: 0.19, region: 'US-NY' },
      ],
      requirements: {
        gpu_name: 'RTX 3060',
        fallback_gpu_names: [],
        num_gpus: 1,
        min_gpu_memory_gb: 12,
        max_price_per_hour: 0.5,
        min_reliability: 0.95,
        min_download_mbps: 100,
        min_upload_mbps: 100,
        regions: ['US', 'CA'],
        verified_only: true,
        blocked_hosts: [],
        blocked_regions: [],
      },
      preferences: {
        weights: { latency: 0.35, price: 0.25, gpu_match: 0.2, reliability: 0.15, availability: 0.05 },
        region_policy: 'staged',
        region_bonuses: {},
        modifiers: {},
        vantage: {
          name: defaultPreferences.vantage.name,
          latitude: defaultPreferences.vantage.latitude,
          longitude: defaultPreferences.vantage.longitude,
        },
        reliability_floor: 0,
        on_unprobed: 'estimate',
      },
    });
  });

  test('takes requirements from the props first, then from the settings', () => {
    const { requirements } = rendered(
      {
        gpuType: 'rtx_4090',
        fallbackGpuTypes: ['RTX3090'],
        preferredRegions: ['us-ca', 'US'],
        blockedHosts: ['host:7'],
        blockedRegions: ['us-fl'],
        maxLatencyMs: 30,
        verifiedOnly: false,
      },
      { requirements: { maxPricePerHour: 0.7, minReliability: 0.9 } },
    );
    expect(requirements).toMatchObject({
      gpu_name: 'RTX 4090',
      fallback_gpu_names: ['RTX 3090'],
      regions: ['US-CA', 'US'],
      blocked_hosts: ['host:7'],
      blocked_regions: ['US-FL'],
      max_latency_ms: 30,
      verified_only: false,
      max_price_per_hour: 0.7,
      min_reliability: 0.9,
    });
  });

  test('takes what nobody set from its profile: props win over keys, keys over the profile', () => {
    const env = {
      VAST_PROFILE: 'performance',
      VAST_RELIABILITY_SCORE: '0.97',
      VAST_MAX_PRICE_PER_HOUR: '0.45',
    };
    const { requirements } = rendered({ profile: 'budget', maxPricePerHour: 0.3 }, { env });
    expect(requirements).toMatchObject({
      gpu_name: 'RTX 3060',
      max_price_per_hour: 0.3,
      min_reliability: 0.97,
      min_download_mbps: 100,
      regions: ['US-TX', 'US-CO', 'US-AZ', 'US'],
    });
  });

  test.each([
    ['budget', { gpu_name: 'RTX 3060', max_price_per_hour: 0.35, min_reliability: 0.9 }],
    ['performance', { gpu_name: 'RTX 4090', max_price_per_hour: 0.7, min_reliability: 0.98 }],
    ['ultra-low-latency', { gpu_name: 'RTX 3060', max_price_per_hour: 0.5, min_download_mbps: 150 }],
  ] as const)('knows the profile %s', (profile, requirements) => {
    expect(rendered({ profile })).toMatchObject({ requirements });
  });

  test('passes on what runs on it', () => {
    expect(
      rendered({
        ports: ['9000/udp', '8001', '8001/TCP'],
        env: { MODEL: 'large' },
        args: ['--verbose'],
        onStart: 'echo hello',
        runType: 'ssh',
        diskGb: 80,
        label: 'trainer',
        power: 'stopped',
        onStale: 'fail',
        maxAttempts: 2,
        reachability: 'none',
        timeouts: { create: '20m', delete: '5m' },
      }),
    ).toMatchObject({
      ports: ['8001/tcp', '9000/udp'],
      env: { MODEL: 'large' },
      args: ['--verbose'],
      onstart: 'echo hello',
      runtype: 'ssh',
      disk_gb: 80,
      label: 'trainer',
      power: 'stopped',
      on_stale: 'fail',
      max_attempts: 2,
      reachability: 'none',
      timeouts: { create: '20m', delete: '5m' },
    });
  });

  test('leaves ${…} and %{…} to the container', () => {
    expect(rendered({ onStart: 'echo ${HOME}', args: ['%{x}'], env: { A: '${B} $5' } })).toMatchObject({
      onstart: 'echo $${HOME}',
      args: ['%%{x}'],
      env: { A: '$${B} $5' },
    });
  });

  test('keeps tokens in texts', () => {
    const { app, stack } = stackOf();
    const variable = new TerraformVariable(stack, 'model', { type: 'string' });
    new VastGpuInstance(stack, 'other', {
      image: 'x',
      env: { MODEL: variable.stringValue, BOTH: `\${HOME}/${variable.stringValue}` },
    });
    settleTree(app);
    expect(Template.of(stack).resourceNamed('vastai_instance', 'other')).toMatchObject({
      env: { MODEL: '${var.model}', BOTH: '$${HOME}/${var.model}' },
    });
  });

  test('without overlap refuses a rental with its claim, as the provider does by default', () => {
    const instance = rendered({ createBeforeDestroy: false });
    expect(instance).toMatchObject({ lifecycle: { create_before_destroy: false } });
    expect(instance).not.toHaveProperty('claim_conflict');
  });

  test('in a project without an id carries no claim', () => {
    expect(rendered({}, { site: { claimOf: () => undefined } })).not.toHaveProperty('claim');
  });

  test('needs no readiness without a service', () => {
    const { app, stack } = stackOf();
    settleTree(app);
    const template = Template.of(stack);
    expect(template.resources('vastai_readiness')).toEqual({});
    expect(Object.keys(template.outputs)).toEqual(['trainer_launching']);
  });

  test('tells where it runs', () => {
    const { app, stack } = stackOf();
    settleTree(app);
    expect(Template.of(stack).outputs['trainer_launching']).toMatch(
      /^\[VAST-NA\] Launching in \$\{vastai_instance\.trainer_[0-9A-F]{8}\.region\} with \$\{vastai_instance\.trainer_[0-9A-F]{8}\.gpu_name\}\.\.\.$/,
    );
  });

  test('offers its attributes as tokens', () => {
    const { app, stack, instance } = stackOf();
    new VastGpuInstance(stack, 'copy', {
      image: 'x',
      env: {
        id: instance.instanceId,
        ip: instance.publicIp,
        region: instance.region,
        gpu: instance.gpuName,
        price: String(instance.pricePerHour),
        machine: String(instance.machineId),
        why: instance.selectionRecord,
      },
    });
    settleTree(app);
    const { env } = Template.of(stack).resourceNamed('vastai_instance', 'copy');
    const address = Object.keys(Template.of(stack).resources('vastai_instance')).find((id) =>
      id.startsWith('trainer'),
    );
    expect(env).toEqual(
      Object.fromEntries(
        Object.entries({
          id: 'id',
          ip: 'public_ip',
          region: 'region',
          gpu: 'gpu_name',
          price: 'price_per_hour',
          machine: 'machine_id',
          why: 'selection_record',
        }).map(([name, attribute]) => [name, `\${vastai_instance.${String(address)}.${attribute}}`]),
      ),
    );
  });
});

describe('readiness', () => {
  test('takes the port map whole and waits for every service', () => {
    const { app, stack, instance } = stackOf({ power: 'stopped', timeouts: { ready: '20m' } });
    new KubernetesProvider(stack, 'kubernetes');
    new VastService(stack, 'stt', { instance, name: 'june-stt', port: 8001 });
    new VastService(stack, 'tts', { instance, name: 'june-tts', port: 80, containerPort: 8000 });
    settleTree(app);
    const template = Template.of(stack);
    const instanceAt = (attribute: string): unknown =>
      expect.stringMatching(new RegExp(`^\\$\\{vastai_instance\\.trainer_[0-9A-F]{8}\\.${attribute}\\}$`));
    expect(template.resource('vastai_readiness')).toEqual({
      instance_id: instanceAt('id'),
      public_ip: instanceAt('public_ip'),
      port_map: instanceAt('port_map'),
      power: 'stopped',
      services: [
        { name: 'june-stt', port: '8001/tcp', type: 'tcp' },
        { name: 'june-tts', port: '8000/tcp', type: 'tcp' },
      ],
      timeouts: { create: '20m', update: '20m' },
    });
    expect(template.resource('vastai_instance')).toMatchObject({ ports: ['8000/tcp', '8001/tcp'] });
  });

  test('is one resource however often it is asked for', () => {
    const { instance } = stackOf();
    expect(instance.readiness).toBe(instance.readiness);
  });
});

describe('fails', () => {
  test('on a bad prop, by its name', () => {
    expect(() => stackOf({ preferredRegions: ['US-ZZ'] })).toThrow(
      "preferredRegions 'US-ZZ' is not a region",
    );
    expect(() => stackOf({ ports: ['http'] })).toThrow(
      "ports must hold container ports such as '8001' or '8001/tcp', got 'http'",
    );
  });

  test('on a profile that there is not, with those that there are', () => {
    const profile = JSON.parse('"fast"') as 'budget';
    expect(() => stackOf({ profile })).toThrow(
      "profile must be 'budget', 'performance' or 'ultra-low-latency', not 'fast'",
    );
  });

  test('validation while the tree was not settled', () => {
    const { stack } = stackOf({ gpuType: 'RTX 4090' });
    expect(() => Template.of(stack)).toThrow(
      /\[gpu\/trainer\] no GPU offer is locked for \{"diskGb":50,"gpuName":"RTX 4090"\}: .*await synthVast\(app, settings\)/,
    );
  });

  test('validation without a provider in the stack', () => {
    const app = testApp();
    const stack = new TerraformStack(app, 'gpu');
    new VastGpuInstance(stack, 'trainer', { image: 'x' });
    settleTree(app);
    expect(() => Template.of(stack)).toThrow(/vastai/);
  });

  test('on a name that another service has', () => {
    const { stack, instance } = stackOf();
    new VastService(stack, 'a', { instance, name: 'stt', port: 1 });
    expect(() => new VastService(stack, 'b', { instance, name: 'stt', port: 2 })).toThrow(
      "name 'stt' is taken by another service on gpu/trainer",
    );
  });
});
