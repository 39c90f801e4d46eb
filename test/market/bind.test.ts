import fc from 'fast-check';

import { bindLock, formatLock, parseLock } from '../../src/market';
import type { BindLine, OfferLock } from '../../src/market';
import { appliedApp, appliedInstance } from '../support/applied';
import { lockEntry, offerLock } from '../support/locks';
import { requirements } from '../support/offers';

const OTHER = requirements({ maxPricePerHour: 0.4 });

const said = (lines: readonly BindLine[]): string[] =>
  lines.map(({ path, kind, text }) => `${kind} ${path} ${text}`);

describe('an instance in the state', () => {
  test('binds its entry and leaves the explanation and the candidates alone', () => {
    const entry = lockEntry();
    const { lock, lines } = bindLock(
      offerLock({ 'gpu/a': entry }),
      appliedApp({ 'gpu/a': appliedInstance() }),
    );
    expect(lock).toEqual(offerLock({ 'gpu/a': { ...entry, bound: true } }));
    expect(said(lines)).toEqual(['change gpu/a bound to offer 12345 on machine 62345 at $0.23/hr']);
  });

  test('wins with its offer, machine and price, also over a bound entry', () => {
    const instance = appliedInstance({ offerId: 12346, machineId: 62346, pricePerHour: 0.21 });
    for (const bound of [false, true]) {
      const { lock, lines } = bindLock(
        offerLock({ 'gpu/a': lockEntry({ bound }) }),
        appliedApp({ 'gpu/a': instance }),
      );
      expect(lock.entries['gpu/a']).toEqual(
        lockEntry({ bound: true, offer: { id: 12346, machineId: 62346, pricePerHour: 0.21 } }),
      );
      expect(said(lines)[0]).toContain('offer 12346 on machine 62346 at $0.21/hr (the lock had offer 12345)');
    }
  });

  test('changes nothing when the entry says the same', () => {
    const before = offerLock({ 'gpu/a': lockEntry({ bound: true }) });
    expect(bindLock(before, appliedApp({ 'gpu/a': appliedInstance() }))).toEqual({ lock: before, lines: [] });
  });

  test('that was imported leaves to the entry what it does not know', () => {
    const imported = appliedInstance({
      offerId: 0,
      machineId: 777,
      pricePerHour: 0.3,
      requirements: undefined,
      record: undefined,
    });
    const { lock } = bindLock(offerLock({ 'gpu/a': lockEntry() }), appliedApp({ 'gpu/a': imported }));
    expect(lock.entries['gpu/a']).toMatchObject({
      bound: true,
      offer: { id: 12345, machineId: 777, pricePerHour: 0.3 },
    });
  });

  test('leaves an entry alone that was chosen for the next deploy, by other requirements', () => {
    const before = offerLock({ 'gpu/a': lockEntry({ asked: OTHER }) });
    const { lock, lines } = bindLock(before, appliedApp({ 'gpu/a': appliedInstance() }));
    expect(lock).toBe(before);
    expect(said(lines)).toEqual([expect.stringMatching(/^note gpu\/a .*waits for the next deploy/)]);
  });

  test('replaces a bound entry that speaks of other requirements', () => {
    const { lock, lines } = bindLock(
      offerLock({ 'gpu/a': lockEntry({ asked: OTHER, bound: true }) }),
      appliedApp({ 'gpu/a': appliedInstance() }),
    );
    expect(lock.entries['gpu/a']).toEqual(lockEntry({ bound: true }));
    expect(said(lines)[0]).toContain('because the entry was for other requirements');
  });
});

describe('a lost entry', () => {
  test('is restored as it was', () => {
    const { lock, lines } = bindLock(offerLock(), appliedApp({ 'gpu/a': appliedInstance() }));
    expect(lock).toEqual(offerLock({ 'gpu/a': lockEntry({ bound: true }) }));
    expect(parseLock(formatLock(lock), 'x')).toEqual(JSON.parse(formatLock(lock)));
    expect(said(lines)).toEqual([
      'change gpu/a restored from the state: offer 12345 on machine 62345 at $0.23/hr',
    ]);
  });

  test.each([
    ['offer', { offerId: 0 }],
    ['requirements', { requirements: undefined }],
    ['record', { record: undefined }],
  ])('stays lost when the state has no %s, with a warning', (_what, changes) => {
    const before = offerLock();
    const { lock, lines } = bindLock(before, appliedApp({ 'gpu/a': appliedInstance(changes) }));
    expect(lock).toBe(before);
    expect(said(lines)).toEqual([expect.stringMatching(/^warning gpu\/a the state knows too little/)]);
  });
});

describe('no instance in the state', () => {
  test('unbinds', () => {
    const { lock, lines } = bindLock(
      offerLock({ 'gpu/a': lockEntry({ bound: true }) }),
      appliedApp({ 'gpu/a': undefined }),
    );
    expect(lock).toEqual(offerLock({ 'gpu/a': lockEntry() }));
    expect(said(lines)[0]).toMatch(/^change gpu\/a no longer in the state; unbound/);
  });

  test('leaves a candidate alone, and makes no entry', () => {
    const before = offerLock({ 'gpu/a': lockEntry() });
    const app = appliedApp({ 'gpu/a': undefined, 'gpu/b': undefined });
    expect(bindLock(before, app)).toEqual({ lock: before, lines: [] });
  });
});

describe('an entry without a construct', () => {
  const bound = offerLock({ 'gpu/old': lockEntry({ bound: true }) });
  const stray = { offerId: 12345, machineId: 62345 };

  test('is dropped when it was never rented', () => {
    const { lock, lines } = bindLock(offerLock({ 'gpu/old': lockEntry() }), appliedApp());
    expect(lock).toEqual(offerLock());
    expect(said(lines)).toEqual(['change gpu/old no such construct; dropped']);
  });

  test('is kept with a warning while the state of its stack still has the machine', () => {
    const { lock, lines } = bindLock(bound, appliedApp({}, { strays: [stray] }));
    expect(lock).toBe(bound);
    expect(said(lines)).toEqual([
      'warning gpu/old no such construct, but offer 12345 on machine 62345 at $0.23/hr may still be rented; ' +
        'deploy the stack, which destroys it, and sync again',
    ]);
  });

  test.each([[[]], [['gp']], [['gpu/old']]])(
    'is kept with a warning when its stack is not among %j',
    (stacks) => {
      const { lock, lines } = bindLock(bound, appliedApp({}, { stacks }));
      expect(lock).toBe(bound);
      expect(said(lines)[0]).toContain('its stack is not part of the app; destroy what it rented');
    },
  );

  test('is dropped once the state of its stack has it no more', () => {
    const { lock, lines } = bindLock(bound, appliedApp({}, { strays: [{ offerId: 1, machineId: 2 }] }));
    expect(lock).toEqual(offerLock());
    expect(said(lines)[0]).toContain('nothing in the state; dropped');
  });
});

test('entries do not disturb each other, and lines come in the order of the paths', () => {
  const kept = lockEntry({ bound: true });
  const { lock, lines } = bindLock(
    offerLock({ 'gpu/z': lockEntry(), 'gpu/m': kept, 'gpu/a': lockEntry({ bound: true }) }),
    appliedApp({ 'gpu/z': appliedInstance(), 'gpu/m': appliedInstance(), 'gpu/a': undefined }),
  );
  expect(lock.entries['gpu/m']).toBe(kept);
  expect(lines.map(({ path }) => path)).toEqual(['gpu/a', 'gpu/z']);
});

test('property: a second run never finds anything to change', () => {
  const paths = ['gpu/a', 'gpu/b', 'cpu/c'];
  const entries = [lockEntry(), lockEntry({ bound: true }), lockEntry({ asked: OTHER, bound: true })];
  const instances = [
    undefined,
    appliedInstance(),
    appliedInstance({ offerId: 12346, machineId: 62346 }),
    appliedInstance({ record: undefined }),
    appliedInstance({ requirements: OTHER }),
  ];
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...paths), fc.constantFrom(...entries)),
      fc.dictionary(fc.constantFrom(...paths), fc.constantFrom(...instances)),
      fc.subarray(['gpu', 'cpu']),
      fc.subarray(instances.flatMap((instance) => instance ?? [])),
      (locked, constructs, stacks, strays) => {
        const app = appliedApp(constructs, { stacks, strays });
        const before: OfferLock = offerLock(locked);
        const { lock } = bindLock(before, app);
        expect(bindLock(lock, app).lock).toBe(lock);
        expect(() => parseLock(formatLock(lock), 'x')).not.toThrow();
      },
    ),
  );
});
