import { readInstance } from '../../../src/provider/instance/read';
import type { InstanceState } from '../../../src/provider/instance/schema';
import { AuthError, RateLimitError, TransientError } from '../../../src/vast';
import { importInstance } from '../../../src/provider/instance/import';
import { create, diagnosticOf, type Harness, harness, plannedCreate, rented } from './handler-harness';

const read = (h: Harness, state: InstanceState) => readInstance({ ...h.base, state });
const later = (h: Harness) => h.world.clock.advance(600_000);

describe('readInstance', () => {
  test('right after create nothing has changed', async () => {
    const h = await rented();
    expect(await read(h, h.state)).toEqual(h.state);
    expect(h.world.vast.calls).toEqual(['listInstances {}']);
  });

  test('a hundred reads take one list and no single read', async () => {
    const h = await rented();
    await Promise.all(Array.from({ length: 100 }, () => read(h, h.state)));
    expect(h.world.vast.calls).toEqual(['listInstances {}']);
  });

  test('absent from the list, shown by the single read: it exists', async () => {
    const h = await rented();
    h.world.vast.omittedFromLists.add(9001);
    expect(await read(h, h.state)).toEqual(h.state);
    expect(h.world.vast.calls).toEqual(['listInstances {}', 'readInstance 9001']);
  });

  test('absent from both: gone', async () => {
    const h = await rented();
    later(h);
    h.world.vast.end(9001);
    expect(await read(h, h.state)).toBeNull();
  });

  test('absent from both within two minutes of its rental: the platform may lag, the state is kept', async () => {
    const h = await rented();
    h.world.vast.end(9001);
    expect(await read(h, h.state)).toEqual(h.state);
    later(h);
    h.world.account.snapshot.invalidate();
    expect(await read(h, h.state)).toBeNull();
  });

  test.each<[string, Error, string]>([
    [
      'a bad key',
      new AuthError('Invalid user key', { endpoint: 'GET', status: 404 }),
      'The Vast.ai API key was refused',
    ],
    [
      'throttling',
      new RateLimitError('too frequent', { endpoint: 'GET', status: 429 }),
      'Vast.ai throttled the call',
    ],
    [
      'a server error',
      new TransientError('502', { endpoint: 'GET', ambiguous: false }),
      'The Vast.ai API does not answer properly',
    ],
  ])('%s is an error, in the list and in the single read, and never "gone"', async (_, error, summary) => {
    for (const method of ['listInstances', 'readInstance'] as const) {
      const h = await rented();
      later(h);
      h.world.vast.end(9001);
      h.world.vast.fail(method, error);
      expect((await diagnosticOf(read(h, h.state))).summary).toBe(summary);
    }
  });

  test('stopped from outside: power drifts, address and ports are gone', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { intendedStatus: 'stopped', currentState: 'stopped', actualStatus: 'exited' });
    expect(await read(h, h.state)).toEqual({
      ...h.state,
      power: 'stopped',
      public_ip: null,
      port_map: {},
      status: 'exited',
    });
  });

  test('moved ports and a moved address show in the state', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { publicIp: '198.51.100.99', ports: { '8001/tcp': 50_000 } });
    expect(await read(h, h.state)).toEqual({
      ...h.state,
      public_ip: '198.51.100.99',
      port_map: { '8001/tcp': 50_000 },
    });
  });

  test('a host that went offline shows in the status', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { actualStatus: 'offline' });
    expect(await read(h, h.state)).toMatchObject({ status: 'offline', power: 'running' });
  });

  test('a label changed from outside shows without the suffix', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { label: 'db vg-0123456789ab-00000001' });
    expect(await read(h, h.state)).toEqual({ ...h.state, label: 'db' });
    h.world.account.snapshot.invalidate();
    h.world.vast.patch(9001, { label: null });
    expect(await read(h, h.state)).toEqual({ ...h.state, label: null });
  });

  test('variables that the platform adds do not show; one whose value changed does', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { env: { MODE: 'prod', JUPYTER_TOKEN: 'x' } });
    expect(await read(h, h.state)).toEqual(h.state);
    h.world.account.snapshot.invalidate();
    h.world.vast.patch(9001, { env: { MODE: 'test' } });
    expect(await read(h, h.state)).toEqual({ ...h.state, env: { MODE: 'test' } });
    h.world.account.snapshot.invalidate();
    h.world.vast.patch(9001, { env: {} });
    expect(await read(h, h.state)).toEqual(h.state);
  });

  test('an image that the platform spells in its own way is no change; another image is', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { image: 'acme/worker:2' });
    expect(await read(h, h.state)).toMatchObject({ image: 'acme/worker:2' });
    h.notes.clear();
    expect(await read(h, h.state)).toMatchObject({ image: 'acme/worker:1' });
  });

  test('with a provider configuration that is not known yet the state is used as it is, with a warning', async () => {
    const h = await rented();
    const client = { kind: 'not-yet-known', unknown: ['api_key'] } as const;
    expect(await readInstance({ ...h.base, client, state: h.state })).toBe(h.state);
    expect(h.warnings[0]?.detail).toContain('api_key');
  });
});

describe('a state without an id, of a create that lost the platform’s answer', () => {
  async function unresolved(): Promise<Harness & { state: InstanceState }> {
    const h = await rented();
    const state = { ...h.state, id: null, nonce: 'bbbbbbbb' };
    h.world.vast.patch(9001, { label: 'web vg-0123456789ab-bbbbbbbb?' });
    return { ...h, state };
  }

  test('finds the rental by its mark', async () => {
    const h = await unresolved();
    expect(await read(h, h.state)).toMatchObject({ id: '9001', machine_id: 50_001, label: 'web' });
  });

  test('is kept while the platform may lag, and gone once two looks found nothing', async () => {
    const h = await unresolved();
    h.world.vast.end(9001);
    expect(await read(h, h.state)).toEqual(h.state);
    later(h);
    expect(await read(h, h.state)).toBeNull();
  });
});

describe('what happened behind the back', () => {
  test.each(['offline', 'unknown'])(
    'a host that is %s: no address and no ports, and that is no error',
    async (status) => {
      const h = await rented();
      h.world.vast.patch(9001, { actualStatus: status });
      h.world.account.snapshot.invalidate();
      expect(await read(h, h.state)).toEqual({
        ...h.state,
        status,
        public_ip: null,
        port_map: {},
        ssh: null,
      });
    },
  );

  const asBid = (state: InstanceState): InstanceState => ({
    ...state,
    bid: { min_price_per_hour: null, max_price_per_hour: 0.4 },
    bid_price_per_hour: 0.2,
  });
  const STOPPED = { intendedStatus: 'stopped', currentState: 'stopped', nextState: 'stopped' };

  test('an interruptible instance that stands still is outbid, and still wanted running', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { ...STOPPED, isBid: true, minBidPerHour: 0.3, actualStatus: 'exited' });
    h.world.account.snapshot.invalidate();
    expect(await read(h, asBid(h.state))).toMatchObject({
      power: 'running',
      outbid: true,
      outbid_price_per_hour: 0.3,
      public_ip: null,
      port_map: {},
    });
  });

  test('one that was asked to stop is not', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { ...STOPPED, isBid: true, minBidPerHour: 0.3 });
    h.world.account.snapshot.invalidate();
    const state = await read(h, { ...asBid(h.state), power: 'stopped' });
    expect(state).toMatchObject({ power: 'stopped', outbid: false, outbid_price_per_hour: null });
  });

  test('on demand it was stopped from outside: the next apply starts it', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { ...STOPPED, isBid: false });
    h.world.account.snapshot.invalidate();
    expect(await read(h, h.state)).toMatchObject({ power: 'stopped', outbid: false });
  });

  test.each([
    ['pending', '?'],
    ['failed', '!'],
    ['changing', '*'],
    [undefined, ''],
  ])('a label that says %s is noted for the plan', async (stage, mark) => {
    const h = await rented();
    h.world.vast.patch(9001, { label: `web vg-0123456789ab-00000001${mark}` });
    h.world.account.snapshot.invalidate();
    await read(h, h.state);
    expect(h.notes.get('unsettled')).toBe(stage);
  });

  test('a mark with another nonce is another create’s business', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { label: 'web vg-0123456789ab-ffffffff?' });
    h.world.account.snapshot.invalidate();
    await read(h, h.state);
    expect(h.notes.get('unsettled')).toBeUndefined();
  });
});

describe('import', () => {
  const imported = async (h: Harness) => {
    const given = await importInstance({ ...h.base, id: '9001' });
    const empty = Object.fromEntries(Object.keys(plannedCreate()).map((name) => [name, null]));
    return readInstance({ ...h.base, state: { ...empty, ...given } as unknown as InstanceState });
  };

  test('fills every argument that the platform knows, and leaves those of creation empty but not null', async () => {
    const h = await rented();
    const state = await imported(h);
    // What no import can know, or what it knows otherwise.
    const unlike = ['offers', 'requirements', 'preferences', 'attempts', 'selection_record', 'offer_id'];
    const times = ['rented_at', 'started_at', 'time_to_running_seconds'];
    const rest = Object.entries(h.state).filter(([name]) => ![...unlike, ...times].includes(name));
    expect(state).toMatchObject(Object.fromEntries(rest));
    expect(state).toMatchObject({
      offers: [],
      requirements: { gpu_name: null, max_price_per_hour: null },
      preferences: { weights: null },
      timeouts: null,
      attempts: [],
      selection_record: '',
      offer_id: 0,
    });
  });

  test('secrets stay on the platform: only that there are some is known', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { env: { MODE: 'prod', TOKEN: 't0ken', VG_SECRET_KEYS: 'TOKEN' } });
    const state = await imported(h);
    expect(state).toMatchObject({ env: { MODE: 'prod' }, secret_env: null, secret_env_version: '' });
    expect(JSON.stringify([state, [...h.notes]])).not.toContain('t0ken');
  });

  test('an interruptible instance: its bid is known, its limits are not', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { isBid: true, gpuPricePerHour: 0.2 });
    expect(await imported(h)).toMatchObject({
      bid: { min_price_per_hour: null, max_price_per_hour: null },
      bid_price_per_hour: 0.2,
    });
  });

  test('the keys that are let in, for a runtype with SSH', async () => {
    const h = await rented(plannedCreate({ runtype: 'ssh', ssh_public_keys: ['ssh-ed25519 AAAA one'] }));
    expect(await imported(h)).toMatchObject({ ssh_public_keys: ['ssh-ed25519 AAAA one'] });
  });

  test('an instance of somebody else has no claim and no nonce', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { label: 'db' });
    expect(await imported(h)).toMatchObject({ label: 'db', claim: '', nonce: '' });
  });

  test('what was not given is null, as in a configuration without it', async () => {
    const h = await rented(plannedCreate({ env: null, ports: null, label: null }));
    expect(await imported(h)).toMatchObject({
      env: null,
      ports: null,
      args: null,
      onstart: null,
      label: null,
    });
  });

  test('an unknown id and a text that is none are refused with what to do', async () => {
    const h = harness();
    expect((await diagnosticOf(importInstance({ ...h.base, id: '7' }))).detail).toContain('no instance 7');
    expect((await diagnosticOf(importInstance({ ...h.base, id: 'web' }))).summary).toBe('Not an instance id');
    expect(h.world.vast.calls).toEqual(['readInstance 7']);
  });
});

test('a create that failed leaves a state that the next refresh completes', async () => {
  const h = await rented();
  const { checkpoints } = await create(h, plannedCreate({ claim: 'f'.repeat(12), offers: [] }));
  expect(checkpoints).toEqual([]);
});
