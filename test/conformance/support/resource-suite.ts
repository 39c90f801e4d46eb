import { argumentsOf, isCreationOnly, resources } from './arguments';
import type { Change, Hcl, Observation, ResourceCase } from './case';
import { refusals, type Refusal } from './invalid';
import { type ResourceChange, touched } from './plan-json';
import { blockHcl, changed } from './project';
import { type ConformanceWorld, isWrite, openConformanceWorld, PLAIN } from './world';

const FILE = 'subject.tf';

/** Drives one resource through everything of its case, in order, with the real `terraform`. */
export function describeResource(subject: ResourceCase): void {
  const { type } = subject;
  const address = `${type}.subject`;
  const names = argumentNames(type);

  describe(`${type}${subject.variant === undefined ? '' : `, ${subject.variant},`} conforms`, () => {
    let world: ConformanceWorld;
    let hcl: Hcl;
    let refused: readonly (readonly Refusal[])[];
    let failed: string | undefined;

    beforeAll(async () => {
      world = await openConformanceWorld(subject.support);
      await subject.prepare?.(world);
      hcl = typeof subject.base === 'function' ? subject.base(world) : subject.base;
      refused = await refusals(world, 'resource', type, hcl, subject.invalid);
    });
    afterAll(() => world.close());

    /** Writes a configuration; every step goes on from it. */
    const write = (next: Hcl): Promise<void> => {
      hcl = next;
      return world.write(FILE, blockHcl(['resource', type, 'subject'], hcl));
    };
    const planned = async (): Promise<ResourceChange> => {
      const { changes } = await world.plan();
      const others = changes.filter(
        (change) => change.address !== address && change.actions.join() !== 'no-op',
      );
      const created = others.every(({ actions }) => actions.join() === 'create');
      if (!created)
        throw new Error(`the plan changes also ${others.map((other) => other.address).join(', ')}`);
      const own = changes.find((change) => change.address === address);
      if (own === undefined) throw new Error(`the plan does not know ${address}`);
      return own;
    };
    const observe = async (before: Observation['before'] = {}): Promise<Observation> => {
      const values = await world.values(address);
      if (subject.objects !== undefined) expect(await subject.objects(world)).toEqual([values['id']]);
      return { world, values, before };
    };
    /** Plans a change, and checks that of all arguments it touches those that it sets and no other. */
    const planChange = async ({ set }: Change): Promise<ResourceChange> => {
      await write(changed(hcl, set));
      const change = await planned();
      const { stored, creationOnly } = names;
      const visible = touched(change).filter((name) => stored.has(name));
      const expected = Object.keys(set).filter((name) => stored.has(name));
      // A replacement creates, and so does with what only creation needs.
      const free = change.actions.includes('create') ? creationOnly : new Set<string>();
      if (change.actions.join() !== 'no-op') {
        expect(visible.filter((name) => !free.has(name)).sort()).toEqual(
          expected.filter((name) => !free.has(name)).sort(),
        );
      }
      return change;
    };

    /** One step of the story: the tests run in order, and none goes on from where an earlier one failed. */
    const step = (title: string, run: () => Promise<void>): void =>
      test(title, async () => {
        if (failed !== undefined) throw new Error(`not reached, because an earlier step failed: ${failed}`);
        failed = title;
        await run();
        failed = undefined;
      });

    describe('refuses', () => {
      for (const [index, { set, message, at }] of subject.invalid.entries()) {
        test(described(set), () => {
          const all = refused[index] ?? [];
          const places = all.filter(({ text }) => message.test(text)).map((one) => ({ ...one, text: '' }));
          expect({ all, place: places[0] }).toEqual({ all, place: { text: '', at, inExpression: true } });
          expect(new Set(all.map((one) => one.at))).toEqual(new Set([at]));
        });
      }
    });

    step('is created, and the next plan is empty', async () => {
      await write(hcl);
      expect((await planned()).actions).toEqual(['create']);
      await world.applyPlanned();
      await subject.created?.(await observe());
    });

    describe('changes in place', () => {
      for (const change of subject.inPlace) {
        step(described(change.set), async () => {
          const before = await world.values(address);
          expect((await planChange(change)).actions).toEqual(['update']);
          await world.applyPlanned();
          const after = await observe(before);
          if (subject.followsId !== true) expect(after.values['id']).toBe(before['id']);
          await change.seen?.(after);
        });
      }
    });

    describe('shows no change of what has no effect by itself', () => {
      for (const change of subject.unchanging) {
        step(described(change.set), async () => {
          const before = await world.values(address);
          const { actions } = await planChange(change);
          expect(actions).toEqual(['no-op']);
          await world.applyPlanned();
          const after = await observe(before);
          expect(after.values).toEqual(before);
          await change.seen?.(after);
        });
      }
    });

    describe('is replaced', () => {
      for (const change of subject.replacing) {
        step(described(change.set), async () => {
          const before = await world.values(address);
          const { actions, replacePaths } = await planChange(change);
          expect(actions).toEqual(['delete', 'create']);
          expect(Object.keys(change.set)).toEqual(expect.arrayContaining(replacePaths.map(firstStep)));
          expect(replacePaths).not.toEqual([]);
          await world.applyPlanned();
          const after = await observe(before);
          expect(after.values['id']).not.toBe(before['id']);
          await change.seen?.(after);
        });
      }
    });

    const { import: imported } = subject;
    if (imported === undefined) {
      step('cannot be imported, and says so', async () => {
        const { id } = await world.values(address);
        await world.terraformOk(['state', 'rm', address]);
        const { code, output } = await world.terraform(['import', ...PLAIN, address, String(id)]);
        expect(code).toBe(1);
        expect(output).toMatch(/import/i);
        expect((await planned()).actions).toEqual(['create']);
        await world.applyPlanned();
      });
    } else {
      describe('is imported', () => {
        for (const [id, message] of Object.entries(imported.refused)) {
          step(`but not as "${id}"`, async () => {
            await world.write('other.tf', blockHcl(['resource', type, 'other'], hcl));
            const { code, output } = await world.terraform(['import', ...PLAIN, `${type}.other`, id]);
            await world.remove('other.tf');
            expect(code).toBe(1);
            expect(output.replace(/[\s│]+/g, ' ')).toMatch(message);
          });
        }

        step('by its id, with nothing unknown but what is documented, and an empty plan', async () => {
          const before = await world.values(address);
          const whole = hcl;
          await write(changed(hcl, Object.fromEntries(imported.without.map((name) => [name, null]))));
          await world.terraformOk(['state', 'rm', address]);
          await world.terraformOk(['import', ...PLAIN, address, String(before['id'])]);
          const { values } = await observe();
          const differing = Object.keys(before).filter(
            (name) => JSON.stringify(values[name]) !== JSON.stringify(before[name]),
          );
          expect(differing.sort()).toEqual([...imported.unknowable].sort());
          await world.expectEmptyPlan();

          // What is recorded now is in the state only.
          const requests = world.simulator.journal.requests().filter(isWrite).length;
          await write(whole);
          expect((await planned()).actions).toEqual([imported.without.length === 0 ? 'no-op' : 'update']);
          await world.applyPlanned();
          expect((await observe()).values['id']).toBe(before['id']);
          expect(world.simulator.journal.requests().filter(isWrite)).toHaveLength(requests);
        });
      });
    }

    test('is destroyed, and nothing is left', async () => {
      await world.terraformOk(['destroy', ...PLAIN, '-auto-approve']);
      expect(await subject.objects?.(world)).toEqual(subject.objects === undefined ? undefined : []);
      expect(world.simulator.world.rentals()).toEqual([]);
      expect(world.simulator.world.money().burnPerHour).toBe(0);
      expect(await world.resources()).toEqual([]);
      world.simulator.assertNoViolations();
    });
  });
}

/** Names of the arguments of a resource that are stored, and those of them that serve creation only. */
function argumentNames(type: string) {
  const schema = resources[type]?.schema;
  if (schema === undefined) throw new Error(`the provider has no resource ${type}`);
  const stored = argumentsOf(schema).filter(([, { writeOnly }]) => !writeOnly);
  const creationOnly = stored.filter(([, attribute]) => isCreationOnly(attribute));
  return {
    stored: new Set(stored.map(([name]) => name)),
    creationOnly: new Set(creationOnly.map(([name]) => name)),
  };
}

function firstStep(path: string): string {
  return path.split('.')[0] ?? path;
}

/** A change in the title of its test. */
function described(set: Change['set']): string {
  return Object.entries(set)
    .map(([name, text]) => (text === null ? `without ${name}` : `${name} = ${text}`))
    .join(', ');
}
