import { fakeWorld } from '../support/fake-account';

const CLAIM = '0123456789ab';
const lists = (calls: readonly string[]) => calls.filter((call) => call.startsWith('listInstances')).length;

describe('ClaimBook', () => {
  test('finds every rental of a claim at any stage, and no other', async () => {
    const { account, vast } = fakeWorld();
    const mine = [
      vast.rent(`web vg-${CLAIM}-00000001?`),
      vast.rent(`vg-${CLAIM}-00000002`),
      vast.rent(`vg-${CLAIM}-00000003!`),
    ];
    vast.rent('web vg-ffffffffffff-00000001');
    vast.rent(`web ${CLAIM}`);
    vast.rent(null);
    const found = await account.claims.find(CLAIM);
    expect(found.map(({ instance }) => instance.id)).toEqual(mine);
    expect(found.map(({ label }) => label.stage)).toEqual(['pending', 'settled', 'failed']);
  });

  test('looks twice a few seconds apart: one list may omit a rental', async () => {
    const { account, clock, vast } = fakeWorld();
    const id = vast.rent(`vg-${CLAIM}-00000001?`);
    vast.omittedFromLists.add(id);
    const before = clock.now();
    void clock.sleep(1000).then(() => vast.omittedFromLists.clear());
    expect(await account.claims.find(CLAIM)).toHaveLength(1);
    expect(clock.now() - before).toBe(3000);
    expect(lists(vast.calls)).toBe(2);
  });

  test('a rental that only the first list shows counts as well', async () => {
    const { account, clock, vast } = fakeWorld();
    const id = vast.rent(`vg-${CLAIM}-00000001?`);
    void clock.sleep(1000).then(() => vast.omittedFromLists.add(id));
    expect(await account.claims.find(CLAIM)).toHaveLength(1);
  });

  test('concurrent creates share both lists', async () => {
    const { account, vast } = fakeWorld();
    await Promise.all(['0', '1', '2'].map((digit) => account.claims.find(digit.repeat(12))));
    expect(lists(vast.calls)).toBe(2);
  });

  test('a failure of the second list is not kept', async () => {
    const { account, vast } = fakeWorld();
    await account.snapshot.get();
    vast.fail('listInstances', new Error('down'));
    await expect(account.claims.find(CLAIM)).rejects.toThrow('down');
    await expect(account.claims.find(CLAIM)).resolves.toEqual([]);
  });

  test('one create of a process holds a claim at a time', () => {
    const { claims } = fakeWorld().account;
    expect([claims.take(CLAIM), claims.take(CLAIM), claims.take('f'.repeat(12))]).toEqual([
      true,
      false,
      true,
    ]);
    claims.release(CLAIM);
    expect(claims.take(CLAIM)).toBe(true);
  });
});
