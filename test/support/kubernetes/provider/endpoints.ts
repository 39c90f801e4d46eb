import {
  attr,
  block,
  defineResource,
  defineSchema,
  keepPriorValue,
  type StateOf,
} from '../../../../src/tfplugin';
import type { Endpoints } from '../shapes';
import { afterWrite, inKnownForm, sameMeaning } from './forms';
import {
  metadataPatch,
  namespacedMetadata,
  sentMetadata,
  storedNamespacedMetadata,
  type OwnKeys,
} from './metadata';
import { deleteIfThere, idOf, idParts, type KubernetesClient, pathOf, readTwice, step } from './objects';

const addressBlock = block.set({
  attributes: {
    hostname: attr.string({ optional: true }),
    ip: attr.string({ required: true }),
    node_name: attr.string({ optional: true }),
  },
});

const schema = defineSchema({
  attributes: { id: attr.string({ optional: true, computed: true, planModifiers: [keepPriorValue()] }) },
  blocks: {
    metadata: namespacedMetadata,
    subset: block.set({
      attributes: {},
      blocks: {
        address: addressBlock,
        not_ready_address: addressBlock,
        port: block.set({
          attributes: {
            name: attr.string({ optional: true }),
            port: attr.number({ required: true }),
            protocol: attr.string({ default: 'TCP' }),
          },
        }),
      },
    }),
  },
});

type State = StateOf<typeof schema.body>;
type Address = State['subset'][number]['address'][number];

const SETS = new Set(['subset']);

function sentSubsets(subsets: State['subset']): unknown[] {
  const addresses = (list: readonly Address[]): unknown[] | undefined =>
    list.length === 0
      ? undefined
      : list.map(({ ip, hostname, node_name }) => ({
          ip,
          hostname: hostname || undefined,
          nodeName: node_name || undefined,
        }));
  return subsets.map((subset) => ({
    addresses: addresses(subset.address),
    notReadyAddresses: addresses(subset.not_ready_address),
    ports:
      subset.port.length === 0
        ? undefined
        : subset.port.map(({ name, port, protocol }) => ({ name: name || undefined, port, protocol })),
  }));
}

function storedSubsets(remote: Endpoints): State['subset'] {
  const addresses = (
    list: readonly {
      ip?: string | undefined;
      hostname?: string | undefined;
      nodeName?: string | undefined;
    }[] = [],
  ): Address[] =>
    list.map(({ ip, hostname, nodeName }) => ({
      ip: ip ?? null,
      hostname: hostname ?? null,
      node_name: nodeName ?? null,
    }));
  return (remote.subsets ?? []).map((subset) => ({
    address: addresses(subset.addresses),
    not_ready_address: addresses(subset.notReadyAddresses),
    port: (subset.ports ?? []).map(({ name, port, protocol }) => ({
      name: name ?? null,
      port: port ?? null,
      protocol: protocol ?? null,
    })),
  }));
}

async function find(
  client: KubernetesClient,
  id: string | null,
  own: OwnKeys | undefined,
  signal: AbortSignal,
): Promise<State | null> {
  const { namespace, name } = idParts(id);
  const path = pathOf('endpoints', namespace, name);
  const remote = (await step('', () => readTwice(client.api, path, signal))) as Endpoints | null;
  if (remote === null) return null;
  return {
    id: `${namespace}/${name}`,
    metadata: [storedNamespacedMetadata(remote.metadata, own, client.ignored)],
    subset: storedSubsets(remote),
  };
}

/** `kubernetes_endpoints_v1` of hashicorp/kubernetes 2.38.0 (kubernetes.md 1.4). */
export const endpoints = defineResource<KubernetesClient>()({
  schema,
  async create({ plan, client, signal, checkpoint }) {
    const metadata = plan.metadata[0];
    const body = {
      kind: 'Endpoints',
      apiVersion: 'v1',
      metadata: metadata && sentMetadata(metadata),
      subsets: sentSubsets(plan.subset),
    };
    const path = pathOf('endpoints', metadata?.namespace ?? '');
    const made = await step('Failed to create endpoints because: ', () =>
      client.api.post(path, body, signal),
    );
    const id = idOf(made);
    checkpoint({ id });
    return afterWrite(plan, await find(client, id, metadata, signal));
  },
  async read({ state, client, signal }) {
    const found = await find(client, state.id, state.metadata[0], signal);
    return found && inKnownForm(state, found, SETS);
  },
  async update({ prior, plan, client, signal }) {
    const { namespace, name } = idParts(prior.id);
    const operations = metadataPatch(prior.metadata[0], plan.metadata[0]);
    if (!sameMeaning(prior.subset, plan.subset, true)) {
      operations.push({ op: 'replace', path: '/subsets', value: sentSubsets(plan.subset) });
    }
    await step('Failed to update endpoints: ', () =>
      client.api.patch(pathOf('endpoints', namespace, name), operations, signal),
    );
    return afterWrite(plan, await find(client, prior.id, plan.metadata[0], signal));
  },
  async delete({ state, client, signal }) {
    const { namespace, name } = idParts(state.id);
    await step('Failed to delete endpoints because: ', () =>
      deleteIfThere(client.api, pathOf('endpoints', namespace, name), signal),
    );
  },
  importState: ({ id }) => Promise.resolve({ id }),
});
