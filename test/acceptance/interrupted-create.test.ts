import { isDeepStrictEqual } from 'node:util';

import { type JournalEntry } from '../../src/simulator';
import { type AcceptanceWorld, openAcceptanceWorld } from '../support/acceptance-world';
import { projectHcl } from '../support/hcl';
import { processTable } from '../support/process-tree';

const APPLY = ['apply', '-input=false', '-no-color', '-auto-approve'];

/** Opens a world that calls `moment` at the first answered request to `endpoint` after the paying call was answered. */
async function worldWithMoment(endpoint: string, moment: () => void): Promise<AcceptanceWorld> {
  let rented = false;
  let done = false;
  const log = (entry: JournalEntry): void => {
    if (entry.kind !== 'request' || done) return;
    rented ||= entry.endpoint === 'create';
    if (!rented || entry.endpoint !== endpoint) return;
    done = true;
    moment();
  };
  const world = await openAcceptanceWorld({ log });
  await world.write(
    'main.tf',
    projectHcl({
      arguments: ['claim = "0123456789ab"', 'label = "june"'],
      readiness: false,
    }),
  );
  await world.terraformOk(['init', '-input=false', '-no-color']);
  return world;
}

/** Waits, on the process table and not on a clock, until a process group has ended. */
async function untilGroupEnded(pid: number): Promise<void> {
  for (;;) {
    const group = (await processTable()).filter(
      (row) => !row.zombie && (row.pid === pid || row.parent === pid),
    );
    if (group.length === 0) return;
  }
}

/** Attributes of the instance that a plan would change in place. */
async function plannedChanges(world: AcceptanceWorld): Promise<readonly string[]> {
  await world.terraformOk(['plan', '-input=false', '-no-color', '-out=plan']);
  const plan = JSON.parse((await world.terraformOk(['show', '-json', 'plan'])).stdout) as {
    resource_changes: readonly {
      change: { actions: readonly string[]; before: Record<string, unknown>; after: Record<string, unknown> };
    }[];
  };
  return plan.resource_changes.flatMap(({ change }) => {
    expect(change.actions).toEqual(['update']);
    return Object.keys(change.after).filter(
      (name) => !isDeepStrictEqual(change.before[name], change.after[name]),
    );
  });
}

describe('an apply that is cut off while it creates', () => {
  test('by SIGKILL of terraform and provider: the next create takes the rental over', async () => {
    let group = 0;
    const world = await worldWithMoment('create', () => process.kill(-group, 'SIGKILL'));
    try {
      const killed = await world.terraform(APPLY, { onStart: (pid) => (group = pid) });
      expect(killed.signal).toBe('SIGKILL');
      await untilGroupEnded(group);
      const [rental] = world.simulator.world.rentals();
      expect(rental?.label).toMatch(/^june vg-0123456789ab-[0-9a-f]{8}\?$/);

      const next = await world.terraformOk([...APPLY, '-lock=false']);

      expect(next.output).toContain('A rental of an interrupted create was taken over');
      const [adopted, ...others] = world.simulator.world.rentals();
      expect(others).toEqual([]);
      expect(adopted?.id).toBe(rental?.id);
      expect(adopted?.label).toMatch(/^june vg-0123456789ab-[0-9a-f]{8}$/);
      expect(adopted?.label).not.toBe(rental?.label?.replace('?', ''));
      expect((await world.resource('vastai_instance')).values['id']).toBe(String(rental?.id));
      await world.expectEmptyPlan();
    } finally {
      await world.close();
    }
  });

  test('by Ctrl-C: what was rented is destroyed or in the state', async () => {
    let group = 0;
    const world = await worldWithMoment('list', () => process.kill(-group, 'SIGINT'));
    try {
      const stopped = await world.terraform(APPLY, { onStart: (pid) => (group = pid) });
      expect(stopped.code).toBe(1);
      const rented = world.simulator.world.rentals().map((rental) => String(rental.id));
      const known = (await world.resources()).map((resource) => resource.values['id']);
      expect(rented.filter((id) => !known.includes(id))).toEqual([]);

      await world.apply();
      expect(world.simulator.world.rentals()).toHaveLength(1);
    } finally {
      await world.close();
    }
  });
});

describe('a settled rental that the state has lost', () => {
  test('is refused with its id, its price and the ways out, and never doubled', async () => {
    const world = await worldWithMoment('none', () => undefined);
    try {
      await world.apply();
      await world.terraformOk(['state', 'rm', 'vastai_instance.june']);
      const [rental] = world.simulator.world.rentals();

      const refused = await world.terraform(APPLY);

      expect(refused.code).toBe(1);
      expect(refused.output).toContain(String(rental?.id));
      expect(refused.output).toMatch(/import/);
      expect(world.simulator.world.rentals()).toHaveLength(1);

      await world.terraformOk([
        'import',
        '-input=false',
        '-no-color',
        'vastai_instance.june',
        String(rental?.id),
      ]);

      // Timeouts are no part of a rental, so no import can know them; everything else is recognised.
      expect(await plannedChanges(world)).toEqual(['timeouts']);
      await world.apply();
    } finally {
      await world.close();
    }
  });
});
