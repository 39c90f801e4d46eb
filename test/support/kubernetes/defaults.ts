import type { EndpointSlice, Endpoints, KubernetesObject, Metadata, Namespace, Service } from './shapes';

/** Addresses and ports that other Services hold. */
export interface Taken {
  readonly clusterIps: ReadonlySet<string>;
  readonly nodePorts: ReadonlySet<number>;
}

/** First and last node port of the range that the server hands out from. */
export const NODE_PORTS: { readonly first: number; readonly last: number } = { first: 30000, last: 32767 };

type ServiceSpec = Service['spec'];

/** Members whose empty value Kubernetes does not write out (`omitempty` in its types). */
function omitEmpty<T extends object>(value: T): T {
  const kept = Object.entries(value).filter(([, member]: [string, unknown]) => {
    if (member === '' || member === undefined) return false;
    return typeof member !== 'object' || member === null || Object.keys(member).length > 0;
  });
  return Object.fromEntries(kept) as T;
}

function freeClusterIp(taken: Taken): string {
  for (let n = 1; n < 65535; n += 1) {
    const ip = `10.96.${n >> 8}.${n & 255}`;
    if (!taken.clusterIps.has(ip)) return ip;
  }
  throw new Error('every address of 10.96.0.0/16 is taken by a Service');
}

function freeNodePort(taken: ReadonlySet<number>): number {
  for (let port = NODE_PORTS.first; port <= NODE_PORTS.last; port += 1) if (!taken.has(port)) return port;
  throw new Error(`every node port from ${NODE_PORTS.first} to ${NODE_PORTS.last} is taken by a Service`);
}

/** What a change of type leaves behind is dropped, unless the new type can use it. */
function dropForType(spec: ServiceSpec, typeChanged: boolean): ServiceSpec {
  if (!typeChanged) return spec;
  const kept = { ...spec };
  if (kept.type === 'ExternalName') {
    delete kept.clusterIP;
    delete kept.clusterIPs;
    delete kept.ipFamilies;
    delete kept.ipFamilyPolicy;
    delete kept.internalTrafficPolicy;
  }
  if (kept.type !== 'NodePort' && kept.type !== 'LoadBalancer') {
    delete kept.externalTrafficPolicy;
    delete kept.healthCheckNodePort;
    if (kept.ports) kept.ports = kept.ports.map((port) => ({ ...port, nodePort: undefined }));
  }
  if (kept.type !== 'LoadBalancer') {
    delete kept.allocateLoadBalancerNodePorts;
    delete kept.loadBalancerClass;
  }
  return kept;
}

function defaultPorts(spec: ServiceSpec, taken: Taken): ServiceSpec['ports'] {
  const used = new Set(taken.nodePorts);
  for (const port of spec.ports ?? []) if (port.nodePort) used.add(port.nodePort);
  const allocates =
    spec.type === 'NodePort' ||
    (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false);
  return spec.ports?.map(({ nodePort, ...port }) => {
    const assigned = nodePort === undefined || nodePort === 0 ? undefined : nodePort;
    const target = port.targetPort === undefined || port.targetPort === 0 || port.targetPort === '';
    const fresh = assigned === undefined && allocates ? freeNodePort(used) : assigned;
    if (fresh !== undefined) used.add(fresh);
    return omitEmpty({
      ...port,
      protocol: port.protocol === undefined || port.protocol === '' ? 'TCP' : port.protocol,
      targetPort: target ? port.port : port.targetPort,
      nodePort: fresh,
    });
  });
}

function defaultAffinity(spec: ServiceSpec): Pick<ServiceSpec, 'sessionAffinity' | 'sessionAffinityConfig'> {
  const { sessionAffinity = 'None', sessionAffinityConfig } = spec;
  if (sessionAffinity === 'None') return { sessionAffinity };
  const timeoutSeconds = sessionAffinityConfig?.clientIP?.timeoutSeconds;
  return {
    sessionAffinity,
    sessionAffinityConfig: { clientIP: { timeoutSeconds: timeoutSeconds ?? 10800 } },
  };
}

function defaultService(service: Service, old: Service | undefined, taken: Taken): Service {
  const type = service.spec.type === undefined || service.spec.type === '' ? 'ClusterIP' : service.spec.type;
  const sent = dropForType(omitEmpty({ ...service.spec, type }), old !== undefined && old.spec.type !== type);
  const spec: ServiceSpec = { ...sent, sessionAffinityConfig: undefined, ...defaultAffinity(sent) };
  if (!spec.publishNotReadyAddresses) delete spec.publishNotReadyAddresses;
  if (!spec.healthCheckNodePort) delete spec.healthCheckNodePort;
  if (type === 'LoadBalancer') spec.allocateLoadBalancerNodePorts ??= true;
  if (type === 'LoadBalancer' || type === 'NodePort') spec.externalTrafficPolicy ??= 'Cluster';
  if (type !== 'ExternalName') {
    spec.clusterIP ??= old?.spec.clusterIP ?? freeClusterIp(taken);
    spec.clusterIPs ??= [spec.clusterIP];
    spec.internalTrafficPolicy ??= 'Cluster';
    spec.ipFamilies ??= [spec.clusterIP.includes(':') ? 'IPv6' : 'IPv4'];
    spec.ipFamilyPolicy ??= 'SingleStack';
  }
  const ports = defaultPorts(spec, taken);
  return {
    ...service,
    spec: omitEmpty({ ...spec, ports }),
    status: old?.status ?? { loadBalancer: {} },
  };
}

function defaultEndpoints(endpoints: Endpoints): Endpoints {
  const { subsets = [], ...rest } = endpoints;
  if (subsets.length === 0) return rest;
  const filled = subsets.map((subset) =>
    omitEmpty({
      ...subset,
      addresses: subset.addresses?.map(omitEmpty),
      notReadyAddresses: subset.notReadyAddresses?.map(omitEmpty),
      ports: subset.ports?.map((port) => ({ ...omitEmpty(port), protocol: port.protocol || 'TCP' })),
    }),
  );
  return { ...rest, subsets: filled };
}

/** Name and protocol are always written out: the provider dereferences them (kubernetes.md 6.1). */
function defaultSlice(slice: EndpointSlice): EndpointSlice {
  const ports = slice.ports.map((port) => ({
    ...port,
    name: port.name ?? '',
    protocol: port.protocol ?? 'TCP',
  }));
  return { ...slice, ports };
}

function defaultNamespace(namespace: Namespace, old: Namespace | undefined): Namespace {
  const finalizers = namespace.spec.finalizers ?? ['kubernetes'];
  const labels = {
    ...namespace.metadata.labels,
    'kubernetes.io/metadata.name': namespace.metadata.name ?? '',
  };
  return {
    ...namespace,
    metadata: { ...namespace.metadata, labels },
    spec: { finalizers },
    status: old?.status ?? { phase: 'Active' },
  };
}

/**
 * Fills in what the server decides: defaults, addresses, status (kubernetes.md 6.1).
 *
 * @param object what the client sent, or the result of a patch
 * @param old the stored object when this is an update
 * @param taken what other Services hold
 */
export function withDefaults(
  object: KubernetesObject,
  old: KubernetesObject | undefined,
  taken: Taken,
): KubernetesObject {
  const tidy = { ...object, metadata: omitEmpty<Metadata>(object.metadata) };
  switch (tidy.kind) {
    case 'Service':
      return defaultService(tidy, old?.kind === 'Service' ? old : undefined, taken);
    case 'Endpoints':
      return defaultEndpoints(tidy);
    case 'EndpointSlice':
      return defaultSlice(tidy);
    case 'Namespace':
      return defaultNamespace(tidy, old?.kind === 'Namespace' ? old : undefined);
  }
}
