import type { FaultKind } from '../../src/simulator';
import type { Shape } from './project';
import { Dice } from './random';
import type { Interruption, Moment, Operation, PlannedFault, Schedule, Step } from './schedule';

type Weights<T> = readonly (readonly [number, T])[];

const OPERATIONS: Weights<Operation> = [
  [2, 'apply'],
  [2, 'label'],
  [2, 'stop'],
  [2, 'start'],
  [2, 'mode'],
  [2, 'image'],
  [5, 'disk'],
  [4, 'taint'],
  [1, 'lock-lost'],
  [1, 'lock-renewed'],
  [1, 'plan'],
  [2, 'destroy'],
];

/** Faults by the endpoint that they spoil. */
const SPOILED: Weights<readonly [FaultKind, string]> = [
  [6, ['lost-drop', 'create']],
  [4, ['lost-502', 'create']],
  [4, ['lost-504', 'create']],
  [3, ['lost-hang', 'create']],
  [2, ['invalid-json', 'create']],
  [3, ['taken', 'create']],
  [2, ['unavailable', 'create']],
  [2, ['rate-limited', 'create']],
  [2, ['unavailable-page', 'create']],
  [2, ['html', 'create']],
  [1, ['drop', 'create']],
  [2, ['slow', 'create']],
  [2, ['html', 'list']],
  [2, ['unavailable-page', 'list']],
  [2, ['rate-limited', 'list']],
  [1, ['slow', 'list']],
  [1, ['lost-hang', 'list']],
  [2, ['null', 'read']],
  [1, ['unavailable-page', 'read']],
  [1, ['html', 'read']],
  [1, ['rate-limited', 'search']],
  [1, ['empty', 'search']],
  [2, ['lost-drop', 'update']],
  [1, ['lost-502', 'update']],
  [1, ['rate-limited', 'update']],
  [1, ['unavailable-page', 'update']],
  [1, ['refused-start', 'update']],
  [2, ['lost-drop', 'destroy']],
  [2, ['lost-504', 'destroy']],
  [2, ['rate-limited', 'destroy']],
  [2, ['unavailable-page', 'destroy']],
  [1, ['html', 'destroy']],
];

const SIGNALS: Weights<Pick<Interruption, 'signal' | 'target'>> = [
  [6, { signal: 'SIGKILL', target: 'group' }],
  [3, { signal: 'SIGKILL', target: 'terraform' }],
  [3, { signal: 'SIGKILL', target: 'provider' }],
  [2, { signal: 'SIGTERM', target: 'group' }],
  [2, { signal: 'SIGTERM', target: 'terraform' }],
  [1, { signal: 'SIGTERM', target: 'provider' }],
  [4, { signal: 'SIGINT', target: 'group' }],
  [3, { signal: 'SIGINT-twice', target: 'group' }],
];

const PHASES = ['before', 'acted', 'answered'] as const;

/** The schedule of a seed. */
export function drawSchedule(seed: number): Schedule {
  const dice = new Dice(seed, 'schedule');
  const shape: Shape = {
    replacement: dice.chance(0.4) ? 'create-first' : 'destroy-first',
    backend: dice.chance(0.4) ? 'http' : 'local',
    instances: dice.chance(0.2) ? 2 : 1,
    readiness: dice.chance(0.2),
    trace: dice.chance(0.1),
  };
  const first: Step = { ...disturbed(dice, 'apply', 0.6), pauseMs: 0 };
  // Stopped things are started, created things changed: the rest is chance.
  const second = disturbed(dice, dice.weighted(OPERATIONS), 0.65);
  const last = disturbed(dice, 'destroy', 0.3);
  const steps = dice.chance(0.75) ? [first, second, last] : [first, last];
  return { seed, shape, steps };
}

function disturbed(dice: Dice, operation: Operation, probability: number): Step {
  const pauseMs = dice.pick([2_000, 10_000, 45_000, 200_000]);
  if (!dice.chance(probability)) return { operation, pauseMs, faults: [], interruption: null };
  const isInterrupted = operation !== 'plan' && dice.chance(0.6);
  const faults = dice.chance(isInterrupted ? 0.35 : 0.95) ? drawFaults(dice, operation) : [];
  return {
    operation,
    pauseMs,
    faults,
    interruption: isInterrupted ? drawInterruption(dice, operation) : null,
  };
}

function drawFaults(dice: Dice, operation: Operation): readonly PlannedFault[] {
  return dice.weighted<() => readonly PlannedFault[]>([
    [10, () => repeated(dice, operation)],
    [1, () => [{ kind: 'omitted', nth: dice.int(1, 4) }]],
    // Both lists of a look-up: the one case in which a rental may be overlooked.
    [1, () => [1, 2].map((nth) => ({ kind: 'omitted', nth }))],
    // The answer is lost, and so are the looks for it.
    [
      1,
      () => [
        { kind: 'lost-drop', endpoint: 'create', skip: 0 },
        ...[3, 4].map((nth) => ({ kind: 'omitted', nth }) as const),
      ],
    ],
    [
      2,
      () => [
        { kind: 'stuck-image', hosts: dice.pick([1, 2]), how: dice.pick(['manifest', 'gives-up', 'oci']) },
      ],
    ],
    [1, () => [{ kind: 'dead-host', nth: dice.int(3, 9) }]],
    [1, () => [{ kind: 'filtered-host', nth: dice.int(3, 9) }]],
    [1, () => [{ kind: 'ports-moved', nth: dice.int(1, 4) }]],
    [1, () => [{ kind: 'outbid', nth: dice.int(1, 20) }]],
  ])();
}

/** One kind of failure, a few times in a row or apart. */
function repeated(dice: Dice, operation: Operation): readonly PlannedFault[] {
  const fitting = SPOILED.filter(([, [, endpoint]]) => operation !== 'destroy' || endpoint !== 'create');
  const [kind, endpoint] = dice.weighted(fitting);
  const times = dice.weighted([[6, 1], [2, 2], [1, 4], [1, 8]]); // prettier-ignore
  const skip = dice.weighted([[5, 0], [2, 1], [1, 2], [1, 4]]); // prettier-ignore
  return Array.from({ length: times }, () => ({ kind, endpoint, skip }));
}

function drawInterruption(dice: Dice, operation: Operation): Interruption {
  return { ...dice.weighted(SIGNALS), moment: drawMoment(dice, operation) };
}

function drawMoment(dice: Dice, operation: Operation): Moment {
  const phase = dice.pick(PHASES);
  const any: Moment = { endpoint: '*', nth: dice.int(1, 25), phase };
  if (operation === 'destroy')
    return dice.chance(0.7) ? { endpoint: 'destroy', nth: 1, phase } : { ...any, nth: dice.int(1, 6) };
  return dice.weighted<Moment>([
    [4, { endpoint: 'create', nth: 1, phase }],
    [4, { endpoint: 'settle', nth: 1, phase }],
    [2, { endpoint: 'list', nth: dice.int(1, 10), phase }],
    [2, { endpoint: 'destroy', nth: 1, phase }],
    [1, { endpoint: 'update', nth: 1, phase }],
    [4, any],
  ]);
}
