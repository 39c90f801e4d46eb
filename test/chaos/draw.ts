import type { FaultKind } from '../../src/simulator';
import type { Shape } from './project';
import { Dice } from './random';
import type { Interruption, Moment, Operation, PlannedFault, Schedule, Step } from './schedule';

type Weights<T> = readonly (readonly [number, T])[];

const CHANGES: Weights<Operation> = [
  [1, 'apply'],
  [2, 'label'],
  [2, 'stop'],
  [1, 'mode'],
  [1, 'secret'],
  [2, 'image'],
  [5, 'disk'],
  [5, 'taint'],
  [1, 'lock-lost'],
  [1, 'lock-renewed'],
  [1, 'plan'],
];

/** Faults by the endpoint that they spoil. */
const SPOILED: Weights<readonly [FaultKind, string]> = [
  [5, ['lost-drop', 'create']],
  [4, ['lost-502', 'create']],
  [4, ['lost-504', 'create']],
  [2, ['lost-hang', 'create']],
  [2, ['invalid-json', 'create']],
  [4, ['taken', 'create']],
  [2, ['unavailable', 'create']],
  [3, ['rate-limited', 'create']],
  [3, ['unavailable-page', 'create']],
  [3, ['html', 'create']],
  [1, ['drop', 'create']],
  [2, ['slow', 'create']],
  [2, ['html', 'list']],
  [2, ['unavailable-page', 'list']],
  [2, ['rate-limited', 'list']],
  [1, ['slow', 'list']],
  [1, ['hang', 'list']],
  [2, ['unavailable-page', 'search']],
  [1, ['rate-limited', 'search']],
  [1, ['empty', 'search']],
  [2, ['lost-drop', 'update']],
  [2, ['lost-502', 'update']],
  [1, ['rate-limited', 'update']],
  [1, ['unavailable-page', 'update']],
];

/** Those of a destroy. */
const SPOILED_END: Weights<readonly [FaultKind, string]> = [
  [2, ['lost-drop', 'destroy']],
  [2, ['lost-504', 'destroy']],
  [1, ['lost-502', 'destroy']],
  [2, ['rate-limited', 'destroy']],
  [2, ['unavailable-page', 'destroy']],
  [2, ['html', 'destroy']],
  [1, ['slow', 'destroy']],
  [1, ['null', 'read']],
  [1, ['unavailable-page', 'read']],
  [1, ['html', 'read']],
  [1, ['rate-limited', 'list']],
  [1, ['html', 'list']],
];

const SIGNALS: Weights<Pick<Interruption, 'signal' | 'target'>> = [
  [6, { signal: 'SIGKILL', target: 'group' }],
  [4, { signal: 'SIGKILL', target: 'terraform' }],
  [4, { signal: 'SIGKILL', target: 'provider' }],
  [3, { signal: 'SIGTERM', target: 'group' }],
  [2, { signal: 'SIGTERM', target: 'terraform' }],
  [2, { signal: 'SIGTERM', target: 'provider' }],
  [4, { signal: 'SIGINT', target: 'group' }],
  [4, { signal: 'SIGINT-twice', target: 'group' }],
];

const PHASES = ['before', 'acted', 'answered'] as const;

/**
 * The schedule of a seed. Every one is disturbed somewhere: while it creates, while it changes or replaces, or while it
 * destroys; terraform's own commands cost too much for quiet ones.
 */
export function drawSchedule(seed: number): Schedule {
  const dice = new Dice(seed, 'schedule');
  const shape: Shape = {
    replacement: dice.chance(0.4) ? 'create-first' : 'destroy-first',
    backend: dice.chance(0.4) ? 'http' : 'local',
    instances: dice.chance(0.15) ? 2 : 1,
    readiness: dice.chance(0.15),
    bid: dice.chance(0.2) ? dice.pick(['wait', 'rebid', 'replace']) : null,
    trace: dice.chance(0.1),
  };
  return { seed, shape, steps: drawSteps(dice, shape) };
}

function drawSteps(dice: Dice, shape: Shape): readonly Step[] {
  const create: Step = { ...quiet(dice, 'apply'), pauseMs: 0 };
  const disturbedCreate: Step = { ...disturbed(dice, 'apply'), pauseMs: 0 };
  const end = disturbed(dice, 'destroy');
  return dice.weighted<() => readonly Step[]>([
    [10, () => [disturbedCreate]],
    // The next apply is disturbed as well.
    [3, () => [{ ...disturbedCreate, leave: true }, disturbed(dice, 'apply')]],
    [12, () => [create, disturbed(dice, dice.weighted(CHANGES))]],
    [2, () => [create, quiet(dice, 'stop'), disturbed(dice, 'start')]],
    [6, () => [create, end]],
    [3, () => [disturbedCreate, end]],
    [2, () => [{ ...disturbedCreate, leave: true }, quiet(dice, 'destroy')]],
    [2, () => [create, fromOutside(dice, dice.pick(['apply', 'plan', 'label']), shape)]],
    [1, () => [{ ...create, faults: [{ kind: 'adopted-elsewhere', nth: dice.int(5, 9) }], leave: true }]],
    [
      1,
      () => [
        create,
        {
          ...quiet(dice, dice.pick(['destroy', 'taint'])),
          faults: [{ kind: 'adopted-elsewhere', nth: dice.int(1, 2) }],
          leave: true,
        },
      ],
    ],
  ])();
}

function quiet(dice: Dice, operation: Operation): Step {
  const pauseMs = dice.pick([2_000, 10_000, 45_000, 200_000]);
  return { operation, pauseMs, faults: [], interruption: null };
}

/** A step that is interrupted, or meets faults, or both. */
function disturbed(dice: Dice, operation: Operation): Step {
  const isInterrupted = operation !== 'plan' && dice.chance(0.6);
  const faults = !isInterrupted || dice.chance(0.3) ? drawFaults(dice, operation) : [];
  const interruption = isInterrupted ? drawInterruption(dice, operation) : null;
  return { ...quiet(dice, operation), faults, interruption };
}

/** Something happens to the rental from outside, before or while Terraform looks at it. */
function fromOutside(dice: Dice, operation: Operation, shape: Shape): Step {
  const kind = shape.bid === null ? dice.pick(['dead-host', 'ports-moved'] as const) : 'outbid';
  return { ...quiet(dice, operation), faults: [{ kind, nth: dice.int(1, 3) }] };
}

function drawFaults(dice: Dice, operation: Operation): readonly PlannedFault[] {
  if (operation === 'destroy') return repeated(dice, SPOILED_END);
  if (operation === 'stop' || operation === 'start' || operation === 'label' || operation === 'plan') {
    const fitting = SPOILED.filter(([, [, endpoint]]) => endpoint === 'list' || endpoint === 'update');
    if (operation === 'start' && dice.chance(0.3))
      return [{ kind: 'refused-start', endpoint: 'update', skip: 0 }];
    return dice.chance(0.2) ? [{ kind: 'omitted', nth: 1 }] : repeated(dice, fitting);
  }
  return dice.weighted<() => readonly PlannedFault[]>([
    [14, () => repeated(dice, SPOILED)],
    [2, () => [{ kind: 'omitted', nth: dice.int(1, 4) }]],
    // Both lists of a look-up: the one case in which a rental may be overlooked.
    [1, () => [1, 2].map((nth) => ({ kind: 'omitted', nth }))],
    // The answer is lost, and so are the looks for it.
    [
      2,
      () => [
        { kind: 'lost-drop', endpoint: 'create', skip: 0 },
        ...[3, 4].map((nth) => ({ kind: 'omitted', nth }) as const),
      ],
    ],
    [
      2,
      () => [
        { kind: 'stuck-image', hosts: dice.pick([1, 1, 2]), how: dice.pick(['manifest', 'gives-up', 'oci']) },
      ],
    ],
    [2, () => [{ kind: 'dead-host', nth: dice.int(5, 9) }]],
    [2, () => [{ kind: 'filtered-host', nth: dice.int(5, 9) }]],
    [1, () => [{ kind: 'outbid', nth: dice.int(5, 20) }]],
    [1, () => [{ kind: 'no-credit' }]],
    [1, () => [{ kind: 'refused', error: dice.pick(['insufficient_credit', 'spend_rate_limit']) }]],
  ])();
}

/** One kind of failure, a few times in a row. */
function repeated(dice: Dice, from: Weights<readonly [FaultKind, string]>): readonly PlannedFault[] {
  const [kind, endpoint] = dice.weighted(from);
  const times = dice.weighted([[6, 1], [2, 2], [1, 4], [1, 8]]); // prettier-ignore
  const skip = endpoint === 'create' || endpoint === 'destroy' ? 0 : dice.weighted([[5, 0], [2, 1], [1, 2]]); // prettier-ignore
  return Array.from({ length: times }, () => ({ kind, endpoint, skip }));
}

function drawInterruption(dice: Dice, operation: Operation): Interruption {
  return { ...dice.weighted(SIGNALS), moment: drawMoment(dice, operation) };
}

function drawMoment(dice: Dice, operation: Operation): Moment {
  const phase = dice.pick(PHASES);
  const early: Moment = { endpoint: '*', nth: dice.int(1, 4), phase };
  switch (operation) {
    case 'destroy':
      return dice.chance(0.7) ? { endpoint: 'destroy', nth: 1, phase } : early;
    case 'label':
    case 'stop':
    case 'start':
    case 'mode':
    case 'secret':
    case 'image':
      return dice.chance(0.7) ? { endpoint: 'update', nth: 1, phase } : { ...early, nth: dice.int(1, 8) };
    case 'lock-lost':
    case 'lock-renewed':
      return early;
    default:
      return dice.weighted<Moment>([
        [4, { endpoint: 'create', nth: 1, phase }],
        [3, { endpoint: 'settle', nth: 1, phase }],
        [2, { endpoint: 'state-write', nth: 1, phase: 'before' }],
        [4, { endpoint: '*', nth: dice.int(6, 20), phase }],
        [2, early],
        [2, operation === 'apply' ? early : { endpoint: 'destroy', nth: 1, phase }],
      ]);
  }
}
