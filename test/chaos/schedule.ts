import type { FaultKind } from '../../src/simulator';
import type { Shape } from './project';

/** What a step asks Terraform to do. All but `plan`, `refresh` and `destroy` are an apply. */
export type Operation =
  /** The configuration as it is: a create in the beginning, nothing to do later. */
  | 'apply'
  /** Changes that the platform makes in place. */
  | 'label'
  | 'stop'
  | 'start'
  /** Another value of a variable, another secret, another image: the container is made anew. */
  | 'mode'
  | 'secret'
  | 'image'
  /** A larger disk: nothing but a replacement gives that. */
  | 'disk'
  /** `terraform taint`, then apply. */
  | 'taint'
  /** The lock file is lost: no pinned offers; or it names others. */
  | 'lock-lost'
  | 'lock-renewed'
  | 'plan'
  /** `terraform apply -refresh-only`. */
  | 'refresh'
  | 'destroy';

/** A point in an operation, by counting requests: never by a clock. */
export interface Moment {
  /**
   * Endpoint as in the simulator's journal; `settle`: the label write that ends a create; `state-write`: with an http
   * backend; `*`: any request to the platform.
   */
  readonly endpoint: string;
  /** From 1, counted since the operation began. */
  readonly nth: number;
  /** `answered`: when the caller has dealt with the answer, which is known by its next request. */
  readonly phase: 'before' | 'acted' | 'answered';
}

/** Something that goes wrong on the platform. */
export type PlannedFault =
  /** Spoils one request: the `skip`+1st to its endpoint. */
  | { readonly kind: FaultKind; readonly endpoint: string; readonly skip: number }
  /** The n-th list page leaves out the newest rental. */
  | { readonly kind: 'omitted'; readonly nth: number }
  /** The image does not start on the first hosts that get it. */
  | { readonly kind: 'stuck-image'; readonly hosts: 1 | 2; readonly how: 'manifest' | 'gives-up' | 'oci' }
  /** Something happens to the newest rental right before the n-th request. */
  | {
      readonly kind: 'dead-host' | 'ports-moved' | 'outbid' | 'filtered-host' | 'adopted-elsewhere';
      readonly nth: number;
    }
  /** The account has nothing left. */
  | { readonly kind: 'no-credit' }
  /** The paying call is refused for a reason that no other offer would cure. */
  | { readonly kind: 'refused'; readonly error: 'insufficient_credit' | 'spend_rate_limit' };

/** A signal to Terraform, to its provider, or to both. */
export interface Interruption {
  readonly signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGINT-twice';
  readonly target: 'terraform' | 'provider' | 'group';
  readonly moment: Moment;
}

/** One operation and what is done to it. */
export interface Step {
  readonly operation: Operation;
  /** Virtual time that passes before it, ms. */
  readonly pauseMs: number;
  readonly faults: readonly PlannedFault[];
  readonly interruption: Interruption | null;
  /** Goes on to the next step without an undisturbed apply between them. Default false. */
  readonly leave?: boolean;
}

/** A whole run: pure data that follows from its seed. A destroy ends every schedule. */
export interface Schedule {
  readonly seed: number;
  readonly shape: Shape;
  readonly steps: readonly Step[];
}

/** A schedule in words, one line a step. */
export function describeSchedule({ seed, shape, steps }: Schedule): string {
  const parts = [
    shape.replacement,
    `${shape.backend} backend`,
    `${shape.instances} instance(s)`,
    ...(shape.bid === null ? [] : [`interruptible, on_outbid ${shape.bid}`]),
    ...(shape.readiness ? ['with readiness'] : []),
  ];
  return [
    `seed ${seed}: ${parts.join(', ')}`,
    ...steps.map((step, at) => `  ${at + 1}. ${describeStep(step)}`),
  ].join('\n');
}

/** A step in words. */
export function describeStep({ operation, pauseMs, faults, interruption, leave }: Step): string {
  const parts = [`${operation} after ${Math.round(pauseMs / 1000)} s`, ...faults.map(describeFault)];
  if (interruption) parts.push(describeInterruption(interruption));
  if (leave === true) parts.push('goes on at once');
  return parts.join('; ');
}

/** A fault in words. */
export function describeFault(fault: PlannedFault): string {
  switch (fault.kind) {
    case 'omitted':
      return `list page ${fault.nth} omits the newest rental`;
    case 'stuck-image':
      return `the image does not start (${fault.how}) on ${fault.hosts} host(s)`;
    case 'dead-host':
    case 'ports-moved':
    case 'outbid':
    case 'filtered-host':
    case 'adopted-elsewhere':
      return `${fault.kind} before request ${fault.nth}`;
    case 'refused':
      return `the paying call is refused: ${fault.error}`;
    case 'no-credit':
      return 'the credit is used up';
    default:
      return `${fault.kind} at ${fault.endpoint} ${fault.skip + 1}`;
  }
}

const GROUPS: Readonly<Partial<Record<PlannedFault['kind'], string>>> = {
  'lost-drop': 'lost answer',
  'lost-502': 'lost answer',
  'lost-504': 'lost answer',
  'lost-hang': 'lost answer',
  'invalid-json': 'lost answer',
  'rate-limited': 'throttled',
  'unavailable-page': 'server error',
  empty: 'server error',
  html: 'html page',
  'dead-host': 'dead host',
  'filtered-host': 'dead host',
  'stuck-image': 'stuck image',
  'ports-moved': 'ports moved',
  'adopted-elsewhere': 'adopted elsewhere',
  'refused-start': 'refused start',
  null: 'empty read',
};

/** The sort of failure, as the tally counts it. */
export function groupOf({ kind }: PlannedFault): string {
  return GROUPS[kind] ?? kind;
}

function describeInterruption({ signal, target, moment }: Interruption): string {
  const when = { before: 'before it acts', acted: 'after it acted', answered: 'after its answer' }[
    moment.phase
  ];
  return `${signal} to ${target} at ${moment.endpoint} ${moment.nth} ${when}`;
}
