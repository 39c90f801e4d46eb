/**
 * The vendor's Python libraries against the simulator, checked on their results and on what the simulator saw.
 * Run by `npm run test:interop`.
 */
import type { Simulator } from '../../src/simulator';
import { VASTAI_VERSION } from './python';
import { describeIf, Session } from './session';

let session: Session;
let simulator: Simulator;

beforeEach(async () => {
  session = await Session.open();
  simulator = session.simulator;
});

afterEach(() => session.close());

describeIf(`vastai ${VASTAI_VERSION}, the SDK`, () => {
  test('search_offers, create_instance, show_instances, destroy_instance', async () => {
    const found = (await session.sdk(
      `print(json.dumps(sdk.search_offers(query='gpu_name=RTX_3060 num_gpus=1 geolocation=US', order='dph_total', limit=3)))`,
    )) as Record<string, unknown>[];
    expect(found).toHaveLength(3);
    expect(found.every((row) => row.gpu_name === 'RTX 3060')).toBe(true);
    const made = await session.sdk(
      `print(json.dumps(sdk.create_instance(id=${String(found[0]?.id)}, image='acme/worker:1', disk=20, env={'-p 8001:8001': '1'}, label='from-sdk', cancel_unavail=True)))`,
    );
    expect(made).toMatchObject({ success: true });
    simulator.clock.advance(100_000);
    const rows = (await session.sdk('print(json.dumps(sdk.show_instances()))')) as Record<string, unknown>[];
    expect(rows).toMatchObject([
      { id: (made as { new_contract: number }).new_contract, label: 'from-sdk', actual_status: 'running' },
    ]);
    expect(await session.sdk(`print(json.dumps(sdk.destroy_instance(id=${String(rows[0]?.id)})))`)).toEqual({
      success: true,
    });
    expect(await session.sdk('print(json.dumps(sdk.show_instances()))')).toEqual([]);
    expect(
      ['search', 'create', 'list', 'destroy'].map((name) => simulator.journal.requests(name).length),
    ).toEqual([1, 1, 2, 1]);
  });

  test('the typed client: create and show', async () => {
    const id = await session.sdk(
      [
        'from vastai.data.instance import InstanceConfig',
        `made = sync.create_instance(${session.offer()}, InstanceConfig(image='acme/worker:1', disk=20))`,
        'print(json.dumps(made.id))',
      ].join('\n'),
    );
    expect(simulator.world.rentals().map((rental) => rental.id)).toEqual([id]);
    expect(simulator.journal.requests('create').length).toBe(1);
    expect(simulator.journal.requests('list').length).toBeGreaterThan(0);
    expect(await session.sdk('print(json.dumps([i.id for i in sync.show_instances()]))')).toEqual([id]);
    await session.sdk(`sync.destroy_instance(${String(id)})\nprint('null')`);
    expect(simulator.world.rentals()).toEqual([]);
  });
});
