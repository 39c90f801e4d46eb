import { openAcceptanceWorld, type AcceptanceWorld } from '../support/acceptance-world';

const HEADER = `terraform {
  required_providers {
    vastai = {
      source = "vast-gpu.internal/vast-gpu/vastai"
    }
  }
}
`;

const requirements = (cap: number): string =>
  `requirements = { gpu_name = "RTX 3060", max_price_per_hour = ${cap} }\n  ports = ["8001/tcp"]`;

describe('the data source vastai_offers, through the real terraform', () => {
  let world: AcceptanceWorld;

  beforeEach(async () => {
    world = await openAcceptanceWorld();
  });
  afterEach(() => world.close());

  test('gives candidates to an instance, and a changed market changes nothing afterwards', async () => {
    await world.write(
      'main.tf',
      `${HEADER}
data "vastai_offers" "gpu" {
  ${requirements(0.5)}
}

resource "vastai_instance" "june" {
  image  = "example/june:1"
  offers = data.vastai_offers.gpu.candidates
  ${requirements(0.5)}
  timeouts = { create = "60m" }
}

output "why" {
  value = data.vastai_offers.gpu.explanation
}
`,
    );
    await world.terraformOk(['init', '-input=false', '-no-color']);
    await world.terraformOk(['apply', '-input=false', '-no-color', '-auto-approve']);

    const [rental] = world.simulator.world.rentals();
    const { values } = await world.resource('vastai_instance');
    expect(values['offer_id']).toBe(rental?.offerId);
    expect(values['offers']).toMatchObject([{ machine_id: rental?.machineId }, {}, {}, {}, {}]);
    expect((await world.terraformOk(['output', '-raw', 'why'])).stdout).toMatch(/← WINNER/);

    // The rented offer is gone from the market, so the lookup now gives others; the machine stays.
    const plan = await world.terraformOk(['plan', '-input=false', '-no-color', '-out=plan']);
    expect(plan.output).not.toMatch(/vastai_instance\.june (will|must) be/);
  });

  test('asks the market once for two data sources with the same question', async () => {
    await world.write(
      'main.tf',
      `${HEADER}
data "vastai_offers" "a" {
  ${requirements(0.5)}
}

data "vastai_offers" "b" {
  ${requirements(0.5)}
  preferences = { region_policy = "score" }
}

output "same" {
  value = length(data.vastai_offers.a.candidates) == length(data.vastai_offers.b.candidates)
}
`,
    );
    await world.terraformOk(['init', '-input=false', '-no-color']);
    await world.terraformOk(['plan', '-input=false', '-no-color']);
    expect(world.simulator.journal.requests('search')).toHaveLength(1);
  });

  test('says what would help when nothing matches, and points at the requirements', async () => {
    await world.write('main.tf', `${HEADER}\ndata "vastai_offers" "gpu" {\n  ${requirements(0.001)}\n}\n`);
    await world.terraformOk(['init', '-input=false', '-no-color']);
    const plan = await world.terraform(['plan', '-input=false', '-no-color']);
    expect(plan.code).toBe(1);
    expect(plan.output).toMatch(/No offer matches/);
    expect(plan.output).toMatch(/too expensive \d+/);
    expect(plan.output).toMatch(/requirements = \{ gpu_name/);
  });

  test('refuses a region that does not exist, before anything is asked', async () => {
    await world.write(
      'main.tf',
      `${HEADER}
data "vastai_offers" "gpu" {
  requirements = {
    gpu_name           = "RTX 3060"
    max_price_per_hour = 0.5
    regions            = ["US-XX"]
  }
}
`,
    );
    await world.terraformOk(['init', '-input=false', '-no-color']);
    const result = await world.terraform(['validate', '-no-color']);
    expect(result.code).toBe(1);
    expect(result.output).toMatch(/US-XX/);
    expect(world.simulator.journal.requests()).toEqual([]);
  });
});
