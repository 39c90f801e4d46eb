import { z } from 'zod';
import { RATE_LIMIT_MODES } from '../http/rate-limit';
import type { Stage } from '../stage';
import type { Control } from './control';
import {
  defined,
  faultSchema,
  imageSchema,
  knobsSchema,
  serviceSchema,
  statusSchema,
  toFault,
} from './schemas';

/** What an action works on. */
export interface ActionTarget {
  readonly stage: Stage;
  readonly control: Control;
  /** Begins anew. */
  readonly reset: () => void;
}

/** Something that can be done to the world from outside: through the control interface, or by a script. */
export interface Action {
  readonly name: string;
  /** Checks the arguments and acts; the result goes back as JSON. Throws ZodError or RangeError. */
  readonly run: (target: ActionTarget, input: unknown) => unknown;
}

/** `newest` and `oldest` name a rental of the simulator's accounts, for scripts that cannot know ids. */
const which = z.union([z.int(), z.enum(['newest', 'oldest'])]);
type Which = z.infer<typeof which>;

function instanceOf({ stage }: ActionTarget, reference: Which): number {
  if (typeof reference === 'number') return reference;
  stage.world.settle();
  const rentals = [...stage.world.contracts.values()].filter((contract) => contract.account.billed);
  const found = reference === 'newest' ? rentals.at(-1) : rentals[0];
  if (!found) throw new RangeError(`there is no ${reference} rental: nothing is rented`);
  return found.id;
}

/** A machine by number, or the one of the newest or oldest rental. */
function machineOf(target: ActionTarget, reference: Which): number {
  if (typeof reference === 'number') return reference;
  const id = instanceOf(target, reference);
  return target.stage.world.contracts.get(id)?.machine.spec.machineId ?? 0;
}

function action<T extends z.ZodType>(
  name: string,
  schema: T,
  run: (target: ActionTarget, input: z.infer<T>) => unknown,
): Action {
  return { name, run: (target, input) => run(target, schema.parse(input ?? {})) ?? {} };
}

const onInstance = z.strictObject({ instanceId: which });
const onMachine = z.strictObject({ machineId: which });
const portKey = z.union([z.int(), z.string().regex(/^(\d+\/(tcp|udp)|\*)$/)]);

/** All actions by name. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map(
  [
    action('advance', z.strictObject({ ms: z.number().min(0) }), ({ stage }, { ms }) => {
      stage.world.clock.advance(ms);
      stage.world.settle();
      return { now: stage.world.time };
    }),
    action('take-offer', z.strictObject({ offerId: z.int() }), ({ control }, { offerId }) => ({
      contractId: control.takeOffer(offerId),
    })),
    action('release', z.strictObject({ contractId: z.int() }), ({ control }, { contractId }) =>
      control.release(contractId),
    ),
    action('outbid', onInstance, (target, { instanceId }) => ({
      contractId: target.control.outbid(instanceOf(target, instanceId)),
    })),
    action('move-ports', onInstance, (target, { instanceId }) => ({
      ports: Object.fromEntries(target.control.movePorts(instanceOf(target, instanceId))),
    })),
    action('stop', onInstance, (target, { instanceId }) =>
      target.control.stopFromOutside(instanceOf(target, instanceId)),
    ),
    action('destroy', onInstance, (target, { instanceId }) =>
      target.control.destroyFromOutside(instanceOf(target, instanceId)),
    ),
    action('label', onInstance.extend({ label: z.string().nullable() }), (target, { instanceId, label }) =>
      target.control.labelFromOutside(instanceOf(target, instanceId), label),
    ),
    action(
      'kill-host',
      onMachine.extend({ listed: z.boolean().optional() }),
      (target, { machineId, listed }) =>
        target.control.killHost(machineOf(target, machineId), defined({ listed })),
    ),
    action('revive-host', onMachine, (target, { machineId }) =>
      target.control.reviveHost(machineOf(target, machineId)),
    ),
    action(
      'filter-host',
      onMachine.extend({ filtered: z.boolean().optional() }),
      (target, { machineId, filtered }) =>
        target.control.filterHost(machineOf(target, machineId), filtered ?? true),
    ),
    action('list-host', onMachine.extend({ listed: z.boolean() }), (target, { machineId, listed }) =>
      target.control.listHost(machineOf(target, machineId), listed),
    ),
    action(
      'service',
      serviceSchema.extend({ instanceId: z.union([which, z.literal('*')]), port: portKey }),
      (target, { instanceId, port, ...behaviour }) => {
        const id = instanceId === '*' ? '*' : instanceOf(target, instanceId);
        target.control.service(id, port, defined(behaviour));
      },
    ),
    action('image', imageSchema.extend({ image: z.string() }), ({ control }, { image, ...behaviour }) =>
      control.image(image, defined(behaviour)),
    ),
    action(
      'status',
      onInstance.extend({ status: statusSchema, message: z.string().optional() }),
      (target, { instanceId, status, message }) =>
        target.control.setStatus(instanceOf(target, instanceId), status, message),
    ),
    action(
      'credit',
      z.strictObject({ credit: z.number(), account: z.string().optional() }),
      ({ control }, input) => control.setCredit(input.credit, input.account),
    ),
    action(
      'traffic',
      onInstance.extend({ down: z.number().min(0).optional(), up: z.number().min(0).optional() }),
      (target, { instanceId, ...gigabytes }) =>
        target.control.traffic(instanceOf(target, instanceId), defined(gigabytes)),
    ),
    action(
      'price-increase',
      onInstance.extend({ gpuPricePerHour: z.number().min(0), days: z.number().positive().optional() }),
      (target, { instanceId, gpuPricePerHour, days }) => ({
        id: target.control.proposePriceIncrease(instanceOf(target, instanceId), gpuPricePerHour, days),
      }),
    ),
    action('print', onInstance.extend({ line: z.string() }), (target, { instanceId, line }) =>
      target.control.print(instanceOf(target, instanceId), line),
    ),
    action('knobs', knobsSchema, ({ control }, knobs) => control.setKnobs(defined(knobs))),
    action('rate-limits', z.strictObject({ mode: z.enum(RATE_LIMIT_MODES) }), ({ control }, { mode }) =>
      control.setRateLimits(mode),
    ),
    action('inject', faultSchema, ({ control }, fault) => {
      control.injectFault(toFault(fault));
    }),
    action('clear-faults', z.strictObject({}), ({ control }) => control.clearFaults()),
    action('reset', z.strictObject({}), ({ reset }) => reset()),
  ].map((entry) => [entry.name, entry]),
);
