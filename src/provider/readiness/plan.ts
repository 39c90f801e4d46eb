import { isUnknown, type PlanContext, type PlanOf, unknown } from '../../tfplugin';
import type { ProviderClient } from '../account';
import { subjectOf } from './handlers';
import type { ReadinessBody, ReadinessState } from './schema';
import { type Subject, targetsOf } from './targets';

type Changes = Partial<PlanOf<ReadinessBody>>;

/** Endpoints stay as they are unless a place to dial moved; for an instance that is stopped they are known to be none. */
export function planReadiness(context: PlanContext<ProviderClient, ReadinessBody>): Changes | undefined {
  const { plan, prior } = context;
  const id = isUnknown(plan.instance_id) ? unknown() : plan.instance_id;
  const planned = knownSubject(plan);
  if (planned && hasNone(planned)) return { id, endpoints: [], average_latency_ms: null };
  const before = prior === null ? undefined : priorSubject(prior);
  if (
    !planned ||
    !before ||
    !prior ||
    !sameTargets(before, planned) ||
    plan.instance_id !== prior.instance_id
  ) {
    return { id, endpoints: unknown(), average_latency_ms: unknown() };
  }
  return { id, endpoints: prior.endpoints, average_latency_ms: prior.average_latency_ms };
}

function hasNone(subject: Subject): boolean {
  const { targets, unmapped } = targetsOf(subject);
  return targets.length === 0 && unmapped.length === 0;
}

function sameTargets(before: Subject, planned: Subject): boolean {
  return JSON.stringify(targetsOf(before)) === JSON.stringify(targetsOf(planned));
}

function priorSubject(prior: ReadinessState): Subject | undefined {
  if (prior.services === null || prior.power === null) return undefined;
  const services = prior.services.flatMap(({ name, port }) =>
    name === null || port === null ? [] : [{ name, port }],
  );
  return subjectOf({
    ...prior,
    power: prior.power,
    services: services.map((service) => ({ ...service, type: 'tcp' })),
  });
}

/** The subject of a plan, or undefined while a part of it is unknown. A stopped instance needs nothing else. */
function knownSubject(plan: PlanOf<ReadinessBody>): Subject | undefined {
  const { power, public_ip: publicIp, port_map: portMap, services } = plan;
  if (power === 'stopped') return { publicIp: null, portMap: {}, power, services: [] };
  if (isUnknown(power) || isUnknown(publicIp) || isUnknown(services)) return undefined;
  if (publicIp === null) return { publicIp: null, portMap: {}, power, services: [] };
  if (isUnknown(portMap)) return undefined;
  const ports: [string, number][] = [];
  for (const [name, port] of Object.entries(portMap ?? {})) {
    if (isUnknown(port)) return undefined;
    ports.push([name, port]);
  }
  const wanted: { readonly name: string; readonly port: string }[] = [];
  for (const service of services) {
    if (isUnknown(service) || isUnknown(service.name) || isUnknown(service.port)) return undefined;
    wanted.push({ name: service.name, port: service.port });
  }
  return { publicIp, portMap: Object.fromEntries(ports), power, services: wanted };
}
