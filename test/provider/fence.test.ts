import { isTakenOver, ownershipOf } from '../../src/provider/fence';
import { TransientError } from '../../src/vast';
import { fakeWorld } from '../support/fake-account';

const signal = new AbortController().signal;
const OURS = { nonce: 'aaaaaaaa' };

test.each([
  ['our own nonce', 'web vg-0123456789ab-aaaaaaaa?', 'aaaaaaaa', false],
  ['another nonce', 'web vg-0123456789ab-bbbbbbbb?', 'aaaaaaaa', true],
  ['no label', null, 'aaaaaaaa', false],
  ['a label that somebody wrote by hand', 'mine', 'aaaaaaaa', false],
  ['a state without a nonce', 'web vg-0123456789ab-bbbbbbbb', null, false],
  ['an imported state of a foreign rental', 'web vg-0123456789ab-bbbbbbbb', '', false],
])('%s', (_, label, nonce, expected) => expect(isTakenOver({ label }, nonce)).toBe(expected));

describe('ownershipOf', () => {
  test('says whose a rental is', async () => {
    const { account, vast } = fakeWorld();
    const id = vast.rent('web vg-0123456789ab-aaaaaaaa?');
    expect(await ownershipOf(account, { id, ...OURS }, signal)).toBe('ours');
    vast.patch(id, { label: 'web vg-0123456789ab-bbbbbbbb?' });
    account.snapshot.invalidate();
    expect(await ownershipOf(account, { id, ...OURS }, signal)).toBe('taken-over');
  });

  test('a list that omits it proves nothing', async () => {
    const { account, vast } = fakeWorld();
    const id = vast.rent('web vg-0123456789ab-bbbbbbbb?');
    vast.omittedFromLists.add(id);
    expect(await ownershipOf(account, { id, ...OURS }, signal)).toBe('taken-over');
    vast.end(id);
    expect(await ownershipOf(account, { id, ...OURS }, signal)).toBe('gone');
  });

  test('an error is no answer', async () => {
    const { account, vast } = fakeWorld();
    vast.fail('listInstances', new TransientError('502', { endpoint: 'GET', ambiguous: false }));
    await expect(ownershipOf(account, { id: 1, ...OURS }, signal)).rejects.toThrow(TransientError);
  });
});
