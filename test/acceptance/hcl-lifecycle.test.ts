import { openAcceptanceWorld, type AcceptanceWorld } from '../support/acceptance-world';
import { projectHcl } from '../support/hcl';

/** The one rental of the account. */
function onlyRental(world: AcceptanceWorld) {
  const rentals = world.simulator.world.rentals();
  const [rental] = rentals;
  if (rental === undefined || rentals.length > 1) throw new Error(`${rentals.length} rentals`);
  return rental;
}

describe('an instance from HCL, through the real terraform', () => {
  let world: AcceptanceWorld;
  const write = (...lines: string[]): Promise<void> =>
    world.write('main.tf', projectHcl({ arguments: lines }));

  beforeAll(async () => {
    world = await openAcceptanceWorld();
    await write('label = "june"');
    await world.terraformOk(['init', '-input=false', '-no-color']);
  });
  afterAll(() => world.close());

  // The tests of this block tell one story and run in order.

  test('is created, with its services ready, and the next plan is empty', async () => {
    await world.apply();

    const rental = onlyRental(world);
    const { values } = await world.resource('vastai_instance');
    expect(values).toMatchObject({
      id: String(rental.id),
      machine_id: rental.machineId,
      public_ip: rental.publicIp,
      port_map: { ...rental.ports },
      gpu_name: 'RTX 3060',
      status: 'running',
      label: 'june',
    });
    expect(rental.label).toMatch(/^june vg-[0-9a-f]{12}-[0-9a-f]{8}$/);
    const readiness = await world.resource('vastai_readiness');
    expect(readiness.values['endpoints']).toMatchObject([
      { name: 'june-stt', address: rental.publicIp, port: rental.ports['8001/tcp'] },
      { name: 'june-tts', address: rental.publicIp, port: rental.ports['8000/tcp'] },
    ]);
  });

  test('changes its label in place', async () => {
    const before = onlyRental(world);
    await write('label = "june-2"');
    await world.apply();
    const after = onlyRental(world);
    expect(after.id).toBe(before.id);
    expect(after.label).toBe(before.label?.replace('june ', 'june-2 '));
  });

  test('stops in place: no address, no endpoint, and an empty plan', async () => {
    const { id } = onlyRental(world);
    await write('label = "june-2"', 'power = "stopped"');
    await world.apply();
    expect(onlyRental(world)).toMatchObject({ id, intendedStatus: 'stopped' });
    expect((await world.resource('vastai_instance')).values).toMatchObject({ public_ip: null, port_map: {} });
    expect((await world.resource('vastai_readiness')).values).toMatchObject({ endpoints: [] });
  });

  test('starts again in place', async () => {
    const { id } = onlyRental(world);
    await write('label = "june-2"');
    await world.apply();
    const rental = onlyRental(world);
    expect(rental).toMatchObject({ id, actualStatus: 'running' });
    expect((await world.resource('vastai_readiness')).values['endpoints']).toHaveLength(2);
  });

  test('shows a port that moved from outside as drift, and follows it', async () => {
    const rental = onlyRental(world);
    const before = { ...rental.ports };
    world.simulator.control.movePorts(rental.id);
    expect(onlyRental(world).ports).not.toEqual(before);

    const plan = await world.terraform(['plan', '-input=false', '-no-color', '-detailed-exitcode']);
    expect(plan.code).toBe(2);
    expect(plan.output).toMatch(/vastai_readiness\.june will be updated in-place/);
    expect(plan.output).not.toMatch(/vastai_instance\.june (will|must) be/);

    await world.apply();
    const moved = onlyRental(world);
    expect((await world.resource('vastai_readiness')).values['endpoints']).toMatchObject([
      { port: moved.ports['8001/tcp'] },
      { port: moved.ports['8000/tcp'] },
    ]);
  });

  test('is destroyed, and nothing is left that costs money', async () => {
    await world.terraformOk(['destroy', '-input=false', '-no-color', '-auto-approve']);
    expect(world.simulator.world.rentals()).toEqual([]);
    expect(world.simulator.world.money().burnPerHour).toBe(0);
    expect(await world.resources()).toEqual([]);
    world.simulator.assertNoViolations();
  });
});
