import type { Service } from './service';

/** A service and where it can be dialled. */
export interface Target {
  readonly service: Service;
  readonly address: string;
  readonly port: number;
}

/** What a readiness is about. */
export interface Subject {
  readonly publicIp: string | null;
  readonly portMap: Readonly<Record<string, number>>;
  readonly power: string;
  readonly services: readonly Service[];
}

/** Where to dial each service, and the services whose port is not mapped. */
export interface Targets {
  readonly targets: readonly Target[];
  readonly unmapped: readonly Service[];
}

/** An instance that is stopped, or has no address, has no targets, and that is no error. */
export function targetsOf(subject: Subject): Targets {
  const { publicIp, portMap, power, services } = subject;
  if (power === 'stopped' || publicIp === null) return { targets: [], unmapped: [] };
  const targets: Target[] = [];
  const unmapped: Service[] = [];
  for (const service of services) {
    const external = Object.hasOwn(portMap, service.port) ? portMap[service.port] : undefined;
    if (external === undefined) unmapped.push(service);
    else targets.push({ service, address: publicIp, port: external });
  }
  return { targets, unmapped };
}

/** Whether what was ready for one is ready for the other: same places, same checks. The pace does not matter. */
export function sameTargets(one: Subject, other: Subject): boolean {
  return JSON.stringify(essence(one)) === JSON.stringify(essence(other));
}

function essence(subject: Subject): unknown {
  const { targets, unmapped } = targetsOf(subject);
  return [
    targets.map(({ service: { name, port, check, healthyThreshold }, address, port: external }) => [
      [name, port, check, healthyThreshold],
      [address, external],
    ]),
    unmapped.map(({ name, port }) => [name, port]),
  ];
}
