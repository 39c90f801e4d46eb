import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { API_KEY, openAcceptanceWorld } from '../support/acceptance-world';
import { projectHcl } from '../support/hcl';

describe('the API key', () => {
  test('stands in no file of a run and in no output, not even at trace level', async () => {
    const world = await openAcceptanceWorld();
    try {
      const log = path.join(world.sandbox.dir, 'trace.log');
      const env = { ...world.env, TF_LOG: 'TRACE', TF_LOG_PATH: log };
      await world.write('main.tf', projectHcl());
      const outputs = [
        await world.terraformOk(['init', '-input=false', '-no-color'], { env }),
        await world.terraformOk(['plan', '-input=false', '-no-color', '-out=plan'], { env }),
        await world.terraformOk(['show', '-json', 'plan'], { env }),
        await world.terraformOk(['apply', '-input=false', '-no-color', 'plan'], { env }),
        await world.terraformOk(['show', '-json'], { env }),
      ].map((result) => result.output);

      // The log is worth nothing as a witness unless the provider wrote to it.
      expect(await readFile(log, 'utf8')).toMatch(/provider\.terraform-provider-vastai/);
      for (const output of outputs) expect(output).not.toContain(API_KEY);
      const leaks = [...(await world.files())]
        .filter(([, text]) => text.includes(API_KEY))
        .map(([file]) => file);
      expect(leaks).toEqual([]);
      expect(
        world.simulator.journal
          .requests()
          .map((entry) => entry.path)
          .join(),
      ).not.toContain(API_KEY);
    } finally {
      await world.close();
    }
  });

  test('is asked for with the places where it may stand', async () => {
    const world = await openAcceptanceWorld();
    try {
      await world.write('main.tf', projectHcl());
      await world.terraformOk(['init', '-input=false', '-no-color']);
      const env = { ...world.env };
      delete env['VAST_API_KEY'];
      const result = await world.terraform(['apply', '-input=false', '-no-color', '-auto-approve'], { env });
      expect(result.code).toBe(1);
      expect(result.output).toMatch(/VAST_API_KEY/);
      expect(result.output).toMatch(/config_file/);
    } finally {
      await world.close();
    }
  });
});
