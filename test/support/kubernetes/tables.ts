import type { KubernetesObject, Service } from './shapes';

/** Columns as a real API server names them; a priority above 0 shows with `-o wide` only (kubernetes.md 6.2). */
const COLUMNS: Readonly<Record<KubernetesObject['kind'], readonly (readonly [string, number])[]>> = {
  Namespace: [
    ['Name', 0],
    ['Status', 0],
    ['Age', 0],
  ],
  Service: [
    ['Name', 0],
    ['Type', 0],
    ['Cluster-IP', 0],
    ['External-IP', 0],
    ['Port(s)', 0],
    ['Age', 0],
    ['Selector', 1],
  ],
  Endpoints: [
    ['Name', 0],
    ['Endpoints', 0],
    ['Age', 0],
  ],
  EndpointSlice: [
    ['Name', 0],
    ['AddressType', 0],
    ['Ports', 0],
    ['Endpoints', 0],
    ['Age', 0],
  ],
};

/** Time since an instant in kubectl's short form: `42s`, `5m12s`, `47m`, `5h10m`, `3d`. */
export function age(since: Date, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const pair = (whole: number, unit: string, rest: number, smaller: string): string =>
    `${whole}${unit}${rest > 0 ? `${rest}${smaller}` : ''}`;
  if (seconds < 120) return `${seconds}s`;
  if (minutes < 10) return pair(minutes, 'm', seconds % 60, 's');
  if (hours < 3) return `${minutes}m`;
  if (hours < 8) return pair(hours, 'h', minutes % 60, 'm');
  return hours < 48 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
}

function firstThree(items: readonly string[]): string {
  if (items.length === 0) return '<none>';
  const more = items.length > 3 ? ` + ${items.length - 3} more...` : '';
  return items.slice(0, 3).join(',') + more;
}

function externalAddress({ type, externalIPs, externalName }: Service['spec']): string {
  if (type === 'ExternalName') return externalName ?? '';
  if (externalIPs?.length) return externalIPs.join(',');
  return type === 'LoadBalancer' ? '<pending>' : '<none>';
}

function serviceCells({ spec }: Service): string[] {
  const ports = (spec.ports ?? []).map(
    ({ port = 0, nodePort, protocol = '' }) => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`,
  );
  return [
    spec.type ?? '',
    spec.clusterIP ?? '<none>',
    externalAddress(spec),
    ports.length ? ports.join(',') : '<none>',
  ];
}

function cells(object: KubernetesObject, age: string): string[] {
  const name = object.metadata.name ?? '';
  switch (object.kind) {
    case 'Namespace':
      return [name, object.status.phase ?? '', age];
    case 'Service': {
      const selector = Object.entries(object.spec.selector ?? {}).map((pair) => pair.join('='));
      return [name, ...serviceCells(object), age, selector.join(',') || '<none>'];
    }
    case 'Endpoints': {
      const all = (object.subsets ?? []).flatMap(({ addresses = [], ports = [] }) =>
        (ports.length ? ports.map(({ port = 0 }) => `:${port}`) : ['']).flatMap((suffix) =>
          addresses.map(({ ip = '' }) =>
            ip.includes(':') && suffix ? `[${ip}]${suffix}` : `${ip}${suffix}`,
          ),
        ),
      );
      return [name, firstThree(all), age];
    }
    case 'EndpointSlice': {
      const ports = object.ports.map(({ port }) => (port === undefined ? '*' : String(port)));
      const addresses = object.endpoints.flatMap((endpoint) => endpoint.addresses ?? []);
      return [
        name,
        object.addressType ?? '',
        ports.length ? firstThree(ports) : '<unset>',
        firstThree(addresses).replace('<none>', '<unset>'),
        age,
      ];
    }
  }
}

/**
 * The `Table` that `kubectl get` asks for.
 *
 * @param kind decides the columns, also of an empty table
 * @param now instant that ages are counted to
 */
export function table(
  kind: KubernetesObject['kind'],
  objects: readonly KubernetesObject[],
  resourceVersion: string,
  now: Date,
): unknown {
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: { resourceVersion },
    columnDefinitions: COLUMNS[kind].map(([name, priority]) => ({
      name,
      type: 'string',
      format: name === 'Name' ? 'name' : '',
      description: '',
      priority,
    })),
    rows: objects.map((object) => ({
      cells: cells(object, age(new Date(object.metadata.creationTimestamp ?? 0), now)),
      object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
    })),
  };
}
