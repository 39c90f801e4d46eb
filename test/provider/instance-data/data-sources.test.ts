import { instanceDataSource, instancesDataSource } from '../../../src/provider/instance-data/data-sources';
import { reportedAttributes } from '../../../src/provider/instance-data/attributes';
import { AuthError } from '../../../src/vast';
import { diagnosticOf, harness, type Harness } from '../instance/handler-harness';

/** A configuration of a data source: all that is computed is null. */
const nothing = Object.fromEntries(Object.keys(reportedAttributes).map((name) => [name, null]));

const one = (h: Harness, id: string) => {
  const config = { ...nothing, id } as Parameters<typeof instanceDataSource.read>[0]['config'];
  return instanceDataSource.read({ ...h.base, config });
};
const many = (h: Harness, label: string | null) =>
  instancesDataSource.read({ ...h.base, config: { label, instances: null } });

const MINE = 'web vg-0123456789ab-00112233?';

describe('vastai_instance', () => {
  test('tells of an instance, ours or not', async () => {
    const h = harness();
    const id = h.world.vast.rent(MINE, {
      env: { MODE: 'prod', HF_TOKEN: 'hf_5ecret' },
      isBid: true,
      gpuPricePerHour: 0.1,
      minBidPerHour: 0.08,
      templateHashId: 'abc',
      imageRuntype: 'ssh_proxy',
      sshHost: 'ssh5.example.com',
      sshPort: 12818,
      storagePricePerHour: 0.01,
      startedAtSeconds: 1_790_000_000,
    });
    h.world.clock.advance(60_000);
    expect(await one(h, String(id))).toMatchObject({
      id: String(id),
      label: 'web',
      claim: '0123456789ab',
      stage: 'pending',
      status: 'running',
      power: 'running',
      image: 'acme/worker:1',
      runtype: 'ssh',
      ssh: { host: 'ssh5.example.com', port: 12818, user: 'root' },
      stopped_price_per_hour: 0.01,
      env_names: ['HF_TOKEN', 'MODE'],
      public_ip: '198.51.100.1',
      region: 'US-CA',
      gpu_memory_gb: 12.288,
      interruptible: true,
      gpu_price_per_hour: 0.1,
      min_bid_per_hour: 0.08,
      template_hash_id: 'abc',
      started_at: '2026-09-21T14:13:20.000Z',
      ends_at: null,
    });
    const foreign = h.world.vast.rent('somebody', { intendedStatus: 'stopped', endsAtSeconds: 1e300 });
    h.world.account.snapshot.invalidate();
    expect(await one(h, String(foreign))).toMatchObject({
      label: 'somebody',
      claim: null,
      stage: null,
      power: 'stopped',
      public_ip: null,
      port_map: {},
      ends_at: null,
    });
  });

  test('holds no value of a variable', async () => {
    const h = harness();
    const id = h.world.vast.rent(null, { env: { JUPYTER_TOKEN: 't0k3n', HF_TOKEN: 'hf_5ecret' } });
    expect(JSON.stringify(await one(h, String(id)))).not.toMatch(/t0k3n|hf_5ecret/);
  });

  test('fills every attribute of its schema', async () => {
    const h = harness();
    const id = String(h.world.vast.rent(null));
    expect(Object.keys(await one(h, id)).sort()).toEqual(['id', ...Object.keys(reportedAttributes)].sort());
  });

  test('asks for a single one only when the list does not show it', async () => {
    const h = harness();
    const id = h.world.vast.rent(null);
    await one(h, String(id));
    expect(h.world.vast.calls).toEqual(['listInstances {}']);
    h.world.vast.omittedFromLists.add(id);
    h.world.account.snapshot.invalidate();
    expect(await one(h, String(id))).toMatchObject({ id: String(id) });
    expect(h.world.vast.calls.at(-1)).toBe(`readInstance ${id}`);
  });

  test('an instance that does not exist is an error at its place', async () => {
    expect(await diagnosticOf(one(harness(), '7'))).toMatchObject({
      summary: 'No such instance',
      path: ['id'],
    });
  });
});

describe('vastai_instances', () => {
  test('gives all by number, or those whose own part of the label is the same', async () => {
    const h = harness();
    const ids = [MINE, 'web', null, 'web2', 'web vg-0123456789ab-00112234'].map((label) =>
      String(h.world.vast.rent(label)),
    );
    const idsOf = async (label: string | null) => (await many(h, label)).instances.map(({ id }) => id);
    expect(await idsOf(null)).toEqual(ids);
    expect(await idsOf('web')).toEqual([ids[0], ids[1], ids[4]]);
    expect(await idsOf('none')).toEqual([]);
    expect(h.world.vast.calls).toEqual(['listInstances {}']);
  });

  test('a bad key is an error, never an empty list', async () => {
    const h = harness();
    h.world.vast.fail('listInstances', new AuthError('no', { endpoint: 'GET instances' }));
    expect((await diagnosticOf(many(h, null))).summary).toContain('key was refused');
  });
});
