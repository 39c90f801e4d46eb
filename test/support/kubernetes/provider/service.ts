import {
  defineResource,
  DiagnosticError,
  isUnknown,
  parseDuration,
  type Unknown,
  unknown,
} from '../../../../src/tfplugin';
import type { Service } from '../shapes';
import { afterWrite, inKnownForm, sameMeaning } from './forms';
import { metadataPatch, sentMetadata, storedNamespacedMetadata, type OwnKeys } from './metadata';
import {
  deleteIfThere,
  idOf,
  idParts,
  type KubernetesClient,
  pathOf,
  poll,
  readTwice,
  type Sleep,
  step,
  waitUntilGone,
} from './objects';
import { serviceSchema, type ServiceState } from './service-schema';
import { sentSpec, specPatch, storedSpec } from './service-spec';

/** The SDK's default for an operation that the resource names no other for. */
const DELETE_TIMEOUT_MS = parseDuration('20m');

type Ingress = NonNullable<NonNullable<ServiceState['status']>[number]>;

function ingressOf(remote: Service): { hostname: string; ip: string }[] {
  const { ingress = [] } = remote.status.loadBalancer as { ingress?: { hostname?: string; ip?: string }[] };
  return ingress.map(({ hostname = '', ip = '' }) => ({ hostname, ip }));
}

async function find(
  client: KubernetesClient,
  known: Pick<ServiceState, 'id' | 'timeouts' | 'wait_for_load_balancer'>,
  own: OwnKeys | undefined,
  signal: AbortSignal,
): Promise<ServiceState | null> {
  const { namespace, name } = idParts(known.id);
  const path = pathOf('services', namespace, name);
  const remote = (await step('', () => readTwice(client.api, path, signal))) as Service | null;
  if (remote === null) return null;
  const status: Ingress = { load_balancer: [{ ingress: ingressOf(remote) }] };
  return {
    id: known.id,
    timeouts: known.timeouts,
    wait_for_load_balancer: known.wait_for_load_balancer,
    status: [status],
    metadata: [storedNamespacedMetadata(remote.metadata, own, client.ignored)],
    spec: [storedSpec(remote)],
  };
}

/** Waits for an address of the load balancer; without a controller in the cluster that never comes. */
async function waitForLoadBalancer(
  client: KubernetesClient,
  id: string,
  timeoutMs: number,
  sleep: Sleep,
  signal: AbortSignal,
): Promise<void> {
  const { namespace, name } = idParts(id);
  const found = await poll(timeoutMs, sleep, signal, async () => {
    const remote = await client.api.get(pathOf('services', namespace, name), signal);
    return ingressOf(remote as Service)[0];
  });
  if (found) return;
  throw new DiagnosticError({
    summary: `Waiting for service "${id}" to assign IP/hostname for a load balancer`,
  });
}

/** `kubernetes_service_v1` of hashicorp/kubernetes 2.38.0 (kubernetes.md 1.3). */
export function serviceResource(sleep: Sleep) {
  return defineResource<KubernetesClient>()({
    schema: serviceSchema,
    /** Another type gets other ports and policies: what the server decides is open again. */
    plan({ prior, plan, config }) {
      if (isUnknown(plan.spec) || isUnknown(config.spec)) return undefined;
      const [before, after, written] = [prior?.spec[0], plan.spec[0], config.spec[0]];
      if (!before || !after || !written || after.type === before.type) return undefined;
      const open = <T>(planned: T, configured: unknown): T | Unknown =>
        configured === null ? unknown() : planned;
      const spec = {
        ...after,
        external_traffic_policy: open(after.external_traffic_policy, written.external_traffic_policy),
        internal_traffic_policy: open(after.internal_traffic_policy, written.internal_traffic_policy),
        ip_families: open(after.ip_families, written.ip_families),
        ip_family_policy: open(after.ip_family_policy, written.ip_family_policy),
        port: isUnknown(after.port)
          ? after.port
          : after.port.map((port, index) => ({
              ...port,
              node_port: open(
                port.node_port,
                isUnknown(written.port) ? null : written.port[index]?.node_port,
              ),
            })),
      };
      return { spec: [spec] };
    },
    async create({ plan, client, signal, checkpoint }) {
      const metadata = plan.metadata[0];
      const spec = plan.spec[0];
      const body = {
        kind: 'Service',
        apiVersion: 'v1',
        metadata: metadata && sentMetadata(metadata),
        spec: spec && sentSpec(spec),
        status: { loadBalancer: {} },
      };
      const path = pathOf('services', metadata?.namespace ?? '');
      const made = await step('', () => client.api.post(path, body, signal));
      const id = idOf(made);
      checkpoint({ id });
      if (spec?.type === 'LoadBalancer' && plan.wait_for_load_balancer) {
        const timeoutMs = parseDuration(plan.timeouts?.create ?? '10m');
        await step('', () => waitForLoadBalancer(client, id, timeoutMs, sleep, signal));
      }
      return afterWrite(plan, await find(client, { ...plan, id }, metadata, signal));
    },
    async read({ state, client, signal }) {
      const found = await find(client, state, state.metadata[0], signal);
      if (found === null) return null;
      // A block that the configuration does not have would be planned away each time.
      const configured = state.spec[0]?.session_affinity_config.length;
      const spec = found.spec.map((one) => (configured ? one : { ...one, session_affinity_config: [] }));
      return inKnownForm(state, { ...found, spec });
    },
    async update({ prior, plan, client, signal }) {
      const { namespace, name } = idParts(prior.id);
      const [before, after] = [prior.spec[0], plan.spec[0]];
      const operations = metadataPatch(prior.metadata[0], plan.metadata[0]);
      if (before && after && !sameMeaning(before, after)) {
        await step('', () => client.api.get('/version?timeout=32s', signal));
        operations.push(...specPatch(before, after));
      }
      await step('Failed to update service: ', () =>
        client.api.patch(pathOf('services', namespace, name), operations, signal),
      );
      return afterWrite(plan, await find(client, { ...plan, id: prior.id }, plan.metadata[0], signal));
    },
    async delete({ state, client, signal }) {
      const { namespace, name } = idParts(state.id);
      const path = pathOf('services', namespace, name);
      await step('', async () => {
        if (!(await deleteIfThere(client.api, path, signal))) return;
        await waitUntilGone(
          client.api,
          path,
          `Service (${state.id ?? ''})`,
          DELETE_TIMEOUT_MS,
          sleep,
          signal,
        );
      });
    },
    importState: ({ id }) => Promise.resolve({ id }),
  });
}
