import { parsePort } from './ports';
import { checkArguments } from './service-check';
import type { CheckArguments, ServiceCheck } from './service-check';

/** One service that runs on an instance. */
export interface InstanceService {
  /** Name of the endpoint in the readiness resource; unique on the instance. */
  readonly name: string;
  /** Container port, such as `8001/tcp`. */
  readonly port: string;
  /** How clients call it, for the closing lines: `june-stt.default.svc.cluster.local:8001`. */
  readonly address: string;
  /**
   * When it counts as ready.
   *
   * @default - when it accepts a TCP connection
   */
  readonly check?: ServiceCheck;
}

/** A service as its instance keeps it. */
export interface AnnouncedService {
  readonly name: string;
  readonly address: string;
  /** An element of `services` in the readiness resource. */
  readonly arguments: { readonly name: string; readonly port: string } & CheckArguments;
}

/** @throws Error when the port is none, or the check cannot work */
export function announce({ name, port, address, check = {} }: InstanceService): AnnouncedService {
  const key = parsePort(port, 'port');
  if (key.endsWith('/udp')) throw new Error(`port '${key}' of ${name} cannot be checked: it is not TCP`);
  return { name, address, arguments: { name, port: key, ...checkArguments(check, 'check') } };
}
