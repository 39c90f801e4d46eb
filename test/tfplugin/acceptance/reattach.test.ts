import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveForTests, type TestServer } from '../../../src/tfplugin';
import { Cloud } from '../support/cloud';
import { exampleProvider } from '../support/example-provider';
import { Workspace } from '../support/workspace';

const HEADER = `
terraform {
  required_providers {
    example = { source = "tfplugin.test/tests/example" }
  }
}
`;

jest.setTimeout(60_000);

describe('a provider served in this process', () => {
  let cloud: Cloud;
  let server: TestServer;
  let workspace: Workspace;

  beforeEach(async () => {
    cloud = await Cloud.start();
    server = await serveForTests(exampleProvider());
    workspace = await Workspace.create(server.env);
  });

  afterEach(async () => {
    await workspace.remove();
    await server.close();
    await cloud.stop();
  });

  const config = (text: string): Promise<void> =>
    workspace.write('main.tf', `${HEADER}provider "example" {\n  url = "${cloud.url}"\n}\n${text}`);
  const thing = (text: string): Promise<void> => config(`resource "example_thing" "a" {\n${text}\n}\n`);
  const values = async (): Promise<Record<string, unknown>> =>
    (await workspace.resources()).get('example_thing.a')?.values ?? {};
  const only = () => [...cloud.things.values()];

  test('creates, updates in place, replaces and destroys, with an empty plan after each', async () => {
    await thing('name = "one"');
    await workspace.apply();
    await workspace.expectEmptyPlan();
    expect(await values()).toMatchObject({ id: 'thing-1', name: 'one', size: 1, mode: 'on', generation: 1 });

    await thing('name = "one"\nsize = 5\nlabel = "L"');
    expect(await workspace.apply()).toContain('1 changed');
    await workspace.expectEmptyPlan();
    expect(await values()).toMatchObject({ id: 'thing-1', size: 5, label: 'L', generation: 2 });

    await thing('name = "two"\nsize = 5');
    expect(await workspace.apply()).toContain('1 added, 0 changed, 1 destroyed');
    await workspace.expectEmptyPlan();
    expect(only()).toMatchObject([{ id: 'thing-2', name: 'two' }]);

    await workspace.succeed('destroy', '-auto-approve', '-no-color');
    expect(only()).toEqual([]);
  });

  test('keeps numbers, map keys, blocks and nested attributes as they were written', async () => {
    await thing(`
      name  = "one"
      exact = 1/3
      tags  = { "__proto__" = "x", "constructor" = "y", "é" = "z" }
      zones = ["b", "a"]
      disks = { root = { gb = 0.1 }, data = { gb = 9007199254740993 } }
      rule { port = 80 }
      rule {
        port     = 53
        protocol = "UDP"
      }
      subset {
        host = "h1"
        port { number = 1 }
        port { number = 2 }
      }
      subset {
        host   = "h2"
        weight = 3
      }
      policy { kind = "k" }
    `);
    await workspace.apply();
    await workspace.expectEmptyPlan();
    const text = await readFile(join(workspace.folder, 'terraform.tfstate'), 'utf8');
    expect(text).toContain('9007199254740993');
    expect(text).toMatch(/"exact": 0\.3{100,}/);
    expect(await values()).toMatchObject({
      zones: ['a', 'b'],
      disks: { root: { gb: 0.1, device: '/dev/root' } },
      rule: [
        { port: 80, protocol: 'TCP' },
        { port: 53, protocol: 'UDP' },
      ],
      subset: [
        { host: 'h1', weight: 1, port: [{ number: 1 }, { number: 2 }] },
        { host: 'h2', weight: 3, port: [] },
      ],
      policy: { kind: 'k' },
    });
    expect(Object.keys((await values())['tags'] as object)).toContain('__proto__');
  });

  test('shows no diff for another spelling and for arguments that only creation reads', async () => {
    await thing('name = "one"\nlabel = "Label"\noffers = [{ id = 1 }]');
    await workspace.apply();
    await thing('name = "one"\nlabel = "LABEL"\noffers = [{ id = 2 }, { id = 3 }]');
    await workspace.expectEmptyPlan();
    expect(await values()).toMatchObject({ label: 'Label', offers: [{ id: 1, note: 'none' }] });
  });

  test('sees what changed behind its back, and what is gone', async () => {
    await thing('name = "one"');
    await workspace.apply();
    Object.assign(only()[0] ?? {}, { size: 7 });
    expect(await workspace.apply()).toContain('1 changed');
    expect(only()).toMatchObject([{ size: 1 }]);
    cloud.things.clear();
    expect(await workspace.apply()).toContain('1 added, 0 changed, 0 destroyed');
    await workspace.expectEmptyPlan();
  });

  test('imports by id', async () => {
    cloud.things.set('thing-9', { id: 'thing-9', name: 'nine', size: 1, label: null });
    await thing('name = "nine"\noffers = [{ id = 4 }]');
    await workspace.succeed('import', '-no-color', 'example_thing.a', 'thing-9');
    await workspace.expectEmptyPlan();
    expect(await values()).toMatchObject({ id: 'thing-9', name: 'nine', offers: [] });
    const missing = await workspace.run('import', '-no-color', 'example_thing.b', 'thing-9');
    expect(missing.code).toBe(1);
  });

  test('stores what exists when create fails, and replaces it next time', async () => {
    await thing('name = "one"\nmode = "broken"');
    const { code, output } = await workspace.run('apply', '-auto-approve', '-no-color');
    expect(code).toBe(1);
    expect(output).toContain('Error: Broken');
    expect(output).toContain('mode = "broken"');
    const { tainted, values: stored } = (await workspace.resources()).get('example_thing.a') ?? {};
    expect(tainted).toBe(true);
    expect(stored).toMatchObject({ id: 'thing-1', name: 'one', url: null, generation: null });
    await thing('name = "one"');
    expect(await workspace.apply()).toContain('1 added, 0 changed, 1 destroyed');
    expect(only()).toMatchObject([{ id: 'thing-2' }]);
  });

  test('stores what an update that failed had done', async () => {
    await thing('name = "one"');
    await workspace.apply();
    await thing('name = "one"\nsize = 3\nmode = "broken"');
    const { output } = await workspace.run('apply', '-auto-approve', '-no-color');
    expect(output).toContain('Cannot update example_thing');
    expect(output).toContain('the mode cannot be set');
    expect(await values()).toMatchObject({ size: 3, mode: 'on' });
    expect((await workspace.resources()).get('example_thing.a')?.tainted).toBe(false);
  });

  test('points at the line of a bad value', async () => {
    await thing('name = "one"\ntags = {\n  fine = "x"\n  wrong = "bad"\n}\nmode = "sideways"');
    const { output } = await workspace.run('validate', '-no-color');
    expect(output).toContain('The tag wrong is bad.');
    expect(output).toMatch(/on main\.tf line \d+.*\n.*wrong = "bad"/);
    expect(output).toContain('mode must be one of "on", "off", "broken", not "sideways".');
  });

  test('refuses null elements', async () => {
    await thing('name = "one"\ntags = { a = null }');
    const { output } = await workspace.run('validate', '-no-color');
    expect(output).toContain('Null element');
    expect(output).toContain('tags.a is null');
  });

  test('refuses a destruction that a resource protects', async () => {
    await thing('name = "one"\nlabel = "protected"');
    await workspace.apply();
    const { code, output } = await workspace.run('destroy', '-auto-approve', '-no-color');
    expect([code, output]).toEqual([1, expect.stringContaining('Error: Protected')]);
    expect(cloud.things.size).toBe(1);
  });

  test('passes write-only values to create and stores none', async () => {
    await thing('name = "one"\npassword = "weak"\nsecret = "hush"');
    expect(await workspace.apply()).toContain('Warning: Weak password');
    await workspace.expectEmptyPlan();
    const text = await readFile(join(workspace.folder, 'terraform.tfstate'), 'utf8');
    expect(text).not.toContain('weak');
    expect(await values()).toMatchObject({ password: null, secret: 'hush' });
  });

  test('plans with values that are not known yet, also those of the provider', async () => {
    await workspace.write(
      'main.tf',
      `${HEADER}
      resource "terraform_data" "url" { input = "${cloud.url}" }
      provider "example" { url = terraform_data.url.output }
      resource "example_thing" "a" {
        name   = "n-\${terraform_data.url.id}"
        tags   = { id = terraform_data.url.id }
        offers = [for index in range(length(terraform_data.url.id)) : { id = index }]
        dynamic "rule" {
          for_each = toset([terraform_data.url.id])
          content { port = length(rule.value) }
        }
      }
      output "known" { value = startswith(example_thing.a.name, "n-") }
      `,
    );
    expect(await workspace.apply()).toContain('2 added');
    await workspace.expectEmptyPlan();
  });

  test('reads data and calls functions', async () => {
    cloud.things.set('x', { id: 'x', name: 'found', size: 1, label: null });
    await config(`
      data "example_lookup" "x" { id = "x" }
      output "name" { value = data.example_lookup.x.name }
      output "double" { value = provider::example::double(0.1, "a", "b") }
    `);
    await workspace.apply();
    const outputs = JSON.parse(await workspace.succeed('output', '-json')) as Record<
      string,
      { value: unknown }
    >;
    expect(outputs['name']?.value).toBe('found');
    expect(outputs['double']?.value).toEqual({ value: 0.2, texts: 2 });
    await config('output "double" { value = provider::example::double(-1) }');
    const { output } = await workspace.run('plan', '-no-color');
    expect(output).toContain('Invalid value for "number" parameter: must not be');
  });

  test('upgrades an older state and keeps its numbers', async () => {
    await thing('name = "one"\nexact = 12345678901234567890');
    await workspace.apply();
    const file = join(workspace.folder, 'terraform.tfstate');
    const older = (await readFile(file, 'utf8'))
      .replace('"schema_version": 1', '"schema_version": 0')
      .replace(/\n\s*"mode": "on",/, '');
    expect(older).not.toContain('"mode": "on"');
    await writeFile(file, older);
    await workspace.expectEmptyPlan();
    expect(await readFile(file, 'utf8')).toContain('12345678901234567890');
  });

  test('creates in parallel', async () => {
    await config('resource "example_thing" "a" {\n  count = 12\n  name  = "n${count.index}"\n}\n');
    await workspace.apply();
    expect(
      only()
        .map(({ name }) => name)
        .sort(),
    ).toHaveLength(12);
    await workspace.expectEmptyPlan();
  });

  test('is asked to stop by an interrupt, and the thing that exists is stored', async () => {
    cloud.neverReady = true;
    await thing('name = "one"');
    const running = workspace.start(['apply', '-auto-approve', '-no-color']);
    await cloud.until('GET /things/ready');
    running.process.kill('SIGINT');
    const { code, output } = await running.done;
    expect(code).toBe(1);
    expect(output).toContain('Terraform asked the provider to stop');
    expect((await workspace.resources()).get('example_thing.a')).toMatchObject({
      tainted: true,
      values: { id: 'thing-1' },
    });
    // The next walk is not affected by the stop of the former one.
    cloud.neverReady = false;
    await workspace.apply();
    await workspace.expectEmptyPlan();
  });
});
