import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cloud } from '../support/cloud';
import { untilGone } from '../support/folder';
import { installExample } from '../support/install';
import { Workspace, type Running } from '../support/workspace';

jest.setTimeout(90_000);

describe('a provider that terraform starts', () => {
  let installed: string;
  let executable: string;
  let cloud: Cloud;
  let workspace: Workspace;
  let sockets: string;

  beforeAll(async () => {
    installed = await mkdtemp(join(tmpdir(), 'tfplugin-installed-'));
    executable = await installExample(installed);
  });

  afterAll(async () => {
    await rm(installed, { recursive: true, force: true });
  });

  beforeEach(async () => {
    cloud = await Cloud.start();
    sockets = await mkdtemp(join(tmpdir(), 'tfp-'));
    workspace = await Workspace.create({ TMPDIR: sockets });
    await symlink(join(installed, 'terraform.d'), join(workspace.folder, 'terraform.d'));
    // A project of modules around the package must not change how it is read.
    await workspace.write('package.json', '{"type":"module"}');
    await thing('name = "one"');
    await workspace.succeed('init', '-no-color', '-input=false');
  });

  afterEach(async () => {
    await workspace.remove();
    await rm(sockets, { recursive: true, force: true });
    await cloud.stop();
  });

  const thing = (text: string): Promise<void> =>
    workspace.write(
      'main.tf',
      `terraform {
         required_providers {
           example = { source = "tfplugin.test/tests/example", version = "0.0.1" }
         }
       }
       provider "example" {
         url   = "${cloud.url}"
         token = "t0ken-text"
       }
       resource "example_thing" "a" {
         ${text}
       }`,
    );
  const apply = (): Running => workspace.start(['apply', '-auto-approve', '-no-color', '-input=false']);
  const leftovers = (): Promise<string[]> => readdir(sockets);
  const stored = async () => (await workspace.resources()).get('example_thing.a');

  test('works over mutual TLS and leaves nothing behind', async () => {
    await workspace.apply();
    await workspace.expectEmptyPlan();
    await thing('name = "one"\nsize = 2');
    expect(await workspace.apply()).toContain('1 changed');
    await workspace.succeed('destroy', '-auto-approve', '-no-color');
    expect(cloud.things.size).toBe(0);
    expect(await leftovers()).toEqual([]);
  });

  test('works without TLS when the user switched it off', async () => {
    const { code, output } = await workspace.start(['plan', '-no-color'], { TF_DISABLE_PLUGIN_TLS: '1' })
      .done;
    expect([code, output]).toEqual([0, expect.stringContaining('1 to add')]);
  });

  test('listens on TCP where the path of a socket would be too long', async () => {
    const long = join(workspace.folder, 'x'.repeat(90));
    await mkdir(long);
    const { code, output } = await workspace.start(['plan', '-no-color'], { TMPDIR: long }).done;
    expect([code, output]).toEqual([0, expect.stringContaining('1 to add')]);
    expect(await readdir(long)).toEqual([]);
  });

  test('logs in the form that terraform understands, without secrets', async () => {
    await thing('name = "one"\nsecret = "hush-hush"');
    const log = join(workspace.folder, 'log');
    const env = { TF_LOG_PROVIDER: 'DEBUG', TF_LOG_PATH: log };
    const { code } = await workspace.start(['apply', '-auto-approve', '-no-color'], env).done;
    expect(code).toBe(0);
    const text = await readFile(log, 'utf8');
    // Terraform prints the fields of a line in any order.
    const created = /\[INFO\] {2}provider\.terraform-provider-example_v0\.0\.1: created: (.*)/.exec(
      text,
    )?.[1];
    expect(created).toMatch(/\bid=thing-1\b/);
    expect(created).toContain('secret="(sensitive value)"');
    expect(text).toMatch(
      /\[DEBUG\] provider\.terraform-provider-example_v0\.0\.1: answered:.*tf_rpc=ApplyResourceChange/,
    );
    expect(text).not.toContain('hush-hush');
    expect(text).not.toContain('t0ken-text');
    // How Terraform shows a line that it does not understand.
    expect(text).not.toContain('"@message"');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'survives %s to the whole group and stores what exists',
    async (signal) => {
      cloud.neverReady = true;
      const running = apply();
      await cloud.until('GET /things/ready');
      process.kill(-(running.process.pid ?? 0), signal);
      const { code, output } = await running.done;
      expect([code, output]).toEqual([1, expect.stringContaining('Terraform asked the provider to stop')]);
      expect(await stored()).toMatchObject({ tainted: true, values: { id: 'thing-1' } });
      expect(await leftovers()).toEqual([]);
    },
  );

  test('ends when terraform was killed', async () => {
    cloud.neverReady = true;
    const running = apply();
    await cloud.until('GET /things/ready');
    running.process.kill('SIGKILL');
    await running.done;
    await untilGone(sockets, 'tfplugin-');
    expect(cloud.things.size).toBe(1);
  });

  test('tells about a crash, and what exists is stored all the same', async () => {
    cloud.neverReady = true;
    await thing('name = "one"\nlabel = "crash"');
    const { code, output } = await apply().done;
    expect(code).toBe(1);
    expect(output).toContain('a bug in the background');
    expect(output).toContain('plugin crashed!');
    expect(await stored()).toMatchObject({ tainted: true, values: { id: 'thing-1' } });
    expect(await leftovers()).toEqual([]);
  });

  test('says what it is when somebody starts it by hand', () => {
    const { status, stdout, stderr } = spawnSync(executable, {
      env: { PATH: workspace.env['PATH'] },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('This is the Terraform provider tfplugin.test/tests/example.');
  });

  test('names the reason when it cannot start', async () => {
    const blocked = join(workspace.folder, 'no-such-folder');
    const { code, output } = await workspace.start(['plan', '-no-color'], { TMPDIR: blocked }).done;
    expect(code).toBe(1);
    expect(output).toContain('no-such-folder');
  });
});
