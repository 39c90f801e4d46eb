import { BudgetExceeded, burnPerHour } from '../../src/provider/budget';
import { parseInstance } from '../../src/vast/instance';
import { TransientError } from '../../src/vast';
import { fakeWorld } from '../support/fake-account';
import { offerRow } from '../support/fake-vast';
import { request, run } from './instance/rent-harness';

const signal = new AbortController().signal;

/** A world whose account runs one instance of 0.21 USD per hour, ours or not. */
function worldWith(maxTotalPricePerHour: number | undefined) {
  const world = fakeWorld(maxTotalPricePerHour === undefined ? {} : { maxTotalPricePerHour });
  world.vast.rent(null);
  return world;
}

describe('Budget', () => {
  test('counts what the account already runs, ours or not', async () => {
    const { account } = worldWith(0.5);
    await account.budget.reserve('a', 0.29, signal);
    const refused = account.budget.reserve('b', 0.01, signal);
    await expect(refused).rejects.toThrow(BudgetExceeded);
    await expect(refused).rejects.toMatchObject({ limitPerHour: 0.5, sharePerHour: 0.01 });
  });

  test('ten at once do not all see the same free budget', async () => {
    const { account } = worldWith(1);
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, (_, at) => account.budget.reserve(String(at), 0.2, signal)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  test('a rental counts once, whether lists show it already or not', async () => {
    const { account, vast } = worldWith(1);
    await account.budget.reserve('a', 0.21, signal);
    const id = vast.rent(null);
    account.budget.bind('a', id);
    account.snapshot.invalidate();
    await account.budget.reserve('b', 0.58, signal);
    account.budget.release('b');
    vast.omittedFromLists.add(id);
    account.snapshot.invalidate();
    await expect(account.budget.reserve('b', 0.6, signal)).rejects.toThrow(BudgetExceeded);
  });

  test('what was given back, or came to nothing, is free again', async () => {
    const { account } = worldWith(0.5);
    await account.budget.reserve('a', 0.29, signal);
    account.budget.release('a');
    await account.budget.reserve('b', 0.29, signal);
    account.budget.bind('b', 77);
    account.budget.releaseInstance(77);
    await account.budget.reserve('c', 0.29, signal);
  });

  test('a second reservation of a create takes the place of its first', async () => {
    const { account } = worldWith(0.5);
    await account.budget.reserve('a', 0.29, signal);
    await account.budget.reserve('a', 0.25, signal);
  });

  test('an account that cannot be listed reserves nothing', async () => {
    const { account, vast } = worldWith(5);
    vast.fail('listInstances', new TransientError('502', { endpoint: 'GET', ambiguous: false }));
    await expect(account.budget.reserve('a', 0.1, signal)).rejects.toThrow(TransientError);
  });

  test('without a limit nobody is asked', async () => {
    const { account, vast } = worldWith(undefined);
    await account.budget.reserve('a', 999, signal);
    expect(vast.calls).toEqual([]);
  });
});

test.each([
  ['running', { intended_status: 'running', cur_state: 'running' }, 0.3],
  ['asked to run, and not yet', { intended_status: 'running', cur_state: 'stopped' }, 0.3],
  ['stopped', { intended_status: 'stopped', cur_state: 'stopped' }, 0.02],
])('%s: what it burns', (_, states, expected) => {
  const instance = parseInstance({ id: 1, dph_total: 0.3, storage_total_cost: 0.02, ...states });
  expect(instance && burnPerHour(instance)).toBe(expected);
});

describe('a create with a budget', () => {
  test('that is used up rents nothing and says what runs, what it would add, and the limit', async () => {
    const world = worldWith(0.4);
    world.vast.offer(offerRow(1));
    const { failure } = await run(world, request([1]));
    expect(failure?.summary).toBe('The budget is used up');
    expect(failure?.detail).toContain('is $0.40/h');
    expect(failure?.detail).toContain('$0.21/h; this instance would add $0.21/h');
    expect(world.vast.calls.filter((call) => call.startsWith('createInstance'))).toEqual([]);
  });

  test('ten at once rent as many as fit, and the others nothing', async () => {
    const world = fakeWorld({ maxTotalPricePerHour: 0.9 });
    for (let id = 1; id <= 10; id += 1) world.vast.offer(offerRow(id * 10));
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        run(world, request([(at + 1) * 10], { claim: `${at}`.padStart(12, '0') })),
      ),
    );
    expect(world.vast.aliveIds()).toHaveLength(4);
    expect(outcomes.filter(({ failure }) => failure?.summary === 'The budget is used up')).toHaveLength(6);
  });

  test('a machine that is given back makes room for the next', async () => {
    const world = fakeWorld({ maxTotalPricePerHour: 0.25 });
    world.vast.offer(offerRow(1), { realPrice: 0.9 }).offer(offerRow(2));
    const { rented } = await run(world, request([1, 2]));
    expect(rented?.rental.offerId).toBe(2);
  });
});
