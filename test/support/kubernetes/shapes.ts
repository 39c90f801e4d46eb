import { z } from 'zod';

import { type Kind, type KindInfo } from './kinds';
import { badRequest } from './status';

const text = z.string().optional();
const integer = z
  .int()
  .min(-(2 ** 31))
  .max(2 ** 31 - 1)
  .optional();
const stringMap = z.record(z.string(), z.string()).optional();
const texts = z.array(z.string()).optional();

const metadata = z.object({
  name: text,
  generateName: text,
  namespace: text,
  uid: text,
  resourceVersion: text,
  generation: integer,
  creationTimestamp: text,
  labels: stringMap,
  annotations: stringMap,
  ownerReferences: z.array(z.record(z.string(), z.unknown())).optional(),
});

const servicePort = z.object({
  name: text,
  protocol: text,
  appProtocol: text,
  port: integer,
  targetPort: z.union([z.int(), z.string()]).optional(),
  nodePort: integer,
});

const service = z.object({
  apiVersion: z.literal('v1').default('v1'),
  kind: z.literal('Service').default('Service'),
  metadata: metadata.default({}),
  spec: z
    .object({
      ports: z.array(servicePort).optional(),
      selector: stringMap,
      clusterIP: text,
      clusterIPs: texts,
      type: text,
      externalIPs: texts,
      sessionAffinity: text,
      loadBalancerIP: text,
      loadBalancerSourceRanges: texts,
      externalName: text,
      externalTrafficPolicy: text,
      healthCheckNodePort: integer,
      publishNotReadyAddresses: z.boolean().optional(),
      sessionAffinityConfig: z
        .object({ clientIP: z.object({ timeoutSeconds: integer }).optional() })
        .optional(),
      ipFamilies: texts,
      ipFamilyPolicy: text,
      allocateLoadBalancerNodePorts: z.boolean().optional(),
      loadBalancerClass: text,
      internalTrafficPolicy: text,
    })
    .default({}),
  status: z.object({ loadBalancer: z.record(z.string(), z.unknown()) }).default({ loadBalancer: {} }),
});

const address = z.object({
  ip: text,
  hostname: text,
  nodeName: text,
  targetRef: z.record(z.string(), z.unknown()).optional(),
});

const endpoints = z.object({
  apiVersion: z.literal('v1').default('v1'),
  kind: z.literal('Endpoints').default('Endpoints'),
  metadata: metadata.default({}),
  subsets: z
    .array(
      z.object({
        addresses: z.array(address).optional(),
        notReadyAddresses: z.array(address).optional(),
        ports: z.array(z.object({ name: text, port: integer, protocol: text, appProtocol: text })).optional(),
      }),
    )
    .optional(),
});

const condition = z.boolean().optional();
const endpointSlice = z.object({
  apiVersion: z.literal('discovery.k8s.io/v1').default('discovery.k8s.io/v1'),
  kind: z.literal('EndpointSlice').default('EndpointSlice'),
  metadata: metadata.default({}),
  addressType: text,
  endpoints: z
    .array(
      z.object({
        addresses: texts,
        conditions: z.object({ ready: condition, serving: condition, terminating: condition }).default({}),
        hostname: text,
        nodeName: text,
        zone: text,
        targetRef: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .default([]),
  ports: z.array(z.object({ name: text, port: integer, protocol: text, appProtocol: text })).default([]),
});

const namespace = z.object({
  apiVersion: z.literal('v1').default('v1'),
  kind: z.literal('Namespace').default('Namespace'),
  metadata: metadata.default({}),
  spec: z.object({ finalizers: texts }).default({}),
  status: z.object({ phase: text }).default({}),
});

const SHAPES: Readonly<Record<Kind, z.ZodType<KubernetesObject>>> = {
  Namespace: namespace,
  Service: service,
  Endpoints: endpoints,
  EndpointSlice: endpointSlice,
};

/** Metadata of any object; what the server owns is optional, because clients leave it out. */
export type Metadata = z.infer<typeof metadata>;
/** A Service. */
export type Service = z.infer<typeof service>;
/** One port of a Service. */
export type ServicePort = z.infer<typeof servicePort>;
/** An Endpoints object. */
export type Endpoints = z.infer<typeof endpoints>;
/** An EndpointSlice. */
export type EndpointSlice = z.infer<typeof endpointSlice>;
/** A Namespace. */
export type Namespace = z.infer<typeof namespace>;

/** Any object; `kind` tells which. */
export type KubernetesObject = Namespace | Service | Endpoints | EndpointSlice;

/** Kubernetes reads null as absent, everywhere. */
function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, dropNulls(member)]));
}

/**
 * Decodes a body into a kind's fields. Unknown fields are dropped silently, as a real API server does.
 *
 * @throws StatusError 400 when kind, version or the type of a field is wrong
 */
export function decodeObject(info: KindInfo, value: unknown): KubernetesObject {
  const parsed = SHAPES[info.kind].safeParse(dropNulls(value));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw badRequest(
    `${info.kind} in version "v1" cannot be handled as a ${info.kind}: ${problems.join('; ')}`,
  );
}
