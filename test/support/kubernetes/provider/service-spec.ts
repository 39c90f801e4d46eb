import type { PlannedOf } from '../../../../src/tfplugin';
import type { Service } from '../shapes';
import { fillUnknown, known, sameMeaning } from './forms';
import type { PatchOperation } from './metadata';
import type { serviceSchema, ServiceState } from './service-schema';

type PlannedSpec = PlannedOf<typeof serviceSchema.body>['spec'][number];
type StoredSpec = ServiceState['spec'][number];

/** A number as text is a number, other text a port's name, nothing is sent as "" (kubernetes.md 1.3). */
function targetPort(text: string | undefined): number | string {
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : (text ?? '');
}

function sentPorts(ports: PlannedSpec['port'], withNodePorts: boolean): unknown[] {
  return ports.map((port) => ({
    name: port.name || undefined,
    protocol: port.protocol,
    appProtocol: port.app_protocol || undefined,
    port: port.port,
    targetPort: targetPort(known(port.target_port)),
    nodePort: withNodePorts ? known(port.node_port) || undefined : undefined,
  }));
}

function sentAffinity(blocks: PlannedSpec['session_affinity_config']): unknown {
  const [block] = blocks;
  return block && { clientIP: { timeoutSeconds: known(block.client_ip[0]?.timeout_seconds ?? null) } };
}

function filled<T extends object>(value: T | null): T | undefined {
  return value === null || Object.keys(value).length === 0 ? undefined : value;
}

/** `spec` of the Service to create. */
export function sentSpec(spec: PlannedSpec): unknown {
  const balanced = spec.type === 'LoadBalancer';
  return {
    ports: spec.port.length === 0 ? undefined : sentPorts(spec.port, true),
    selector: filled(spec.selector),
    clusterIP: known(spec.cluster_ip) || undefined,
    clusterIPs: known(spec.cluster_ips),
    type: spec.type,
    externalIPs: filled(spec.external_ips),
    sessionAffinity: spec.session_affinity,
    sessionAffinityConfig: sentAffinity(spec.session_affinity_config),
    loadBalancerIP: spec.load_balancer_ip || undefined,
    loadBalancerSourceRanges: filled(spec.load_balancer_source_ranges),
    externalName: spec.external_name || undefined,
    externalTrafficPolicy: known(spec.external_traffic_policy) || undefined,
    healthCheckNodePort: known(spec.health_check_node_port) || undefined,
    publishNotReadyAddresses: spec.publish_not_ready_addresses || undefined,
    ipFamilies: known(spec.ip_families),
    ipFamilyPolicy: known(spec.ip_family_policy) || undefined,
    internalTrafficPolicy: known(spec.internal_traffic_policy) || undefined,
    allocateLoadBalancerNodePorts: balanced ? spec.allocate_load_balancer_node_ports : undefined,
    loadBalancerClass: balanced ? spec.load_balancer_class || undefined : undefined,
  };
}

/** Attributes that are sent as they are, and where. */
const PLAIN = [
  ['selector', 'selector'],
  ['session_affinity', 'sessionAffinity'],
  ['load_balancer_ip', 'loadBalancerIP'],
  ['load_balancer_source_ranges', 'loadBalancerSourceRanges'],
  ['external_ips', 'externalIPs'],
  ['external_name', 'externalName'],
  ['external_traffic_policy', 'externalTrafficPolicy'],
  ['internal_traffic_policy', 'internalTrafficPolicy'],
  ['ip_families', 'ipFamilies'],
  ['ip_family_policy', 'ipFamilyPolicy'],
] as const;
/** Of these, what is empty is sent as an empty object or list. */
const EMPTY: Readonly<Record<string, unknown>> = {
  selector: {},
  load_balancer_source_ranges: [],
  external_ips: [],
};

function patchType(planned: PlannedSpec): PatchOperation[] {
  const replace = (key: string, value: unknown): PatchOperation => ({
    op: 'replace',
    path: `/spec/${key}`,
    value,
  });
  return [
    ...(planned.type === 'ExternalName' ? [{ op: 'remove' as const, path: '/spec/clusterIP' }] : []),
    ...(planned.type === 'ClusterIP' ? [replace('ports', sentPorts(planned.port, false))] : []),
    ...(planned.type === 'LoadBalancer'
      ? [replace('allocateLoadBalancerNodePorts', planned.allocate_load_balancer_node_ports)]
      : []),
    replace('type', planned.type),
  ];
}

/** The patch from the stored to the planned `spec` (kubernetes.md 6.1). A value not known yet is no change. */
export function specPatch(prior: StoredSpec, planned: PlannedSpec): PatchOperation[] {
  const changed = (key: keyof StoredSpec): boolean => {
    const value = planned[key];
    return known(value) !== undefined || value === null
      ? !sameMeaning(prior[key], value, key === 'external_ips' || key === 'load_balancer_source_ranges')
      : false;
  };
  const operations: PatchOperation[] = [];
  const replace = (key: string, value: unknown): void => {
    operations.push({ op: 'replace', path: `/spec/${key}`, value });
  };
  if (changed('allocate_load_balancer_node_ports')) {
    replace('allocateLoadBalancerNodePorts', planned.allocate_load_balancer_node_ports);
  }
  for (const [key, path] of PLAIN) if (changed(key)) replace(path, planned[key] ?? EMPTY[key] ?? '');
  // The block is computed too: one that is not written says nothing.
  if (planned.session_affinity_config.length > 0 && changed('session_affinity_config')) {
    replace('sessionAffinityConfig', sentAffinity(planned.session_affinity_config));
  }
  if (!sameMeaning(prior.port, fillUnknown<unknown>(planned.port, prior.port))) {
    replace('ports', sentPorts(planned.port, true));
  }
  if (changed('type')) operations.push(...patchType(planned));
  if (changed('publish_not_ready_addresses')) {
    const path = '/spec/publishNotReadyAddresses';
    operations.push(
      planned.publish_not_ready_addresses ? { op: 'add', path, value: true } : { op: 'remove', path },
    );
  }
  if (changed('health_check_node_port'))
    replace('healthCheckNodePort', known(planned.health_check_node_port) ?? 0);
  return operations;
}

/** `spec` as it is stored. */
export function storedSpec({ spec }: Service): StoredSpec {
  const timeout = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds;
  return {
    // The real provider reports the default of its schema for every type but LoadBalancer.
    allocate_load_balancer_node_ports:
      spec.type === 'LoadBalancer' ? (spec.allocateLoadBalancerNodePorts ?? true) : true,
    cluster_ip: spec.clusterIP ?? '',
    cluster_ips: spec.clusterIPs ?? [],
    external_ips: spec.externalIPs ?? null,
    external_name: spec.externalName ?? null,
    external_traffic_policy: spec.externalTrafficPolicy ?? '',
    health_check_node_port: spec.healthCheckNodePort ?? 0,
    internal_traffic_policy: spec.internalTrafficPolicy ?? '',
    ip_families: spec.ipFamilies ?? [],
    ip_family_policy: spec.ipFamilyPolicy ?? '',
    load_balancer_class: spec.loadBalancerClass ?? null,
    load_balancer_ip: spec.loadBalancerIP ?? null,
    load_balancer_source_ranges: spec.loadBalancerSourceRanges ?? null,
    publish_not_ready_addresses: spec.publishNotReadyAddresses ?? false,
    selector: spec.selector ?? null,
    session_affinity: spec.sessionAffinity ?? null,
    type: spec.type ?? null,
    port: (spec.ports ?? []).map((port) => ({
      app_protocol: port.appProtocol ?? null,
      name: port.name ?? null,
      node_port: port.nodePort ?? 0,
      port: port.port ?? null,
      protocol: port.protocol ?? null,
      target_port: port.targetPort === undefined ? '' : String(port.targetPort),
    })),
    session_affinity_config: timeout === undefined ? [] : [{ client_ip: [{ timeout_seconds: timeout }] }],
  };
}
