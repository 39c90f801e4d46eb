import { type Logger, timeoutMs } from '../../tfplugin';
import { accountOf, type ProviderClient } from '../account';
import { TimeLimitExceeded, timeLimit } from '../time-limit';
import { notReady, standingText, unmappedPorts } from './failures';
import { whollyKnown } from './known';
import { averageLatencyMs, type Endpoint, measureEndpoints, timeToReadySeconds } from './measure';
import { READINESS_TIMEOUTS, type ReadinessPlanned, type ReadinessState } from './schema';
import { serviceOf, type ServiceValues } from './service';
import { type Subject, type Target, targetsOf } from './targets';
import { notChecked, type Standing, waitForServices } from './wait';

interface Context {
  readonly plan: ReadinessPlanned;
  readonly client: ProviderClient;
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/** The members of a state that are measured. */
export type Measured = Pick<ReadinessState, 'endpoints' | 'average_latency_ms' | 'time_to_ready_seconds'>;

/** What is measured of an instance without endpoints. */
export const NOTHING_MEASURED: Measured = {
  endpoints: [],
  average_latency_ms: null,
  time_to_ready_seconds: null,
};

/**
 * Waits until all services of a plan are ready. Throws a DiagnosticError with the last answer of each when they are not
 * in time; nothing on the platform is touched. Nobody is dialled when the plan kept the endpoints as they were.
 */
export async function awaitReadiness(
  context: Context,
  operation: 'create' | 'update',
): Promise<ReadinessState> {
  const { plan } = context;
  const kept = keptByPlan(plan);
  if (kept !== undefined) return stateOf(plan, kept);
  const { targets, unmapped } = targetsOf(subjectOf(plan));
  if (unmapped.length > 0) throw unmappedPorts(plan, unmapped);
  if (targets.length === 0) return stateOf(plan, NOTHING_MEASURED);
  return stateOf(plan, measuredOf(await ready(context, operation, targets)));
}

function keptByPlan(plan: ReadinessPlanned): Measured | undefined {
  const { endpoints, average_latency_ms, time_to_ready_seconds } = plan;
  return whollyKnown({ endpoints, average_latency_ms, time_to_ready_seconds });
}

async function ready(
  { plan, client, signal, log }: Context,
  operation: 'create' | 'update',
  targets: readonly Target[],
): Promise<readonly Endpoint[]> {
  const account = accountOf(client);
  const limitMs = timeoutMs(plan.timeouts, operation, READINESS_TIMEOUTS[operation]);
  const limit = timeLimit(account.clock, limitMs, signal);
  const standings = new Map(targets.map((target) => [target, notChecked(target)]));
  const progress = (standing: Standing): void => {
    standings.set(standing.target, standing);
    const { name } = standing.target.service;
    log.debug(`Readiness of instance ${plan.instance_id}: ${name}: ${standingText(standing)}`);
  };
  try {
    const ended = await waitForServices(account, targets, limit.signal, progress);
    // All are ready: measuring ends with its own limits, not with that of the wait.
    return await measureEndpoints(account, ended, signal);
  } catch (error) {
    if (!(error instanceof TimeLimitExceeded)) throw error;
    throw notReady(plan.instance_id, [...standings.values()], limitMs);
  } finally {
    limit.release();
  }
}

/** The parts of a plan that decide where to dial, and how. */
export function subjectOf(
  plan: Pick<ReadinessPlanned, 'public_ip' | 'port_map' | 'power'> & {
    readonly services: readonly ServiceValues[];
  },
): Subject {
  return {
    publicIp: plan.public_ip,
    portMap: plan.port_map ?? {},
    power: plan.power,
    services: plan.services.map(serviceOf),
  };
}

function measuredOf(endpoints: readonly Endpoint[]): Measured {
  return {
    endpoints: endpoints.map(({ name, address, port, latencyMs, timeToReadySeconds: time }) => ({
      name,
      address,
      port,
      latency_ms: latencyMs,
      time_to_ready_seconds: time,
    })),
    average_latency_ms: averageLatencyMs(endpoints),
    time_to_ready_seconds: timeToReadySeconds(endpoints),
  };
}

function stateOf(plan: ReadinessPlanned, measured: Measured): ReadinessState {
  const { instance_id, public_ip, port_map, power, services, timeouts } = plan;
  return { instance_id, public_ip, port_map, power, services, timeouts, id: instance_id, ...measured };
}
