import { TerraformStack } from 'cdktf';

import { VastaiProvider, VastGpuInstance } from '../../constructs';
import { openAcceptanceWorld } from '../support/acceptance-world';
import { projectHcl } from '../support/hcl';
import { readinessHcl } from '../support/readiness-hcl';
import { settleTree, Template, testApp } from '../support/template';

const INSTANCE = projectHcl({ readiness: false });

test('what the construct makes of a check is what the provider takes', async () => {
  const app = testApp();
  const stack = new TerraformStack(app, 'gpu');
  new VastaiProvider(stack, 'vastai');
  const instance = new VastGpuInstance(stack, 'june', { image: 'june' });
  const http = { path: '/health', status: '200,204', body: /"\d{2,}"$|\${x}/is, host: 'a.b', tls: true };
  instance.addService({ name: 'plain', port: '8000', address: 'plain:8000' });
  instance.addService({
    name: 'full',
    port: '8001',
    address: 'full:8001',
    check: { http: { ...http, insecure: true }, interval: '5s', timeout: '1m', healthyThreshold: 2 },
  });
  expect(instance.readiness.node.id).toBe('Readiness');
  settleTree(app);
  const { services } = Template.of(stack).resourceNamed('vastai_readiness', 'june');

  const world = await openAcceptanceWorld();
  try {
    await world.write('main.tf', INSTANCE);
    const june = { instance_id: '${vastai_instance.june.id}', services };
    await world.write('readiness.tf.json', JSON.stringify({ resource: { vastai_readiness: { june } } }));
    await world.terraformOk(['init', '-input=false', '-no-color']);
    await world.terraformOk(['validate', '-no-color']);
    await world.terraformOk(['plan', '-input=false', '-no-color', '-out=plan']);
    const { stdout } = await world.terraformOk(['show', '-json', 'plan']);
    const plan = JSON.parse(stdout) as {
      resource_changes: readonly { type: string; change: { after: Record<string, unknown> } }[];
    };
    const planned = plan.resource_changes.find(({ type }) => type === 'vastai_readiness');
    expect(planned?.change.after['services']).toMatchObject([
      { name: 'plain', type: 'tcp', http: null, interval: '2s', timeout: '10s', healthy_threshold: 1 },
      {
        name: 'full',
        type: 'https',
        http: {
          path: '/health',
          status: '200,204',
          body: '(?is)"\\d{2,}"$|\\${x}',
          host: 'a.b',
          insecure: true,
        },
        interval: '5s',
        timeout: '1m',
        healthy_threshold: 2,
      },
    ]);
  } finally {
    await world.close();
  }
});

test('checks that cannot work are refused by validate, each at its place', async () => {
  const world = await openAcceptanceWorld();
  const cases: readonly (readonly [members: string, detail: string])[] = [
    ['port = "1/tcp", type = "http", http = { body = "(" }', '.http.body: body must be a regular expression'],
    [
      'port = "1/tcp", type = "http", http = { status = "2xx" }',
      '.http.status: status must be statuses from 100',
    ],
    [
      'port = "1/tcp", http = { path = "/" }',
      '.http: http must be left out unless type is "http" or "https"',
    ],
    [
      'port = "1/tcp", type = "http", http = { insecure = true }',
      '.http.insecure: insecure must be left out unless',
    ],
    ['port = "1/tcp", interval = "0s"', '.interval: interval must be a duration from "100ms" to "10m"'],
    [
      'port = "1/tcp", healthy_threshold = 100, interval = "5s"',
      'takes 495 s with an interval of 5s; timeouts.create is 6m',
    ],
    ['port = "1/tcp", type = "udp"', '.type: type must be one of "tcp", "http", "https", not "udp"'],
    ['port = "9000/udp"', '.port: port is "9000/udp", but UDP cannot be checked'],
  ];
  try {
    await world.write('main.tf', INSTANCE);
    const elements = cases.map(([members], index) => `{ name = "s${index}", ${members} }`);
    await world.write(
      'readiness.tf',
      readinessHcl(`}, ${elements.join(',\n')}, { name = "s0", port = "2/tcp"`),
    );
    await world.terraformOk(['init', '-input=false', '-no-color']);

    const { stdout, code } = await world.terraform(['validate', '-json']);

    expect(code).toBe(1);
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: readonly { detail: string; snippet?: { context: string } }[];
    };
    const at = 'resource "vastai_readiness" "june"';
    const expected = [
      ...cases.map(([, detail]) => detail),
      '.name: name is "s0", like that of an earlier service',
    ];
    expect(
      diagnostics.map(({ detail, snippet }) => [
        detail,
        snippet?.context,
        /^At (services\[\d+\])\./.exec(detail)?.[1],
      ]),
    ).toEqual(
      expected.map((detail, index) => [
        expect.stringContaining(detail) as string,
        at,
        `services[${index + 1}]`,
      ]),
    );
  } finally {
    await world.close();
  }
});
