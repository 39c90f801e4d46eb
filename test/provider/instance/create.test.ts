import { isUnknown, Secret, unknown } from '../../../src/tfplugin';
import { InsufficientCreditError } from '../../../src/vast';
import { offerRow } from '../../support/fake-vast';
import { create, harness, plannedCreate } from './handler-harness';

describe('createInstance', () => {
  test('returns every attribute known: arguments as planned, the rest from the platform', async () => {
    const h = harness();
    h.world.vast.offer(offerRow(1));
    const plan = plannedCreate();
    const { state } = await create(h, plan);
    expect(Object.keys(state ?? {}).sort()).toEqual(Object.keys(plan).sort());
    expect(Object.values(state ?? {}).filter(isUnknown)).toEqual([]);
    expect(state).toMatchObject({
      id: '9001',
      claim: '0123456789ab',
      nonce: '00000001',
      offer_id: 1,
      machine_id: 50_001,
      host_id: 100_001,
      label: 'web',
      status: 'running',
      public_ip: '198.51.100.1',
      port_map: { '8001/tcp': 40_010 },
      region: 'US-CA',
      geolocation: 'California, US',
      gpu_name: 'RTX 3060',
      gpu_memory_gb: 12.288,
      price_per_hour: 0.21,
      price_at_rental: 0.21,
      reliability_at_rental: 0.99,
      verified_at_rental: true,
      rented_at: expect.stringMatching(/^2026-10-01T00:00:/) as string,
      attempts: [{ offer_id: 1, machine_id: 50_001, outcome: 'rented' }],
    });
  });

  test('draws a claim when none is configured', async () => {
    const h = harness();
    h.world.vast.offer(offerRow(1));
    const { state } = await create(h, plannedCreate({ claim: unknown() }));
    expect(state?.claim).toMatch(/^[0-9a-f]{12}$/);
    expect(h.world.vast.alive()).toEqual([`9001: web vg-${state?.claim ?? ''}-${state?.nonce ?? ''}`]);
  });

  test('a stopped instance has no address and no ports', async () => {
    const h = harness();
    h.world.vast.offer(offerRow(1));
    const { state } = await create(h, plannedCreate({ power: 'stopped' }));
    expect(state).toMatchObject({ power: 'stopped', public_ip: null, port_map: {} });
  });

  test('the checkpoint names what exists, and null once nothing does', async () => {
    const h = harness();
    h.world.vast.offer(offerRow(1), { realPrice: 0.9 });
    const { error, checkpoints } = await create(h);
    expect(error?.diagnostics[0]?.summary).toBe('No machine could be rented');
    expect(checkpoints[0]).toEqual({
      id: '9001',
      claim: '0123456789ab',
      nonce: '00000001',
      offer_id: 1,
      machine_id: 50_001,
      rented_at: expect.any(String) as string,
      bid_price_per_hour: null,
    });
    expect(checkpoints.at(-1)).toBeNull();
    expect(h.world.vast.alive()).toEqual([]);
  });

  test('secret variables reach the container and no state, checkpoint or note', async () => {
    const h = harness();
    h.world.vast.offer(offerRow(1));
    const secrets = { secret_env: { TOKEN: new Secret('t0ken') } };
    const created = await create(h, plannedCreate(), secrets);
    const instance = await h.world.vast.readInstance(9001);
    expect(instance?.env).toEqual({ MODE: 'prod', TOKEN: 't0ken', VG_SECRET_KEYS: 'TOKEN' });
    expect(created.state).toMatchObject({ env: { MODE: 'prod' }, secret_env: null });
    expect(JSON.stringify([created, [...h.notes], h.warnings])).not.toContain('t0ken');
  });

  test('the registry login reaches the paying call in the platform’s form, and nothing else', async () => {
    const h = harness();
    h.world.vast.offer(offerRow(1));
    const spy = jest.spyOn(h.world.vast, 'createInstance');
    const login = { registry: 'ghcr.io', username: 'bot', password: 'p4ss' };
    const image_login = {
      registry: new Secret(login.registry),
      username: new Secret(login.username),
      password: new Secret(login.password),
    };
    const created = await create(h, plannedCreate(), { image_login });
    expect(spy.mock.calls.map(([, request]) => request.imageLogin)).toEqual(['-u bot -p p4ss ghcr.io']);
    expect(JSON.stringify([created, [...h.notes]])).not.toContain('p4ss');
  });

  test('an interruptible rental bids within its limits', async () => {
    const h = harness();
    h.world.vast
      .offer(offerRow(1, { min_bid: 0.45, dph_base: 0.45, dph_total: 0.46 }))
      .offer(offerRow(2, { min_bid: 0.2, dph_base: 0.2, dph_total: 0.21 }));
    const bid = { min_price_per_hour: 0.25, max_price_per_hour: 0.4 };
    const offers = [1, 2].map((id) => ({
      id,
      machine_id: 50_000 + id,
      price_per_hour: 0.2,
      region: 'US-CA',
    }));
    const { state } = await create(h, plannedCreate({ bid, offers, bid_price_per_hour: unknown() }));
    expect(state).toMatchObject({ offer_id: 2, bid, bid_price_per_hour: 0.25 });
    expect(state?.attempts?.[0]?.outcome).toContain('a bid of $0.45/h would be needed');
  });

  test('without a machine within its limits nothing is rented', async () => {
    const h = harness();
    h.world.vast.offer(offerRow(1, { min_bid: 0.45, dph_base: 0.45, dph_total: 0.46 }));
    const bid = { min_price_per_hour: null, max_price_per_hour: 0.4 };
    const { error } = await create(
      h,
      plannedCreate({ bid, bid_price_per_hour: unknown(), on_stale: 'fail' }),
    );
    expect(error).toBeDefined();
    expect(h.world.vast.alive()).toEqual([]);
  });

  test('a template names the image, and the state learns it', async () => {
    const h = harness();
    h.world.vast.offer(offerRow(1));
    const template = await h.world.vast.createTemplate({ name: 'x', image: 'acme/tool', tag: '3' });
    const plan = plannedCreate({ image: unknown(), template_hash_id: template.hashId });
    const { state } = await create(h, plan);
    expect(state).toMatchObject({ image: 'acme/tool:3', template_hash_id: template.hashId });
  });

  test('blocked machines are not rented', async () => {
    const h = harness();
    h.world.vast.offer(offerRow(1)).offer(offerRow(2));
    const { state } = await create(h, plannedCreate({ blocked_machines: [50_001] }));
    expect(state?.machine_id).toBe(50_002);
  });

  test('errors of the account come with what to do', async () => {
    const h = harness();
    h.world.vast.offer(offerRow(1));
    h.world.vast.fail(
      'createInstance',
      new InsufficientCreditError('lacks credit.', { endpoint: 'PUT asks' }),
    );
    const { error } = await create(h);
    expect(error?.diagnostics[0]?.summary).toBe('The Vast.ai account lacks credit');
    expect(error?.diagnostics[0]?.detail).toContain('Add credit');
  });
});
