import { userDataSource } from '../../../src/provider/user/data-source';
import { AuthError } from '../../../src/vast';
import { diagnosticOf, harness, type Harness } from '../instance/handler-harness';

const NOTHING = { id: null, email: null, credit_usd: null, balance_usd: null };
const read = (h: Harness) => userDataSource.read({ ...h.base, config: NOTHING });

test('gives number and money of the account', async () => {
  const h = harness();
  h.world.vast.currentUser = () => Promise.resolve({ id: 1, email: null, creditUsd: 12.5, balanceUsd: -3 });
  expect(await read(h)).toEqual({ id: '1', email: null, credit_usd: 12.5, balance_usd: -3 });
});

test('what the platform does not tell is null', async () => {
  const h = harness();
  h.world.vast.currentUser = () =>
    Promise.resolve({ id: null, email: 'a@b.example', creditUsd: null, balanceUsd: null });
  expect(await read(h)).toEqual({ ...NOTHING, email: 'a@b.example' });
});

test('a bad key is an error', async () => {
  const h = harness();
  h.world.vast.fail('currentUser', new AuthError('no', { endpoint: 'GET user' }));
  expect((await diagnosticOf(read(h))).summary).toContain('key was refused');
});
