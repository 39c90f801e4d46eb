import { isUnknown, unknown } from '../../../src/tfplugin';
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
