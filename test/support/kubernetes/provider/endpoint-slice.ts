import {
  attr,
  block,
  defineResource,
  defineSchema,
  keepPriorValue,
  must,
  oneOf,
  requiresReplace,
  type StateOf,
  t,
} from '../../../../src/tfplugin';
import { dns1123Label } from '../names';
import type { EndpointSlice } from '../shapes';
import { afterWrite, inKnownForm, sameMeaning } from './forms';
import {
  metadataPatch,
  sentMetadata,
  sliceMetadata,
  storedNamespacedMetadata,
  type OwnKeys,
} from './metadata';
import { deleteIfThere, idOf, idParts, type KubernetesClient, pathOf, step } from './objects';

const endpointBlock = block.list(
  {
    attributes: {
      addresses: attr.list(t.string, { required: true }),
      hostname: attr.string({
        optional: true,
        validators: [must('a DNS label', (value: string) => dns1123Label(value).length === 0)],
      }),
      node_name: attr.string({ optional: true }),
      zone: attr.string({ optional: true }),
    },
    blocks: {
      condition: block.list(
        {
          attributes: {
            ready: attr.bool({ optional: true }),
            serving: attr.bool({ optional: true }),
            terminating: attr.bool({ optional: true }),
          },
        },
        { maxItems: 1 },
      ),
      target_ref: block.list(
        {
          attributes: {
            field_path: attr.string({ optional: true }),
            name: attr.string({ required: true }),
            namespace: attr.string({ default: 'default' }),
            resource_version: attr.string({ optional: true }),
            uid: attr.string({ optional: true }),
          },
        },
        { maxItems: 1 },
      ),
    },
  },
  { minItems: 1, maxItems: 1000 },
);

const portBlock = block.list(
  {
    attributes: {
      app_protocol: attr.string({ required: true }),
      name: attr.string({ optional: true }),
      port: attr.string({
        required: true,
        validators: [must('a whole number that is not negative', (value: string) => /^\+?\d+$/.test(value))],
      }),
      protocol: attr.string({ default: 'TCP', validators: [oneOf('TCP', 'UDP', 'SCTP')] }),
    },
  },
  { minItems: 1, maxItems: 100 },
);

const schema = defineSchema({
  attributes: {
    address_type: attr.string({
      required: true,
      planModifiers: [requiresReplace()],
      validators: [oneOf('IPv4', 'IPv6', 'FQDN')],
    }),
    id: attr.string({ optional: true, computed: true, planModifiers: [keepPriorValue()] }),
  },
  blocks: { endpoint: endpointBlock, metadata: sliceMetadata, port: portBlock },
});

type State = StateOf<typeof schema.body>;

function sentEndpoints(endpoints: State['endpoint']): unknown[] {
  return endpoints.map(
    ({ addresses, condition: [condition], hostname, node_name, zone, target_ref: [target] }) => ({
      addresses,
      // Once there is a block, all three are sent (kubernetes.md 1.5).
      conditions: condition
        ? {
            ready: condition.ready ?? false,
            serving: condition.serving ?? false,
            terminating: condition.terminating ?? false,
          }
        : {},
      hostname: hostname || undefined,
      nodeName: node_name || undefined,
      zone: zone || undefined,
      targetRef: target && {
        name: target.name,
        namespace: target.namespace || undefined,
        resourceVersion: target.resource_version || undefined,
        uid: target.uid || undefined,
        fieldPath: target.field_path || undefined,
      },
    }),
  );
}

/** The real provider never sends `protocol`, so that UDP becomes TCP (kubernetes.md 1.5); neither does this one. */
function sentPorts(ports: State['port']): unknown[] {
  return ports.map(({ name, port, app_protocol }) => ({
    name: name ?? '',
    port: Number(port),
    appProtocol: app_protocol,
  }));
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function storedEndpoints(remote: EndpointSlice): State['endpoint'] {
  return remote.endpoints.map(({ addresses = [], conditions, hostname, nodeName, zone, targetRef }) => ({
    addresses,
    condition:
      Object.keys(conditions).length === 0
        ? []
        : [
            {
              ready: conditions.ready ?? null,
              serving: conditions.serving ?? null,
              terminating: conditions.terminating ?? null,
            },
          ],
    hostname: hostname ?? null,
    node_name: nodeName ?? null,
    zone: zone ?? null,
    target_ref: targetRef
      ? [
          {
            field_path: text(targetRef.fieldPath),
            name: text(targetRef.name),
            namespace: text(targetRef.namespace),
            resource_version: text(targetRef.resourceVersion),
            uid: text(targetRef.uid),
          },
        ]
      : [],
  }));
}

function storedPorts(remote: EndpointSlice): State['port'] {
  return remote.ports.map(({ name, port, protocol, appProtocol }) => ({
    app_protocol: appProtocol ?? null,
    name: name || null,
    port: port === undefined ? null : String(port),
    protocol: protocol ?? null,
  }));
}

/** Reads once and takes "not found" for an error, as the real provider does. `addressType` is never read back. */
async function find(
  client: KubernetesClient,
  known: Pick<State, 'id' | 'address_type'>,
  own: OwnKeys | undefined,
  signal: AbortSignal,
): Promise<State> {
  const { namespace, name } = idParts(known.id);
  const path = pathOf('endpointslices', namespace, name);
  const answer = await step('Failed to read endpoint_slice because: ', () => client.api.get(path, signal));
  const remote = answer as EndpointSlice;
  return {
    address_type: known.address_type,
    id: known.id,
    metadata: [storedNamespacedMetadata(remote.metadata, own, client.ignored)],
    endpoint: storedEndpoints(remote),
    port: storedPorts(remote),
  };
}

/** `kubernetes_endpoint_slice_v1` of hashicorp/kubernetes 2.38.0 (kubernetes.md 1.5): no import. */
export const endpointSlice = defineResource<KubernetesClient>()({
  schema,
  async create({ plan, client, signal, checkpoint }) {
    const metadata = plan.metadata[0];
    const body = {
      kind: 'EndpointSlice',
      apiVersion: 'discovery.k8s.io/v1',
      metadata: metadata && sentMetadata(metadata),
      addressType: plan.address_type,
      endpoints: sentEndpoints(plan.endpoint),
      ports: sentPorts(plan.port),
    };
    const path = pathOf('endpointslices', metadata?.namespace ?? '');
    const made = await step('Failed to create endpoint_slice because: ', () =>
      client.api.post(path, body, signal),
    );
    const id = idOf(made);
    checkpoint({ id });
    return afterWrite(plan, await find(client, { id, address_type: plan.address_type }, metadata, signal));
  },
  async read({ state, client, signal }) {
    return inKnownForm(state, await find(client, state, state.metadata[0], signal));
  },
  async update({ prior, plan, client, signal }) {
    const { namespace, name } = idParts(prior.id);
    const operations = metadataPatch(prior.metadata[0], plan.metadata[0]);
    if (!sameMeaning(prior.endpoint, plan.endpoint)) {
      operations.push({ op: 'replace', path: '/endpoints', value: sentEndpoints(plan.endpoint) });
    }
    if (!sameMeaning(prior.port, plan.port)) {
      operations.push({ op: 'replace', path: '/ports', value: sentPorts(plan.port) });
    }
    await step('Failed to update endpointSlice: ', () =>
      client.api.patch(pathOf('endpointslices', namespace, name), operations, signal),
    );
    return afterWrite(plan, await find(client, prior, plan.metadata[0], signal));
  },
  async delete({ state, client, signal }) {
    const { namespace, name } = idParts(state.id);
    await step('Failed to delete endpoints because: ', () =>
      deleteIfThere(client.api, pathOf('endpointslices', namespace, name), signal),
    );
  },
});
