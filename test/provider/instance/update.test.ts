import type { InstancePlanned, InstanceState } from '../../../src/provider/instance/schema';
import { updateInstance } from '../../../src/provider/instance/update';
import { Secret, unknown } from '../../../src/tfplugin';
import { ResourcesUnavailableError, TransientError } from '../../../src/vast';
import { offerRow } from '../../support/fake-vast';
import { create, diagnosticOf, type Harness, harness, plannedCreate, rented } from './handler-harness';

type Rented = Harness & { readonly state: InstanceState };

/** Runs an update of some arguments, as the plan hook would have planned it. */
function update(
  h: Rented,
  change: Partial<InstancePlanned>,
  prior: InstanceState = h.state,
  secrets: Readonly<Record<string, Secret>> | null = null,
) {
  const changed = new Set(Object.keys(change));
  const fixed = ['label', 'timeouts', 'requirements', 'ssh_public_keys'];
  const live = [...changed].every((name) => fixed.includes(name))
    ? {}
    : { public_ip: unknown(), port_map: unknown(), ssh: unknown(), status: unknown() };
  const plan = { ...prior, ...live, ...change } as InstancePlanned;
  const checkpoints: Partial<InstanceState>[] = [];
  const result = updateInstance({
    ...h.base,
    config: { ...plannedCreate(), secret_env: secrets } as never,
    plan,
    prior,
    changed,
    checkpoint: (done) => void checkpoints.push(done),
  });
  return { result, checkpoints };
}

const writes = (h: Harness) => h.world.vast.calls.filter((call) => call.startsWith('set'));
const refusal = () => new ResourcesUnavailableError('queued', { endpoint: 'PUT', status: 200 });

describe('label', () => {
  test('changes the user part and keeps the suffix', async () => {
    const h = await rented();
    expect(await update(h, { label: 'db' }).result).toEqual({ ...h.state, label: 'db' });
    expect(h.world.vast.alive()).toEqual(['9001: db vg-0123456789ab-00000001']);
  });

  test('removed: only the suffix stays', async () => {
    const h = await rented();
    await update(h, { label: null }).result;
    expect(h.world.vast.alive()).toEqual(['9001: vg-0123456789ab-00000001']);
  });

  test('a suffix on the platform is kept as it is there, also with another nonce, and none is invented', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { label: 'web vg-0123456789ab-ffffffff!' });
    await update(h, { label: 'db' }).result;
    expect(h.world.vast.alive()).toEqual(['9001: db vg-0123456789ab-ffffffff!']);
    h.world.vast.patch(9001, { label: 'foreign' });
    await update(h, { label: 'db' }).result;
    expect(h.world.vast.alive()).toEqual(['9001: db']);
  });

  test('of an instance that is gone: the error says to plan again', async () => {
    const h = await rented();
    h.world.vast.end(9001);
    expect((await diagnosticOf(update(h, { label: 'db' }).result)).summary).toBe(
      'The instance no longer exists',
    );
  });
});

describe('an imported rental', () => {
  test('that an interrupted create had left is settled by the first change: it belongs to this state now', async () => {
    const h = await rented();
    h.base.privateState.set('unsettled', 'pending');
    h.world.vast.patch(9001, { label: 'web vg-0123456789ab-00000001?' });
    await update(h, { timeouts: { create: '20m', update: null, delete: null } }).result;
    expect(h.world.vast.alive()).toEqual(['9001: web vg-0123456789ab-00000001']);
  });

  test('that carries the mark of another create by now is left alone', async () => {
    const h = await rented();
    h.base.privateState.set('unsettled', 'pending');
    h.world.vast.patch(9001, { label: 'web vg-0123456789ab-ffffffff?' });
    await update(h, { timeouts: { create: '20m', update: null, delete: null } }).result;
    expect(h.world.vast.alive()).toEqual(['9001: web vg-0123456789ab-ffffffff?']);
    expect(writes(h)).toEqual([]);
  });
});

describe('power', () => {
  test('stops, watches it, and shows no address', async () => {
    const h = await rented();
    const state = await update(h, { power: 'stopped' }).result;
    expect(state).toEqual({ ...h.state, power: 'stopped', public_ip: null, port_map: {}, status: 'exited' });
    expect(writes(h)).toEqual(['setState 9001 stopped']);
  });

  test('starts, waits for address and ports, and shows the new ones', async () => {
    const h = await rented();
    const stopped = await update(h, { power: 'stopped' }).result;
    h.world.vast.patch(9001, { ports: { '8001/tcp': 51_000 } });
    const { result, checkpoints } = update(h, { power: 'running' }, stopped);
    expect(await result).toEqual({ ...h.state, power: 'running', port_map: { '8001/tcp': 51_000 } });
    expect(checkpoints).toEqual([{ power: 'running', public_ip: null, port_map: {}, ssh: null }]);
  });

  test('a refused start is cancelled: queued, it would run and bill hours later', async () => {
    const h = await rented();
    const stopped = await update(h, { power: 'stopped' }).result;
    h.world.vast.refuseStart = refusal();
    const error = await diagnosticOf(update(h, { power: 'running' }, stopped).result);
    expect(error).toMatchObject({
      summary: 'The instance cannot be started: its GPUs are taken',
      path: ['power'],
    });
    expect(error.detail).toContain('The queued start was cancelled.');
    expect(writes(h).slice(-2)).toEqual(['setState 9001 running', 'setState 9001 stopped']);
    expect((await h.world.vast.readInstance(9001))?.intendedStatus).toBe('stopped');
  });

  test('a refused start that cannot be cancelled is named as what it is', async () => {
    const h = await rented();
    const stopped = await update(h, { power: 'stopped' }).result;
    h.world.vast.refuseStart = refusal();
    h.world.vast.chaos = (method) =>
      method === 'setState' && h.world.vast.calls.at(-1) === 'setState 9001 stopped'
        ? { error: new TransientError('502', { endpoint: 'PUT', ambiguous: true }), acts: false }
        : undefined;
    const error = await diagnosticOf(update(h, { power: 'running' }, stopped).result);
    expect(error.detail).toContain('QUEUED and could not be cancelled');
  });

  test('one that does not come up within the timeout stays as it is, with a running power in the state', async () => {
    const h = await rented();
    const stopped = await update(h, { power: 'stopped' }).result;
    h.world.vast.patch(9001, { actualStatus: 'offline' });
    const { result, checkpoints } = update(h, { power: 'running' }, stopped);
    expect((await diagnosticOf(result)).detail).toMatch(
      /Instance 9001 was started and is its host is offline|did not/,
    );
    expect(checkpoints).toHaveLength(1);
    expect(h.world.vast.aliveIds()).toEqual([9001]);
  });

  test('the update timeout is honoured', async () => {
    const h = await rented(plannedCreate({ timeouts: { create: null, update: '1m', delete: null } }));
    const stopped = await update(h, { power: 'stopped' }).result;
    h.world.vast.patch(9001, { actualStatus: 'loading' });
    const before = h.world.clock.now();
    const { result } = update(h, { power: 'running' }, stopped);
    expect((await diagnosticOf(result)).summary).toMatch(/did not come up|took too long/);
    expect(h.world.clock.now() - before).toBeLessThan(75_000);
  });
});

test('requirements and other arguments of creation are recorded without a call', async () => {
  const h = await rented();
  const requirements = { ...plannedCreate().requirements, max_price_per_hour: 0.4 };
  expect(await update(h, { requirements }).result).toEqual({ ...h.state, requirements });
  expect(h.world.vast.calls).toEqual([]);
});

test('the state knows what was done before an error', async () => {
  const h = await rented();
  h.world.vast.fail('setState', new TransientError('502', { endpoint: 'PUT', ambiguous: true }));
  const { result, checkpoints } = update(h, { label: 'db', power: 'stopped' });
  await diagnosticOf(result);
  expect(checkpoints).toEqual([{ label: 'db' }]);
});

/** The instance as the platform shows it. */
const shown = async (h: Harness) => {
  const instance = await h.world.vast.readInstance(9001);
  if (!instance) throw new Error('gone');
  return instance;
};

describe('the container', () => {
  test('is made anew from the changed arguments, on the same machine, and its new ports are shown', async () => {
    const h = await rented();
    const change = { image: 'acme/worker:2', args: ['serve'], env: { MODE: 'test' } };
    const state = await update(h, change).result;
    expect(await shown(h)).toMatchObject({ ...change, label: 'web vg-0123456789ab-00000001' });
    expect(state).toEqual({ ...h.state, ...change, port_map: { '8001/tcp': 41_010 } });
    const steps = h.world.vast.calls.filter((call) => !/^(read|list)/.test(call));
    expect(steps).toEqual([
      'setLabel 9001 web vg-0123456789ab-00000001*',
      'updateInstance 9001',
      'recycleInstance 9001',
      'setLabel 9001 web vg-0123456789ab-00000001',
    ]);
  });

  test('keeps its ports, and its secrets come with the variables', async () => {
    const h = await rented();
    await update(h, { env: { MODE: 'test' } }, h.state, { TOKEN: new Secret('t0ken') }).result;
    expect(await shown(h)).toMatchObject({
      env: { MODE: 'test', TOKEN: 't0ken', VG_SECRET_KEYS: 'TOKEN' },
      requestedPorts: ['8001/tcp'],
    });
  });

  test('a new version of the secrets sends them, and no value gets into the state', async () => {
    const h = await rented();
    const secrets = { TOKEN: new Secret('t0ken') };
    const state = await update(h, { secret_env_version: '2' }, h.state, secrets).result;
    expect((await shown(h)).env).toEqual({ MODE: 'prod', TOKEN: 't0ken', VG_SECRET_KEYS: 'TOKEN' });
    expect(state).toMatchObject({ secret_env: null, secret_env_version: '2' });
    expect(JSON.stringify([state, [...h.notes]])).not.toContain('t0ken');
  });

  test('another template does not take away what is configured beside it', async () => {
    const h = await rented(plannedCreate({ args: ['serve'], entrypoint: '/bin/run' }));
    const made = await h.world.vast.createTemplate({ name: 'x', image: 'acme/other', args: 'none' });
    const secrets = { TOKEN: new Secret('t0ken') };
    await update(h, { template_hash_id: made.hashId }, h.state, secrets).result;
    expect(await shown(h)).toMatchObject({
      templateHashId: made.hashId,
      image: 'acme/worker:1',
      env: { MODE: 'prod', TOKEN: 't0ken' },
      requestedPorts: ['8001/tcp'],
      args: ['serve'],
      onstart: '/bin/run',
    });
  });

  test('the first version after an import is only recorded', async () => {
    const h = await rented();
    const prior = { ...h.state, secret_env_version: '' };
    const state = await update(h, { secret_env_version: '1' }, prior).result;
    expect(state.secret_env_version).toBe('1');
    expect(h.world.vast.calls.filter((call) => !/^(read|list)/.test(call))).toEqual([]);
  });

  test('of a stopped instance is only marked, and made anew after its start', async () => {
    const h = await rented();
    const stopped = await update(h, { power: 'stopped' }).result;
    const changed = await update(h, { image: 'acme/worker:2' }, stopped).result;
    expect(h.world.vast.alive()).toEqual(['9001: web vg-0123456789ab-00000001*']);
    expect(h.world.vast.calls).not.toContain('recycleInstance 9001');
    const state = await update(h, { power: 'running' }, { ...changed, power: 'stopped' }).result;
    expect(state).toMatchObject({ image: 'acme/worker:2', power: 'running', status: 'running' });
    expect((await shown(h)).image).toBe('acme/worker:2');
    expect(h.world.vast.alive()).toEqual(['9001: web vg-0123456789ab-00000001']);
  });

  test('that does not come up keeps the machine, its mark, and the new arguments in the state', async () => {
    const h = await rented();
    const { result, checkpoints } = update(h, { image: 'acme/none:1' });
    void h.world.clock.sleep(2000).then(() => {
      h.world.vast.patch(9001, {
        actualStatus: 'loading',
        statusMessage: 'manifest for acme/none:1 not found',
      });
    });
    const error = await diagnosticOf(result);
    expect(error.summary).toBe('The container did not come up again');
    expect(error.detail).toContain('manifest for acme/none:1 not found');
    expect(checkpoints.at(-1)).toMatchObject({ image: 'acme/none:1' });
    expect(h.world.vast.alive()).toEqual(['9001: web vg-0123456789ab-00000001*']);
    expect(h.notes.get('unsettled')).toBe('changing');
  });

  test('that did not come up is cured by the next change: what failed is not made once more before', async () => {
    const h = await rented();
    h.world.vast.patch(9001, {
      image: 'acme/none:1',
      actualStatus: 'loading',
      statusMessage: 'manifest for acme/none:1 not found',
      label: 'web vg-0123456789ab-00000001*',
    });
    h.notes.set('unsettled', 'changing');
    const prior = { ...h.state, image: 'acme/none:1', public_ip: null, port_map: {} };
    const { result } = update(h, { image: 'acme/worker:2' }, prior);
    void h.world.clock.sleep(8000).then(() => h.world.vast.patch(9001, { statusMessage: null }));
    expect(await result).toMatchObject({ image: 'acme/worker:2', status: 'running' });
    expect(h.world.vast.calls.filter((call) => call.startsWith('recycle'))).toEqual(['recycleInstance 9001']);
    expect(h.world.vast.alive()).toEqual(['9001: web vg-0123456789ab-00000001']);
  });

  test('an interrupted change of an instance that is to be stopped waits for its next start', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { label: 'web vg-0123456789ab-00000001*' });
    h.notes.set('unsettled', 'changing');
    expect(await update(h, { power: 'stopped' }).result).toMatchObject({ power: 'stopped' });
    expect(h.world.vast.calls).not.toContain('recycleInstance 9001');
    expect(h.world.vast.alive()).toEqual(['9001: web vg-0123456789ab-00000001*']);
  });

  test('an interrupted change is finished by the next update', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { label: 'web vg-0123456789ab-00000001*' });
    h.notes.set('unsettled', 'changing');
    await h.world.vast.updateInstance(9001, { image: 'acme/worker:2' });
    const state = await update(h, { status: unknown() }).result;
    expect(state.status).toBe('running');
    expect((await shown(h)).image).toBe('acme/worker:2');
    expect(h.world.vast.alive()).toEqual(['9001: web vg-0123456789ab-00000001']);
    expect(h.notes.get('unsettled')).toBeUndefined();
  });
});

describe('SSH keys', () => {
  const [ONE, TWO, ACCOUNT] = ['ssh-ed25519 AAAA one', 'ssh-ed25519 BBBB two', 'ssh-ed25519 CCCC account'];
  const keys = async (h: Harness) =>
    (await h.world.vast.listInstanceSshKeys(9001)).map(({ publicKey }) => publicKey).sort();

  test('are let in at creation', async () => {
    const h = await rented(plannedCreate({ runtype: 'ssh', ssh_public_keys: [ONE, TWO] }));
    expect(await keys(h)).toEqual([ONE, TWO]);
  });

  test('are changed one by one, and those of the account stay', async () => {
    const h = await rented(plannedCreate({ runtype: 'ssh', ssh_public_keys: [ONE] }));
    await h.world.vast.attachSshKey(9001, ACCOUNT);
    const state = await update(h, { ssh_public_keys: [TWO] }).result;
    expect(await keys(h)).toEqual([TWO, ACCOUNT]);
    expect(state.ssh_public_keys).toEqual([TWO]);
    await update(h, { ssh_public_keys: null }, state).result;
    expect(await keys(h)).toEqual([ACCOUNT]);
  });
});

describe('a bid', () => {
  const bid = { min_price_per_hour: null, max_price_per_hour: 0.4 };

  /** A world with one interruptible instance that bids 0.2. */
  async function bidding(): Promise<Rented> {
    const h = harness();
    h.world.vast.offer(offerRow(1, { min_bid: 0.2, dph_base: 0.2, dph_total: 0.21 }));
    const { state, error } = await create(h, plannedCreate({ bid, bid_price_per_hour: unknown() }));
    if (!state) throw error ?? new Error('no state');
    h.world.vast.calls.length = 0;
    return { ...h, state };
  }

  test('is the lowest that wins', async () => {
    const h = await bidding();
    expect(h.state).toMatchObject({ bid_price_per_hour: 0.2, outbid: false, outbid_price_per_hour: null });
    expect(await shown(h)).toMatchObject({ isBid: true, gpuPricePerHour: 0.2 });
  });

  test('is changed in place', async () => {
    const h = await bidding();
    const state = await update(h, { bid_price_per_hour: 0.3 }).result;
    expect(h.world.vast.calls).toContain('changeBid 9001 0.3');
    expect(state).toMatchObject({ bid_price_per_hour: 0.3, outbid: false, status: 'running' });
  });

  test('that is raised after an outbid gets the GPUs back', async () => {
    const h = await bidding();
    h.world.vast.outbid(9001, 0.3);
    const prior = { ...h.state, outbid: true, outbid_price_per_hour: 0.3, public_ip: null, port_map: {} };
    const state = await update(h, { bid_price_per_hour: 0.3 }, prior).result;
    expect(state).toMatchObject({ outbid: false, outbid_price_per_hour: null, status: 'running' });
    expect(state.port_map).toEqual({ '8001/tcp': 40_010 });
  });

  test('that still loses is no error: the state says so', async () => {
    const h = await bidding();
    h.world.vast.outbid(9001, 0.35);
    const prior = { ...h.state, outbid: true, outbid_price_per_hour: 0.3 };
    const state = await update(h, { bid_price_per_hour: 0.3 }, prior).result;
    expect(state).toMatchObject({
      bid_price_per_hour: 0.3,
      outbid: true,
      outbid_price_per_hour: 0.35,
      public_ip: null,
    });
  });

  test('of a stopped instance changes nothing else', async () => {
    const h = await bidding();
    const stopped = await update(h, { power: 'stopped' }).result;
    const state = await update(h, { bid_price_per_hour: 0.3 }, stopped).result;
    expect(state).toMatchObject({
      bid_price_per_hour: 0.3,
      power: 'stopped',
      public_ip: null,
      outbid: false,
    });
  });
});
