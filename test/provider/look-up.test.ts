import { lookUpInstance } from '../../src/provider/look-up';
import { AuthError, TransientError } from '../../src/vast';
import { fakeWorld } from '../support/fake-account';

const signal = new AbortController().signal;

test('the shared list answers, and nothing else is asked', async () => {
  const { account, vast } = fakeWorld();
  const id = vast.rent('web');
  expect(await lookUpInstance(account, id, { signal })).toMatchObject({ id, label: 'web' });
  expect(vast.calls).toEqual(['listInstances {}']);
});

test('an instance that the list omits is read by itself', async () => {
  const { account, vast } = fakeWorld();
  const id = vast.rent('web');
  vast.omittedFromLists.add(id);
  expect(await lookUpInstance(account, id, { signal })).toMatchObject({ id });
  expect(vast.calls).toEqual(['listInstances {}', `readInstance ${id}`]);
});

test('null only when the single read says so as well', async () => {
  const { account } = fakeWorld();
  expect(await lookUpInstance(account, 404, { signal })).toBeNull();
});

test.each([
  ['the list', 'listInstances', new TransientError('down', { endpoint: 'GET', ambiguous: false })],
  ['the single read', 'readInstance', new AuthError('Invalid user key', { endpoint: 'GET', status: 404 })],
] as const)('an error of %s is never an absence', async (_, method, error) => {
  const { account, vast } = fakeWorld();
  vast.fail(method, error);
  await expect(lookUpInstance(account, 404, { signal })).rejects.toBe(error);
});

test('a list that is too old is not looked into', async () => {
  const { account, clock, vast } = fakeWorld();
  const id = vast.rent('web');
  await account.snapshot.get();
  vast.patch(id, { label: 'renamed' });
  clock.advance(5000);
  expect(await lookUpInstance(account, id, { signal, maxAgeMs: 3000 })).toMatchObject({ label: 'renamed' });
});
