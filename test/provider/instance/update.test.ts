import type { InstancePlanned, InstanceState } from '../../../src/provider/instance/schema';
import { updateInstance } from '../../../src/provider/instance/update';
import { unknown } from '../../../src/tfplugin';
import { ResourcesUnavailableError, TransientError } from '../../../src/vast';
import { diagnosticOf, type Harness, plannedCreate, rented } from './handler-harness';

type Rented = Harness & { readonly state: InstanceState };

/** Runs an update of some arguments, as the plan hook would have planned it. */
function update(h: Rented, change: Partial<InstancePlanned>, prior: InstanceState = h.state) {
  const changed = new Set(Object.keys(change));
  const live = changed.has('power') ? { public_ip: unknown(), port_map: unknown(), status: unknown() } : {};
  const plan = { ...prior, ...live, ...change } as InstancePlanned;
  const checkpoints: Partial<InstanceState>[] = [];
  const result = updateInstance({
    ...h.base,
    config: plannedCreate() as never,
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
