/** A service and where it can be dialled. */
export interface Target {
  readonly name: string;
  /** Container port, `8001/tcp`. */
  readonly containerPort: string;
  readonly address: string;
  readonly port: number;
}

/** What a readiness is about. */
export interface Subject {
  readonly publicIp: string | null;
  readonly portMap: Readonly<Record<string, number>>;
  readonly power: string;
  readonly services: readonly { readonly name: string; readonly port: string }[];
}

/** Where to dial each service, and the services whose port is not mapped. */
export interface Targets {
  readonly targets: readonly Target[];
  readonly unmapped: readonly { readonly name: string; readonly port: string }[];
}

/** An instance that is stopped, or has no address, has no targets, and that is no error. */
export function targetsOf(subject: Subject): Targets {
  const { publicIp, portMap, power, services } = subject;
  if (power === 'stopped' || publicIp === null) return { targets: [], unmapped: [] };
  const targets: Target[] = [];
  const unmapped: { readonly name: string; readonly port: string }[] = [];
  for (const { name, port } of services) {
    const external = Object.hasOwn(portMap, port) ? portMap[port] : undefined;
    if (external === undefined) unmapped.push({ name, port });
    else targets.push({ name, containerPort: port, address: publicIp, port: external });
  }
  return { targets, unmapped };
}
