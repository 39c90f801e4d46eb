import {
  attr,
  block,
  DiagnosticError,
  defineResource,
  defineSchema,
  keepPriorValue,
  parseDuration,
  type StateOf,
} from '../../../../src/tfplugin';
import type { Namespace } from '../shapes';
import { isNotFound } from './client';
import { afterWrite, inKnownForm } from './forms';
import { clusterMetadata, metadataPatch, type OwnKeys, sentMetadata, storedMetadata } from './metadata';
import { deleteIfThere, idOf, type KubernetesClient, poll, readTwice, type Sleep, step } from './objects';

const COLLECTION = '/api/v1/namespaces';
/** The SDK's default for an operation that the resource names no other for. */
const CREATE_TIMEOUT_MS = parseDuration('20m');

const schema = defineSchema({
  attributes: {
    id: attr.string({ optional: true, computed: true, planModifiers: [keepPriorValue()] }),
    wait_for_default_service_account: attr.bool({ default: false }),
  },
  blocks: {
    metadata: clusterMetadata,
    timeouts: block.single({ attributes: { delete: attr.string({ optional: true }) } }),
  },
});

type State = StateOf<typeof schema.body>;

async function find(
  client: KubernetesClient,
  known: Pick<State, 'id' | 'timeouts' | 'wait_for_default_service_account'>,
  own: OwnKeys | undefined,
  signal: AbortSignal,
): Promise<State | null> {
  const path = `${COLLECTION}/${encodeURIComponent(known.id ?? '')}`;
  const remote = (await step('', () => readTwice(client.api, path, signal))) as Namespace | null;
  if (remote === null) return null;
  return { ...known, metadata: [storedMetadata(remote.metadata, own, client.ignored)] };
}

/** Waits until the namespace is gone; only the phase `Terminating` is tolerated meanwhile. */
async function waitUntilDeleted(
  client: KubernetesClient,
  path: string,
  timeoutMs: number,
  sleep: Sleep,
  signal: AbortSignal,
): Promise<void> {
  const gone = await poll(timeoutMs, sleep, signal, async () => {
    try {
      const { phase = '' } = ((await client.api.get(path, signal)) as Namespace).status;
      if (phase === 'Terminating') return undefined;
      throw new Error(`unexpected state '${phase}' of a namespace that is being deleted`);
    } catch (error) {
      if (isNotFound(error)) return true;
      throw error;
    }
  });
  if (gone === undefined)
    throw new DiagnosticError({ summary: `Timeout while waiting for ${path} to be gone` });
}

/** `kubernetes_namespace_v1` of hashicorp/kubernetes 2.38.0 (kubernetes.md 1.6). */
export function namespaceResource(sleep: Sleep) {
  return defineResource<KubernetesClient>()({
    schema,
    async create({ plan, client, signal, checkpoint }) {
      const metadata = plan.metadata[0];
      const body = {
        kind: 'Namespace',
        apiVersion: 'v1',
        metadata: metadata && sentMetadata(metadata),
        spec: {},
        status: {},
      };
      const made = await step('', () => client.api.post(COLLECTION, body, signal));
      const id = idOf(made);
      checkpoint({ id });
      if (plan.wait_for_default_service_account) {
        const account = `${COLLECTION}/${id}/serviceaccounts/default`;
        await step('', () =>
          poll(CREATE_TIMEOUT_MS, sleep, signal, () =>
            client.api.get(account, signal).catch((error: unknown) => {
              if (isNotFound(error)) return undefined;
              throw error;
            }),
          ),
        );
      }
      return afterWrite(plan, await find(client, { ...plan, id }, metadata, signal));
    },
    async read({ state, client, signal }) {
      const found = await find(client, state, state.metadata[0], signal);
      return found && inKnownForm(state, found);
    },
    async update({ prior, plan, client, signal }) {
      const operations = metadataPatch(prior.metadata[0], plan.metadata[0]);
      await step('', () => client.api.patch(`${COLLECTION}/${prior.id ?? ''}`, operations, signal));
      return afterWrite(plan, await find(client, { ...plan, id: prior.id }, plan.metadata[0], signal));
    },
    async delete({ state, client, signal }) {
      const path = `${COLLECTION}/${state.id ?? ''}`;
      await step('', async () => {
        if (!(await deleteIfThere(client.api, path, signal))) return;
        await waitUntilDeleted(client, path, parseDuration(state.timeouts?.delete ?? '5m'), sleep, signal);
      });
    },
    importState: ({ id }) => Promise.resolve({ id, wait_for_default_service_account: false }),
  });
}
