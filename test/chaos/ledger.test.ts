import type { RentalView } from '../../src/simulator';
import { type Books, Ledger, outside, type Turn } from './ledger';
import type { Shape } from './project';
import type { PlannedFault } from './schedule';
import type { HeldRental } from './state';
import { Broken } from './violation';

const SHAPE: Shape = {
  replacement: 'destroy-first',
  backend: 'local',
  instances: 1,
  readiness: false,
  bid: null,
  budget: null,
  parallel: false,
  trace: false,
};
const CLAIM = '0123456789ab';

const rental = (id: number, mark = '', label = `x vg-${CLAIM}-0000000${id}${mark}`): RentalView =>
  ({ id, label }) as RentalView;
const held = (id: number | null, more: Partial<HeldRental> = {}): HeldRental => ({
  address: 'vastai_instance.june',
  id,
  nonce: `0000000${id ?? 9}`,
  tainted: false,
  deposed: false,
  ...more,
});
const turn = (more: Partial<Turn> & { readonly fired?: readonly PlannedFault[] } = {}): Turn => ({
  sabotage: { fired: more.fired ?? [], struck: undefined },
  wasKilled: false,
  output: '',
  ...more,
});

function ledgerOf(shape: Partial<Shape> = {}): { readonly ledger: Ledger; readonly notes: string[] } {
  const notes: string[] = [];
  return { ledger: new Ledger({ ...SHAPE, ...shape }, (key) => notes.push(key)), notes };
}

/** The promise that something breaks; undefined when it keeps all. */
function broken(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof Broken) return error.violation.invariant;
    throw error;
  }
}

const NOTHING: Books = { rentals: [], held: [] };
const ONE: Books = { rentals: [rental(1)], held: [held(1)] };
const LOST: Books = { rentals: [rental(1)], held: [] };

describe('a rental outside of the state', () => {
  test('is one that the state does not name, neither by id nor by nonce', () => {
    expect(
      outside({
        rentals: [rental(1), rental(2, '?'), rental(3)],
        held: [held(1), held(null, { nonce: '00000002' })],
      }),
    ).toEqual([rental(3)]);
  });

  test('is a broken promise when nobody killed anything', () => {
    const { ledger } = ledgerOf();
    expect(broken(() => ledger.account(ONE, turn()))).toBeUndefined();
    expect(broken(() => ledger.account(LOST, turn()))).toBe('accounted');
  });

  test('is none after two lists that omitted it, and is one after a single one', () => {
    const omitted = (nth: number): PlannedFault => ({ kind: 'omitted', nth });
    expect(broken(() => ledgerOf().ledger.account(LOST, turn({ fired: [omitted(1)] })))).toBe('accounted');
    const { ledger } = ledgerOf();
    expect(broken(() => ledger.account(LOST, turn({ fired: [omitted(1), omitted(2)] })))).toBeUndefined();
    expect(ledger.excuseOf(1)).toBe('two lists omitted it');
  });

  test('is none when the create said that it is in no state, across the lines that Terraform breaks', () => {
    const output =
      'Instance 1 on machine 5\nmay still exist. It is NOT in the state:\ndestroy it by hand, and run "vast-gpu\norphans" to be sure.';
    expect(broken(() => ledgerOf().ledger.account(LOST, turn({ output })))).toBeUndefined();
  });

  test('is one when the create said that the state holds it', () => {
    const output = 'Instance 1 may still exist. It is kept in the state as tainted; "vast-gpu orphans"';
    expect(broken(() => ledgerOf().ledger.account(LOST, turn({ output })))).toBe('accounted');
  });

  test('without our mark is always a broken promise', () => {
    const books = { rentals: [rental(1, '', 'x')], held: [held(1)] };
    expect(broken(() => ledgerOf().ledger.account(books, turn({ wasKilled: true })))).toBe('marked');
  });
});

describe('after a kill', () => {
  test('a settled rental is excused only by a create that names it', () => {
    const { ledger } = ledgerOf({ replacement: 'create-first' });
    ledger.account(LOST, turn({ wasKilled: true }));
    const next = { rentals: [rental(1), rental(2)], held: [held(2)] };
    expect(broken(() => ledger.checkExactlyOne(next))).toBe('exactlyOne');
    ledger.account(next, turn({ output: `Instance 1 carries the claim ${CLAIM} (in\nuse).` }));
    expect(broken(() => ledger.checkExactlyOne(next))).toBeUndefined();
  });

  test('a pending one is never excused by a create that follows', () => {
    const { ledger } = ledgerOf();
    ledger.account({ rentals: [rental(1, '?')], held: [] }, turn({ wasKilled: true }));
    const next = { rentals: [rental(1, '?'), rental(2)], held: [held(2)] };
    expect(broken(() => ledger.checkExactlyOne(next))).toBe('exactlyOne');
  });

  test('both may be left when nothing but a destroy follows', () => {
    const { ledger } = ledgerOf();
    const left = { rentals: [rental(1, '?'), rental(2)], held: [] };
    ledger.account(left, turn({ wasKilled: true }));
    expect(broken(() => ledger.checkDestroyed(left))).toBeUndefined();
  });
});

describe('rentals at a time', () => {
  const peak = (count: number): ReadonlyMap<string, number> => new Map([[CLAIM, count]]);
  const undisturbed = turn().sabotage;

  test('one, and while it is replaced create-first the old one too', () => {
    expect(broken(() => ledgerOf().ledger.checkPeaks(ONE, ONE, peak(1), undisturbed))).toBeUndefined();
    expect(broken(() => ledgerOf().ledger.checkPeaks(ONE, ONE, peak(2), undisturbed))).toBe('single');
    const createFirst = ledgerOf({ replacement: 'create-first' }).ledger;
    expect(broken(() => createFirst.checkPeaks(ONE, ONE, peak(2), undisturbed))).toBeUndefined();
    expect(broken(() => createFirst.checkPeaks(ONE, ONE, peak(3), undisturbed))).toBe('single');
  });

  test.each([
    ['create-first', undefined],
    ['destroy-first', 'single'],
  ] as const)('beside one that a kill kept out of the state, %s: %s', (replacement, expected) => {
    const { ledger } = ledgerOf({ replacement });
    ledger.account(LOST, turn({ wasKilled: true }));
    expect(broken(() => ledger.checkPeaks(LOST, LOST, peak(2), undisturbed))).toBe(expected);
  });
});

describe('at the end', () => {
  test('the state is empty and nothing is rented', () => {
    expect(broken(() => ledgerOf().ledger.checkDestroyed(NOTHING))).toBeUndefined();
    expect(broken(() => ledgerOf().ledger.checkDestroyed(ONE))).toBe('unbilled');
    expect(broken(() => ledgerOf().ledger.checkDestroyed(LOST))).toBe('unbilled');
  });

  test('a state holds no rental twice, and one current one for a resource', () => {
    const twice = { rentals: [rental(1)], held: [held(1), held(1, { deposed: true })] };
    expect(broken(() => ledgerOf().ledger.account(twice, turn()))).toBe('distinct');
    const two = { rentals: [rental(1), rental(2)], held: [held(1), held(2)] };
    expect(broken(() => ledgerOf().ledger.account(two, turn()))).toBe('distinct');
    const deposed = { rentals: [rental(1), rental(2)], held: [held(1), held(2, { deposed: true })] };
    expect(broken(() => ledgerOf().ledger.account(deposed, turn()))).toBeUndefined();
  });

  test('a resource whose rental is gone has not exactly one', () => {
    expect(broken(() => ledgerOf().ledger.checkExactlyOne(ONE))).toBeUndefined();
    expect(broken(() => ledgerOf().ledger.checkExactlyOne({ rentals: [], held: [held(1)] }))).toBe(
      'exactlyOne',
    );
    expect(broken(() => ledgerOf().ledger.checkExactlyOne(NOTHING))).toBe('exactlyOne');
  });
});
