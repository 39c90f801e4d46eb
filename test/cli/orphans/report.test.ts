import type { AccountView } from '../../../src/cli/orphans/account';
import { type KnownState, orphanReport, orphansOf } from '../../../src/cli/orphans/report';
import type { Instance } from '../../../src/vast';
import { minutesLater } from '../../support/locks';
import { TAKEN_AT } from '../../support/offers';
import { CLAIM, held, knownState, NONCE, rental } from '../../support/orphans';

const NOW = minutesLater(1);
const view = (instances: readonly Instance[], gone: readonly number[] = []): AccountView => ({
  instances: new Map(instances.map((instance) => [instance.id, instance])),
  gone: new Set(gone),
});
const report = (
  instances: readonly Instance[],
  states: readonly KnownState[] | null,
  gone: readonly number[] = [],
) => orphanReport(view(instances, gone), states, NOW);
const label = (nonce: string, mark = '', claim = CLAIM) => ({ label: `june vg-${claim}-${nonce}${mark}` });

describe('a rental is known', () => {
  test.each([
    ['by its id', held()],
    ['by its id, where the state has no nonce', held({ nonce: null, claim: null })],
    ['when it waits for its end as a replaced one', held({ doomed: 'deposed' })],
    ['when it is tainted', held({ doomed: 'tainted' })],
    ['by its nonce, when a create lost its id', held({ id: null, doomed: 'tainted' })],
  ])('%s', (_how, one) => {
    const { rentals, unplaced } = report([rental(1)], [knownState([]), knownState([one])]);
    expect(rentals).toMatchObject([{ id: 1, known: true, heldBy: [one], next: null }]);
    expect(unplaced).toEqual([]);
  });
});

describe('a rental is unknown', () => {
  test.each([
    ['when no state has it', []],
    ['when a state has another one of the same claim', [held({ id: 2, nonce: '11111111' })]],
    [
      'when a state has its id under another nonce: another create took it over',
      [held({ nonce: '11111111' })],
    ],
    ['when a state without an id has another nonce', [held({ id: null, nonce: '11111111' })]],
    ['when a state without an id has another claim', [held({ id: null, claim: 'ffffffffffff' })]],
    ['when a state has neither id nor nonce', [held({ id: null, nonce: null })]],
  ])('%s', (_why, instances) => {
    const found = report([rental(1)], [knownState(instances)]);
    expect(found.rentals).toMatchObject([{ id: 1, known: false, heldBy: [] }]);
    expect(orphansOf(found)).toHaveLength(1);
  });
});

test('without states nothing is called known or unknown', () => {
  const found = report([rental(1)], null);
  expect(found).toMatchObject({ states: null, rentals: [{ known: null, heldBy: [], next: null }] });
  expect(orphansOf(found)).toEqual([]);
});

test('instances without our mark are counted, not listed', () => {
  const found = report([rental(1), rental(2, { label: null }), rental(3, { label: 'vg-x' })], []);
  expect(found).toMatchObject({ unmarked: 2, rentals: [{ id: 1 }] });
});

test('unknown ones come first, then the oldest', () => {
  const at = (hours: number) => ({ start_date: Date.parse(TAKEN_AT) / 1000 - hours * 3600 });
  const instances = [
    rental(1, at(9)),
    rental(2, at(1)),
    rental(3, at(5)),
    rental(4, at(7)),
    rental(5, at(5)),
  ];
  const { rentals } = report(instances, [knownState([held({ id: 1 }), held({ id: 4 })])]);
  expect(rentals.map(({ id }) => id)).toEqual([3, 5, 2, 1, 4]);
});

test('tells what a rental is and what it costs', () => {
  const { rentals } = report([rental(1, label(NONCE, '?'))], null);
  expect(rentals[0]).toMatchObject({
    id: 1,
    stage: 'pending',
    claim: CLAIM,
    nonce: NONCE,
    label: 'june',
    machineId: 43_973,
    gpuName: 'RTX 3060',
    region: 'US-CA',
    status: 'running',
    ageSeconds: 7200,
    cost: { perHour: 0.25, soFarAtMost: 0.5 },
  });
});

test.each([
  ['nothing', null],
  ['a time that no calendar has', 1e20],
])('%s as start makes no age and no sum', (_what, start_date) => {
  expect(report([rental(1, { start_date })], null).rentals[0]).toMatchObject({
    startedAt: null,
    ageSeconds: null,
    cost: { soFarAtMost: null },
  });
});

test('a start ahead of our clock is an age of 0', () => {
  const start_date = NOW.getTime() / 1000 + 60;
  expect(report([rental(1, { start_date })], null).rentals[0]?.ageSeconds).toBe(0);
});

test('tells which instances of states the platform has no more', () => {
  const lost = held({ id: 2 });
  const nameless = held({ id: null, nonce: '22222222', doomed: 'tainted' });
  const found = report([rental(1)], [knownState([held(), lost, nameless])], [2]);
  expect(found.gone).toEqual([lost]);
  expect(found.unplaced).toEqual([nameless]);
});

describe('what to do next', () => {
  const next = (instances: readonly Instance[], states: readonly KnownState[]) =>
    orphansOf(report(instances, states))[0]?.next;
  const configured = new Map([[CLAIM, 'vastai_instance.june_1A']]);

  test('a settled one can be imported, at the address that the configuration has for its claim', () => {
    const home = knownState([], { configured, folder: "cdktf.out/stacks/june's" });
    expect(next([rental(1)], [home])).toEqual({
      import: "terraform -chdir='cdktf.out/stacks/june'\\''s' import vastai_instance.june_1A 1",
      destroy: 'vastai destroy instance 1',
      note: expect.stringContaining('only its state was lost') as string,
    });
    expect(next([rental(1)], [knownState([])])?.import).toBe('terraform import ADDRESS 1');
  });

  test('a pending one is left to the next apply, or imported', () => {
    const { import: imported, note } = next([rental(1, label(NONCE, '?'))], [knownState([])]) ?? {};
    expect(imported).toBe('terraform import ADDRESS 1');
    expect(note).toContain(`The next apply of the resource with the claim ${CLAIM}`);
    expect(note).toContain('If an apply is at work now, wait for its end');
  });

  test('a failed one is only destroyed', () => {
    expect(next([rental(1, label(NONCE, '!'))], [knownState([])])).toMatchObject({ import: null });
  });

  test('one whose claim has a living instance in a state is left over', () => {
    const other = held({ id: 2, nonce: '11111111' });
    const states = [knownState([other], { configured, folder: 'x' })];
    const steps = next([rental(1), rental(2, label('11111111'))], states);
    expect(steps?.import).toBeNull();
    expect(steps?.note).toContain('vastai_instance.june of s has the same claim and holds instance 2');
    // Gone from the platform, it stands in nobody's way.
    expect(orphansOf(report([rental(1)], states, [2]))[0]?.next?.import).toContain(
      'vastai_instance.june_1A 1',
    );
  });

  test('one that another create took over says that its state will not destroy it', () => {
    const steps = next([rental(1)], [knownState([held({ nonce: '11111111' })])]);
    expect(steps).toMatchObject({ import: null });
    expect(steps?.note).toContain('names it, but under another nonce');
  });
});
