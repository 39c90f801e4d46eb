/** An instance as the Vast API reports it; only what the demo shows. */
export interface ReportedInstance {
  readonly id: number;
  readonly machine_id: number;
  readonly gpu_name: string;
  readonly geolocation: string | null;
  readonly label: string | null;
  readonly actual_status: string | null;
  readonly public_ipaddr: string | null;
  readonly ports?: Readonly<Record<string, readonly { readonly HostPort: string }[]>>;
}

/** A Service as the Kubernetes API reports it. */
export interface ReportedService {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly ports?: readonly { readonly port: number }[] };
}

/** Endpoints as the Kubernetes API reports them. */
export interface ReportedEndpoints {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly subsets?: readonly {
    readonly addresses?: readonly { readonly ip: string }[];
    readonly ports?: readonly { readonly port: number }[];
  }[];
}

/** Two lines an instance: what and where it is, and how its ports are mapped. */
export function instanceLines(instances: readonly ReportedInstance[]): readonly string[] {
  if (instances.length === 0) return ['no rental'];
  return instances.flatMap((instance) => {
    const address = instance.public_ipaddr?.trim() ?? '';
    const ports = Object.entries(instance.ports ?? {}).flatMap(([inside, [outside]]) =>
      outside === undefined ? [] : [`${inside} → ${address}:${outside.HostPort}`],
    );
    const where = `machine ${instance.machine_id}, ${instance.gpu_name}, ${instance.geolocation ?? 'place unknown'}`;
    return [
      `instance ${instance.id} (${where}): ${instance.actual_status ?? 'not reported yet'}`,
      `  label '${instance.label ?? ''}', ports ${ports.join(', ') || 'none'}`,
    ];
  });
}

/** A line for each port of each service: its cluster name and where it leads. The cluster's own service is left out. */
export function serviceLines(
  services: readonly ReportedService[],
  endpoints: readonly ReportedEndpoints[],
): readonly string[] {
  return services
    .filter(({ metadata }) => metadata.name !== 'kubernetes')
    .flatMap(({ metadata, spec }) => {
      const own = endpoints.find(
        (candidate) =>
          candidate.metadata.name === metadata.name && candidate.metadata.namespace === metadata.namespace,
      );
      const targets = (own?.subsets ?? []).flatMap((subset) =>
        (subset.addresses ?? []).flatMap(({ ip }) => (subset.ports ?? []).map(({ port }) => `${ip}:${port}`)),
      );
      return (spec.ports ?? []).map(
        ({ port }) =>
          `${metadata.name}.${metadata.namespace}.svc.cluster.local:${port} → ${targets.join(', ') || '(no endpoint)'}`,
      );
    });
}

/** US dollars with enough digits for a rental of some minutes. */
export function dollars(amount: number): string {
  return `$${amount.toFixed(4)}`;
}
