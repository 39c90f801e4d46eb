import { z } from 'zod';
import { FAULT_KINDS, type FaultSpec } from '../http/faults';
import type { Knobs } from '../knobs';
import type { ActualStatus, ImageBehaviour, ServiceBehaviour } from '../world/spec';

const range = z.tuple([z.number().min(0), z.number().min(0)]);
const ms = z.number().min(0);

/** Knobs as they come from outside (a file, the control interface): all optional, none unknown. */
export const knobsSchema = z
  .object({
    noSuchAskStatus: z.union([z.literal(400), z.literal(404), z.literal(410), z.literal(200)]),
    badKeyStatus: z.union([z.literal(404), z.literal(401)]),
    goneRead: z.enum(['null', '404', 'empty-list']),
    readLag: z.int().min(0),
    destroyedAgain: z.enum(['no_such_instance', 'not_found', 'ok']),
    rateLimitForm: z.enum(['text', 'text-threshold', 'detail', 'envelope', 'retry-after']),
    addressPadding: z.string().max(100),
    addressBeforeRunning: z.enum(['null', 'empty']),
    portsOnStart: z.enum(['new', 'same']),
    portsOnRecycle: z.enum(['new', 'same']),
    nullPorts: z.array(z.string()),
    addedEnv: z.record(z.string(), z.string()),
    bootMs: range,
    reportMs: range,
    schedulerMs: range,
    stopMs: range,
    startMs: range,
    rebootMs: range,
    heartbeatMs: range,
    pullGiveUpMs: ms,
    retiredList: z.enum(['410', '200', 'list']),
    slashlessGet: z.enum(['accept', 'redirect']),
    unstartableReply: z.enum(['error', 'success']),
    unstartableStatus: z.union([z.literal(200), z.literal(400)]),
    searchCap: z.int().min(1),
    searchSample: z.number().min(0).max(1),
    ignoredFilters: z.array(z.string()),
    idFilter: z.enum(['nothing', 'works']),
    filtered: z.enum(['timeout', 'hang', 'immediate']),
    filteredTimeoutMs: ms,
    createPenalty: z.enum(['lockout', 'none']),
    oversizeDisk: z.enum(['cap', 'refuse']),
    noSshKeys: z.enum(['404', 'empty']),
    resultPolls: z.int().min(0),
  } satisfies Record<keyof Knobs, z.ZodType>)
  .partial()
  .strict();

/** A fault as it comes from outside; `times: "always"` never ends. */
export const faultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS as [FaultSpec['kind'], ...FaultSpec['kind'][]]),
  endpoint: z.string().optional(),
  times: z.union([z.int().min(1), z.literal('always')]).optional(),
  skip: z.int().min(0).optional(),
  probability: z.number().min(0).max(1).optional(),
  instanceId: z.int().optional(),
  status: z.int().min(200).max(599).optional(),
  error: z.string().optional(),
  message: z.string().optional(),
  delayMs: ms.optional(),
});

/** A parsed fault in the form that the fault desk takes. */
export function toFault(fault: z.infer<typeof faultSchema>): FaultSpec {
  const { times, ...rest } = fault;
  const spec = { ...rest, ...(times === undefined ? {} : { times: times === 'always' ? Infinity : times }) };
  return Object.fromEntries(
    Object.entries(spec).filter(([, value]) => value !== undefined),
  ) as unknown as FaultSpec;
}

/** Behaviour of a service from outside. */
export const serviceSchema = z.strictObject({
  mode: z.enum(['up', 'refused', 'filtered', 'closes']).optional(),
  startsAfterMs: ms.optional(),
  status: z.int().min(200).max(599).optional(),
} satisfies Record<keyof ServiceBehaviour, z.ZodType>);

/** Behaviour of an image from outside. */
export const imageSchema = z.strictObject({
  pullMs: ms.optional(),
  fault: z.enum(['manifest', 'denied', 'gives-up', 'oci', 'exits']).optional(),
  expose: z.array(z.string().regex(/^\d+\/(tcp|udp)$/)).optional(),
} satisfies Record<keyof ImageBehaviour, z.ZodType>);

/** A host's status report from outside. */
export const statusSchema: z.ZodType<ActualStatus> = z
  .enum(['created', 'loading', 'running', 'exited', 'unknown', 'offline', 'rebooting', 'recycling'])
  .nullable();

/** Optional keys without the ones that are `undefined`, as exact optional types want them. */
export function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
