import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { type AcceptanceWorld, openAcceptanceWorld } from '../support/acceptance-world';
import { projectHcl } from '../support/hcl';
import { processTable } from '../support/process-tree';
import { run, type RunResult } from '../support/run';

const COMMAND = path.resolve(__dirname, '../../bin/vast-gpu.cjs');

interface Served {
  readonly pid: number;
  /** The line to paste. */
  readonly line: string;
  readonly provider: number;
  readonly done: Promise<RunResult>;
}

/** Starts the command and waits for its line. */
async function serveProvider(world: AcceptanceWorld, more: readonly string[] = []): Promise<Served> {
  let pid = 0;
  let output = '';
  let told: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (told = resolve));
  const done = run(process.execPath, [COMMAND, 'provider', '--debug', ...more], {
    cwd: world.sandbox.dir,
    env: world.env,
    onStart: (id) => (pid = id),
    onOutput: (text) => {
      output += text;
      if (output.includes('Ctrl-C')) told();
    },
  });
  await Promise.race([
    ready,
    done.then(({ output: all }) => {
      throw new Error(`the command has ended: ${all}`);
    }),
  ]);
  const line = /^export TF_REATTACH_PROVIDERS=.*$/m.exec(output)?.[0] ?? '';
  return { pid, line, provider: Number(/"Pid":(\d+)/.exec(line)?.[1]), done };
}

/** Waits, on the process table and not on a clock, until a process has ended. */
async function untilEnded(pid: number): Promise<void> {
  while ((await processTable()).some((row) => row.pid === pid && !row.zombie));
}

let world: AcceptanceWorld;
let served: Served;
let onRequest: (endpoint: string | null) => void;

beforeEach(async () => {
  onRequest = () => undefined;
  world = await openAcceptanceWorld({
    log: (entry) => {
      if (entry.kind === 'request') onRequest(entry.endpoint);
    },
  });
  await world.write('main.tf', projectHcl({ readiness: false, arguments: ['claim = "0123456789ab"'] }));
});

afterEach(async () => {
  if ((await processTable()).some((row) => row.pid === served.pid)) process.kill(served.pid, 'SIGKILL');
  await untilEnded(served.provider);
  await world.close();
});

/** Runs terraform in a shell into which the line was pasted. */
const terraform = (...args: string[]): Promise<RunResult> =>
  run('sh', ['-c', `${served.line}\nexec terraform ${args.join(' ')} -no-color`], {
    cwd: world.sandbox.dir,
    // Neither address nor key: the provider has them from where it was started.
    env: world.sandbox.env(),
  });

test('one pasted line makes terraform use it, without init; Ctrl-C leaves nothing behind', async () => {
  served = await serveProvider(world);

  const applied = await terraform('apply', '-input=false', '-auto-approve');
  expect(applied.output).toContain('Apply complete! Resources: 1 added');
  const again = await terraform('plan', '-input=false', '-detailed-exitcode');
  expect([again.code, again.output]).toEqual([0, expect.stringContaining('No changes')]);

  process.kill(served.pid, 'SIGINT');
  const { code, stdout } = await served.done;
  expect(code).toBe(0);
  expect(stdout).toBe(`${served.line}\n`);
  await untilEnded(served.provider);
  expect(await readdir(world.env['TMPDIR'] ?? '')).not.toContainEqual(expect.stringMatching(/^tfplugin-/));
});

test('a call in flight is answered before it leaves: what was rented is given back or in the state', async () => {
  served = await serveProvider(world);
  // At the answer to the paying call, and once.
  onRequest = (endpoint) => {
    if (endpoint !== 'create') return;
    onRequest = () => undefined;
    process.kill(served.pid, 'SIGINT');
  };

  const { output } = await terraform('apply', '-input=false', '-auto-approve');
  const { code } = await served.done;

  expect(code).toBe(0);
  expect(output).toContain('Error:');
  // `show` would need the provider.
  const state = await readFile(path.join(world.sandbox.dir, 'terraform.tfstate'), 'utf8');
  const known = [...state.matchAll(/"id": "(\d+)"/g)].map((match) => match[1]);
  const rented = world.simulator.world.rentals().map(({ id }) => String(id));
  expect(rented.filter((id) => !known.includes(id))).toEqual([]);
});

test('a debugger can attach', async () => {
  served = await serveProvider(world, ['--inspect', '127.0.0.1:0']);
  process.kill(served.pid, 'SIGINT');
  expect((await served.done).stderr).toMatch(/Debugger listening on ws:\/\/127\.0\.0\.1:/);
});

test('it ends when the command was killed', async () => {
  served = await serveProvider(world);
  process.kill(served.pid, 'SIGKILL');
  await served.done;
  await untilEnded(served.provider);
});
