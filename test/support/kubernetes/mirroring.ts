import { isIPv6 } from 'node:net';

import type { EndpointSlice, Endpoints, Service } from './shapes';

const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const CONTROLLER = 'endpointslicemirroring-controller.k8s.io';

/** Label that ties an EndpointSlice to its Service. */
export const SERVICE_NAME = 'kubernetes.io/service-name';

/** Whether the mirroring controller made this slice. */
export function isMirrored(slice: EndpointSlice): boolean {
  return slice.metadata.labels?.[MANAGED_BY] === CONTROLLER;
}

/**
 * The slices that the mirroring controller derives from Endpoints: one for each set of ports and address family
 * (kubernetes.md 2.4). Without them `kubectl describe service` shows no endpoints.
 *
 * @param endpoints a stored Endpoints object
 * @param service the Service of the same name and namespace, if there is one
 * @returns slices without a name; empty when the rules say that nothing is mirrored
 */
export function mirror(endpoints: Endpoints, service: Service | undefined): EndpointSlice[] {
  const skip = endpoints.metadata.labels?.['endpointslice.kubernetes.io/skip-mirror'] === 'true';
  if (!service || service.spec.selector || skip) return [];
  const { name = '', namespace = '', uid = '' } = endpoints.metadata;
  const groups = new Map<string, EndpointSlice>();
  for (const { addresses = [], notReadyAddresses = [], ports = [] } of endpoints.subsets ?? []) {
    const all = [
      ...addresses.map((address) => ({ address, ready: true })),
      ...notReadyAddresses.map((address) => ({ address, ready: false })),
    ];
    for (const { address, ready } of all) {
      const { ip = '', hostname, nodeName } = address;
      const addressType = isIPv6(ip) ? 'IPv6' : 'IPv4';
      const key = JSON.stringify([addressType, ports.map((port) => JSON.stringify(port)).sort()]);
      const slice: EndpointSlice = groups.get(key) ?? {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          generateName: `${name}-`,
          namespace,
          labels: { ...endpoints.metadata.labels, [SERVICE_NAME]: name, [MANAGED_BY]: CONTROLLER },
          annotations: endpoints.metadata.annotations,
          ownerReferences: [
            { apiVersion: 'v1', kind: 'Endpoints', name, uid, controller: true, blockOwnerDeletion: true },
          ],
        },
        addressType,
        endpoints: [],
        ports,
      };
      slice.endpoints.push({
        addresses: [ip],
        conditions: { ready },
        ...(hostname ? { hostname } : {}),
        ...(nodeName ? { nodeName } : {}),
      });
      groups.set(key, slice);
    }
  }
  return [...groups.values()];
}
