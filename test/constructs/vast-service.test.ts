import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';

import { VastGpuInstance, VastService, VastaiProvider } from '../../constructs';
import type { VastServiceProps } from '../../constructs';
import { Template, settleTree, testApp } from '../support/template';

function build(props: Partial<VastServiceProps> = {}): {
  service: VastService;
  stack: TerraformStack;
  render: () => Template;
} {
  const app = testApp();
  const stack = new TerraformStack(app, 'gpu');
  new VastaiProvider(stack, 'vastai');
  new KubernetesProvider(stack, 'kubernetes');
  const instance = new VastGpuInstance(stack, 'june', { image: 'june' });
  const service = new VastService(stack, 'stt', { instance, name: 'june-stt', port: 8001, ...props });
  return {
    service,
    stack,
    render: () => {
      settleTree(app);
      return Template.of(stack);
    },
  };
}

describe('a service', () => {
  test('is a Service without selector', () => {
    expect(build().render().resource('kubernetes_service_v1')).toEqual({
      metadata: { name: 'june-stt', namespace: 'default' },
      spec: { port: [{ name: 'tcp-8001', port: 8001, protocol: 'TCP' }] },
    });
  });

  test('has Endpoints of the same name, one subset a ready endpoint, replaced with the Service', () => {
    const template = build().render();
    const [service] = Object.keys(template.resources('kubernetes_service_v1'));
    const [readiness] = Object.keys(template.resources('vastai_readiness'));
    const endpoints = `vastai_readiness.${String(readiness)}.endpoints`;
    expect(template.resource('kubernetes_endpoints_v1')).toEqual({
      metadata: {
        name: `\${kubernetes_service_v1.${String(service)}.metadata[0].name}`,
        namespace: 'default',
      },
      dynamic: {
        subset: {
          for_each: `\${toset([ for key, val in { for key, val in ${endpoints}: val.name => val }: val if key == "june-stt"])}`,
          iterator: 'each',
          content: {
            address: [{ ip: '${each.value.address}' }],
            port: [{ name: 'tcp-8001', port: '${each.value.port}', protocol: 'TCP' }],
          },
        },
      },
      lifecycle: { replace_triggered_by: [`kubernetes_service_v1.${String(service)}.id`] },
    });
  });

  test('may have another port in the cluster than in the container', () => {
    const { service, render } = build({ port: 80, containerPort: 8001, portName: 'http', namespace: 'june' });
    const template = render();
    expect(template.resource('kubernetes_service_v1')).toMatchObject({
      metadata: { namespace: 'june' },
      spec: { port: [{ name: 'http', port: 80 }] },
    });
    expect(template.resource('vastai_readiness')).toMatchObject({ services: [{ port: '8001/tcp' }] });
    expect(template.resource('vastai_instance')).toMatchObject({ ports: ['8001/tcp'] });
    expect(service.address).toBe('june-stt.june.svc.cluster.local:80');
    expect(template.outputs['june_services_ready']).toContain('june-stt.june.svc.cluster.local:80');
  });

  test('waits for a TCP connection, or for what its check says', () => {
    expect(build().render().resource('vastai_readiness')).toMatchObject({
      services: [{ name: 'june-stt', port: '8001/tcp', type: 'tcp' }],
    });
    const check = { http: { path: '/health', body: /"ok": ?true/i }, interval: '5s', healthyThreshold: 2 };
    expect(build({ check }).render().resource('vastai_readiness')).toMatchObject({
      services: [
        {
          name: 'june-stt',
          port: '8001/tcp',
          type: 'http',
          http: { path: '/health', body: '(?i)"ok": ?true' },
          interval: '5s',
          healthy_threshold: 2,
        },
      ],
    });
  });

  test('passes labels and annotations to both objects', () => {
    const template = build({
      labels: { app: 'june' },
      annotations: { note: 'x' },
      clusterDomain: 'lan',
    }).render();
    const metadata = { labels: { app: 'june' }, annotations: { note: 'x' } };
    expect(template.resource('kubernetes_service_v1')).toMatchObject({ metadata });
    expect(template.resource('kubernetes_endpoints_v1')).toMatchObject({ metadata });
  });

  test('knows its names', () => {
    const { service } = build();
    expect(service.fqdn).toBe('june-stt.default.svc.cluster.local');
    expect(service.service.node.id).toBe('Resource');
    expect(service.endpoints.node.id).toBe('Endpoints');
  });

  test('can use a provider of its own', () => {
    const { stack, render } = build();
    const other = new KubernetesProvider(stack, 'other', { alias: 'other' });
    const instance = new VastGpuInstance(stack, 'second', { image: 'x' });
    new VastService(stack, 'tts', { instance, name: 'june-tts', port: 1, kubernetesProvider: other });
    const template = render();
    expect(template.resourceNamed('kubernetes_service_v1', 'tts')).toMatchObject({
      provider: 'kubernetes.other',
    });
    expect(template.resourceNamed('kubernetes_endpoints_v1', 'tts')).toMatchObject({
      provider: 'kubernetes.other',
    });
  });

  test('shows the closing lines, or that nothing is ready', () => {
    const template = build().render();
    const [readiness] = Object.keys(template.resources('vastai_readiness'));
    const at = `vastai_readiness.${String(readiness)}`;
    expect(template.outputs['june_services_ready']).toBe(
      `\${(length(${at}.endpoints) >= 1) ? join("\\n", concat([format("[VAST-NA] Services ready with %s average latency:", ` +
        `format("%.0fms", coalesce(${at}.average_latency_ms, 0)))], [ for key, val in { for key, val in ${at}.endpoints: val.name => val }: ` +
        `format("  - %s → %s:%d", lookup({"june-stt" = "june-stt.default.svc.cluster.local:8001"}, key, key), val.address, val.port)])) ` +
        `: "[VAST-NA] No service is ready: the instance is stopped"}`,
    );
  });
});

describe('fails', () => {
  test.each([
    [
      { name: 'June' },
      "name must be a lower-case DNS label that starts with a letter, such as 'june-stt', got 'June'",
    ],
    [{ name: '1st' }, "got '1st'"],
    [{ name: 'a'.repeat(64) }, 'name must be'],
    [{ name: 'stt-' }, "got 'stt-'"],
    [{ name: '' }, "got ''"],
    [{ namespace: 'a.b' }, "namespace must be a lower-case DNS label, such as 'default', got 'a.b'"],
    [{ portName: 'sixteen-letters-' }, 'portName must be at most 15'],
    [{ portName: 'speech-to-text-1' }, "got 'speech-to-text-1'"],
    [{ portName: '8001' }, "got '8001'"],
    [{ portName: 'a--b' }, "got 'a--b'"],
    [{ port: 0 }, 'port must be a whole number from 1 to 65535, got 0'],
    [{ containerPort: 65536 }, 'containerPort must be a whole number from 1 to 65535, got 65536'],
    [{ port: 80.5 }, 'got 80.5'],
    [{ check: { http: { status: 'ok' } } }, 'check.http.status must be statuses from 100 to 599'],
  ] as const)('on %j', (props, message) => {
    expect(() => build(props)).toThrow(message);
  });

  test('on a name that is only known after apply', () => {
    const stack = new TerraformStack(testApp(), 'x');
    const name = new TerraformVariable(stack, 'name', { type: 'string' }).stringValue;
    expect(() => build({ name })).toThrow('name must be a plain value, got a token');
  });

  test('on a port that is only known after apply', () => {
    const stack = new TerraformStack(testApp(), 'x');
    const port = new TerraformVariable(stack, 'port', { type: 'number' }).numberValue;
    expect(() => build({ port })).toThrow('port must be a whole number from 1 to 65535');
  });
});
