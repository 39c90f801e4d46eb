import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { type JournalEntry } from '../../src/simulator';
import { type AcceptanceWorld, EXECUTABLE, openAcceptanceWorld } from '../support/acceptance-world';
import { projectHcl } from '../support/hcl';
import { processTable } from '../support/process-tree';
import { run, type RunResult } from '../support/run';

const BIN = path.resolve(__dirname, '../../bin/vast-gpu.cjs');
const APPLY = ['apply', '-input=false', '-no-color', '-auto-approve'];

interface Report {
  readonly rentals: readonly {
    readonly id: number;
    readonly stage: string;
    readonly known: boolean | null;
    readonly held_by: readonly { readonly address: string; readonly doomed: string | null }[];
    readonly next: { readonly import: string | null; readonly destroy: string } | null;
  }[];
  readonly gone: readonly { readonly id: number }[];
}

async function openWorld(log?: (entry: JournalEntry) => void): Promise<AcceptanceWorld> {
  const world = await openAcceptanceWorld(log === undefined ? {} : { log });
  await world.write('main.tf', projectHcl({ arguments: ['claim = "0123456789ab"'], readiness: false }));
  await world.terraformOk(['init', '-input=false', '-no-color']);
  return world;
}

const orphans = (world: AcceptanceWorld, ...argv: readonly string[]): Promise<RunResult> =>
  run(process.execPath, [BIN, 'orphans', ...argv], {
    cwd: world.sandbox.dir,
    env: { ...world.env, TERRAFORM_BINARY_NAME: EXECUTABLE },
  });

/** Runs the command, which must end with this code and send nothing but reads. */
async function report(world: AcceptanceWorld, code: number, ...argv: readonly string[]): Promise<Report> {
  const before = world.simulator.journal.requests().length;
  const result = await orphans(world, '--json', ...argv);
  const sent = world.simulator.journal.requests().slice(before);
  expect(sent.map(({ method }) => method).filter((method) => method !== 'GET')).toEqual([]);
  if (result.code !== code) throw new Error(`exit code ${String(result.code)}:\n${result.output}`);
  return JSON.parse(result.stdout) as Report;
}

/** Waits, on the process table and not on a clock, until a process group has ended. */
async function untilGroupEnded(leader: number): Promise<void> {
  for (;;) {
    const rows = await processTable();
    if (!rows.some((row) => !row.zombie && (row.pid === leader || row.parent === leader))) return;
  }
}

describe('vast-gpu orphans, beside the real terraform', () => {
  test('a create that was killed leaves a pending rental that no state knows', async () => {
    let group = 0;
    const world = await openWorld((entry) => {
      if (entry.kind === 'request' && entry.endpoint === 'create') process.kill(-group, 'SIGKILL');
    });
    try {
      expect((await world.terraform(APPLY, { onStart: (pid) => (group = pid) })).signal).toBe('SIGKILL');
      await untilGroupEnded(group);
      const [rental] = world.simulator.world.rentals();

      // Terraform was killed while it held the lock, which does not keep anybody from reading.
      const found = await report(world, 4, '--dir', '.');

      expect(found.rentals).toMatchObject([{ id: rental?.id, stage: 'pending', known: false, held_by: [] }]);
      expect(found.rentals[0]?.next).toMatchObject({
        import: `terraform import ADDRESS ${rental?.id}`,
        destroy: `vastai destroy instance ${rental?.id}`,
      });
      const text = await orphans(world, '--dir', '.');
      expect(text.stderr).toContain(`1 rental that no state knows`);
      expect(text.output).not.toContain(world.env['VAST_API_KEY']);
      expect(world.simulator.world.rentals()).toHaveLength(1);
    } finally {
      await world.close();
    }
  });

  test('a replaced rental that could not be destroyed yet is known beside its successor', async () => {
    const world = await openWorld();
    const write = (diskGb: number): Promise<void> =>
      world.write(
        'main.tf',
        projectHcl({
          arguments: ['claim = "0123456789ab"', 'claim_conflict = "warn"', `disk_gb = ${diskGb}`],
          readiness: false,
          lifecycle: ['create_before_destroy = true'],
        }).replace('create = "60m"', 'create = "60m", delete = "1m"'),
      );
    try {
      await write(20);
      await world.apply();
      await write(30);
      const undo = world.simulator.control.injectFault({
        kind: 'unavailable-page',
        endpoint: 'destroy',
        times: Infinity,
      });
      expect((await world.terraform(APPLY)).code).toBe(1);
      undo();
      const ids = world.simulator.world.rentals().map((rental) => rental.id);
      expect(ids).toHaveLength(2);
      for (const way of [
        ['--dir', '.'],
        ['--state', 'terraform.tfstate'],
      ]) {
        const { rentals } = await report(world, 0, ...way);
        expect(rentals.map(({ known, held_by: [by] }) => [known, by?.doomed])).toEqual([
          [true, 'deposed'],
          [true, null],
        ]);
      }
      await world.apply();
      expect((await report(world, 0, '--dir', '.')).rentals).toHaveLength(1);
    } finally {
      await world.close();
    }
  });

  describe('a rental of an apply that went well', () => {
    let world: AcceptanceWorld;
    let id = 0;
    beforeAll(async () => {
      world = await openWorld();
      await world.apply();
      id = world.simulator.world.rentals()[0]?.id ?? 0;
    });
    afterAll(() => world.close());

    // The tests of this block tell one story and run in order.

    test('is known by its folder, by its file, by what is pulled and by what is shown', async () => {
      const pulled = await world.terraformOk(['state', 'pull']);
      const shown = await world.terraformOk(['show', '-json']);
      await writeFile(path.join(world.sandbox.dir, 'pulled.json'), pulled.stdout);
      await writeFile(path.join(world.sandbox.dir, 'shown.json'), shown.stdout);
      const ways = [
        ['--dir', '.'],
        ['--state', 'terraform.tfstate'],
        ['--state', 'pulled.json'],
        ['--state', 'shown.json'],
      ];
      for (const way of ways) {
        expect((await report(world, 0, ...way)).rentals).toMatchObject([
          { id, stage: 'settled', known: true, held_by: [{ address: 'vastai_instance.june', doomed: null }] },
        ]);
      }
    });

    test('is known when it is tainted', async () => {
      await world.terraformOk(['taint', 'vastai_instance.june']);
      const known = [{ known: true, held_by: [{ doomed: 'tainted' }] }];
      expect((await report(world, 0, '--dir', '.')).rentals).toMatchObject(known);
      expect((await report(world, 0, '--state', 'terraform.tfstate')).rentals).toMatchObject(known);
      await world.terraformOk(['untaint', 'vastai_instance.june']);
    });

    test('is found although a list leaves it out', async () => {
      const undo = world.simulator.control.injectFault({ kind: 'omit', times: 2 });
      expect((await report(world, 0, '--dir', '.')).rentals).toMatchObject([{ id, known: true }]);
      undo();
      world.simulator.control.injectFault({ kind: 'omit', times: 1 });
      expect((await report(world, 0)).rentals).toMatchObject([{ id, known: null }]);
    });

    test('is never passed over because the platform fails', async () => {
      const undo = world.simulator.control.injectFault({ kind: 'html', endpoint: 'list', times: 100 });
      const { code, stdout } = await orphans(world, '--dir', '.');
      undo();
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    });

    test('is known from another workspace', async () => {
      await world.terraformOk(['workspace', 'new', 'blue']);
      expect((await report(world, 0, '--dir', '.')).rentals).toMatchObject([{ id, known: true }]);
      await world.terraformOk(['workspace', 'select', 'default']);
    });

    test('is unknown once its state was removed, and comes back as the report says', async () => {
      await world.terraformOk(['state', 'rm', 'vastai_instance.june']);
      const { rentals } = await report(world, 4, '--dir', '.');
      expect(rentals).toMatchObject([{ id, stage: 'settled', known: false }]);
      const command = rentals[0]?.next?.import?.replace('ADDRESS', 'vastai_instance.june').split(' ') ?? [];
      expect(command.shift()).toBe('terraform');
      await world.terraformOk(command);
      expect((await report(world, 0, '--dir', '.')).rentals).toMatchObject([{ id, known: true }]);
    });

    test('is told as gone when it was destroyed behind the state', async () => {
      world.simulator.control.destroyFromOutside(id);
      const found = await report(world, 0, '--dir', '.');
      expect(found).toMatchObject({ rentals: [], gone: [{ id }] });
    });
  });
});
