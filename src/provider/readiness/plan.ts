import { isUnknown, type PlanContext, type PlanOf, unknown } from '../../tfplugin';
import type { ProviderClient } from '../account';
import { NOTHING_MEASURED, subjectOf } from './handlers';
import { whollyKnown } from './known';
import type { ReadinessBody, ReadinessState } from './schema';
import { sameTargets, type Subject, targetsOf } from './targets';

type Plan = PlanOf<ReadinessBody>;

/**
 * What was measured stays as it is unless a place to dial or a check changed; for an instance that is stopped it is known
 * to be nothing.
 */
export function planReadiness(
  context: PlanContext<ProviderClient, ReadinessBody>,
): Partial<Plan> | undefined {
  const { plan, prior } = context;
  const id = isUnknown(plan.instance_id) ? unknown() : plan.instance_id;
  const planned = knownSubject(plan);
  if (planned && hasNone(planned)) return { id, ...NOTHING_MEASURED };
  const before = prior === null ? undefined : priorSubject(prior);
  if (
    !planned ||
    !before ||
    !prior ||
    !sameTargets(before, planned) ||
    plan.instance_id !== prior.instance_id
  ) {
    return {
      id,
      endpoints: unknown(),
      average_latency_ms: unknown(),
      time_to_ready_seconds: unknown(),
    };
  }
  const { endpoints, average_latency_ms, time_to_ready_seconds } = prior;
  return { id, endpoints, average_latency_ms, time_to_ready_seconds };
}

function hasNone(subject: Subject): boolean {
  const { targets, unmapped } = targetsOf(subject);
  return targets.length === 0 && unmapped.length === 0;
}

function priorSubject({ power, services, ...prior }: ReadinessState): Subject | undefined {
  if (services === null || power === null) return undefined;
  const named = services.flatMap((service) => {
    const { name, port } = service;
    return name === null || port === null ? [] : [{ ...service, name, port }];
  });
  return subjectOf({ ...prior, power, services: named });
}

/** The subject of a plan, or undefined while a part of it is unknown. A stopped instance needs nothing else. */
function knownSubject(plan: Plan): Subject | undefined {
  if (plan.power === 'stopped' || plan.public_ip === null) {
    return { publicIp: null, portMap: {}, power: 'stopped', services: [] };
  }
  const { power, public_ip, port_map, services } = plan;
  const known = whollyKnown({ power, public_ip, port_map, services });
  return known && subjectOf(known);
}
