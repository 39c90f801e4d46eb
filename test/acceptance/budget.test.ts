import { type AcceptanceWorld, openAcceptanceWorld } from '../support/acceptance-world';

const APPLY = ['apply', '-input=false', '-no-color', '-auto-approve'];

/** Ten instances of at most 0.3 USD per hour under one budget. */
const project = (budget: number): string => `terraform {
  required_providers {
    vastai = {
      source = "vast-gpu.internal/vast-gpu/vastai"
    }
  }
}

provider "vastai" {
  max_total_price_per_hour = ${budget}
}

resource "vastai_instance" "many" {
  count = 10
  image = "example/june:1"
  requirements = {
    gpu_name           = "RTX 3060"
    max_price_per_hour = 0.3
    regions            = ["*"]
    verified_only      = false
    min_reliability    = 0
  }
  timeouts = { create = "120m" }
}
`;

describe('the budget of an account, through the real terraform', () => {
  let world: AcceptanceWorld;
  beforeEach(async () => {
    world = await openAcceptanceWorld();
    await world.write('main.tf', project(0.6));
    await world.terraformOk(['init', '-input=false', '-no-color']);
  });
  afterEach(() => world.close());

  const burn = () => world.simulator.world.money().burnPerHour;

  test('holds when ten creates run at once, and again in the next apply', async () => {
    const first = await world.terraform(APPLY);
    expect(first.code).toBe(1);
    expect(first.output).toContain('The budget is used up');
    expect(world.simulator.world.rentals().length).toBeGreaterThan(0);
    expect(burn()).toBeLessThanOrEqual(0.6);
    const rented = world.simulator.world.rentals().map(({ id }) => String(id));
    expect((await world.resources()).map(({ values }) => values['id']).sort()).toEqual(rented.sort());

    const second = await world.terraform(APPLY);
    expect(second.output).toContain('The budget is used up');
    expect(burn()).toBeLessThanOrEqual(0.6);
  });

  test('low credit is reported before anything is rented, an empty account rents nothing', async () => {
    world.simulator.control.setCredit(1);
    const low = await world.terraform(APPLY);
    expect(low.output).toContain('The credit is low');
    await world.terraformOk(['destroy', '-input=false', '-no-color', '-auto-approve']);

    world.simulator.control.setCredit(-1);
    const before = world.simulator.journal.requests('create').length;
    const empty = await world.terraform(APPLY);
    expect(empty.output).toContain('The Vast.ai account lacks credit');
    expect(world.simulator.journal.requests('create')).toHaveLength(before);
  });
});
