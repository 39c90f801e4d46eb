import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { descendantsOf, processTable } from '../../support/process-tree';
import { Cloud } from '../support/cloud';
import { untilGone } from '../support/folder';
import { installExample } from '../support/install';
import { Workspace, type Running } from '../support/workspace';

jest.setTimeout(90_000);

let installed: string;
let cloud: Cloud;
let workspace: Workspace;
let sockets: string;

beforeAll(async () => {
  installed = await mkdtemp(join(tmpdir(), 'tfplugin-installed-'));
  await installExample(installed);
});

afterAll(async () => {
  await rm(installed, { recursive: true, force: true });
});

beforeEach(async () => {
  cloud = await Cloud.start();
  sockets = await mkdtemp(join(tmpdir(), 'tfp-'));
  workspace = await Workspace.create({ TMPDIR: sockets });
  await symlink(join(installed, 'terraform.d'), join(workspace.folder, 'terraform.d'));
  await workspace.write(
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
       name = "one"
     }`,
  );
  await workspace.succeed('init', '-no-color', '-input=false');
  cloud.neverReady = true;
});

afterEach(async () => {
  await workspace.remove();
  await rm(sockets, { recursive: true, force: true });
  await cloud.stop();
});

/** Processes below terraform, once there are any. */
async function providersOf(terraform: number): Promise<readonly number[]> {
  for (;;) {
    const found = descendantsOf(terraform, await processTable());
    if (found.length > 0) return found;
  }
}

/** Moments in the life of a command at which its terraform is killed. */
const MOMENTS: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['its provider has just been started', () => Promise.resolve()],
  [
    'its provider has a socket',
    async () => {
      while ((await readdir(sockets)).length === 0);
    },
  ],
  ['its provider creates', () => cloud.until('POST /things')],
  ['its provider waits in a create that takes long', () => cloud.until('GET /things/ready')],
];

test.each(MOMENTS)('no process outlives a terraform that is killed when %s', async (_, moment) => {
  const running: Running = workspace.start(['apply', '-auto-approve', '-no-color', '-input=false']);
  const terraform = running.process.pid ?? 0;
  const first = await providersOf(terraform);
  await moment();
  const providers = new Set([...first, ...descendantsOf(terraform, await processTable())]);

  running.process.kill('SIGKILL');
  await running.done;

  for (;;) {
    const alive = (await processTable()).filter(({ pid, zombie }) => providers.has(pid) && !zombie);
    if (alive.length === 0) break;
  }
  await untilGone(sockets, 'tfplugin-');
});
