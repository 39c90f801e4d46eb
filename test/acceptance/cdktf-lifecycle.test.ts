import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { API_KEY } from '../support/acceptance-world';
import { type CdktfWorld, openCdktfWorld } from '../support/cdktf-world';

describe("the checkout's app, through the real cdktf", () => {
  let world: CdktfWorld;
  beforeAll(async () => {
    world = await openCdktfWorld();
  });
  afterAll(() => world.close());

  // The tests of this block tell one story and run in order.

  test('diff chooses, explains and pins an offer, and plans the whole wiring', async () => {
    const { output } = await world.cdktfOk(['diff', 'june-gpu']);
    expect(output).toContain('[VAST-NA] Querying API: geolocation in [CA,US] gpu_name=RTX_3060 dph<=0.50...');
    expect(output).toMatch(/\[VAST-NA\] Found \d+ instances/);
    expect(output).toMatch(/Final Score: \d\.\d\d ← WINNER/);
    expect(output).toMatch(/Plan: 6 to add, 0 to change, 0 to destroy/);
    const lock = JSON.parse(await readFile(path.join(world.sandbox.dir, 'offers.lock.json'), 'utf8')) as {
      entries: Record<string, { candidates: unknown[] }>;
    };
    const [entry] = Object.values(lock.entries);
    expect(entry?.candidates.length).toBeGreaterThan(0);
    expect(world.simulator.world.rentals()).toEqual([]);
  });

  test('deploy rents the pinned offer and leads the cluster names to its ports', async () => {
    const { output } = await world.cdktfOk(['deploy', 'june-gpu', '--auto-approve']);
    const [rental, ...more] = world.simulator.world.rentals();
    expect(more).toEqual([]);
    expect(world.targetsOf('june-stt')).toEqual([
      `${rental?.publicIp ?? ''}:${rental?.ports['8001/tcp'] ?? ''}`,
    ]);
    expect(world.targetsOf('june-tts')).toEqual([
      `${rental?.publicIp ?? ''}:${rental?.ports['8000/tcp'] ?? ''}`,
    ]);
    expect(output).toMatch(/Launching in \S+ with RTX 3060/);
    expect(output).toContain(
      `june-stt.default.svc.cluster.local:8001 → ${rental?.publicIp ?? ''}:${rental?.ports['8001/tcp'] ?? ''}`,
    );
  });

  test('the next diff is empty', async () => {
    const { output } = await world.cdktfOk(['diff', 'june-gpu']);
    expect(output).toMatch(/No changes\./);
  });

  test('a moved port is drift, and the Endpoints follow', async () => {
    const [rental] = world.simulator.world.rentals();
    world.simulator.control.movePorts(rental?.id ?? 0);
    expect((await world.cdktfOk(['diff', 'june-gpu'])).output).toMatch(/will be updated in-place/);
    await world.cdktfOk(['deploy', 'june-gpu', '--auto-approve']);
    const [moved] = world.simulator.world.rentals();
    expect(moved?.id).toBe(rental?.id);
    expect(world.targetsOf('june-stt')).toEqual([
      `${moved?.publicIp ?? ''}:${moved?.ports['8001/tcp'] ?? ''}`,
    ]);
  });

  test('the API key is in no file that the run wrote', async () => {
    const entries = await readdir(path.dirname(world.sandbox.dir), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    expect(files.some((file) => file.endsWith('cdk.tf.json'))).toBe(true);
    expect(files.some((file) => file.endsWith('.tfstate'))).toBe(true);
    const texts = await Promise.all(files.map((file) => readFile(file, 'latin1')));
    expect(files.filter((_file, index) => texts[index]?.includes(API_KEY))).toEqual([]);
  });

  test('destroy leaves neither a rental nor an object', async () => {
    await world.cdktfOk(['destroy', 'june-gpu', '--auto-approve']);
    expect(world.simulator.world.rentals()).toEqual([]);
    expect(world.targetsOf('june-stt')).toEqual([]);
    world.simulator.assertNoViolations();
  });
});

describe('an offer that is taken between synth and apply', () => {
  test('costs nothing but the next candidate', async () => {
    const world = await openCdktfWorld();
    try {
      await world.cdktfOk(['synth']);
      const lock = JSON.parse(await readFile(path.join(world.sandbox.dir, 'offers.lock.json'), 'utf8')) as {
        entries: Record<string, { candidates: { offerId: number; machineId: number }[] }>;
      };
      const [entry] = Object.values(lock.entries);
      const [first, second] = entry?.candidates ?? [];
      if (first === undefined || second === undefined) throw new Error('two candidates are needed');
      world.simulator.control.takeOffer(first.offerId);

      await world.cdktfOk(['deploy', 'june-gpu', '--auto-approve', '--skip-synth']);

      expect(world.simulator.world.rentals().map((rental) => rental.machineId)).toEqual([second.machineId]);
    } finally {
      await world.close();
    }
  });
});
