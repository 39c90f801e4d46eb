import { PROTOCOL_VERSION, type Address } from './handshake';

/** A provider that runs already, and where. */
export interface Running {
  /** Full source address. */
  readonly source: string;
  readonly address: Address;
}

/** Value of `TF_REATTACH_PROVIDERS` for providers of this process (plugin-protocol.md 20.1). */
export function reattachTable(running: readonly Running[]): string {
  const entries = running.map(({ source, address }) => [
    source,
    {
      Protocol: 'grpc',
      ProtocolVersion: PROTOCOL_VERSION,
      Pid: process.pid,
      // Terraform crashes without it.
      Test: true,
      Addr: { Network: address.network, String: address.address },
    },
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}
