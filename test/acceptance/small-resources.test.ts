import { createVastClient, type VastClient } from '../../src/vast';
import { type AcceptanceWorld, API_KEY, openAcceptanceWorld } from '../support/acceptance-world';
import { VirtualClock } from '../support/virtual-clock';

const HEADER = `terraform {
  required_providers {
    vastai = {
      source = "vast-gpu.internal/vast-gpu/vastai"
    }
  }
}
`;
const PLAIN = ['-input=false', '-no-color'];
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA me@example';
const OTHER = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB me@example';

/** A look at the platform that does not go through the provider. */
function lookAt({ simulator }: AcceptanceWorld): VastClient {
  return createVastClient({ apiUrl: simulator.url, apiKey: API_KEY, clock: new VirtualClock() });
}

/** The injected faults that hit so far. */
function faults({ simulator }: AcceptanceWorld): readonly string[] {
  return simulator.journal.requests().flatMap(({ fault }) => (fault === null ? [] : [fault]));
}

/** Forgets a resource, imports it, and fails unless nothing is to be changed afterwards. */
async function reimport(world: AcceptanceWorld, address: string): Promise<void> {
  const [type = ''] = address.split('.');
  const before = (await world.resource(type)).values;
  await world.terraformOk(['state', 'rm', '-no-color', address]);
  await world.terraformOk(['import', ...PLAIN, address, String(before['id'])]);
  await world.expectEmptyPlan();
}

describe('vastai_ssh_key, through the real terraform', () => {
  let world: AcceptanceWorld;
  const write = (key: string): Promise<void> =>
    world.write('main.tf', `${HEADER}\nresource "vastai_ssh_key" "me" {\n  public_key = "${key}"\n}\n`);

  beforeAll(async () => {
    world = await openAcceptanceWorld();
    await write(`${KEY}\\n`);
    await world.terraformOk(['init', ...PLAIN]);
  });
  afterAll(() => world.close());

  // The tests of this block tell one story and run in order.

  test('is added once, although the answer is lost, and the next plan is empty', async () => {
    world.simulator.control.injectFault({ kind: 'lost-drop', endpoint: 'ssh-key-create' });
    await world.apply();
    expect(faults(world)).toEqual(['lost-drop']);
    const keys = await lookAt(world).listSshKeys();
    expect(keys).toMatchObject([{ publicKey: KEY }]);
    expect((await world.resource('vastai_ssh_key')).values).toMatchObject({
      id: String(keys[0]?.id),
      public_key: `${KEY}\n`,
      created_at: new Date((keys[0]?.createdAtSeconds ?? 0) * 1000).toISOString(),
    });
  });

  test('another line end is no change', async () => {
    await write(KEY);
    await world.expectEmptyPlan();
  });

  test('is changed in place', async () => {
    const { values } = await world.resource('vastai_ssh_key');
    await write(OTHER);
    const { output } = await world.apply();
    expect(output).toMatch(/0 added, 1 changed, 0 destroyed/);
    expect(await lookAt(world).listSshKeys()).toMatchObject([{ id: Number(values['id']), publicKey: OTHER }]);
  });

  test('is imported by its number, and a number that is none is refused', async () => {
    await reimport(world, 'vastai_ssh_key.me');
    await world.terraformOk(['state', 'rm', '-no-color', 'vastai_ssh_key.me']);
    const refused = await world.terraform(['import', ...PLAIN, 'vastai_ssh_key.me', '12345']);
    expect([refused.code, refused.output]).toEqual([1, expect.stringMatching(/No such SSH key/)]);
  });

  test('is taken over with a warning when the account holds it, and comes back when it is gone', async () => {
    const { output } = await world.apply();
    expect(output).toMatch(/The account already held this SSH key/);
    const client = lookAt(world);
    expect(await client.listSshKeys()).toHaveLength(1);
    await client.deleteSshKey(Number((await world.resource('vastai_ssh_key')).values['id']));
    await world.apply();
    expect(await client.listSshKeys()).toHaveLength(1);
  });

  test('what is no public key is refused before anything is asked', async () => {
    await write('AAAA');
    const result = await world.terraform(['validate', '-no-color']);
    expect([result.code, result.output]).toEqual([1, expect.stringMatching(/public_key = "AAAA"/)]);
    await write(OTHER);
  });

  test('is destroyed', async () => {
    await world.terraformOk(['destroy', ...PLAIN, '-auto-approve']);
    expect(await lookAt(world).listSshKeys()).toEqual([]);
    world.simulator.assertNoViolations();
  });
});

describe('vastai_template, through the real terraform', () => {
  let world: AcceptanceWorld;
  const write = (...lines: string[]): Promise<void> =>
    world.write(
      'main.tf',
      `${HEADER}
resource "vastai_template" "web" {
  name  = "web"
  image = "acme/worker"
${lines.map((line) => `  ${line}\n`).join('')}}

output "hash" {
  value = vastai_template.web.hash_id
}
`,
    );
  const values = async () => (await world.resource('vastai_template')).values;
  const onlyTemplate = async () => {
    const [template, ...more] = await lookAt(world).listTemplates({});
    if (template === undefined || more.length > 0) throw new Error(`${more.length + 1} templates`);
    return template;
  };
  const full = [
    'tag = "7"',
    'env = { MODE = "two words", QUOTED = "it\'s" }',
    'ports = ["8001/tcp", "53/udp"]',
    'onstart = "#!/bin/sh\\nserve\\n"',
    'runtype = "ssh"',
    'ssh_direct = true',
    'recommended_disk_gb = 40',
    'description = "For tests."',
    'readme = "# Web\\n"',
    'private = false',
  ];

  beforeAll(async () => {
    world = await openAcceptanceWorld();
    await write(...full);
    await world.terraformOk(['init', ...PLAIN]);
  });
  afterAll(() => world.close());

  // The tests of this block tell one story and run in order.

  test('is made once, although the answer is lost, and the next plan is empty', async () => {
    world.simulator.control.injectFault({ kind: 'lost-502', endpoint: 'template-create' });
    await world.apply();
    expect(faults(world)).toEqual(['lost-502']);
    const template = await onlyTemplate();
    expect(template).toMatchObject({
      name: 'web',
      image: 'acme/worker',
      tag: '7',
      env: { MODE: 'two words', QUOTED: "it's" },
      ports: ['8001/tcp', '53/udp'],
      onstart: '#!/bin/sh\nserve\n',
      runtype: 'ssh',
      sshDirect: true,
      recommendedDiskGb: 40,
      private: false,
    });
    expect(await values()).toMatchObject({ id: String(template.id), hash_id: template.hashId });
  });

  test('is changed in place, also when the answer is lost: same number, another hash', async () => {
    const before = await values();
    world.simulator.control.injectFault({ kind: 'lost-drop', endpoint: 'template-edit' });
    await write(...full.slice(1), 'tag = "8"');
    const { output } = await world.apply();
    expect(output).toMatch(/0 added, 1 changed, 0 destroyed/);
    expect(faults(world)).toEqual(['lost-502', 'lost-drop']);
    const after = await values();
    expect(after['id']).toBe(before['id']);
    expect(after['hash_id']).not.toBe(before['hash_id']);
    expect(await onlyTemplate()).toMatchObject({ tag: '8', hashId: after['hash_id'] });
  });

  test('is imported by its number', async () => {
    await reimport(world, 'vastai_template.web');
    const { id, hash_id } = await values();
    const refused = await world.terraform(['import', ...PLAIN, 'vastai_template.web', String(hash_id)]);
    expect(refused.code).toBe(1);
    expect(id).toMatch(/^\d+$/);
  });

  test('what is no longer configured is cleared', async () => {
    await write();
    await world.apply();
    expect(await onlyTemplate()).toEqual({
      id: Number((await values())['id']),
      hashId: (await values())['hash_id'],
      name: 'web',
      image: 'acme/worker',
      tag: 'latest',
      env: {},
      ports: [],
      runtype: 'args',
      sshDirect: false,
      jupyterDirect: false,
      recommendedDiskGb: 8,
      private: true,
    });
    await reimport(world, 'vastai_template.web');
  });

  test('a change from outside is drift, and a template that is gone is made anew', async () => {
    const client = lookAt(world);
    await client.updateTemplate((await onlyTemplate()).hashId, { tag: 'x' });
    const plan = await world.terraform(['plan', ...PLAIN, '-detailed-exitcode']);
    expect([plan.code, plan.output]).toEqual([2, expect.stringMatching(/"x" -> "latest"/)]);
    await world.apply();
    await client.deleteTemplate((await onlyTemplate()).id);
    await world.apply();
    expect((await onlyTemplate()).tag).toBe('latest');
  });

  test('a value that a template cannot hold is refused at its place', async () => {
    await write(`env = { BAD = "hidden ' and \\"" }`);
    const result = await world.terraform(['validate', '-no-color']);
    expect([result.code, result.output]).toEqual([1, expect.stringMatching(/value of BAD has both kinds/)]);
    await write();
  });

  test('is destroyed', async () => {
    await world.terraformOk(['destroy', ...PLAIN, '-auto-approve']);
    expect(await lookAt(world).listTemplates({})).toEqual([]);
    world.simulator.assertNoViolations();
  });
});

describe('data sources and function, through the real terraform', () => {
  let world: AcceptanceWorld;

  beforeAll(async () => {
    world = await openAcceptanceWorld();
  });
  afterAll(() => world.close());

  test('tell of instances, account and regions', async () => {
    const client = lookAt(world);
    const search = { num_gpus: { eq: 1 }, order: [['dph_total', 'asc']], limit: 3 };
    const offers = (await client.searchOffers(search)) as readonly { readonly id: number }[];
    const rent = async (at: number, label: string): Promise<string> => {
      const env = { HF_TOKEN: 'hf_5ecret' };
      const request = { image: 'acme/worker:1', diskGb: 20, label, env, ports: ['8001/tcp'] };
      return String((await client.createInstance(offers[at]?.id ?? 0, request)).instanceId);
    };
    const ours = await rent(0, 'web vg-0123456789ab-00112233');
    const foreign = await rent(1, 'somebody');
    world.simulator.clock.advance(600_000);
    await world.write(
      'main.tf',
      `${HEADER}
data "vastai_instance" "web" {
  id = "${ours}"
}

data "vastai_instances" "all" {}

data "vastai_instances" "web" {
  label = "web"
}

data "vastai_instances" "none" {
  label = "vg-0123456789ab"
}

data "vastai_user" "me" {}

output "all" {
  value = {
    web     = data.vastai_instance.web
    ids     = data.vastai_instances.all.instances[*].id
    web_ids = data.vastai_instances.web.instances[*].id
    none    = data.vastai_instances.none.instances
    user    = data.vastai_user.me
    regions = [for place in ["California, US", "Ontario, CA", "Germany, DE", "nowhere"] : provider::vastai::region(place)]
  }
}
`,
    );
    await world.terraformOk(['init', ...PLAIN]);
    const { output } = await world.terraformOk(['apply', ...PLAIN, '-auto-approve']);

    const { stdout } = await world.terraformOk(['output', '-json', 'all']);
    const rental = world.simulator.world.rental(Number(ours));
    const told = JSON.parse(stdout) as Record<string, unknown>;
    expect(told).toMatchObject({
      web: {
        id: ours,
        label: 'web',
        claim: '0123456789ab',
        stage: 'settled',
        status: 'running',
        image: 'acme/worker:1',
        public_ip: rental?.publicIp,
        port_map: { ...rental?.ports },
        machine_id: rental?.machineId,
        interruptible: false,
      },
      ids: [ours, foreign].sort((a, b) => Number(a) - Number(b)),
      web_ids: [ours],
      none: [],
      regions: ['US-CA', 'CA-ON', 'DE', '??'],
    });
    const user = told['user'] as Record<string, unknown>;
    expect(user['id']).toMatch(/^\d+$/);
    expect(user['credit_usd']).toBeCloseTo(100, 0);
    expect((told['web'] as Record<string, unknown>)['env_names']).toContain('HF_TOKEN');
    const texts = [output, ...(await world.files()).values()].filter((text) => text.includes('hf_5ecret'));
    expect(texts).toEqual([]);
    // One list for all four lookups of a run: apply reads once, the output command reads nothing.
    expect(world.simulator.journal.requests('list')).toHaveLength(1);
    expect(world.simulator.journal.requests('read')).toHaveLength(0);
  });

  test('an instance that does not exist is an error at its place', async () => {
    await world.write('main.tf', `${HEADER}\ndata "vastai_instance" "web" {\n  id = "7"\n}\n`);
    const plan = await world.terraform(['plan', ...PLAIN]);
    expect([plan.code, plan.output]).toEqual([1, expect.stringMatching(/No such instance[^]*id = "7"/)]);
    world.simulator.assertNoViolations();
  });
});
