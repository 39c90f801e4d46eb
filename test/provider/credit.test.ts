import { AuthError } from '../../src/vast';
import { fakeWorld, type FakeWorld } from '../support/fake-account';
import { offerRow } from '../support/fake-vast';
import { request, run } from './instance/rent-harness';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
  for (const id of [1, 2]) world.vast.offer(offerRow(id));
});

const creates = () => world.vast.calls.filter((call) => call.startsWith('createInstance'));

test('an account without credit is known before an offer is used up', async () => {
  world.vast.creditUsd = 0;
  const { failure } = await run(world, request([1]));
  expect(failure?.summary).toBe('The Vast.ai account lacks credit');
  expect(creates()).toEqual([]);
});

test('low credit is a warning that says how long it lasts, with all that runs already', async () => {
  world.vast.creditUsd = 4.2;
  world.vast.rent(null);
  const { rented, warnings } = await run(world, request([1]));
  expect(rented).toBeDefined();
  expect(warnings.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^\$4\.20 last about 10 hours at up to \$0\.42\/h/),
  ]);
});

test('minutes for what does not last two hours', async () => {
  world.vast.creditUsd = 0.21;
  expect((await run(world, request([1]))).warnings[0]?.detail).toContain('60 minutes');
});

test('twenty creates ask once and warn once', async () => {
  world.vast.creditUsd = 1;
  const first = await run(world, request([1]));
  const second = await run(world, request([2], { claim: 'f'.repeat(12) }));
  expect([first.warnings.length, second.warnings.length]).toEqual([1, 0]);
  expect(world.vast.calls.filter((call) => call === 'currentUser')).toHaveLength(1);
});

test('a key that may not read the account is no obstacle', async () => {
  world.vast.fail('currentUser', new AuthError('no scope', { endpoint: 'GET user', status: 403 }));
  const { rented, warnings } = await run(world, request([1]));
  expect(rented).toBeDefined();
  expect(warnings).toEqual([]);
});
