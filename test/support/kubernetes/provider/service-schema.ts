import {
  attr,
  between,
  block,
  defineSchema,
  keepPriorValue,
  must,
  oneOf,
  requiresReplace,
  type StateOf,
  t,
} from '../../../../src/tfplugin';
import { ipAddress } from '../names';
import { namespacedMetadata } from './metadata';

const ip = must('an IP address', (value: string) => ipAddress(value).length === 0);
const clusterIp = must('"None" or an IP address', (value: string) => value === 'None' || ip.check(value));
const fixed = { planModifiers: [keepPriorValue(), requiresReplace()] };
const kept = { planModifiers: [keepPriorValue()] };

const portBlock = block.list({
  attributes: {
    app_protocol: attr.string({ optional: true }),
    name: attr.string({ optional: true }),
    node_port: attr.number({ optional: true, computed: true, ...kept, validators: [between(0, 65535)] }),
    port: attr.number({ required: true, validators: [between(1, 65535)] }),
    protocol: attr.string({ default: 'TCP', validators: [oneOf('TCP', 'UDP', 'SCTP')] }),
    target_port: attr.string({ optional: true, computed: true, ...kept }),
  },
});

const affinityBlock = block.list(
  {
    attributes: {},
    blocks: {
      client_ip: block.list(
        {
          attributes: {
            timeout_seconds: attr.number({
              optional: true,
              computed: true,
              ...kept,
              validators: [between(1, 86400)],
            }),
          },
        },
        { maxItems: 1 },
      ),
    },
  },
  { maxItems: 1 },
);

const specBlock = block.list(
  {
    attributes: {
      allocate_load_balancer_node_ports: attr.bool({ default: true }),
      cluster_ip: attr.string({ optional: true, computed: true, ...fixed, validators: [clusterIp] }),
      cluster_ips: attr.list(t.string, { optional: true, computed: true, ...fixed }),
      external_ips: attr.set(t.string, { optional: true }),
      external_name: attr.string({ optional: true }),
      external_traffic_policy: attr.string({
        optional: true,
        computed: true,
        ...kept,
        validators: [oneOf('Local', 'Cluster')],
      }),
      health_check_node_port: attr.number({
        optional: true,
        computed: true,
        ...fixed,
        validators: [between(1, 65535)],
      }),
      internal_traffic_policy: attr.string({
        optional: true,
        computed: true,
        ...kept,
        validators: [oneOf('Cluster', 'Local')],
      }),
      ip_families: attr.list(t.string, { optional: true, computed: true, ...kept }),
      ip_family_policy: attr.string({
        optional: true,
        computed: true,
        ...kept,
        validators: [oneOf('SingleStack', 'PreferDualStack', 'RequireDualStack')],
      }),
      load_balancer_class: attr.string({ optional: true, planModifiers: [requiresReplace()] }),
      load_balancer_ip: attr.string({ optional: true, validators: [ip] }),
      load_balancer_source_ranges: attr.set(t.string, { optional: true }),
      publish_not_ready_addresses: attr.bool({ default: false }),
      selector: attr.map(t.string, { optional: true }),
      session_affinity: attr.string({ default: 'None', validators: [oneOf('ClientIP', 'None')] }),
      type: attr.string({
        default: 'ClusterIP',
        validators: [oneOf('ClusterIP', 'ExternalName', 'NodePort', 'LoadBalancer')],
      }),
    },
    blocks: { port: portBlock, session_affinity_config: affinityBlock },
  },
  { minItems: 1, maxItems: 1 },
);

const ingress = t.object({ hostname: t.string, ip: t.string });

/** Schema of `kubernetes_service_v1` in hashicorp/kubernetes 2.38.0 (kubernetes.md 1.3). */
export const serviceSchema = defineSchema({
  version: 1,
  attributes: {
    id: attr.string({ optional: true, computed: true, ...kept }),
    status: attr.list(t.object({ load_balancer: t.list(t.object({ ingress: t.list(ingress) })) }), {
      computed: true,
    }),
    wait_for_load_balancer: attr.bool({ default: true }),
  },
  blocks: {
    metadata: namespacedMetadata,
    spec: specBlock,
    timeouts: block.single({ attributes: { create: attr.string({ optional: true }) } }),
  },
});

/** A stored `kubernetes_service_v1`. */
export type ServiceState = StateOf<typeof serviceSchema.body>;
