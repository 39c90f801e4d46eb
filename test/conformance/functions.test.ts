import { functionCases } from './cases';
import { type ConformanceWorld, openConformanceWorld, PLAIN } from './support/world';

describe('the functions conform', () => {
  let world: ConformanceWorld;

  beforeAll(async () => {
    world = await openConformanceWorld();
  });
  afterAll(() => world.close());

  test('every call gives its value, while planning', async () => {
    const calls = functionCases.flatMap(({ name, calls: own }) => own.map((call) => ({ name, ...call })));
    const outputs = calls.map(
      ({ name, arguments: hcl }, at) =>
        `output "call_${at}" {\n  value = provider::vastai::${name}(${hcl})\n}\n`,
    );
    await world.write('calls.tf', outputs.join(''));
    const plan = await world.plan();
    expect(calls.map((call, at) => ({ ...call, gives: plan.outputs.get(`call_${at}`) }))).toEqual(calls);
    await world.remove('calls.tf');
  });

  for (const { name, failures } of functionCases) {
    for (const { arguments: hcl, message } of failures) {
      test(`${name}(${hcl}) is refused`, async () => {
        await world.write('bad.tf', `output "bad" {\n  value = provider::vastai::${name}(${hcl})\n}\n`);
        const { code, output } = await world.terraform(['plan', ...PLAIN]);
        await world.remove('bad.tf');
        expect(code).toBe(1);
        expect(output.replace(/[\s│]+/g, ' ')).toMatch(message);
      });
    }
  }
});
