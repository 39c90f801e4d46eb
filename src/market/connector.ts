import type { Dial, DiallerOptions } from './dial';
import { createDialler } from './dialler';

export type { Dial } from './dial';

/**
 * Opens and closes one TCP connection. Never throws, except the signal's reason when aborted. `timeoutMs` (real
 * milliseconds) stands in for the connector's own limit.
 */
export type Connector = (
  host: string,
  port: number,
  signal?: AbortSignal,
  timeoutMs?: number,
) => Promise<Dial>;

export interface ConnectorOptions extends DiallerOptions {
  /** Real milliseconds for one try. */
  readonly timeoutMs: number;
}

/** Dials over TCP to see whether it can be done, directly or through an HTTP CONNECT proxy (design.md D4). */
export function createConnector(options: ConnectorOptions): Connector {
  const dial = createDialler(options);
  return async (host, port, signal, timeoutMs = options.timeoutMs) => {
    const dialled = await dial(host, port, { timeoutMs, signal });
    if (dialled.kind !== 'open') return dialled;
    dialled.socket.destroy();
    return { kind: 'open', latencyMs: dialled.latencyMs };
  };
}
