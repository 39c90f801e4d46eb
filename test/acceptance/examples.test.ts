import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { openAcceptanceWorld } from '../support/acceptance-world';

const EXAMPLES = path.resolve(__dirname, '../../examples');

test('examples/hcl rents, wires and gives back as its comments say', async () => {
  const world = await openAcceptanceWorld();
  try {
    const text = await readFile(path.join(EXAMPLES, 'hcl/main.tf'), 'utf8');
    await world.write('main.tf', text);
    await world.terraformOk(['init', '-input=false', '-no-color']);
    await world.terraformOk(['fmt', '-check', '-no-color']);
    await world.terraformOk(['apply', '-input=false', '-no-color', '-auto-approve']);

    const [rental] = world.simulator.world.rentals();
    const { stdout } = await world.terraformOk(['output', '-json', 'endpoints']);
    expect(JSON.parse(stdout)).toEqual({
      'june-stt': `${rental?.publicIp ?? ''}:${rental?.ports['8001/tcp'] ?? ''}`,
      'june-tts': `${rental?.publicIp ?? ''}:${rental?.ports['8000/tcp'] ?? ''}`,
    });
    // Another market, another ranking: only the output of the lookup may differ.
    const plan = await world.terraformOk(['plan', '-input=false', '-no-color']);
    expect(plan.output).not.toMatch(/# vastai_/);

    await world.terraformOk(['destroy', '-input=false', '-no-color', '-auto-approve']);
    expect(world.simulator.world.rentals()).toEqual([]);
  } finally {
    await world.close();
  }
});

test('examples/small keeps a key and a template, and rents nothing', async () => {
  const world = await openAcceptanceWorld();
  try {
    await world.write('main.tf', await readFile(path.join(EXAMPLES, 'small/main.tf'), 'utf8'));
    await world.terraformOk(['init', '-input=false', '-no-color']);
    await world.terraformOk(['fmt', '-check', '-no-color']);
    await world.apply();
    const { stdout } = await world.terraformOk(['output', '-json', 'template']);
    expect(JSON.parse(stdout)).toBe((await world.resource('vastai_template')).values['hash_id']);
    expect(world.simulator.world.rentals()).toEqual([]);
    await world.terraformOk(['destroy', '-input=false', '-no-color', '-auto-approve']);
    expect(await world.resources()).toEqual([]);
  } finally {
    await world.close();
  }
});
