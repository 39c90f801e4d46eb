import { type AcceptanceWorld, openAcceptanceWorld } from '../support/acceptance-world';
import { projectHcl } from '../support/hcl';

const PLAN = ['plan', '-input=false', '-no-color', '-detailed-exitcode'];
const APPLY = ['apply', '-input=false', '-no-color', '-auto-approve'];

/** The one rental of the account. */
function onlyRental(world: AcceptanceWorld) {
  const [rental, ...others] = world.simulator.world.rentals();
  if (rental === undefined || others.length > 0) throw new Error(`${others.length + 1} rentals`);
  return rental;
}

describe('an interruptible instance, through the real terraform', () => {
  let world: AcceptanceWorld;
  const write = (...lines: string[]): Promise<void> =>
    world.write('main.tf', projectHcl({ arguments: ['claim = "0123456789ab"', ...lines] }));

  beforeAll(async () => {
    world = await openAcceptanceWorld();
    await write('bid = { max_price_per_hour = 0.4 }');
    await world.terraformOk(['init', '-input=false', '-no-color']);
  });
  afterAll(() => world.close());

  // The tests of this block tell one story and run in order.

  test('is rented by the lowest bid that wins', async () => {
    await world.apply();
    const { values } = await world.resource('vastai_instance');
    expect(values).toMatchObject({ outbid: false, outbid_price_per_hour: null });
    const body = world.simulator.journal.requests('create').at(-1)?.body as { price?: unknown };
    expect(body.price).toBe(values['bid_price_per_hour']);
  });

  test('that is outbid loses its endpoints and nothing else, and waits', async () => {
    const { id } = onlyRental(world);
    world.simulator.control.outbid(id);
    world.simulator.clock.advance(60_000);
    const plan = await world.terraform(PLAN);
    expect(plan.code).toBe(2);
    expect(plan.output).toMatch(/vastai_readiness\.june will be updated in-place/);
    expect(plan.output).not.toMatch(/vastai_instance\.june (will|must) be/);
    expect(plan.output).toContain(`Instance ${id} is outbid`);
    await world.apply();
    expect((await world.resource('vastai_instance')).values).toMatchObject({
      id: String(id),
      power: 'running',
      outbid: true,
      public_ip: null,
    });
    expect((await world.resource('vastai_readiness')).values).toMatchObject({ endpoints: [] });
  });

  test('with on_outbid = "rebid" gets its GPUs back by a higher bid, within the cap', async () => {
    const { id } = onlyRental(world);
    const { values: before } = await world.resource('vastai_instance');
    await write('bid = { max_price_per_hour = 0.4 }', 'on_outbid = "rebid"');
    await world.apply();
    const { values } = await world.resource('vastai_instance');
    expect(values).toMatchObject({ id: String(id), outbid: false, status: 'running' });
    expect(Number(values['bid_price_per_hour'])).toBeGreaterThan(Number(before['bid_price_per_hour']));
    expect(Number(values['bid_price_per_hour'])).toBeLessThanOrEqual(0.4);
    expect((await world.resource('vastai_readiness')).values['endpoints']).toHaveLength(2);
  });

  test('above the cap it waits, and the plan says so', async () => {
    const { id } = onlyRental(world);
    const bid = Number((await world.resource('vastai_instance')).values['bid_price_per_hour']);
    await write(`bid = { max_price_per_hour = ${bid} }`, 'on_outbid = "rebid"');
    await world.apply();
    world.simulator.control.outbid(id);
    world.simulator.clock.advance(60_000);
    await world.terraformOk(APPLY);
    const plan = await world.terraform(PLAN);
    expect(plan.code).toBe(0);
    expect(plan.output).toContain('above bid.max_price_per_hour');
    expect(onlyRental(world).id).toBe(id);
  });

  test('with on_outbid = "replace" another machine is rented, and the outbid one is gone', async () => {
    const { id } = onlyRental(world);
    await write('bid = { max_price_per_hour = 0.4 }', 'on_outbid = "replace"');
    await world.apply();
    expect(onlyRental(world).id).not.toBe(id);
    expect((await world.resource('vastai_instance')).values).toMatchObject({
      outbid: false,
      status: 'running',
    });
  });

  test('is imported with its bid, and the plan for the same configuration is empty', async () => {
    const { id } = onlyRental(world);
    await world.terraformOk(['state', 'rm', 'vastai_instance.june']);
    await world.write(
      'main.tf',
      projectHcl({ arguments: ['claim = "0123456789ab"', 'bid = { max_price_per_hour = 0.4 }'] }).replace(
        /^ {2}timeouts.*\n/m,
        '',
      ),
    );
    await world.terraformOk(['import', '-input=false', '-no-color', 'vastai_instance.june', String(id)]);
    await world.expectEmptyPlan();
  });

  test('is destroyed, and nothing is left that costs money', async () => {
    await world.terraformOk(['destroy', '-input=false', '-no-color', '-auto-approve']);
    expect(world.simulator.world.rentals()).toEqual([]);
    expect(world.simulator.world.money().burnPerHour).toBe(0);
    world.simulator.assertNoViolations();
  });
});
