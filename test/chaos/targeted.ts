import type { FaultKind } from '../../src/simulator';
import type { Shape } from './project';
import type { Interruption, Moment, Operation, PlannedFault, Schedule, Step } from './schedule';

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

/** A schedule made for one purpose. */
export function targeted(steps: readonly Step[], shape: Partial<Shape> = {}): Schedule {
  return { seed: 1, shape: { ...SHAPE, ...shape }, steps };
}

/** A step; ten virtual seconds after the one before, and undisturbed but for what is said. */
export function step(operation: Operation, rest: Partial<Omit<Step, 'operation'>> = {}): Step {
  return { operation, pauseMs: 10_000, faults: [], interruption: null, ...rest };
}

/** One kind of fault, several times in a row. */
export function times(count: number, kind: FaultKind, endpoint: string): readonly PlannedFault[] {
  return Array.from({ length: count }, () => ({ kind, endpoint, skip: 0 }));
}

/** A signal at a moment. */
export function at(
  [endpoint, nth, phase]: readonly [string, number, Moment['phase']],
  signal: Interruption['signal'],
  target: Interruption['target'] = 'group',
): Interruption {
  return { signal, target, moment: { endpoint, nth, phase } };
}
