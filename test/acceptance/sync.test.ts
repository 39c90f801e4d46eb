import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import { readLock, type LockEntry } from '../../src/market';
import { type CdktfWorld, openCdktfWorld } from '../support/cdktf-world';
import { run, type RunResult } from '../support/run';

const BIN = path.resolve(__dirname, '../../bin/vast-gpu.cjs');

describe('vast-gpu sync, on what the real cdktf and terraform deployed', () => {
  let world: CdktfWorld;
  let file: string;
  beforeAll(async () => {
    world = await openCdktfWorld();
    file = path.join(world.sandbox.dir, 'offers.lock.json');
  });
  afterAll(() => world.close());

  const sync = (): Promise<RunResult> =>
    run(process.execPath, [BIN, 'sync'], { cwd: world.sandbox.dir, env: world.env });
  const entry = (): LockEntry | undefined => readLock(file).entries['june-gpu/june'];
  const config = (): Promise<string> =>
    readFile(path.join(world.sandbox.dir, 'cdktf.out/stacks/june-gpu/cdk.tf.json'), 'utf8');

  // The tests of this block tell one story and run in order.

  test('before the output exists, it says what to do', async () => {
    const { code, stderr } = await sync();
    expect(code).toBe(1);
    expect(stderr).toContain(path.join(world.sandbox.dir, 'cdktf.out/manifest.json'));
    expect(stderr).toContain("run 'cdktf synth' first");
  });

  test('before the first deploy nothing is bound, and the folder is made ready to be asked', async () => {
    await world.cdktfOk(['synth']);
    const before = await readFile(file, 'utf8');
    const { code, stdout, stderr } = await sync();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe('offers.lock.json: nothing to change\n');
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  test('after a deploy that lost the first candidate, the entry is bound to the machine that was rented', async () => {
    const first = entry()?.offer.id ?? 0;
    world.simulator.control.takeOffer(first);
    await world.cdktfOk(['deploy', 'june-gpu', '--auto-approve', '--skip-synth']);
    const { code, stdout, stderr } = await sync();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`(the lock had offer ${first})`);
    const [rental] = world.simulator.world.rentals();
    expect(entry()).toMatchObject({ bound: true, offer: { machineId: rental?.machineId } });
  });

  test('a second run changes nothing, and the next synth asks nobody', async () => {
    const before = await stat(file);
    expect((await sync()).stdout).toBe('offers.lock.json: nothing to change\n');
    const { output } = await world.cdktfOk(['synth'], { ...world.env, VAST_LOOKUP: 'refresh' });
    expect(output).not.toContain('Querying API');
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs);
  });

  test('a lost lock comes back from the state, and gives no reason to change anything', async () => {
    const [bound, before] = [entry(), await config()];
    await rm(file);
    expect((await sync()).stdout).toContain('june-gpu/june: restored from the state');
    expect(entry()).toMatchObject({
      bound: true,
      offer: bound?.offer,
      query: bound?.query,
      queryHash: bound?.queryHash,
    });
    const { output } = await world.cdktfOk(['diff', 'june-gpu'], { ...world.env, VAST_LOOKUP: 'off' });
    expect(output).toMatch(/No changes\./);
    const requirements = (text: string): unknown =>
      Object.values(
        (JSON.parse(text) as { resource: { vastai_instance: Record<string, { requirements: unknown }> } })
          .resource.vastai_instance,
      ).map((instance) => instance.requirements);
    expect(requirements(await config())).toEqual(requirements(before));
  });

  test('after destroy the entry is unbound', async () => {
    await world.cdktfOk(['destroy', 'june-gpu', '--auto-approve']);
    expect((await sync()).stdout).toContain('june-gpu/june: no longer in the state; unbound');
    expect(entry()?.bound).toBe(false);
    expect(world.simulator.world.rentals()).toEqual([]);
  });
});
