import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { type AcceptanceWorld, openAcceptanceWorld, type StateResource } from '../support/acceptance-world';

const EXAMPLES = path.resolve(__dirname, '../../examples');
const REFERENCE = path.join(EXAMPLES, 'provider');
const PLAIN = ['-input=false', '-no-color'];

test('examples/hcl rents, wires and gives back as its comments say', async () => {
  const world = await openAcceptanceWorld();
  try {
    const text = await readFile(path.join(EXAMPLES, 'hcl/main.tf'), 'utf8');
    await world.write('main.tf', text);
    await world.terraformOk(['init', ...PLAIN]);
    await world.terraformOk(['fmt', '-check', '-no-color']);
    await world.terraformOk(['apply', ...PLAIN, '-auto-approve']);

    const [rental] = world.simulator.world.rentals();
    const { stdout } = await world.terraformOk(['output', '-json', 'endpoints']);
    expect(JSON.parse(stdout)).toEqual({
      'june-stt': `${rental?.publicIp ?? ''}:${rental?.ports['8001/tcp'] ?? ''}`,
      'june-tts': `${rental?.publicIp ?? ''}:${rental?.ports['8000/tcp'] ?? ''}`,
    });
    // Another market, another ranking: only the output of the lookup may differ.
    const plan = await world.terraformOk(['plan', ...PLAIN]);
    expect(plan.output).not.toMatch(/# vastai_/);

    await world.terraformOk(['destroy', ...PLAIN, '-auto-approve']);
    expect(world.simulator.world.rentals()).toEqual([]);
  } finally {
    await world.close();
  }
});

/** The example of one page of docs/provider. */
interface PageExample {
  /** Name of its module in the project of this test. */
  readonly module: string;
  readonly folder: string;
}

async function pageExamples(): Promise<readonly PageExample[]> {
  const kinds = (await readdir(REFERENCE)).filter((kind) => kind !== 'index');
  const found = await Promise.all(
    kinds.map(async (kind) =>
      (await readdir(path.join(REFERENCE, kind))).map((name) => ({
        module: `${kind}_${name}`,
        folder: path.join(REFERENCE, kind, name),
      })),
    ),
  );
  return found.flat();
}

/**
 * One project whose modules are the examples of all pages, under the provider block of the index page: they are applied
 * together, which takes the time of one.
 */
async function writeProject(world: AcceptanceWorld, examples: readonly PageExample[]): Promise<void> {
  const provider = await readFile(path.join(REFERENCE, 'index/main.tf'), 'utf8');
  const requirement = provider.slice(0, provider.indexOf('\n}\n') + 3);
  await world.write(
    'main.tf',
    [provider, ...examples.map(({ module }) => `module "${module}" {\n  source = "./${module}"\n}\n`)].join(
      '\n',
    ),
  );
  await Promise.all(
    examples.map(async ({ module, folder }) => {
      const target = path.join(world.sandbox.dir, module);
      await mkdir(target);
      await cp(path.join(folder, 'main.tf'), path.join(target, 'main.tf'));
      await writeFile(path.join(target, 'versions.tf'), requirement);
    }),
  );
}

describe('the examples of the pages in docs/provider', () => {
  let world: AcceptanceWorld;
  let examples: readonly PageExample[];

  beforeAll(async () => {
    world = await openAcceptanceWorld();
    // Several creates at a time, on a machine that may be busy, within the documented default timeouts.
    world.env['VAST_TIME_SCALE'] = '20';
    examples = await pageExamples();
    await writeProject(world, examples);
    await world.terraformOk(['init', ...PLAIN]);
  });
  afterAll(() => world.close());

  const inModules = async (): Promise<readonly StateResource[]> => {
    const { stdout } = await world.terraformOk(['show', '-json']);
    const state = JSON.parse(stdout) as {
      values?: { root_module: { child_modules?: readonly { resources?: readonly StateResource[] }[] } };
    };
    return (state.values?.root_module.child_modules ?? []).flatMap(({ resources = [] }) => resources);
  };

  // The tests of this block tell one story and run in order.

  test('are written as terraform fmt writes', async () => {
    await world.terraformOk(['fmt', '-check', '-recursive', '-no-color']);
  });

  test('are applied, and what each page is about is in the state', async () => {
    await world.terraformOk(['apply', ...PLAIN, '-auto-approve']);
    const types = (await inModules()).map(({ address }) => address.split('.').slice(0, -1).join('.'));
    for (const { module, folder } of examples) {
      const [kind, name = ''] = path.relative(REFERENCE, folder).split(path.sep);
      if (kind === 'resources') expect(types).toContain(`module.${module}.${name}`);
      if (kind === 'data-sources') expect(types).toContain(`module.${module}.data.${name}`);
    }
    expect(world.simulator.world.rentals().length).toBeGreaterThan(0);
  });

  test('plan nothing afterwards', async () => {
    const plan = await world.terraformOk(['plan', ...PLAIN]);
    expect(plan.output).not.toMatch(/# module\.\S+ (will|must) be/);
  });

  test('are imported with the command of the page', async () => {
    let imported = 0;
    for (const { module, folder } of examples) {
      const command = await readFile(path.join(folder, 'import.sh'), 'utf8').catch(() => undefined);
      if (command === undefined) continue;
      const [, address = '', example = ''] = /^terraform import (\S+) (\S+)$/m.exec(command) ?? [];
      const full = `module.${module}.${address}`;
      const id = (await inModules()).find((resource) => resource.address === full)?.values['id'];
      expect({ command, id, example }).toEqual({
        command,
        id: expect.stringMatching(/^\d+$/) as unknown,
        example: expect.stringMatching(/^\d+$/) as unknown,
      });
      await world.terraformOk(['state', 'rm', full]);
      await world.terraformOk(['import', ...PLAIN, full, String(id)]);
      expect((await inModules()).find((resource) => resource.address === full)?.values['id']).toBe(id);
      imported += 1;
    }
    expect(imported).toBeGreaterThan(0);
    const { output } = await world.terraformOk(['plan', ...PLAIN]);
    expect(output).not.toMatch(/must be replaced|will be destroyed|will be created/);
  });

  test('are destroyed, and nothing is left that costs money', async () => {
    await world.terraformOk(['destroy', ...PLAIN, '-auto-approve']);
    expect(world.simulator.world.rentals()).toEqual([]);
    expect(world.simulator.world.money().burnPerHour).toBe(0);
    world.simulator.assertNoViolations();
  });
});
