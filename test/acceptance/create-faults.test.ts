import { openAcceptanceWorld, type AcceptanceWorld } from '../support/acceptance-world';
import { projectHcl } from '../support/hcl';

const APPLY = ['apply', '-input=false', '-no-color', '-auto-approve'];

describe('a create that goes wrong, through the real terraform', () => {
  let world: AcceptanceWorld;

  beforeEach(async () => {
    world = await openAcceptanceWorld();
    await world.write('main.tf', projectHcl());
    await world.terraformOk(['init', '-input=false', '-no-color']);
  });
  afterEach(async () => {
    world.simulator.assertNoViolations();
    await world.close();
  });

  /** Ids in the state must be the ids of what is rented. */
  async function expectStateKnowsEveryRental(count: number): Promise<void> {
    const rented = world.simulator.world.rentals().map((rental) => String(rental.id));
    const known = (await world.resources())
      .filter((resource) => resource.type === 'vastai_instance')
      .map((resource) => resource.values['id']);
    expect(known).toEqual(rented);
    expect(rented).toHaveLength(count);
  }

  test('takes the next candidate when somebody else was faster', async () => {
    world.simulator.control.injectFault({ kind: 'taken', times: 2 });
    await world.apply();
    await expectStateKnowsEveryRental(1);
    const { values } = await world.resource('vastai_instance');
    expect(values['attempts']).toHaveLength(3);
  });

  test.each(['lost-drop', 'lost-502', 'lost-504', 'invalid-json'] as const)(
    'rents exactly one machine when the answer is spoiled (%s)',
    async (kind) => {
      world.simulator.control.injectFault({ kind, endpoint: 'create' });
      await world.apply();
      await expectStateKnowsEveryRental(1);
      expect(world.simulator.journal.requests('create')).toHaveLength(1);
    },
  );

  test('keeps an instance in the state that a page of the list omits', async () => {
    await world.apply();
    world.simulator.control.injectFault({ kind: 'omit', times: 10 });
    await world.expectEmptyPlan();
    await expectStateKnowsEveryRental(1);
  });

  test('plans to create again when the instance is gone from the platform', async () => {
    await world.apply();
    const [rental] = world.simulator.world.rentals();
    world.simulator.control.destroyFromOutside(rental?.id ?? 0);
    const plan = await world.terraform(['plan', '-input=false', '-no-color', '-detailed-exitcode']);
    expect(plan.code).toBe(2);
    expect(plan.output).toMatch(/vastai_instance\.june will be created/);
  });

  test.each([
    ['a bad key', { kind: 'error', status: 404, error: 'auth_error', message: 'Invalid user key' }],
    ['a server that is down', { kind: 'unavailable-page', status: 503 }],
    ['throttling', { kind: 'rate-limited' }],
  ] as const)('never takes %s for "gone"', async (_what, fault) => {
    await world.apply();
    const undo = world.simulator.control.injectFault({ ...fault, endpoint: '*', times: 1_000 });
    const plan = await world.terraform(['plan', '-input=false', '-no-color']);
    expect(plan.code).toBe(1);
    expect(plan.output).not.toMatch(/will be created/);
    undo();
    await world.expectEmptyPlan();
    await expectStateKnowsEveryRental(1);
  });

  test('gives a machine back that never starts, and takes another', async () => {
    world.simulator.control.image('example/june:1', { fault: 'manifest' });
    const result = await world.terraform(APPLY);
    expect(result.code).toBe(1);
    expect(result.output).toMatch(/manifest/);
    expect(world.simulator.world.rentals()).toEqual([]);
    expect((await world.resources()).filter((resource) => resource.type === 'vastai_instance')).toEqual([]);
  });

  test('stops at missing credit, says so, and rents nothing', async () => {
    world.simulator.control.setCredit(0);
    const result = await world.terraform(APPLY);
    expect(result.code).toBe(1);
    expect(result.output).toMatch(/credit/);
    expect(world.simulator.world.rentals()).toEqual([]);
    expect(world.simulator.journal.requests('create').length).toBeLessThanOrEqual(1);
  });
});
