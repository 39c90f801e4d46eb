import type { FaultKind } from '../../src/simulator';
import type { Shape } from './project';
import type { Dice } from './random';
import type { Interruption, Moment, Operation, PlannedFault, Step } from './schedule';

/** What a schedule is about: its steps, and what of its shape must be so for them to make sense. */
export interface Theme {
  readonly steps: readonly Step[];
  readonly shape?: Partial<Shape>;
}

type Target = Interruption['target'];
type Signal = Interruption['signal'];

/** Between two steps. */
const PAUSES = [2_000, 10_000, 45_000, 200_000];
const PHASES = ['before', 'acted', 'answered'] as const;
const IN_PLACE: readonly Operation[] = ['label', 'stop', 'mode', 'secret', 'image'];

function step(dice: Dice, operation: Operation, rest: Partial<Step> = {}): Step {
  return { operation, pauseMs: dice.pick(PAUSES), faults: [], interruption: null, ...rest };
}

const create = (dice: Dice, rest: Partial<Step> = {}): Step => step(dice, 'apply', { ...rest, pauseMs: 0 });

/** A few of one kind in a row. */
function faults(
  dice: Dice,
  kind: FaultKind,
  endpoint: string,
  counts: readonly number[] = [1, 1, 1, 2, 4, 8],
): readonly PlannedFault[] {
  return Array.from({ length: dice.pick(counts) }, () => ({ kind, endpoint, skip: 0 }));
}

/** Moments of a create in which something is paid for and not yet in a state. */
function whilePaying(dice: Dice): Moment {
  const phase = dice.pick(PHASES);
  return dice.pick<Moment>([
    { endpoint: 'create', nth: 1, phase },
    { endpoint: 'create', nth: 1, phase },
    { endpoint: 'settle', nth: 1, phase: dice.pick(['before', 'acted']) },
    { endpoint: 'list', nth: dice.int(3, 8), phase },
  ]);
}

const signalled = (signal: Signal, target: Target, moment: Moment): Partial<Step> => ({
  interruption: { signal, target, moment },
});

const anySignal = (dice: Dice): Pick<Interruption, 'signal' | 'target'> =>
  dice.pick<Pick<Interruption, 'signal' | 'target'>>([
    { signal: 'SIGKILL', target: 'group' },
    { signal: 'SIGKILL', target: 'terraform' },
    { signal: 'SIGKILL', target: 'provider' },
    { signal: 'SIGTERM', target: 'group' },
    { signal: 'SIGTERM', target: 'terraform' },
    { signal: 'SIGINT', target: 'group' },
    { signal: 'SIGINT-twice', target: 'group' },
  ]);

/** While something is replaced. */
function whileReplacing(dice: Dice): Interruption {
  const phase = dice.pick(PHASES);
  const moment = dice.pick<Moment>([
    { endpoint: 'create', nth: 1, phase },
    { endpoint: 'destroy', nth: 1, phase },
    { endpoint: 'settle', nth: 1, phase: dice.pick(['before', 'acted']) },
    { endpoint: '*', nth: dice.int(2, 15), phase },
  ]);
  return { ...anySignal(dice), moment };
}

/** While something is changed in place. */
function whileChanging(dice: Dice): Interruption {
  const phase = dice.pick(PHASES);
  const moment = dice.pick<Moment>([
    { endpoint: 'update', nth: 1, phase: dice.pick(['before', 'acted']) },
    { endpoint: '*', nth: dice.int(1, 6), phase },
  ]);
  return { ...anySignal(dice), moment };
}

/** Everything that the issue names, one theme after the other; a run of as many schedules has met each. */
export const THEMES: readonly ((dice: Dice) => Theme)[] = [
  // Signals while something is created.
  (dice) => ({ steps: [create(dice, signalled('SIGKILL', 'group', { endpoint: 'create', nth: 1, phase: dice.pick(PHASES) }))] }),
  (dice) => ({
    steps: [create(dice, signalled('SIGKILL', 'group', dice.pick<Moment>([{ endpoint: 'settle', nth: 1, phase: 'acted' }, { endpoint: 'state-write', nth: 1, phase: 'before' }])))],
    shape: { backend: 'http' },
  }),
  (dice) => ({ steps: [create(dice, signalled('SIGKILL', 'terraform', whilePaying(dice)))] }),
  (dice) => ({ steps: [create(dice, signalled('SIGKILL', 'provider', whilePaying(dice)))] }),
  (dice) => ({ steps: [create(dice, signalled('SIGKILL', 'group', { endpoint: 'list', nth: dice.int(3, 10), phase: dice.pick(PHASES) }))] }),
  (dice) => ({ steps: [create(dice, signalled('SIGKILL', dice.pick(['group', 'terraform', 'provider']), { endpoint: '*', nth: dice.int(1, 4), phase: dice.pick(PHASES) }))] }),
  (dice) => ({ steps: [create(dice, signalled('SIGTERM', dice.pick(['group', 'terraform']), whilePaying(dice)))] }),
  (dice) => ({ steps: [create(dice, signalled('SIGTERM', 'provider', whilePaying(dice)))] }),
  (dice) => ({ steps: [create(dice, signalled('SIGINT', 'group', whilePaying(dice)))] }),
  (dice) => ({ steps: [create(dice, signalled('SIGINT-twice', 'group', whilePaying(dice)))] }),
  // The platform fails while something is created.
  (dice) => ({ steps: [create(dice, { faults: faults(dice, dice.pick(['lost-drop', 'lost-502', 'lost-504']), 'create') })] }),
  (dice) => ({ steps: [create(dice, { faults: faults(dice, dice.pick(['lost-hang', 'invalid-json']), 'create', [1]) })] }),
  (dice) => ({ steps: [create(dice, { faults: faults(dice, 'rate-limited', dice.pick(['create', 'list', 'search'])) })] }),
  (dice) => ({ steps: [create(dice, { faults: faults(dice, 'unavailable-page', dice.pick(['create', 'list', 'search'])) })] }),
  (dice) => ({ steps: [create(dice, { faults: faults(dice, 'html', dice.pick(['create', 'list', 'search'])) })] }),
  (dice) => ({ steps: [create(dice, { faults: faults(dice, dice.pick(['taken', 'taken', 'unavailable']), 'create') })] }),
  (dice) => ({ steps: [create(dice, { faults: faults(dice, 'slow', dice.pick(['create', 'list'])) })] }),
  (dice) => ({ steps: [create(dice, { faults: [{ kind: 'stuck-image', hosts: dice.pick([1, 1, 2]), how: dice.pick(['manifest', 'gives-up', 'oci']) }] })] }),
  (dice) => ({ steps: [create(dice, { faults: [{ kind: dice.pick(['dead-host', 'filtered-host']), nth: dice.int(6, 9) }] })] }),
  (dice) => ({ steps: [create(dice, { faults: dice.pick<readonly PlannedFault[]>([
    // Both lists of the look-up for the claim, or both looks for a lost answer.
    [1, 2].map((nth) => ({ kind: 'omitted', nth })),
    [{ kind: 'lost-drop', endpoint: 'create', skip: 0 }, { kind: 'omitted', nth: 3 }, { kind: 'omitted', nth: 4 }],
    [{ kind: 'lost-504', endpoint: 'create', skip: 0 }, { kind: 'omitted', nth: 3 }],
  ]) })] }),
  (dice) => ({ steps: [create(dice, { faults: faults(dice, dice.pick(['lost-drop', 'lost-502', 'rate-limited', 'unavailable-page']), 'update') })] }),
  (dice) => ({ steps: [create(dice, { faults: [dice.pick<PlannedFault>([{ kind: 'no-credit' }, { kind: 'refused', error: 'insufficient_credit' }, { kind: 'refused', error: 'spend_rate_limit' }])] })] }),
  // Two disturbed runs in a row, and one that nobody resumes.
  (dice) => ({ steps: [
    create(dice, { ...signalled('SIGKILL', dice.pick(['group', 'provider']), whilePaying(dice)), leave: true }),
    step(dice, 'apply', dice.chance(0.5) ? { faults: dice.pick<readonly PlannedFault[]>([[{ kind: 'omitted', nth: 1 }], [1, 2].map((nth) => ({ kind: 'omitted', nth })), faults(dice, 'unavailable-page', 'list'), faults(dice, 'lost-drop', 'update')]) } : signalled('SIGKILL', 'group', { endpoint: '*', nth: dice.int(2, 9), phase: dice.pick(PHASES) })),
  ] }),
  (dice) => ({ steps: [create(dice, { ...signalled('SIGKILL', 'group', whilePaying(dice)), leave: true }), step(dice, 'destroy')] }),
  // Replacements.
  (dice) => ({ steps: [create(dice), step(dice, 'disk', { interruption: whileReplacing(dice) })], shape: { replacement: 'create-first' } }),
  (dice) => ({ steps: [create(dice), step(dice, 'disk', { interruption: whileReplacing(dice) })], shape: { replacement: 'destroy-first' } }),
  (dice) => ({ steps: [create(dice), step(dice, 'taint', { interruption: whileReplacing(dice) })] }),
  (dice) => ({ steps: [create(dice), step(dice, dice.pick(['taint', 'disk']), { faults: dice.pick([faults(dice, 'lost-drop', 'create'), faults(dice, 'unavailable-page', 'destroy'), faults(dice, 'lost-504', 'destroy'), faults(dice, 'taken', 'create')]) })] }),
  // Changes in place.
  (dice) => ({ steps: [create(dice), step(dice, dice.pick(IN_PLACE), { interruption: whileChanging(dice) })] }),
  (dice) => ({ steps: [create(dice), step(dice, dice.pick(IN_PLACE), { faults: faults(dice, dice.pick(['lost-drop', 'lost-502', 'rate-limited', 'unavailable-page']), 'update') })] }),
  (dice) => ({ steps: [create(dice), step(dice, 'stop'), step(dice, 'start', dice.chance(0.5) ? { faults: [{ kind: 'refused-start', endpoint: 'update', skip: 0 }] } : { interruption: whileChanging(dice) })] }),
  // A lost lock file, a page that omits, a read that finds nothing.
  (dice) => ({ steps: [create(dice), step(dice, dice.pick(['lock-lost', 'lock-renewed'])), step(dice, dice.pick(['plan', 'refresh']), { faults: [{ kind: 'omitted', nth: 1 }, ...(dice.chance(0.5) ? faults(dice, 'unavailable-page', 'read') : [])] })] }),
  // From outside.
  (dice) => ({ steps: [create(dice), step(dice, dice.pick(['apply', 'label']), { faults: [{ kind: 'ports-moved', nth: 1 }] })] }),
  (dice) => ({ steps: [create(dice), step(dice, 'apply', { faults: [{ kind: 'dead-host', nth: 1 }] })] }),
  (dice) => ({ steps: [create(dice), step(dice, dice.pick(['apply', 'label', 'disk']), { faults: [{ kind: 'outbid', nth: 1 }] })], shape: { bid: dice.pick(['wait', 'rebid', 'replace']) } }),
  (dice) => ({ steps: dice.chance(0.5) ? [create(dice, { faults: [{ kind: 'adopted-elsewhere', nth: dice.int(6, 9) }], leave: true })] : [create(dice), step(dice, dice.pick(['destroy', 'taint']), { faults: [{ kind: 'adopted-elsewhere', nth: 1 }], leave: true })] }),
  // The end.
  (dice) => ({ steps: [create(dice), step(dice, 'destroy', signalled('SIGKILL', dice.pick(['group', 'terraform', 'provider']), { endpoint: dice.pick(['destroy', 'destroy', '*']), nth: 1, phase: dice.pick(PHASES) }))] }),
  (dice) => ({ steps: [create(dice), step(dice, 'destroy', signalled(dice.pick(['SIGINT', 'SIGINT-twice']), 'group', { endpoint: 'destroy', nth: 1, phase: dice.pick(PHASES) }))] }),
  (dice) => ({ steps: [create(dice), step(dice, 'destroy', { faults: faults(dice, dice.pick(['lost-drop', 'lost-502', 'lost-504']), 'destroy') })] }),
  (dice) => ({ steps: [create(dice), step(dice, 'destroy', { faults: faults(dice, dice.pick(['rate-limited', 'unavailable-page', 'html', 'slow']), 'destroy') })] }),
  (dice) => ({ steps: [create(dice), step(dice, 'destroy', { faults: faults(dice, dice.pick(['null', 'unavailable-page', 'html']), 'read') })] }),
]; // prettier-ignore
