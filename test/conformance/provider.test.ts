import { providerCase } from './cases';
import type { Hcl } from './support/case';
import { blockHcl, changed, HEADER } from './support/project';
import { type ConformanceWorld, openConformanceWorld, PLAIN } from './support/world';

describe('the provider block conforms', () => {
  let world: ConformanceWorld;

  /** A project whose provider block is `hcl`, and which asks the platform something. */
  const write = (hcl: Hcl): Promise<void> =>
    world.write(
      'main.tf',
      `${HEADER}
variable "key" {
  sensitive = true
}
variable "url" {}
${blockHcl(['provider', 'vastai'], hcl)}
data "vastai_offers" "any" {
  requirements = { gpu_name = "RTX 3060", max_price_per_hour = 0.5 }
}
`,
    );

  beforeAll(async () => {
    world = await openConformanceWorld();
    for (const name of ['VAST_API_KEY', 'VAST_API_URL', 'VAST_CONNECT_PROXY'])
      Reflect.deleteProperty(world.env, name);
    for (const [name, text] of Object.entries(providerCase.files(world))) await world.write(name, text);
    for (const [name, value] of Object.entries(providerCase.variables(world)))
      world.env[`TF_VAR_${name}`] = value;
    // A time scale is refused for an API that is not on this machine, which is not what is shown here.
    Reflect.deleteProperty(world.env, 'VAST_TIME_SCALE');
  });
  afterAll(() => world.close());

  test('works with every argument, each of which beats the file', async () => {
    await write(providerCase.working);
    const { data } = await world.plan();
    expect(data.get('data.vastai_offers.any')?.['candidates']).toHaveLength(5);
  });

  test('fails without a place of the API that answers, before anything is asked', async () => {
    await write(changed(providerCase.working, { api_url: null }));
    const { code, output } = await world.terraform(['plan', ...PLAIN]);
    expect(code).toBe(1);
    expect(output).toContain('127.0.0.1:1');
  });

  for (const { set, message, at } of providerCase.failing) {
    test(`is refused: ${JSON.stringify(set)}`, async () => {
      await write(changed(providerCase.working, set));
      const { code, output } = await world.terraform(['plan', ...PLAIN]);
      expect(code).toBe(1);
      expect(output.replace(/[\s│]+/g, ' ')).toMatch(message);
      expect(output).not.toContain(world.simulator.apiKey);
      if (at !== undefined)
        expect(output).toMatch(
          new RegExp(`on main\\.tf line \\d+, in provider "vastai":\n[ │]*\\d+: +${at} =`),
        );
    });
  }
});
