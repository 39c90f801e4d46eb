import { formatLabel, parseLabel } from '../../../src/provider/label';
import { AuthError } from '../../../src/vast';
import { fakeWorld, type FakeWorld } from '../../support/fake-account';
import { offerRow } from '../../support/fake-vast';
import { CLAIM, expectAccounted, request, run, tally } from './rent-harness';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
  for (const id of [1, 2, 3]) world.vast.offer(offerRow(id));
});

const creates = () => world.vast.calls.filter((call) => call.startsWith('createInstance'));

describe('a rental with the same claim', () => {
  const label = (stage: 'pending' | 'settled' | 'failed' | 'changing') =>
    formatLabel({ text: 'web', claim: CLAIM, nonce: 'aaaaaaaa', stage });

  test.each(['settled', 'changing'] as const)(
    '%s: refused, with id, age, price and the ways out',
    async (stage) => {
      const id = world.vast.rent(label(stage), { startedAtSeconds: world.clock.now() / 1000 - 3 * 3600 });
      const outcome = await run(world, request([1]));
      expect(creates()).toEqual([]);
      expect(outcome.failure?.detail).toMatch(
        new RegExp(`Instance ${id} carries the claim ${CLAIM} .*3h old, \\$0\\.21/h`),
      );
      expect(outcome.failure?.detail).toContain(`terraform import ADDRESS ${id}`);
      expect(world.vast.aliveIds()).toEqual([id]);
      expect(outcome.state).toBeNull();
    },
  );

  test('settled with claim_conflict = warn: a warning, and create goes on', async () => {
    const id = world.vast.rent(label('settled'));
    const outcome = await run(world, request([1], { claimConflict: 'warn' }));
    expect(outcome.state?.id).toBe(9002);
    // Terraform folds warnings with equal summaries: the id has to be in it.
    expect(outcome.warnings[0]?.summary).toBe(`Another rental has the same claim: instance ${id}`);
    expect(outcome.warnings[0]?.detail).toContain(`Instance ${id}`);
    expectAccounted(world, outcome, [id]);
  });

  test.each(['refuse', 'warn'] as const)(
    'failed: destroyed before anything is rented, also with claim_conflict = %s',
    async (claimConflict) => {
      const id = world.vast.rent(label('failed'));
      const outcome = await run(world, request([1], { claimConflict }));
      expect(tally(outcome.rented?.attempts ?? [])).toEqual(['null discarded', '1 rented']);
      expect(world.vast.calls.indexOf(`destroyInstance ${id}`)).toBeLessThan(
        world.vast.calls.indexOf('createInstance 1'),
      );
      expect(world.vast.aliveIds()).toEqual([9002]);
    },
  );

  test('failed and cannot be destroyed: nothing is rented, and the state holds it', async () => {
    const id = world.vast.rent(label('failed'));
    world.vast.fail('destroyInstance', new AuthError('no scope', { endpoint: 'DELETE', status: 403 }));
    const outcome = await run(world, request([1]));
    expect(creates()).toEqual([]);
    expect(outcome.state?.id).toBe(id);
    expectAccounted(world, outcome);
  });

  test('a claim drawn at random is not looked up', async () => {
    const outcome = await run(world, request([1], { claimIsConfigured: false }));
    expect(outcome.rented).toBeDefined();
    expect(world.vast.calls[0]).toBe('searchOffers');
  });

  test('two resources of one apply with the same claim: the second is refused', async () => {
    const both = await Promise.all([run(world, request([1])), run(world, request([2]))]);
    expect(both[1].failure?.summary).toBe('Two resources carry the same claim');
    expect(world.vast.aliveIds()).toEqual([9001]);
    expect(parseLabel(world.vast.alive()[0]?.split(': ')[1] ?? '')?.stage).toBe('settled');
  });
});
