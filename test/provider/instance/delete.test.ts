import { deleteInstance } from '../../../src/provider/instance/delete';
import type { InstanceState } from '../../../src/provider/instance/schema';
import { AuthError, RateLimitError, TransientError } from '../../../src/vast';
import { diagnosticOf, type Harness, plannedCreate, rented } from './handler-harness';

const remove = (h: Harness, state: InstanceState) => deleteInstance({ ...h.base, state });
const down = () => new TransientError('502', { endpoint: 'DELETE', ambiguous: true });

describe('deleteInstance', () => {
  test('destroys, and confirms by an empty read and a list without it', async () => {
    const h = await rented();
    await remove(h, h.state);
    expect(h.world.vast.alive()).toEqual([]);
    expect(h.world.vast.calls.slice(-3)).toEqual([
      'destroyInstance 9001',
      'readInstance 9001',
      'listInstances {}',
    ]);
  });

  test('already gone is success', async () => {
    const h = await rented();
    h.world.clock.advance(600_000);
    h.world.vast.end(9001);
    await remove(h, h.state);
    expect(h.world.vast.calls).toContain('destroyInstance 9001');
  });

  test('"already gone" is not believed of a rental that is seconds old: the platform may lag', async () => {
    const h = await rented();
    h.world.vast.end(9001);
    const before = h.world.clock.now();
    await remove(h, { ...h.state, rented_at: new Date(before).toISOString() });
    expect(h.world.clock.now() - before).toBeGreaterThanOrEqual(60_000);
    expect(h.world.vast.calls.filter((call) => call === 'destroyInstance 9001').length).toBeGreaterThan(1);
  });

  test('goes on through throttling and server errors', async () => {
    const h = await rented();
    h.world.vast
      .fail('listInstances', down())
      .fail('destroyInstance', new RateLimitError('too frequent', { endpoint: 'DELETE', status: 429 }))
      .fail('destroyInstance', down())
      .fail('readInstance', down());
    await remove(h, h.state);
    expect(h.world.vast.alive()).toEqual([]);
  });

  test('a platform that accepts the call and does nothing is asked again', async () => {
    const h = await rented();
    const destroy = h.world.vast.destroyInstance.bind(h.world.vast);
    let ignored = 0;
    h.world.vast.destroyInstance = (id) => {
      ignored += 1;
      return ignored <= 2 ? Promise.resolve('destroyed') : destroy(id);
    };
    await remove(h, h.state);
    expect(h.world.vast.alive()).toEqual([]);
    expect(ignored).toBe(3);
  });

  test('absent from the list but shown by the single read is not gone', async () => {
    const h = await rented();
    h.world.vast.omittedFromLists.add(9001);
    let ignored = 0;
    const destroy = h.world.vast.destroyInstance.bind(h.world.vast);
    h.world.vast.destroyInstance = (id) => {
      ignored += 1;
      return ignored === 1 ? Promise.resolve('destroyed') : destroy(id);
    };
    await remove(h, h.state);
    expect(h.world.vast.alive()).toEqual([]);
    expect(ignored).toBe(2);
  });

  test('not confirmed within the delete timeout: an error that says it may cost money', async () => {
    const h = await rented(plannedCreate({ timeouts: { create: null, update: null, delete: '2m' } }));
    h.world.vast.chaos = (method) =>
      method === 'destroyInstance' ? { error: down(), acts: false } : undefined;
    const before = h.world.clock.now();
    const error = await diagnosticOf(remove(h, h.state));
    expect(error.summary).toBe('The instance was not destroyed in time');
    expect(error.detail).toMatch(/Instance 9001 may still exist after 2m .* 502/);
    expect(h.world.clock.now() - before).toBeLessThan(130_000);
    expect(h.world.vast.aliveIds()).toEqual([9001]);
  });

  test('a bad key is an error at once, and not "gone"', async () => {
    const h = await rented();
    h.world.vast.fail(
      'destroyInstance',
      new AuthError('Invalid user key', { endpoint: 'DELETE', status: 404 }),
    );
    expect((await diagnosticOf(remove(h, h.state))).summary).toBe('The Vast.ai API key was refused');
    expect(h.world.vast.aliveIds()).toEqual([9001]);
  });

  test('a rental that another create took over (another nonce) is left alone', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { label: 'web vg-0123456789ab-ffffffff' });
    await remove(h, h.state);
    expect(h.world.vast.aliveIds()).toEqual([9001]);
    expect(h.warnings[0]?.summary).toBe('Instance 9001 was not destroyed');
  });

  test('a label changed by hand does not save it', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { label: 'do not touch' });
    await remove(h, h.state);
    expect(h.world.vast.alive()).toEqual([]);
  });

  test('a state without an id destroys what carries its mark, and nothing when there is none', async () => {
    const h = await rented();
    h.world.vast.patch(9001, { label: 'web vg-0123456789ab-00000001?' });
    await remove(h, { ...h.state, id: null });
    expect(h.world.vast.alive()).toEqual([]);
    await remove(h, { ...h.state, id: null });
    expect(h.world.vast.calls.filter((call) => call.startsWith('destroyInstance'))).toHaveLength(1);
  });

  test('a stop of Terraform ends the wait with the error, and the state stays', async () => {
    const h = await rented();
    h.world.vast.chaos = (method) =>
      method === 'destroyInstance' ? { error: down(), acts: false } : undefined;
    void h.world.clock.sleep(20_000).then(() => h.abort.abort(new Error('stopped')));
    await expect(remove(h, h.state)).rejects.toThrow('stopped');
  });
});
