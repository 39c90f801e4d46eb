import { isIPv4, isIPv6 } from 'node:net';

import { duplicate, each, invalid, metadataErrors, oneOf, PROTOCOLS, required } from './field-errors';
import {
  dns1123Label,
  dns1123Subdomain,
  endpointAddress,
  ipAddress,
  portNumber,
  qualifiedName,
} from './names';
import type { EndpointSlice, Endpoints } from './shapes';
import type { FieldError } from './status';

/** Every rule that an Endpoints object breaks. */
export function endpointsErrors(endpoints: Endpoints): FieldError[] {
  const subsets = (endpoints.subsets ?? []).flatMap((subset, index) => {
    const field = `subsets[${index}]`;
    const { addresses = [], notReadyAddresses = [], ports = [] } = subset;
    const addressErrors = (list: typeof addresses, name: string): FieldError[] =>
      list.flatMap(({ ip = '', hostname }, at) => {
        const path = `${field}.${name}[${at}]`;
        const problems = ipAddress(ip);
        const label = hostname ? each(`${path}.hostname`, hostname, dns1123Label(hostname)) : [];
        return [...each(`${path}.ip`, ip, problems.length ? problems : endpointAddress(ip)), ...label];
      });
    return [
      ...(addresses.length + notReadyAddresses.length === 0
        ? [required(field, 'must specify `addresses` or `notReadyAddresses`')]
        : []),
      ...addressErrors(addresses, 'addresses'),
      ...addressErrors(notReadyAddresses, 'notReadyAddresses'),
      ...ports.flatMap(({ name = '', port = 0, protocol }, at) => {
        const path = `${field}.ports[${at}]`;
        return [
          ...(name === '' && ports.length > 1 ? [required(`${path}.name`)] : []),
          ...(name === '' ? [] : each(`${path}.name`, name, dns1123Label(name))),
          ...each(`${path}.port`, port, portNumber(port)),
          ...oneOf(`${path}.protocol`, protocol, PROTOCOLS),
        ];
      }),
    ];
  });
  return [...metadataErrors(endpoints.metadata, dns1123Subdomain), ...subsets];
}

function sliceAddressErrors(type: string | undefined, address: string, field: string): FieldError[] {
  if (type === 'FQDN') return each(field, address, dns1123Subdomain(address));
  const fits = type === 'IPv6' ? isIPv6(address) : isIPv4(address);
  if (!fits) return [invalid(field, address, `must be a valid ${type ?? ''} address`)];
  return each(field, address, endpointAddress(address));
}

/** Every rule that an EndpointSlice breaks. `old`: the stored one, for an update. */
export function sliceErrors(slice: EndpointSlice, old: EndpointSlice | undefined): FieldError[] {
  const { addressType, endpoints, ports } = slice;
  const names = new Set<string>();
  const types = ['FQDN', 'IPv4', 'IPv6'];
  const immutable = old !== undefined && old.addressType !== addressType;
  return [
    ...metadataErrors(slice.metadata, dns1123Subdomain),
    ...oneOf('addressType', addressType, types),
    ...endpoints.flatMap(({ addresses = [], hostname }, index) => {
      const field = `endpoints[${index}]`;
      if (addresses.length === 0) return [required(`${field}.addresses`, 'must contain at least 1 address')];
      return [
        ...(types.includes(addressType ?? '')
          ? addresses.flatMap((ip, at) => sliceAddressErrors(addressType, ip, `${field}.addresses[${at}]`))
          : []),
        ...(hostname === undefined ? [] : each(`${field}.hostname`, hostname, dns1123Label(hostname))),
      ];
    }),
    ...ports.flatMap(({ name = '', protocol, appProtocol }, index) => {
      const field = `ports[${index}]`;
      const twice = names.has(name);
      names.add(name);
      return [
        ...(name === '' ? [] : each(`${field}.name`, name, dns1123Label(name))),
        ...(twice ? [duplicate(`${field}.name`, name)] : []),
        ...oneOf(`${field}.protocol`, protocol, PROTOCOLS),
        ...(appProtocol === undefined
          ? []
          : each(`${field}.appProtocol`, appProtocol, qualifiedName(appProtocol))),
      ];
    }),
    ...(immutable ? [invalid('addressType', addressType, 'field is immutable')] : []),
  ];
}
