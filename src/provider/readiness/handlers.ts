import { DiagnosticError, timeoutMs } from '../../tfplugin';
import { accountOf, type ProviderClient } from '../account';
import { formatSeconds, TimeLimitExceeded, timeLimit } from '../time-limit';
import { averageLatency, type Endpoint, type NotReady, waitForServices } from './check';
import { READINESS_TIMEOUTS, type ReadinessPlanned, type ReadinessState } from './schema';
import { type Target, targetsOf } from './targets';

interface Context {
  readonly plan: ReadinessPlanned;
  readonly client: ProviderClient;
  readonly signal: AbortSignal;
}

/**
 * Waits until all services of a plan answer. Throws a DiagnosticError with the last answer of each when they do not in
 * time; nothing on the platform is touched.
 */
export async function awaitReadiness(
  context: Context,
  operation: 'create' | 'update',
): Promise<ReadinessState> {
  const { plan, client, signal } = context;
  const { targets, unmapped } = targetsOf(subjectOf(plan));
  if (unmapped.length > 0) throw unmappedPorts(plan, unmapped);
  if (targets.length === 0) return stateOf(plan, []);
  const account = accountOf(client);
  const limitMs = timeoutMs(plan.timeouts, operation, READINESS_TIMEOUTS[operation]);
  const limit = timeLimit(account.clock, limitMs, signal);
  let waiting: readonly NotReady[] = [];
  try {
    const endpoints = await waitForServices(account, targets, limit.signal, (now) => (waiting = now));
    return stateOf(plan, endpoints);
  } catch (error) {
    if (!(error instanceof TimeLimitExceeded)) throw error;
    throw notReady(plan.instance_id, targets, waiting, limitMs);
  } finally {
    limit.release();
  }
}

/** The parts of a plan that decide where to dial. */
export function subjectOf(plan: Pick<ReadinessPlanned, 'public_ip' | 'port_map' | 'power' | 'services'>) {
  return {
    publicIp: plan.public_ip,
    portMap: plan.port_map ?? {},
    power: plan.power,
    services: plan.services,
  };
}

function stateOf(plan: ReadinessPlanned, endpoints: readonly Endpoint[]): ReadinessState {
  return {
    instance_id: plan.instance_id,
    public_ip: plan.public_ip,
    port_map: plan.port_map,
    power: plan.power,
    services: plan.services,
    timeouts: plan.timeouts,
    id: plan.instance_id,
    endpoints: endpoints.map(({ name, address, port, latencyMs }) => ({
      name,
      address,
      port,
      latency_ms: latencyMs,
    })),
    average_latency_ms: averageLatency(endpoints),
  };
}

function unmappedPorts(
  plan: ReadinessPlanned,
  unmapped: readonly { readonly name: string; readonly port: string }[],
): DiagnosticError {
  const missing = unmapped.map(({ name, port }) => `${port} (${name})`).join(', ');
  const mapped = Object.keys(plan.port_map ?? {}).join(', ');
  return new DiagnosticError({
    summary: 'A service has no external port',
    detail:
      `Instance ${plan.instance_id} maps ${mapped === '' ? 'no port' : mapped}, but not ${missing}. Add it to ports of the ` +
      'vastai_instance. If it is there, the container is down at the moment: look at the status of the instance and apply again.',
    path: ['port_map'],
  });
}

function notReady(
  instanceId: string,
  targets: readonly Target[],
  waiting: readonly NotReady[],
  limitMs: number,
): DiagnosticError {
  const lines = targets.map((target) => {
    const last = waiting.find((entry) => entry.target === target);
    const answer = last === undefined ? 'ready' : last.lastAnswer;
    return `  ${target.name} ${target.containerPort} -> ${target.address}:${target.port}: ${answer}`;
  });
  return new DiagnosticError({
    summary: 'Services are not ready',
    detail:
      `Not every service of instance ${instanceId} answered within ${formatSeconds(limitMs)}:\n${lines.join('\n')}\n` +
      'The instance is left as it is and keeps running. Look at its log, then apply again to wait again, with longer timeouts if it ' +
      'loads a large model.',
    path: ['services'],
  });
}
