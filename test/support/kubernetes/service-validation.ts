import { NODE_PORTS, type Taken } from './defaults';
import {
  duplicate,
  each,
  forbidden,
  invalid,
  metadataErrors,
  oneOf,
  PROTOCOLS,
  required,
} from './field-errors';
import {
  dns1035Label,
  dns1123Label,
  endpointAddress,
  ipAddress,
  labelValue,
  portName,
  portNumber,
  qualifiedName,
} from './names';
import type { Service, ServicePort } from './shapes';
import type { FieldError } from './status';

function servicePortErrors(port: ServicePort, field: string, nameRequired: boolean): FieldError[] {
  const { targetPort } = port;
  const name = port.name ?? '';
  return [
    ...(name === '' && nameRequired ? [required(`${field}.name`)] : []),
    ...(name === '' ? [] : each(`${field}.name`, name, dns1123Label(name))),
    ...each(`${field}.port`, port.port ?? 0, portNumber(port.port ?? 0)),
    ...oneOf(`${field}.protocol`, port.protocol, PROTOCOLS),
    ...(typeof targetPort === 'string'
      ? each(`${field}.targetPort`, targetPort, portName(targetPort))
      : each(`${field}.targetPort`, targetPort ?? 0, portNumber(targetPort ?? 0))),
  ];
}

function portListErrors(ports: readonly ServicePort[], taken: Taken): FieldError[] {
  const names = new Set<string>();
  const numbers = new Set<string>();
  return ports.flatMap((port, index) => {
    const field = `spec.ports[${index}]`;
    const errors = servicePortErrors(port, field, ports.length > 1);
    const number = `${port.protocol ?? ''}/${port.port ?? 0}`;
    if (port.name && names.has(port.name)) errors.push(duplicate(`${field}.name`, port.name));
    if (numbers.has(number)) errors.push(duplicate(field, number));
    if (port.nodePort && (port.nodePort < NODE_PORTS.first || port.nodePort > NODE_PORTS.last)) {
      const range = `The range of valid ports is ${NODE_PORTS.first}-${NODE_PORTS.last}`;
      errors.push(
        invalid(`${field}.nodePort`, port.nodePort, `provided port is not in the valid range. ${range}`),
      );
    }
    if (port.nodePort && taken.nodePorts.has(port.nodePort)) {
      errors.push(invalid(`${field}.nodePort`, port.nodePort, 'provided port is already allocated'));
    }
    names.add(port.name ?? '');
    numbers.add(number);
    return errors;
  });
}

function clusterIpErrors(spec: Service['spec'], old: Service | undefined, taken: Taken): FieldError[] {
  const { clusterIP = '', clusterIPs = [], type } = spec;
  const before = old?.spec.clusterIP;
  if (type === 'ExternalName') {
    return clusterIP === ''
      ? []
      : [forbidden('spec.clusterIP', 'may not be set when `type` is "ExternalName"')];
  }
  if (before && clusterIP !== before) {
    return [invalid('spec.clusterIPs[0]', clusterIPs, 'may not change once set')];
  }
  if (clusterIPs[0] !== clusterIP)
    return [invalid('spec.clusterIPs[0]', clusterIPs, 'must match `clusterIP`')];
  if (clusterIP === 'None') {
    return type === 'ClusterIP'
      ? []
      : [invalid('spec.clusterIPs[0]', clusterIP, `may not be set to 'None' for ${type ?? ''} services`)];
  }
  if (taken.clusterIps.has(clusterIP)) {
    const detail = `failed to allocate IP ${clusterIP}: provided IP is already allocated`;
    return [invalid('spec.clusterIPs', clusterIPs, detail)];
  }
  return each('spec.clusterIPs[0]', clusterIP, ipAddress(clusterIP));
}

/** Every rule that a Service breaks. `taken`: what other Services hold; `old`: the stored one, for an update. */
export function serviceErrors(service: Service, old: Service | undefined, taken: Taken): FieldError[] {
  const { spec } = service;
  const ports = spec.ports ?? [];
  const external = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
  const portless = spec.clusterIP === 'None' || spec.type === 'ExternalName';
  const timeout = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10800;
  return [
    ...metadataErrors(service.metadata, dns1035Label),
    ...(ports.length === 0 && !portless ? [required('spec.ports')] : []),
    ...portListErrors(ports, taken),
    ...(spec.type === 'ClusterIP' || spec.type === 'ExternalName'
      ? ports.flatMap((port, index) =>
          port.nodePort
            ? [
                forbidden(
                  `spec.ports[${index}].nodePort`,
                  `may not be used when \`type\` is '${spec.type ?? ''}'`,
                ),
              ]
            : [],
        )
      : []),
    ...Object.entries(spec.selector ?? {}).flatMap(([key, value]) => [
      ...each('spec.selector', key, qualifiedName(key)),
      ...each('spec.selector', value, labelValue(value)),
    ]),
    ...oneOf('spec.sessionAffinity', spec.sessionAffinity, ['ClientIP', 'None']),
    ...(timeout < 1 || timeout > 86400
      ? [
          invalid(
            'spec.sessionAffinityConfig.clientIP.timeoutSeconds',
            timeout,
            'must be greater than 0 and less than 86400',
          ),
        ]
      : []),
    ...(spec.externalIPs ?? []).flatMap((ip, index) => {
      const problems = ipAddress(ip);
      return each(`spec.externalIPs[${index}]`, ip, problems.length ? problems : endpointAddress(ip));
    }),
    ...oneOf('spec.type', spec.type, ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']),
    ...(spec.type === 'ExternalName' && !spec.externalName ? [required('spec.externalName')] : []),
    ...(spec.externalTrafficPolicy && !external && !spec.externalIPs?.length
      ? [
          invalid(
            'spec.externalTrafficPolicy',
            spec.externalTrafficPolicy,
            'may only be set for externally-accessible services',
          ),
        ]
      : []),
    ...clusterIpErrors(spec, old, taken),
  ];
}
